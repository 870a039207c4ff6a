"""Definitions that the type checker must pass: the same as in `wrong/`, put right."""

from datetime import date

from openpeel.language.columns import Flag, Moment, Text
from openpeel.language.durations import hours
from openpeel.language.facts import each
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Deadline, Review, Shows, Standard
from openpeel.records.domestic_abuse import RiskAssessments
from openpeel.units.incident import Incident

rule = Deadline(done=Incident.risk_assessed_at, due=Incident.reported_at + hours(24))

held = Condition(holds=Incident.is_domestic_abuse & ~Incident.is_cancelled, observed=Incident.reported_at)

whole = Standard(
    id="made-for-a-test",
    says="Made for a test",
    why="Made for a test",
    area=Area.INVESTIGATING_CRIME,
    characteristic="5.1",
    source=PEEL_2021_22.at("Investigating crime", "Area for improvement", "timely"),
    unit=Incident,
    applies=(Incident.risk_level == "high") | (Incident.triage_elements + 1 >= 6),
    rule=rule,
    shows=Shows(case=Incident.incident_id, owner=Incident.team, worklist=(Incident.reported_at,), finding="{n}"),
    examples="",
    examples_as_at="2024-01-01 00:00",
    review=Review(by="nobody", on=date(2024, 1, 1), next=date(2025, 1, 1)),
)

_assessments = each(RiskAssessments, by=RiskAssessments.incident_id)
assessed_at: Moment = _assessments.earliest(RiskAssessments.completed_at)
level: Text = _assessments.first(RiskAssessments.risk_level, by=RiskAssessments.completed_at)
is_assessed: Flag = _assessments.exists()

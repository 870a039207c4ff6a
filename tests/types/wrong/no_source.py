"""A standard without a source."""

from datetime import date

from openpeel.language.durations import hours
from openpeel.language.framework import Area
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.incident import Incident

standard = Standard(  # error: Missing named argument "source" for "Standard"
    id="made-for-a-test",
    says="Made for a test",
    why="Made for a test",
    area=Area.INVESTIGATING_CRIME,
    characteristic="5.1",
    unit=Incident,
    applies=Incident.is_domestic_abuse,
    rule=Deadline(done=Incident.risk_assessed_at, due=Incident.reported_at + hours(24)),
    shows=Shows(case=Incident.incident_id, owner=Incident.team, worklist=(), finding="{n}"),
    examples="",
    examples_as_at="2024-01-01 00:00",
    review=Review(by="nobody", on=date(2024, 1, 1), next=date(2025, 1, 1)),
)

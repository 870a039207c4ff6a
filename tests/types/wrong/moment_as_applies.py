"""A moment where a condition is wanted: whom does it apply to?"""

from datetime import date

from openpeel.language.durations import hours
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.incident import Incident

standard = Standard(
    id="made-for-a-test",
    says="Made for a test",
    why="Made for a test",
    area=Area.INVESTIGATING_CRIME,
    characteristic="5.1",
    source=PEEL_2021_22.at("Investigating crime", "Area for improvement", "timely"),
    unit=Incident,
    applies=Incident.reported_at,  # error: Argument "applies" to "Standard" has incompatible type "Moment"
    rule=Deadline(done=Incident.risk_assessed_at, due=Incident.reported_at + hours(24)),
    shows=Shows(case=Incident.incident_id, owner=Incident.team, worklist=(), finding="{n}"),
    examples="",
    examples_as_at="2024-01-01 00:00",
    review=Review(by="nobody", on=date(2024, 1, 1), next=date(2025, 1, 1)),
)

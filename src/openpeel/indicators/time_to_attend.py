"""The median time until officers attend, by grade."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Median
from openpeel.language.standards import Review
from openpeel.units.incident import Incident

time_to_attend = Indicator(
    id="time-to-attend",
    says="Median time from the report until officers attend",
    why="It shows delay within and beyond the published time.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Incident logs that stand",
    unit=Incident,
    measure=Median(
        since=Incident.reported_at,
        until=Incident.attended_at,
        among=~Incident.is_cancelled & Incident.grade.is_in("emergency", "priority", "scheduled"),
    ),
    better=Better.LOWER,
    by=(Incident.grade,),
    caveats=(
        "Incidents that nobody attended are not told.",
        "By the grade last given: a grade that was lowered moves the incident to another line.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

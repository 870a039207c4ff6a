"""The share of half hours in which too few were on duty to answer callers."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.staffed_half_hour import StaffedHalfHour

half_hours_short_of_staff = Indicator(
    id="half-hours-short-of-staff",
    says="Share of half hours in which fewer were on duty to answer callers than the forecast asked for",
    why="Given by half hour of the day, it shows when the rota and the demand part company.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Half hours of the workforce planning system",
    unit=StaffedHalfHour,
    measure=Share(of=~StaffedHalfHour.is_staffed),
    better=Better.LOWER,
    by=(StaffedHalfHour.queue,),
    caveats=("It is as good as the force's forecast; half hours without one are not told.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

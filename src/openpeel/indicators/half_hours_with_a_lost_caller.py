"""The share of half hours in which a caller was lost, by whether enough were on duty."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.staffed_half_hour import StaffedHalfHour

half_hours_with_a_lost_caller = Indicator(
    id="half-hours-with-a-lost-caller",
    says="Share of half hours with calls in which a caller was never answered, with enough on duty and without",
    why="Where the two differ little, more staff alone will not keep callers from hanging up.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Half hours of the workforce planning system",
    unit=StaffedHalfHour,
    measure=Share(of=StaffedHalfHour.has_lost_caller, among=StaffedHalfHour.has_calls),
    better=Better.LOWER,
    by=(StaffedHalfHour.queue, StaffedHalfHour.is_staffed),
    caveats=("Busy half hours are short of staff more often: the difference is not the effect of staffing alone.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

"""The median time until a caller to 101 reaches a call handler."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Median
from openpeel.language.standards import Review
from openpeel.units.call import Call

wait_for_call_handler = Indicator(
    id="wait-for-call-handler",
    says="Median time until a caller to 101 reaches a call handler",
    why="Forces publish an average, which a few long waits move.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Telephone calls",
    unit=Call,
    measure=Median(since=Call.presented_at, until=Call.answered_at, unit="seconds", among=Call.line_dialled == "101"),
    better=Better.LOWER,
    caveats=("Callers who gave up are not in it: see callers-lost.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

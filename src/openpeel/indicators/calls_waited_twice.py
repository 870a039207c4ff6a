"""The share of 101 calls whose caller waits in two queues."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.call import Call

calls_waited_twice = Indicator(
    id="calls-waited-twice",
    says="Share of calls to 101 whose caller waited in a second queue after the switchboard",
    why="Each further queue loses callers, and their information.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Legs of telephone calls",
    unit=Call,
    measure=Share(of=Call.waited_twice, among=Call.line_dialled == "101"),
    better=Better.LOWER,
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

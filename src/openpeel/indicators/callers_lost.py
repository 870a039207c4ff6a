"""The share of callers who give up, by the queue in which they waited."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.call_leg import CallLeg

callers_lost = Indicator(
    id="callers-lost",
    says="Share of waits for an answer that ended with the caller giving up",
    why="A caller who gives up in the second queue has told the risk to nobody who can act on it.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Legs of telephone calls; 999 calls left out",
    unit=CallLeg,
    measure=Share(of=CallLeg.is_abandoned, among=CallLeg.line_dialled != "999"),
    better=Better.LOWER,
    by=(CallLeg.stage,),
    caveats=(
        "A caller counts once in each queue; n is the volume of waits, which is not a rate of abandonment.",
        "Very short waits are counted here; the standards of each leg leave them out.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

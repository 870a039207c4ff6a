"""The share of calls from people who ask how their case stands."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.call import Call

calls_for_updates = Indicator(
    id="calls-for-updates",
    says="Share of calls other than 999 in which the caller asks how a case stands",
    why="Demand that comes of not having been told: fewer would ring if more were kept informed.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Telephone calls whose purpose was coded",
    unit=Call,
    measure=Share(of=Call.is_for_update, among=(Call.line_dialled != "999") & Call.purpose.is_present()),
    better=Better.LOWER,
    caveats=(
        "Calls whose purpose nobody coded are left out.",
        "Read beside victim-updated, which says how many updates were owed and missed.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

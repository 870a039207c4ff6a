"""The share of 999 calls answered in time, from when BT began to connect them."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.limits.contact import ANSWER_999
from openpeel.units.call import Call

calls_999_in_ten_seconds = Indicator(
    id="calls-999-in-ten-seconds",
    says="Share of 999 calls answered within 10 seconds, from when the BT operator began to connect them",
    why="The public's wait: the Home Office publishes it for each force, by month.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source="Telephone calls; HMICFRS, PEEL 2021/22 Wiltshire Police: 90 per cent within 10 seconds",
    unit=Call,
    measure=Share(
        of=(
            Call.answered_at <= ANSWER_999.after(Call.presented_at, deciding=Call.presented_at, force=Call.force)
        ).missing_is(False),
        among=Call.line_dialled == "999",
    ),
    better=Better.HIGHER,
    caveats=(
        "Calls that were abandoned count as not answered in time.",
        "The force's own telephony may start its clock later than BT: compare calls-999-in-ten-seconds-from-queue.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

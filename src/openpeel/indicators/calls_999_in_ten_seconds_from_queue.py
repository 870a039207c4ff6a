"""The share of 999 calls answered in time, from when they joined the force's own queue."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.limits.contact import ANSWER_999
from openpeel.units.call import Call

calls_999_in_ten_seconds_from_queue = Indicator(
    id="calls-999-in-ten-seconds-from-queue",
    says="Share of 999 calls answered within 10 seconds of joining the force's own queue",
    why="The force's own part of the wait; the other clock starts when BT begins to connect the call.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source="Legs of telephone calls, as the force's telephony has them",
    unit=Call,
    measure=Share(
        of=(
            Call.answered_at <= ANSWER_999.after(Call.queued_at, deciding=Call.presented_at, force=Call.force)
        ).missing_is(False),
        among=(Call.line_dialled == "999") & Call.queued_at.is_present(),
    ),
    better=Better.HIGHER,
    caveats=("Not the published measure: see calls-999-in-ten-seconds.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

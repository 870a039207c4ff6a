"""What 'by midnight' and 'this week' mean: days of Europe/London, from the moment that the records are of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from openpeel.engine.case_questions import Question
from openpeel.engine.verdicts import Verdict

_LONDON = ZoneInfo("Europe/London")

WHENS = {
    "today": "Due by midnight",
    "week": "Due in seven days",
    "overdue": "Overdue",
    "all": "All that is open",
}
"""The parts of the list of work, by their names in addresses."""


def midnight(now: datetime, days: int = 1) -> datetime:
    """The end of today, or of the day that comes ``days`` - 1 later, in London; naive UTC.

    Records as at the end of a day show the work of the day that follows.
    """
    day = (now + timedelta(seconds=1)).replace(tzinfo=UTC).astimezone(_LONDON).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=_LONDON).astimezone(UTC).replace(tzinfo=None)


def question(when: str, now: datetime) -> Question:
    """The rows of one part of the list; ``now`` is the moment of judging, naive UTC."""
    if when == "overdue":
        return Question(verdicts=(Verdict.OVERDUE,))
    if when == "all":
        return Question(verdicts=(Verdict.OVERDUE, Verdict.PENDING))
    before = midnight(now) if when == "today" else midnight(now, 7)
    return Question(verdicts=(Verdict.PENDING,), due_before=before)

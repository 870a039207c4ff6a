"""Days and months of the calendar in Europe/London, as ranges of moments in naive UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

TICK = timedelta(microseconds=1)
"""The least time between two moments."""


def day_begins(day: date) -> datetime:
    """When a London day begins, naive UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC).replace(tzinfo=None)


def day_ends(day: date) -> datetime:
    """The last microsecond of a London day, naive UTC."""
    return day_begins(day + timedelta(days=1)) - TICK


def london_day(moment: datetime) -> date:
    """The London day of a moment in naive UTC."""
    return moment.replace(tzinfo=UTC).astimezone(LONDON).date()


@dataclass(frozen=True)
class Written:
    """How days, months and moments are written."""

    _day: str
    _month: str
    _between: str
    """What stands between a day and a time."""

    def day(self, on: date) -> str:
        """A day of the calendar."""
        return f"{on:{self._day}}"

    def month(self, of: date) -> str:
        """The month that a day is in."""
        return f"{of:{self._month}}"

    def moment(self, moment: datetime) -> str:
        """A moment in naive UTC as it is read in London, with seconds where it has any.

        The last microsecond of a day reads 'end of' that day.
        """
        there = moment.replace(tzinfo=UTC).astimezone(LONDON)
        if (there + TICK).time() == time():
            return f"end of {self.day(there.date())}"
        return f"{self.day(there.date())}{self._between}{there:{'%H:%M:%S' if there.second else '%H:%M'}}"


FOR_COMMANDS = Written("%Y-%m-%d", "%Y-%m", " ")
"""As commands and files write them: '2024-07-01 09:30', '2024-07'. They sort, and other programs read them."""

FOR_PAGES = Written("%-d %B %Y", "%B %Y", ", ")
"""As pages write them: '1 July 2024, 09:30', 'July 2024'."""


def words_for(begins: datetime, latest: datetime, written: Written = FOR_COMMANDS) -> str:
    """A moment or range as people read it: a time, a day, a month, or 'from ... to ...'."""
    if begins == latest:
        return written.moment(begins)
    first, last = london_day(begins), london_day(latest)
    if (begins, latest) == (day_begins(first), day_ends(first)):
        return written.day(first)
    if first.day == 1 and (begins, latest) == period_named(f"{first:%Y-%m}"):
        return written.month(first)
    if begins == day_begins(first) and latest == day_ends(last):
        return f"{written.day(first)} to {written.day(last)}"
    return f"{written.moment(begins)} to {written.moment(latest)}"


def period_named(text: str) -> tuple[datetime, datetime]:
    """The first and last microsecond of what ``text`` names: an instant in UTC, a London day or a London month.

    '2024-01-31 10:00', '2024-01-31 10:00:05.5', '2024-01-31' or '2024-01'. Raises ValueError for anything else.
    """
    if len(text) == 7:
        first = date.fromisoformat(text + "-01")
        following = (first + timedelta(days=31)).replace(day=1)
        return day_begins(first), day_begins(following) - TICK
    if len(text) == 10:
        day = date.fromisoformat(text)
        return day_begins(day), day_ends(day)
    instant = datetime.fromisoformat(text)
    return instant, instant

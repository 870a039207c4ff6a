"""Days and months of the calendar in Europe/London, as ranges of moments in naive UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day_begins(day: date) -> datetime:
    """When a London day begins, naive UTC."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC).replace(tzinfo=None)


def day_ends(day: date) -> datetime:
    """The last microsecond of a London day, naive UTC."""
    return day_begins(day + timedelta(days=1)) - timedelta(microseconds=1)


def london_day(moment: datetime) -> date:
    """The London day of a moment in naive UTC."""
    return moment.replace(tzinfo=UTC).astimezone(LONDON).date()


def period_named(text: str) -> tuple[datetime, datetime]:
    """The first and last microsecond of what ``text`` names: an instant in UTC, a London day or a London month.

    '2024-01-31 10:00', '2024-01-31 10:00:05.5', '2024-01-31' or '2024-01'. Raises ValueError for anything else.
    """
    if len(text) == 7:
        first = date.fromisoformat(text + "-01")
        following = (first + timedelta(days=31)).replace(day=1)
        return day_begins(first), day_begins(following) - timedelta(microseconds=1)
    if len(text) == 10:
        day = date.fromisoformat(text)
        return day_begins(day), day_ends(day)
    instant = datetime.fromisoformat(text)
    return instant, instant

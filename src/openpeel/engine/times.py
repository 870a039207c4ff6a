"""Pieces of time of the calendar and clock in Europe/London, by which figures are broken down."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from openpeel.language.indicators import Over
from openpeel.language.periods import LONDON, TICK, day_begins

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def piece_of(over: Over, moment: datetime) -> str:
    """The name of the piece in which a moment (naive UTC) lies; names sort in order of time.

    '2024-01', '2024-01-08' (a day, or a week by its Monday), '1 Monday', '08:30'.
    """
    there = moment.replace(tzinfo=UTC).astimezone(LONDON)
    if over is Over.HALF_HOUR:
        return f"{there:%H}:{'30' if there.minute >= 30 else '00'}"
    if over is Over.WEEKDAY:
        return f"{there.isoweekday()} {WEEKDAYS[there.weekday()]}"
    first, _ = _days(over, there.date())
    return f"{first:%Y-%m}" if over is Over.MONTH else first.isoformat()


def bounds_of(over: Over, moment: datetime) -> tuple[datetime, datetime]:
    """From when to when (naive UTC) the month, week or day lasts in which a moment lies."""
    first, following = _days(over, moment.replace(tzinfo=UTC).astimezone(LONDON).date())
    return day_begins(first), day_begins(following)


def has_ended(month: date, moment: datetime) -> bool:
    """Whether the month of a day was over in London at a moment (naive UTC); its very last moment counts as its end."""
    _, following = _days(Over.MONTH, month)
    return day_begins(following) <= moment + TICK


def _days(over: Over, day: date) -> tuple[date, date]:
    if over is Over.MONTH:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1)
    if over is Over.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=7)
    return day, day + timedelta(days=1)

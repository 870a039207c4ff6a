"""The civil calendar of Europe/London: where periods of days, months and working days end, in UTC.

One small table, keyed by the UTC date of a moment, is joined to a frame for each start column. A London day begins at
23:00 UTC in summer, so each row holds the answer for the London day of that date's start and for the next one, with the
moment at which the next one begins.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

import holidays
import pyarrow as pa

from openpeel.language.durations import Clock, Duration
from openpeel.language.periods import day_begins, day_ends, london_day

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2045, 12, 31)
"""The days that starts may lie on; where a start lies outside, the end is missing and the verdict unknown."""

KEY, NEXT_DAY = "utc_date", "next_day_begins"


def is_working_day(day: date) -> bool:
    """Whether a day is neither a Saturday, a Sunday nor a bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in _bank_holidays()


@cache
def _bank_holidays() -> frozenset[date]:
    years = range(FIRST_DAY.year, LAST_DAY.year + 2)
    # England's and Wales's are the same.
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))


def add(day: date, length: Duration) -> date:
    """The day on which a period of civil or working days or months after ``day`` ends."""
    if length.clock is Clock.CIVIL_DAYS:
        return day + timedelta(days=length.amount)
    if length.clock is Clock.CIVIL_MONTHS:
        first = day + timedelta(days=1)
        year, month = divmod(first.year * 12 + first.month - 1 + length.amount, 12)
        days_in_month = calendar.monthrange(year, month + 1)[1]
        # The day before the corresponding one; where the month has none, its last day.
        return date(year, month + 1, min(first.day, days_in_month)) - timedelta(days=first.day <= days_in_month)
    if length.clock is Clock.WORKING_DAYS:
        left = length.amount
        while left:
            day += timedelta(days=1)
            left -= is_working_day(day)
        return day
    raise ValueError(f"{length} is elapsed time, which needs no calendar")


def period_ends(start: datetime, length: Duration) -> datetime:
    """When the period after ``start`` ends: the last microsecond of its last London day. Moments are naive UTC."""
    return day_ends(add(london_day(start), length))


@cache
def _day_begins() -> list[datetime]:
    """When each London day begins, by its number from FIRST_DAY; with room for the periods that begin last."""
    return [day_begins(FIRST_DAY + timedelta(days=n)) for n in range((LAST_DAY - FIRST_DAY).days + 3_660)]


@cache
def _working_days() -> list[int]:
    """Numbers from FIRST_DAY of the working days."""
    return [n for n in range(len(_day_begins()) - 1) if is_working_day(FIRST_DAY + timedelta(days=n))]


@cache
def _ends_by_day(length: Duration) -> list[datetime]:
    """When the period ends that starts on each day from FIRST_DAY to the day after LAST_DAY; see :func:`add`."""
    count = (LAST_DAY - FIRST_DAY).days + 2
    if length.clock is Clock.WORKING_DAYS and length.amount:
        working = _working_days()
        last_days = [working[bisect_right(working, n) + length.amount - 1] for n in range(count)]
    else:
        last_days = [(add(FIRST_DAY + timedelta(days=n), length) - FIRST_DAY).days for n in range(count)]
    begins = _day_begins()
    return [begins[n + 1] - timedelta(microseconds=1) for n in last_days]


def columns_for(index: int) -> tuple[str, str]:
    """Names of the two columns with the ends for the ``index``-th length: on the date's own London day, on the next."""
    return f"ends_{index}", f"ends_{index}_from_next_day"


def calendar_schema(lengths: Sequence[Duration]) -> dict[str, str]:
    """Names and Ibis types of the columns of :func:`calendar_table`."""
    ends = {name: "timestamp(6)" for index in range(len(lengths)) for name in columns_for(index)}
    return {KEY: "date", NEXT_DAY: "timestamp(6)", **ends}


def calendar_table(lengths: Sequence[Duration]) -> pa.Table:
    """The calendar for these lengths: one row for each UTC date, with :func:`columns_for` each length."""
    count = (LAST_DAY - FIRST_DAY).days + 1
    days = [FIRST_DAY + timedelta(days=n) for n in range(count)]
    columns: dict[str, pa.Array] = {
        KEY: pa.array(days, pa.date32()),
        NEXT_DAY: pa.array(_day_begins()[1 : count + 1], pa.timestamp("us")),
    }
    for index, length in enumerate(lengths):
        ends = _ends_by_day(length)
        own, following = columns_for(index)
        columns[own] = pa.array(ends[:count], pa.timestamp("us"))
        columns[following] = pa.array(ends[1 : count + 1], pa.timestamp("us"))
    return pa.table(columns)

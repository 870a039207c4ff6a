"""The civil calendar of Europe/London: where periods of days, months and working days end, in UTC.

One small table, keyed by the UTC date of a moment, is joined to a frame for each start column. A London day begins at
23:00 UTC in summer, so each row holds the answer for the London day of that date's start and for the next one, with the
moment at which the next one begins.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import holidays
import numpy as np

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


DAYS = (LAST_DAY - FIRST_DAY).days + 1
"""How many rows the calendar has."""


@cache
def _day_begins() -> Any:
    """When each London day begins, by its number from FIRST_DAY, in microseconds; with room for the longest periods."""
    begins = [day_begins(FIRST_DAY + timedelta(days=n)) for n in range(DAYS + 3_659)]
    return np.array(begins, "datetime64[us]")


@cache
def _working_days() -> Any:
    """Numbers from FIRST_DAY of the working days."""
    days = np.datetime64(FIRST_DAY) + np.arange(len(_day_begins()) - 1)
    return np.flatnonzero(np.is_busday(days, holidays=sorted(_bank_holidays())))


@cache
def _ends_by_day(length: Duration) -> Any:
    """When the period ends that starts on each day from FIRST_DAY to the day after LAST_DAY; see :func:`add`."""
    starts = np.arange(DAYS + 1)
    if length.clock is Clock.WORKING_DAYS and length.amount:
        last_days = _working_days()[np.searchsorted(_working_days(), starts, side="right") + length.amount - 1]
    elif length.clock is Clock.CIVIL_MONTHS:
        first = np.datetime64(FIRST_DAY) + starts + 1
        month = first.astype("datetime64[M]")
        day_of_month = (first - month).astype(int) + 1
        ending = month + length.amount
        days_in_month = ((ending + 1).astype("datetime64[D]") - ending.astype("datetime64[D]")).astype(int)
        in_month = np.minimum(day_of_month, days_in_month) - (day_of_month <= days_in_month)
        last_days = (ending.astype("datetime64[D]") - np.datetime64(FIRST_DAY)).astype(int) + in_month - 1
    else:
        last_days = starts + length.amount
    return _day_begins()[last_days + 1] - np.timedelta64(1, "us")


def columns_for(index: int) -> tuple[str, str]:
    """Names of the two columns with the ends for the ``index``-th length: on the date's own London day, on the next."""
    return f"ends_{index}", f"ends_{index}_from_next_day"


def calendar_schema(lengths: Sequence[Duration]) -> dict[str, str]:
    """Names and Ibis types of the columns of :func:`calendar_table`."""
    ends = {name: "timestamp(6)" for index in range(len(lengths)) for name in columns_for(index)}
    return {KEY: "date", NEXT_DAY: "timestamp(6)", **ends}


def calendar_table(lengths: Sequence[Duration]) -> dict[str, Any]:
    """The calendar for these lengths as NumPy arrays: a place for each UTC date; :func:`columns_for` each length."""
    days = (np.datetime64(FIRST_DAY) + np.arange(DAYS)).astype("datetime64[us]")
    columns = {KEY: days, NEXT_DAY: _day_begins()[1 : DAYS + 1]}
    for index, length in enumerate(lengths):
        ends = _ends_by_day(length)
        own, following = columns_for(index)
        columns[own], columns[following] = ends[:DAYS], ends[1:]
    return columns

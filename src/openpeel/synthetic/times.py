"""When things happen in the made force: the rhythm of days and hours, and the calendar of Europe/London.

Moments are naive UTC, as everywhere inside; 'local' ones are naive wall-clock times in Europe/London.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from typing import TypeVar
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.random import Generator

Value = TypeVar("Value")

LONDON = ZoneInfo("Europe/London")

WEEKDAY_HOURS = (3, 2, 2, 1, 1, 2, 3, 5, 7, 7, 7, 7, 7, 7, 8, 9, 9, 9, 8, 8, 7, 7, 6, 5)
WEEKEND_HOURS = (8, 8, 7, 5, 3, 2, 2, 3, 4, 6, 7, 7, 7, 7, 7, 7, 8, 8, 9, 9, 9, 10, 10, 9)
WEEKDAYS = (1.0, 0.96, 0.97, 0.99, 1.07, 1.16, 1.05)
"""Relative demand by local hour, and by weekday from Monday: nights are busy at weekends only."""


@dataclass(frozen=True)
class Period:
    """What the made records cover: from ``begins`` (inclusive) to ``ends`` (exclusive)."""

    begins: datetime
    ends: datetime

    def until(self, before_end: timedelta) -> Period:
        """The same without its last part, in which what is late cannot yet be told from what is still to come."""
        return Period(self.begins, max(self.begins, self.ends - before_end))

    def __contains__(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


def utc(local: datetime) -> datetime:
    """Wall-clock time in Europe/London as naive UTC."""
    offset = _offset(local.date())
    if offset is not None:
        return local - offset
    return local.replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)


def london(moment: datetime) -> datetime:
    """Naive UTC as wall-clock time in Europe/London."""
    offset = _offset(moment.date())
    return _london(moment) if offset is None else moment + offset


def _london(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)


@cache
def _offset(day: date) -> timedelta | None:
    """How far local time is ahead all through a day of UTC; none on the day of a change."""
    midnight = datetime.combine(day, time())
    first, last = (_london(moment) - moment for moment in (midnight, midnight + timedelta(days=1)))
    return first if first == last else None


def start_of(day: date) -> datetime:
    """The midnight with which a day begins in Europe/London, as naive UTC."""
    return utc(datetime.combine(day, time()))


def comes_twice(local: datetime) -> bool:
    """True in the hour that is repeated when the clocks go back."""
    if _offset(local.date()) is not None:
        return False
    return local.replace(tzinfo=LONDON, fold=0).utcoffset() != local.replace(tzinfo=LONDON, fold=1).utcoffset()


def told_apart(moment: datetime) -> datetime:
    """The moment, or some hours later where its local time could stand for two moments: sources write local time."""
    if _offset(moment.date()) is not None:
        return moment
    return moment + timedelta(hours=2) if comes_twice(london(moment)) else moment


def around_what_comes_twice(moment: datetime) -> tuple[datetime, ...]:
    """The moment; in the hours whose local time could stand for two, the last moment before and the first after."""
    if not comes_twice(london(moment)):
        return (moment,)
    first = second = moment.replace(minute=0, second=0)
    while comes_twice(london(first - timedelta(seconds=1))):
        first -= timedelta(hours=1)
    while comes_twice(london(second)):
        second += timedelta(hours=1)
    return first - timedelta(seconds=1), second


def arrivals(dice: Generator, count: int, period: Period) -> list[datetime]:
    """``count`` moments of the period in order, to the second, more by day than by night and most at weekends.

    None lies in the two hours before or after the clocks go back, so that what follows closely keeps its distance.
    """
    first = london(period.begins).date()
    days = [first + timedelta(days=number) for number in range((london(period.ends).date() - first).days)]
    by_day = np.array([WEEKDAYS[day.weekday()] for day in days])
    steps = {hours: np.cumsum(hours) / sum(hours) for hours in (WEEKDAY_HOURS, WEEKEND_HOURS)}
    found = []
    for number in dice.choice(len(days), size=count, p=by_day / by_day.sum()) if days else ():
        day = days[number]
        hours = WEEKEND_HOURS if day.weekday() >= 5 else WEEKDAY_HOURS
        hour = int(np.searchsorted(steps[hours], dice.random(), side="right"))
        if comes_twice(datetime.combine(day, time(1, 30))) and hour < 4:
            hour += 8
        found.append(utc(datetime.combine(day, time(hour, int(dice.integers(60)), int(dice.integers(60))))))
    return sorted(found)


def between(dice: Generator, least: timedelta, most: timedelta) -> timedelta:
    """A length of time between two others, in whole seconds."""
    return timedelta(seconds=int(dice.integers(round(least.total_seconds()), round(most.total_seconds()) + 1)))


def minutes(dice: Generator, least: float, most: float) -> timedelta:
    """A length of time between two numbers of minutes."""
    return between(dice, timedelta(minutes=least), timedelta(minutes=most))


def days(dice: Generator, least: float, most: float) -> timedelta:
    """A length of time between two numbers of days."""
    return between(dice, timedelta(days=least), timedelta(days=most))


def pick(dice: Generator, values: Sequence[Value], shares: Sequence[float] | None = None) -> Value:
    """One of the values, by their shares."""
    if shares is None:
        return values[int(dice.random() * len(values))]
    # The dice's own choice by shares takes many times as long.
    steps = list(accumulate(shares))
    return values[min(bisect_right(steps, dice.random() * steps[-1]), len(values) - 1)]


def in_office_hours(dice: Generator, day: date) -> datetime:
    """A moment of that local day between nine and five."""
    return utc(datetime.combine(day, time(9)) + minutes(dice, 0, 8 * 60))


def months_on(day: date, months: int) -> date:
    """The same day ``months`` later; the month's last day where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@cache
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


def working_days_on(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``, in England and Wales."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _bank_holidays():
            count -= 1
    return day

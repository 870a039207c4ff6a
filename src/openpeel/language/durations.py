"""Lengths of time, each on one of three clocks: elapsed, civil calendar, working days.

Elapsed time runs on (24 hours are 24 hours when the clocks change). The civil clock counts days and months of the
calendar in Europe/London, as statutes do. Working days leave out Saturdays, Sundays and the bank holidays of England
and Wales.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Clock(Enum):
    """How a length of time is counted."""

    ELAPSED = "elapsed"
    CIVIL_DAYS = "civil days"
    CIVIL_MONTHS = "civil months"
    WORKING_DAYS = "working days"


LONGEST = {
    Clock.ELAPSED: 100 * 366 * 86_400,
    Clock.CIVIL_DAYS: 3_650,
    Clock.CIVIL_MONTHS: 120,
    Clock.WORKING_DAYS: 2_500,
}
"""The longest lengths: a hundred years of seconds; ten years on the calendar, which reaches no further."""


@dataclass(frozen=True)
class Duration:
    """``amount`` on ``clock``: seconds for elapsed time, else whole days, months or working days.

    Raises ValueError for one that is not whole, for a negative one on the calendar, and beyond :data:`LONGEST`.
    """

    amount: int
    clock: Clock

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise ValueError("a length of time is a whole number: hours(24); for half an hour minutes(30)")
        if self.clock is not Clock.ELAPSED and self.amount < 0:
            raise ValueError(f"a length in {self.clock.value} cannot be negative")
        if abs(self.amount) > LONGEST[self.clock]:
            unit = "seconds" if self.clock is Clock.ELAPSED else self.clock.value
            raise ValueError(f"a length of time is at most {LONGEST[self.clock]:,} {unit}")

    def __str__(self) -> str:
        if self.clock is Clock.ELAPSED:
            for name, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
                if self.amount and self.amount % seconds == 0 and (name != "day" or self.amount > 86_400):
                    return _counted(self.amount // seconds, name)
            return _counted(self.amount, "second")
        return _counted(self.amount, self.clock.value.removesuffix("s"))


def _counted(amount: int, name: str) -> str:
    return f"{amount} {name}" if amount == 1 else f"{amount} {name}s"


def seconds(amount: int) -> Duration:
    """``amount`` seconds of elapsed time."""
    return Duration(amount, Clock.ELAPSED)


def minutes(amount: int) -> Duration:
    """``amount`` minutes of elapsed time."""
    return Duration(60 * amount, Clock.ELAPSED)


def hours(amount: int) -> Duration:
    """``amount`` hours of elapsed time."""
    return Duration(3_600 * amount, Clock.ELAPSED)


def days(amount: int) -> Duration:
    """``amount`` times 24 hours of elapsed time; for days of the calendar see :func:`civil_days`."""
    return Duration(86_400 * amount, Clock.ELAPSED)


def civil_days(amount: int) -> Duration:
    """To the end of the day ``amount`` days after the start's day, in Europe/London."""
    return Duration(amount, Clock.CIVIL_DAYS)


def civil_months(amount: int) -> Duration:
    """To the end of the period of ``amount`` months that begins with the day after the start's day, Europe/London.

    It ends with the day before the corresponding one: after 10 January, three months end with 10 April; after
    28 February, with 31 May. Where the month has no such day, with its last.
    """
    return Duration(amount, Clock.CIVIL_MONTHS)


def working_days(amount: int) -> Duration:
    """To the end of the ``amount``-th working day after the start's day, England and Wales."""
    return Duration(amount, Clock.WORKING_DAYS)

"""Moments: exact, known to the day or month only, or perhaps missing."""

from __future__ import annotations

import functools
import operator
from datetime import datetime
from typing import Any, ClassVar

import ibis

from openpeel.language.columns.declaration import MOMENT, LanguageError
from openpeel.language.columns.kinds import Column, Flag, Number, all_loaded, at_least, number_of, where
from openpeel.language.durations import Clock, Duration
from openpeel.language.missing import may_be_missing


class Moment(Column):
    """A moment in UTC, or a range of moments where only the day or month is known, or where it may be missing."""

    open_may_be_missing: ClassVar[bool] = True

    def is_missing(self) -> Flag:
        """True where there is no value; unknown where there may be one, or nothing was loaded that could hold one."""
        missing = super().is_missing()
        if self.highest is None:
            return missing
        return Flag(ibis.cases((_may_or_may_not_be(self), ibis.null("boolean")), else_=missing.lowest))

    def or_else(self, other: Moment) -> Moment:
        """This moment, or ``other`` where this is missing."""
        found = super().or_else(other)
        if self.highest is None:
            return found
        # No upper end is kept of a moment that may be missing, so that none is known of what may stand in for it.
        either = ibis.least(self.lowest, other.lowest)
        return Moment(_may_or_may_not_be(self).ifelse(either, found.lowest), found.highest, is_loaded=found.is_loaded)

    def only_if(self, condition: Flag) -> Moment:
        """This moment where ``condition`` holds, missing where it does not; where that is not known, it may be."""
        if not isinstance(condition, Flag) or not may_be_missing(condition.lowest):
            return super().only_if(condition)
        lowest = where(condition.lowest.fill_null(True), self.lowest)
        return Moment(lowest, where(condition.lowest, self.upper), is_loaded=self.is_loaded)

    def __le__(self, other: Moment) -> Flag:
        return at_least(_moment(other), self)

    def __ge__(self, other: Moment) -> Flag:
        return at_least(self, _moment(other))

    def __lt__(self, other: Moment) -> Flag:
        return ~at_least(self, _moment(other))

    def __gt__(self, other: Moment) -> Flag:
        return ~at_least(_moment(other), self)

    def __add__(self, length: Duration) -> Moment:
        return self._moved(length, 1)

    def __sub__(self, length: Duration) -> Moment:
        return self._moved(length, -1)

    def part_way_to(self, end: Moment, share: Number | float) -> Moment:
        """When ``share`` (0 to 1) of the time from this moment to ``end`` has gone. Exact moments only."""
        if self.highest is not None or end.highest is not None:
            raise LanguageError("part_way_to needs moments that are known to the instant")
        passed = end.lowest.delta(self.lowest, unit="microsecond")
        portion = (passed * number_of(share).lowest).round().cast("int64")
        loaded = all_loaded(self, end)
        return Moment(self.lowest + portion.as_interval("us"), is_loaded=loaded)

    def is_exact(self) -> Flag:
        """True where it is known to the instant, false where only its day or month is."""
        return Flag(self.lowest == self.upper)

    def _moved(self, length: Duration, sign: int) -> Moment:
        if not isinstance(length, Duration):
            raise LanguageError(
                "add a length of time to a moment: hours(24), minutes(60), days(7); a limit is LIMIT.after(moment, ...)"
            )
        if length.clock is not Clock.ELAPSED:
            raise LanguageError(f"{length} is counted on the calendar: declare a Limit and write LIMIT.after(moment)")
        step = ibis.interval(seconds=sign * length.amount)
        highest = None if self.highest is None else self.highest + step
        return Moment(self.lowest + step, highest, is_loaded=self.is_loaded)


def _may_or_may_not_be(moment: Moment) -> Any:
    """The Ibis condition that a moment with a range may be there, and may be missing."""
    return moment.lowest.notnull() & moment.highest.isnull()


def _moment(value: object) -> Moment:
    if isinstance(value, Moment):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise LanguageError("moments are naive UTC; convert the constant and leave its zone out")
        return Moment(ibis.literal(value, MOMENT))
    advice = (
        "for a missing value write .is_missing()"
        if value is None
        else "compare a moment with a moment, such as datetime(2024, 1, 31)"
    )
    raise LanguageError(f"a moment compared with {value!r}; {advice}")


def earliest_of(*moments: Moment) -> Moment:
    """The earliest of the moments that are there; missing where all are."""
    exact = all(moment.highest is None for moment in moments)
    lowest = ibis.least(*(moment.lowest for moment in moments))
    highest = None if exact else ibis.least(*(moment.upper for moment in moments))
    return Moment(lowest, highest, is_loaded=all_loaded(*moments))


def latest_of(*moments: Moment) -> Moment:
    """The latest of the moments that are there; missing where all are."""
    lowest = ibis.greatest(*(moment.lowest for moment in moments))
    loaded, ranged = all_loaded(*moments), [moment for moment in moments if moment.highest is not None]
    if not ranged:
        return Moment(lowest, is_loaded=loaded)
    # Of one that may be missing it is not known how late it may be.
    doubtful = functools.reduce(operator.or_, map(_may_or_may_not_be, ranged))
    highest = ibis.greatest(*(moment.upper for moment in moments))
    return Moment(
        doubtful.ifelse(ibis.least(*(moment.lowest for moment in moments)), lowest),
        doubtful.ifelse(ibis.null(MOMENT), highest),
        is_loaded=loaded,
    )

"""The verdict, written a second time in plain Python, from the sentences that define it.

Moments here are whole numbers. One that is known only roughly is a pair: all numbers from the first to the second are
possible. The twin judges each possibility as if it were exact; where they agree that is the verdict, and where they do
not, the precision cannot settle it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

Rough = tuple[int, int] | None
Truth = bool | None
Said = tuple[str, str]
"""Verdict and, where it is unknown, the name of the reason."""

APPLIES = ("unknown", "APPLIES")
NO_LIMIT = ("unknown", "NO_LIMIT")
START = ("unknown", "START")
NOT_COVERED = ("unknown", "NOT_COVERED")
NOT_RECORDED = ("unknown", "NOT_RECORDED")
PRECISION = ("unknown", "PRECISION")


def possible(rough: Rough) -> Iterable[int | None]:
    return [None] if rough is None else range(rough[0], rough[1] + 1)


def settled(said: Iterable[Said], excused: Truth) -> Said:
    """What all possibilities agree on. A case that may have been met is excused all the same, if it is excused."""
    different = set(said)
    if different == {("met", "")}:
        return ("met", "")
    if excused is True:
        return ("excused", "")
    return different.pop() if len(different) == 1 else PRECISION


def deadline_exactly(done: int | None, due: int, covered: bool, now: int) -> Said:
    """By a moment: done by due is met; what is not done is overdue only once due has passed."""
    if done is not None and done <= due:
        return ("met", "")
    if done is None and now <= due:
        return ("pending", "")
    # A row that was not loaded may show that it was done, or done earlier.
    if not covered:
        return NOT_COVERED
    return ("overdue", "") if done is None else ("late", "")


def never_exactly(breach: int | None, until: int, covered: bool, now: int) -> Said:
    """Until a moment, that moment included: a breach is overdue at once; a window that closed without one is met."""
    if breach is not None and breach <= until:
        return ("overdue", "")
    if now <= until:
        return ("pending", "")
    return ("met", "") if covered else NOT_COVERED


@cache
def deadline(
    applies: Truth, lacks_limit: bool, done: Rough, due: Rough, excused: Truth, covered: Truth, now: int
) -> Said:
    """The verdict of a unit that applies or may apply. What is not known to be covered is not."""
    return _within(deadline_exactly, applies, lacks_limit, done, due, excused, covered, now)


@cache
def never(
    applies: Truth, lacks_limit: bool, breach: Rough, until: Rough, excused: Truth, covered: Truth, now: int
) -> Said:
    """As :func:`deadline`, of what is never to happen."""
    return _within(never_exactly, applies, lacks_limit, breach, until, excused, covered, now)


def _within(
    exactly: Callable[[int | None, int, bool, int], Said],
    applies: Truth,
    lacks_limit: bool,
    act: Rough,
    end: Rough,
    excused: Truth,
    covered: Truth,
    now: int,
) -> Said:
    if applies is None:
        return APPLIES
    if lacks_limit:
        return NO_LIMIT
    if end is None:
        return START
    ends = range(end[0], end[1] + 1)
    return settled((exactly(one, last, covered is True, now) for one in possible(act) for last in ends), excused)


@cache
def condition(applies: Truth, holds: Truth, observed: Rough, excused: Truth, covered: Truth, now: int) -> Said:
    """At an observation that has been made: what holds is met, what does not is overdue."""
    if applies is None:
        return APPLIES
    if observed is None or observed[0] > now:
        return START
    if holds is True:
        return ("met", "")
    if excused is True:
        return ("excused", "")
    if holds is False:
        return ("overdue", "")
    return NOT_RECORDED if covered is True else NOT_COVERED


def is_due(end: Rough, now: int) -> bool:
    """Whether a case under a deadline counts by now; where its end is not known, it may."""
    return end is None or end[1] < now

"""The verdict, written a second time in plain Python, from the sentences that define it.

Moments here are whole numbers. One that is known only roughly is a pair: all numbers from the first to the second are
possible. Without a second it may be missing too: nothing, and all numbers from the first on, are possible. The twin
judges each possibility as if it were exact; where they agree that is the verdict, and where they do not, it is unknown.

A gap is the name of the reason why a row that would decide may not be found; empty where none is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

Rough = tuple[int, int | None] | None
Truth = bool | None
Said = tuple[str, str]
"""Verdict and, where it is unknown, the name of the reason."""

APPLIES = ("unknown", "APPLIES")
NO_LIMIT = ("unknown", "NO_LIMIT")
START = ("unknown", "START")
PENDING = ("pending", "")
NOT_RECORDED = ("unknown", "NOT_RECORDED")
PRECISION = ("unknown", "PRECISION")


def possible(rough: Rough, end: int) -> Iterable[int | None]:
    """All that a moment can be; of those after ``end`` one stands for all."""
    if rough is None:
        return [None]
    first, last = rough
    return [None, *range(first, max(first, end + 1) + 1)] if last is None else range(first, last + 1)


def settled(said: Iterable[Said], act: Rough, gap: str, excused: Truth) -> Said:
    """What all possibilities agree on. A case that may have been met is excused all the same, if it is excused.

    Of an act that may be missing, that is the reason while there is time; later a gap may be why.
    """
    different = set(said)
    if different == {("met", "")}:
        return ("met", "")
    if excused is True:
        return ("excused", "")
    if len(different) == 1:
        return different.pop()
    if act is None or act[1] is not None:
        return PRECISION
    gapped = ("unknown", gap)
    return gapped if gapped in different and PENDING not in different else NOT_RECORDED


def deadline_exactly(done: int | None, due: int, gap: str, now: int) -> Said:
    """By a moment: done by due is met; what is not done is overdue only once due has passed."""
    if done is not None and done <= due:
        return ("met", "")
    if done is None and now <= due:
        return PENDING
    # A row that was not loaded may show that it was done, or done earlier.
    if gap:
        return ("unknown", gap)
    return ("overdue", "") if done is None else ("late", "")


def never_exactly(breach: int | None, until: int, gap: str, now: int) -> Said:
    """Until a moment, that moment included: a breach is overdue at once; a window that closed without one is met."""
    if breach is not None and breach <= until:
        return ("overdue", "")
    if now <= until:
        return PENDING
    return ("unknown", gap) if gap else ("met", "")


@cache
def deadline(applies: Truth, lacks_limit: bool, done: Rough, due: Rough, excused: Truth, gap: str, now: int) -> Said:
    """The verdict of a unit that applies or may apply."""
    return _within(deadline_exactly, applies, lacks_limit, done, due, excused, gap, now)


@cache
def never(applies: Truth, lacks_limit: bool, breach: Rough, until: Rough, excused: Truth, gap: str, now: int) -> Said:
    """As :func:`deadline`, of what is never to happen."""
    return _within(never_exactly, applies, lacks_limit, breach, until, excused, gap, now)


def _within(
    exactly: Callable[[int | None, int, str, int], Said],
    applies: Truth,
    lacks_limit: bool,
    act: Rough,
    end: Rough,
    excused: Truth,
    gap: str,
    now: int,
) -> Said:
    if applies is None:
        return APPLIES
    if lacks_limit:
        return NO_LIMIT
    if end is None or end[1] is None:
        return START
    ends = range(end[0], end[1] + 1)
    return settled((exactly(one, last, gap, now) for one in possible(act, end[1]) for last in ends), act, gap, excused)


@cache
def condition(applies: Truth, holds: Truth, observed: Rough, excused: Truth, gap: str, now: int) -> Said:
    """At an observation that has been made: what holds is met, what does not is overdue."""
    if applies is None:
        return APPLIES
    if observed is None or observed[1] is None or observed[0] > now:
        return START
    if holds is True:
        return ("met", "")
    if excused is True:
        return ("excused", "")
    if holds is False:
        return ("overdue", "")
    return ("unknown", gap) if gap else NOT_RECORDED


def is_due(end: Rough, now: int) -> bool:
    """Whether a case under a deadline counts by now; where its end is not known, it may."""
    return end is None or end[1] is None or end[1] < now

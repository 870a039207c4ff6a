"""The verdict: one function for each shape, total over every combination of its inputs, nulls included.

The order of the rules is the same for all shapes: not applicable, unknown by what decides it, met, excused, then the
rest. `docs/explanation/verdicts.md` explains it with worked examples; a plain Python twin in the tests is compared
with it on every combination.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import ibis


class Verdict(IntEnum):
    """What the records say of one case under one standard."""

    MET = 1
    LATE = 2
    OVERDUE = 3
    PENDING = 4
    EXCUSED = 5
    UNKNOWN = 6

    @property
    def word(self) -> str:
        """As it is printed."""
        return self.name.lower()


class Reason(IntEnum):
    """Why a verdict is unknown."""

    NONE = 0
    APPLIES = 1
    START = 2
    NO_LIMIT = 3
    NOT_COVERED = 4
    PRECISION = 5
    NOT_RECORDED = 6
    SET_ASIDE = 7

    @property
    def words(self) -> str:
        """As it is printed; empty for a verdict that is known."""
        return _REASONS[self]


_REASONS = {
    Reason.NONE: "",
    Reason.APPLIES: "the records do not say whether it applies",
    Reason.START: "the moment from which it runs is missing",
    Reason.NO_LIMIT: "no limit was in force",
    Reason.NOT_COVERED: "the records loaded do not cover the time",
    Reason.PRECISION: "the dates are not fine enough to tell",
    Reason.NOT_RECORDED: "it was not recorded",
    Reason.SET_ASIDE: "rows that may be about it were set aside when loaded",
}


def _unknown(reason: Reason) -> int:
    """The code of an unknown verdict with its reason: verdict and reason in one small number."""
    return Verdict.UNKNOWN + int(reason)


def verdict_of(code: Any) -> Any:
    """The Ibis expression of the verdict in a code."""
    return ibis.least(code, ibis.literal(int(Verdict.UNKNOWN), "int8")).cast("int8")


def reason_of(code: Any) -> Any:
    """The Ibis expression of the reason in a code; 0 where the verdict is known."""
    return ibis.greatest(code - int(Verdict.UNKNOWN), ibis.literal(0, "int8")).cast("int8")


@dataclass(frozen=True)
class Range:
    """The Ibis expressions of a moment: ``latest`` is None where it is exact.

    Where there is an earliest and no latest, the moment may be missing.
    """

    earliest: Any
    latest: Any = None

    @property
    def upper(self) -> Any:
        """The latest moment (the moment itself where it is exact)."""
        return self.earliest if self.latest is None else self.latest

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the instant."""
        return self.latest is None

    @property
    def may_be_missing(self) -> Any:
        """Where it may be there, and may be missing."""
        return None if self.latest is None else self.earliest.notnull() & self.latest.isnull()


@dataclass(frozen=True)
class Claim:
    """What one standard says of the rows of a frame, as Ibis columns that have been named before.

    ``excused`` None: nothing excuses. ``lacks_limit`` None: no limit decides it. ``gap`` is the reason why a row that
    would decide it may not be found, 0 where all would be; None: nothing that could be missing from the records does.
    """

    applies: Any
    excused: Any
    gap: Any
    lacks_limit: Any


def gap_of(gaps: Sequence[tuple[Any, Reason]]) -> Any:
    """The ``gap`` of a claim: the reason of the first of the conditions that holds."""
    if not gaps:
        return None
    found = [(condition, ibis.literal(int(reason), "int8")) for condition, reason in gaps]
    return ibis.cases(*found, else_=ibis.literal(0, "int8"))


Rule = tuple[Any, Any] | None
"""A condition and the code where it holds."""


def _cases(claim: Claim, *rules: Rule, otherwise: int) -> Any:
    # The cast is needed: Ibis renders (~x).isnull() as NOT (x IS NULL).
    first = (claim.applies.cast("int8").isnull(), _unknown(Reason.APPLIES))
    kept = [first, *(rule for rule in rules if rule is not None)]
    codes = [(when, ibis.literal(code, "int8") if isinstance(code, int) else code) for when, code in kept]
    return ibis.cases(*codes, else_=ibis.literal(otherwise, "int8"))


def _excused(claim: Claim) -> Rule:
    return None if claim.excused is None else (claim.excused.fill_null(False), int(Verdict.EXCUSED))


def _gap(claim: Claim, where: Any = None) -> Rule:
    if claim.gap is None:
        return None
    is_there = claim.gap > 0
    return (is_there if where is None else where & is_there, (claim.gap + int(Verdict.UNKNOWN)).cast("int8"))


def _no_limit(claim: Claim) -> Rule:
    return None if claim.lacks_limit is None else (claim.lacks_limit, _unknown(Reason.NO_LIMIT))


def _not_told(claim: Claim, act: Range, end: Range, judged_at: Any) -> tuple[Rule, ...]:
    """Where an act that could decide may be missing: while there is time that is all, later a gap may be the reason."""
    doubtful = act.may_be_missing
    if doubtful is None:
        return ()
    return (
        (doubtful & (end.upper >= judged_at), _unknown(Reason.NOT_RECORDED)),
        _gap(claim, doubtful),
        (doubtful, _unknown(Reason.NOT_RECORDED)),
    )


def deadline(claim: Claim, done: Range, due: Range, judged_at: Any) -> Any:
    """The code for ``Deadline`` and ``Recurring``: ``done`` at or before ``due`` is met; overdue once due has passed.

    ``done`` must be missing where it lies after ``judged_at``.
    """
    missing = done.earliest.isnull()
    return _cases(
        claim,
        _no_limit(claim),
        (due.upper.isnull(), _unknown(Reason.START)),
        (done.upper <= due.earliest, int(Verdict.MET)),
        _excused(claim),
        *_not_told(claim, done, due, judged_at),
        (missing & (due.earliest >= judged_at), int(Verdict.PENDING)),
        None if due.is_exact else (missing & (due.upper >= judged_at), _unknown(Reason.PRECISION)),
        None if due.is_exact and done.is_exact else (done.earliest <= due.upper, _unknown(Reason.PRECISION)),
        _gap(claim),
        (missing, int(Verdict.OVERDUE)),
        otherwise=int(Verdict.LATE),
    )


def condition(claim: Claim, holds: Any, observed: Range, judged_at: Any) -> Any:
    """The code for ``Condition``: met where it holds when observed, overdue where it does not."""
    not_known = holds.cast("int8").isnull()
    return _cases(
        claim,
        (observed.upper.isnull() | (observed.earliest > judged_at), _unknown(Reason.START)),
        (holds, int(Verdict.MET)),
        _excused(claim),
        _gap(claim, not_known),
        (not_known, _unknown(Reason.NOT_RECORDED)),
        otherwise=int(Verdict.OVERDUE),
    )


def never(claim: Claim, breach: Range, until: Range, judged_at: Any) -> Any:
    """The code for ``Never``: a breach up to and at ``until`` is overdue; without one it is met once that has passed.

    ``breach`` must be missing where it lies after ``judged_at``.
    """
    clean = breach.earliest.isnull() | (breach.earliest > until.upper)
    closed = until.upper < judged_at
    whole = ibis.literal(True) if claim.gap is None else claim.gap == 0
    return _cases(
        claim,
        _no_limit(claim),
        (until.upper.isnull(), _unknown(Reason.START)),
        (clean & closed & whole, int(Verdict.MET)),
        _excused(claim),
        _gap(claim, clean & closed),
        (clean & (until.earliest >= judged_at), int(Verdict.PENDING)),
        (clean, _unknown(Reason.PRECISION)),
        *_not_told(claim, breach, until, judged_at),
        None if until.is_exact and breach.is_exact else (breach.upper > until.earliest, _unknown(Reason.PRECISION)),
        otherwise=int(Verdict.OVERDUE),
    )

"""From pieces of evidence to the state of each characteristic, causes of concern proposed and the band of grades."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpeel.inspection.argument.pieces import Piece, Range, audited, share_for, share_of_area
from openpeel.inspection.argument.rule import Rule
from openpeel.inspection.evidence.commitments import TooEarly
from openpeel.inspection.framework.grades import Grade, Scale
from openpeel.language.framework import CHARACTERISTICS, Area, Characteristic


class State(StrEnum):
    """How far a characteristic of good is shown."""

    SHOWN = "shown"
    PARTLY_SHOWN = "partly shown"
    NOT_SHOWN = "not shown"
    TOO_EARLY = "too early to judge"
    NOT_TESTED = "not tested"

    @property
    def credit(self) -> float | None:
        """What it adds to its area's share; none where nothing can be said."""
        return {State.SHOWN: 1.0, State.PARTLY_SHOWN: 0.5, State.NOT_SHOWN: 0.0}.get(self)


@dataclass(frozen=True)
class Argued:
    """One characteristic with its evidence and its state."""

    characteristic: Characteristic
    pieces: tuple[Piece, ...]
    too_early: tuple[TooEarly, ...]
    """Changes that nobody can judge yet."""
    share: Range | None
    """Of its evidence, by weight, that is for it."""
    state: State
    """By the estimates alone."""
    at_worst: State
    at_best: State

    @property
    def is_settled(self) -> bool:
        """Whether neither intervals, unknown cases nor weights could make it another."""
        return self.at_worst is self.at_best

    @property
    def words(self) -> str:
        """The state; where it is not settled, with what it could be."""
        if self.is_settled:
            return str(self.state)
        return f"{self.state}, but not settled: anything from {self.at_worst} to {self.at_best}"

    @property
    def beyond_good(self) -> bool:
        """Whether it is shown, with evidence of more than good."""
        return self.state is State.SHOWN and any(p.evidence.beyond_good and p.counts for p in self.pieces)

    def of_side(self, value: float) -> tuple[Piece, ...]:
        """The pieces that are for it (1) or against it (0) beyond doubt."""
        return tuple(p for p in self.pieces if p.counts and p.side.low == p.side.high == value)

    @property
    def open_questions(self) -> tuple[Piece, ...]:
        """The pieces that are neither for nor against, or do not count."""
        return tuple(p for p in self.pieces if not (p.counts and p.side.low == p.side.high))


@dataclass(frozen=True)
class ProposedCause:
    """Critical standards of one characteristic that fall short beyond doubt: a person decides what follows."""

    characteristic: Characteristic
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """Why it is proposed."""
        said = "; ".join(
            f"{p.evidence.standard}: at most {p.standing.high:.1%} where {p.standing.asked.words} is asked"
            for p in self.pieces
            if p.standing is not None
        )
        return f"{self.characteristic.identifier} {self.characteristic.says}: critical standards fall short ({said})"


@dataclass(frozen=True)
class Band:
    """The grades that the evidence supports, worst to best, and what the estimates alone give."""

    worst: Grade
    likely: Grade | None
    """None where no characteristic could be judged."""
    best: Grade

    @property
    def is_single(self) -> bool:
        """Whether one grade is left, however the open questions end."""
        return self.worst is self.best

    @property
    def words(self) -> str:
        """'Requires improvement to Adequate', or one grade."""
        return self.worst.label if self.is_single else f"{self.worst.label} to {self.best.label}"


@dataclass(frozen=True)
class Argument:
    """The argument for one area of one force."""

    area: Area
    day: date
    rule: Rule
    characteristics: tuple[Argued, ...]
    proposed: tuple[ProposedCause, ...]
    """Causes of concern that nobody has decided on."""
    open_causes: tuple[str, ...]
    """Statements of causes of concern that were issued and stand."""
    share: Range | None
    band: Band

    def of(self, identifier: str) -> Argued:
        """The characteristic of that identifier; raises KeyError for one of another area."""
        return next(one for one in self.characteristics if one.characteristic.identifier == identifier)

    @property
    def fingerprint(self) -> str:
        """A short hash of everything that the argument rests on: it changes when the evidence does."""
        parts = [
            [p.evidence.id, p.evidence.says, str(p.evidence.direction), p.weight, p.side.low, p.side.high, p.counts]
            for one in self.characteristics
            for p in one.pieces
        ]
        whole = [self.rule.since.isoformat(), *self.open_causes, self.band.words, parts]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:12]


def argue(
    area: Area,
    pieces: Sequence[Piece],
    *,
    rule: Rule,
    day: date,
    too_early: Sequence[TooEarly] = (),
    open_causes: Sequence[str] = (),
    decided: frozenset[str] = frozenset(),
) -> Argument:
    """The argument of ``area`` on ``day``.

    ``open_causes`` are statements of causes of concern that stand; ``decided`` the critical standards on which a person
    has decided already, so that nothing is proposed for them anew.
    """
    by_characteristic: dict[str, list[Piece]] = {}
    for piece in audited(pieces):
        by_characteristic.setdefault(piece.evidence.characteristic, []).append(piece)
    argued = tuple(
        _argued(
            its,
            by_characteristic.get(its.identifier, []),
            tuple(one for one in too_early if one.characteristic == its.identifier and one.is_open(day)),
            rule,
        )
        for its in CHARACTERISTICS.values()
        if its.area is area
    )
    proposed = tuple(
        ProposedCause(one.characteristic, failing)
        for one in argued
        if (failing := tuple(p for p in one.pieces if p.critical and p.fails and p.evidence.standard not in decided))
    )
    share = share_of_area(
        [_credit(one.at_worst, 0.0) for one in argued],
        [one.state.credit for one in argued if one.state.credit is not None],
        [_credit(one.at_best, 1.0) for one in argued],
    )
    band = _band(argued, share, rule, proposed=bool(proposed), concern=bool(open_causes))
    return Argument(area, day, rule, argued, proposed, tuple(open_causes), share, band)


def _argued(
    characteristic: Characteristic, pieces: Sequence[Piece], too_early: tuple[TooEarly, ...], rule: Rule
) -> Argued:
    share = share_for(pieces, rule.enough_weight)
    if share is None:
        state = State.TOO_EARLY if too_early else State.NOT_TESTED
        return Argued(characteristic, tuple(pieces), too_early, None, state, state, state)
    critical = [p for p in pieces if p.critical and p.counts and p.standing is not None]
    at_worst = _state(share.low, rule, capped=any(p.side.low == 0 for p in critical))
    likely = _state(share.estimate, rule, capped=any(p.side.estimate == 0 for p in critical))
    at_best = _state(share.high, rule, capped=any(p.fails for p in critical))
    return Argued(characteristic, tuple(pieces), too_early, share, likely, at_worst, at_best)


def _state(share: float, rule: Rule, *, capped: bool) -> State:
    if share >= rule.shown_from:
        return State.PARTLY_SHOWN if capped else State.SHOWN
    return State.PARTLY_SHOWN if share >= rule.partly_from else State.NOT_SHOWN


def _credit(state: State, unjudged: float) -> float:
    return unjudged if state.credit is None else state.credit


def _band(argued: Sequence[Argued], share: Range | None, rule: Rule, *, proposed: bool, concern: bool) -> Band:
    order: Mapping[Grade, int] = {grade: place for place, grade in enumerate(Scale.FIVE_TIERS.value)}
    if concern:
        return Band(Grade.INADEQUATE, Grade.INADEQUATE, Grade.INADEQUATE)
    beyond = sum(one.beyond_good for one in argued)
    if share is None:
        likely, grades = None, [rule.grade(0.0, 0), rule.grade(1.0, beyond)]
    else:
        likely = rule.grade(share.estimate, beyond)
        grades = [rule.grade(share.low, beyond), likely, rule.grade(share.high, beyond)]
    if proposed:
        grades.append(Grade.INADEQUATE)
    return Band(max(grades, key=order.__getitem__), likely, min(grades, key=order.__getitem__))

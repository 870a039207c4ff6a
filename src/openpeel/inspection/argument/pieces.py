"""Pieces: evidence as the rule counts it, each with its side, its weight and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from openpeel.inspection.evidence.evidence import Basis, Direction, Evidence
from openpeel.inspection.evidence.standing import Holds, Standing


@dataclass(frozen=True)
class Range:
    """A share that is not settled to one value: from ``low`` to ``high``, with what the estimates alone give."""

    low: float
    estimate: float
    high: float


@dataclass(frozen=True)
class Piece:
    """One piece of evidence for the rule."""

    evidence: Evidence
    standing: Standing | None = None
    """Of a standard's share to what is asked."""
    critical: bool = False
    """Whether its standard is critical: falling short puts people at risk."""
    outranked_by: str = ""
    """The audit whose finding on the same standard takes its place."""

    @property
    def counts(self) -> bool:
        """Whether it moves the argument."""
        if self.outranked_by or self.evidence.weight.steps is None:
            return False
        return self.standing is not None or self.evidence.direction is not Direction.NEITHER

    @property
    def side(self) -> Range:
        """1 for the characteristic, 0 against it; 0 to 1 where that cannot be told."""
        if self.standing is not None:
            holds = self.standing.holds
            return Range(
                1.0 if holds is Holds.MEETS else 0.0,
                1.0 if self.standing.seems_met else 0.0,
                0.0 if holds is Holds.FAILS else 1.0,
            )
        value = 1.0 if self.evidence.direction is Direction.FOR else 0.0
        return Range(value, value, value)

    @property
    def weight(self) -> float:
        """1, 2 or 4 for 'little', 'some' and 'much'."""
        steps = self.evidence.weight.steps
        return 0.0 if steps is None else float(2**steps)

    @property
    def fails(self) -> bool:
        """Whether a standard falls short beyond doubt."""
        return self.standing is not None and self.standing.holds is Holds.FAILS

    @property
    def words(self) -> str:
        """What it says for the rule, in words."""
        if self.outranked_by:
            return f"stands aside for the audit {self.outranked_by}"
        if self.evidence.weight.steps is None:
            return "not weighed, so not counted"
        if self.standing is not None:
            return f"{self.standing.holds}: {self.standing.asked.words} asked"
        if self.evidence.standard and self.evidence.basis is Basis.ALL_RECORDS:
            return "no case is due of which the records can tell"
        return {Direction.FOR: "for", Direction.AGAINST: "against", Direction.NEITHER: "neither"}[
            self.evidence.direction
        ]


def audited(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with the records' word on a standard set aside where an audit of it leaves no doubt."""
    settled = {
        piece.evidence.standard: piece.evidence.id
        for piece in pieces
        if piece.evidence.basis is Basis.SAMPLE
        and piece.standing is not None
        and piece.counts
        and piece.standing.holds is not Holds.DOUBT
    }
    return tuple(
        replace(piece, outranked_by=settled.get(piece.evidence.standard, ""))
        if piece.evidence.basis is Basis.ALL_RECORDS and piece.evidence.standard
        else piece
        for piece in pieces
    )


def share_for(pieces: Sequence[Piece], enough_weight: float) -> Range | None:
    """The share of evidence by weight that is for the characteristic; None where nothing counts.

    ``low`` takes every open question as going against it, and lets what is against it weigh twice as much; ``high`` the
    other way about. Where all of it weighs less than ``enough_weight``, what is lacking is an open question too.
    """
    counted = [piece for piece in pieces if piece.counts]
    if not counted:
        return None

    def share(values: list[float], weights: list[float]) -> float:
        return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)

    plain = [piece.weight for piece in counted]
    low = [piece.side.low for piece in counted]
    high = [piece.side.high for piece in counted]
    lacking = max(0.0, enough_weight - sum(plain))
    estimate = share([piece.side.estimate for piece in counted], plain)
    if lacking:
        low, high, plain = [*low, 0.0], [*high, 1.0], [*plain, lacking]
    return Range(
        share(low, [w * (2 if v < 1 else 1) for v, w in zip(low, plain, strict=True)]),
        estimate,
        share(high, [w * (2 if v > 0 else 1) for v, w in zip(high, plain, strict=True)]),
    )


def share_of_area(worst: Sequence[float], likely: Sequence[float], best: Sequence[float]) -> Range | None:
    """The share of an area's characteristics that are shown; None where none was tested.

    All weigh the same in the estimate; for ``low`` and ``high`` each may weigh once or twice.
    """
    if not likely:
        return None

    def every(values: Sequence[float]) -> list[float]:
        weighed = product((1, 2), repeat=len(values))
        return [sum(v * w for v, w in zip(values, ws, strict=True)) / sum(ws) for ws in weighed]

    return Range(min(every(worst)), sum(likely) / len(likely), max(every(best)))

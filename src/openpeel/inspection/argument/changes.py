"""What would change an argument: which standards, at which value, alone or together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from openpeel.inspection.argument.argue import Argument
from openpeel.inspection.argument.pieces import Piece
from openpeel.inspection.evidence.evidence import Basis
from openpeel.inspection.evidence.figures import Counted
from openpeel.inspection.evidence.standing import Holds, Standing, fewest_met, most_met_and_short
from openpeel.inspection.framework.grades import Scale

Again = Callable[[Sequence[Piece]], Argument]
"""Argues anew with other pieces."""


@dataclass(frozen=True)
class Needed:
    """How many cases of a standard would have to be met, beside how many are."""

    standard: str
    now: int
    needed: int
    """At least so many, for a standard to be met beyond doubt; at most so many, for it to fall short."""
    of: int
    meets: bool
    """Whether it would then meet what is asked, or fall short."""

    @property
    def words(self) -> str:
        """'calls-999-answered: at least 2,461 of 2,710 met (90.8%); 2,172 now'."""
        bound = "at least" if self.meets else "at most"
        return (
            f"{self.standard}: {bound} {self.needed:,} of {self.of:,} met ({self.needed / self.of:.1%}); {self.now:,} "
            f"now ({self.now / self.of:.1%})"
        )


@dataclass(frozen=True)
class Change:
    """One standard that would change what the evidence supports."""

    needed: Needed
    characteristic: str
    state_before: str
    state_after: str
    band_before: str
    band_after: str

    @property
    def words(self) -> str:
        """What, and what it would make of characteristic and band."""
        # A state that stands already, but not for certain, would be so for certain.
        certainly = "certainly " if self.state_before.startswith(f"{self.state_after}, ") else ""
        said = f"{self.needed.words}: {self.characteristic} would be {certainly}{self.state_after}"
        return said if self.band_before == self.band_after else f"{said}, and the band {self.band_after}"


@dataclass(frozen=True)
class Route:
    """Standards that would together lift the band, those with fewest cases missing first."""

    steps: tuple[Needed, ...]
    band_after: str


def changes(argument: Argument, again: Again) -> tuple[Change, ...]:
    """Each standard that alone would change its characteristic or the band, best first."""
    found = []
    pieces = _pieces(argument)
    for place, piece in enumerate(pieces):
        for needed, changed in _flips(piece):
            after = again([*pieces[:place], changed, *pieces[place + 1 :]])
            its = piece.evidence.characteristic
            before_words, after_words = argument.of(its).words, after.of(its).words
            if before_words != after_words or argument.band != after.band:
                found.append(Change(needed, its, before_words, after_words, argument.band.words, after.band.words))
    return tuple(sorted(found, key=lambda c: (not c.needed.meets, abs(c.needed.needed - c.needed.now))))


def route_up(argument: Argument, again: Again) -> Route | None:
    """The standards that would together lift the worst grade of the band; None where records alone cannot."""
    order = {grade: place for place, grade in enumerate(Scale.FIVE_TIERS.value)}
    pieces = _pieces(argument)
    ways = [
        (needed, place, changed)
        for place, piece in enumerate(pieces)
        for needed, changed in _flips(piece)
        if needed.meets
    ]
    steps: list[Needed] = []
    for needed, place, changed in sorted(ways, key=lambda way: way[0].needed - way[0].now):
        pieces[place] = changed
        steps.append(needed)
        after = again(pieces)
        if order[after.band.worst] < order[argument.band.worst]:
            return Route(tuple(steps), after.band.words)
    return None


def _pieces(argument: Argument) -> list[Piece]:
    return [piece for one in argument.characteristics for piece in one.pieces]


def _flips(piece: Piece) -> Iterator[tuple[Needed, Piece]]:
    figure, stands = piece.evidence.figure, piece.standing
    if piece.evidence.basis is not Basis.ALL_RECORDS or not isinstance(figure, Counted) or stands is None:
        return
    if not piece.counts:
        return
    for target, find in ((Holds.MEETS, fewest_met), (Holds.FAILS, most_met_and_short)):
        if stands.holds is target:
            continue
        needed = find(figure.whole, figure.unknown, stands.asked)
        if needed is not None:
            meets = target is Holds.MEETS
            yield (
                Needed(piece.evidence.standard, figure.part, needed, figure.whole, meets),
                replace(piece, standing=_settled(stands, meets=meets)),
            )


def _settled(stands: Standing, *, meets: bool) -> Standing:
    value = 1.0 if meets else 0.0
    return replace(stands, estimate=value, low=value, high=value)

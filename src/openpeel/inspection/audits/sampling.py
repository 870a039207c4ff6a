"""Drawing the cases that an audit reads: at random, by strata, or more of those that are in doubt.

A sample is drawn within strata, each with a known number of cases, so that what is found can be weighted back to all of
them. The same cases, size, way and seed give the same sample, so that anyone can draw it again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from openpeel.errors import Refused

DOUBT_SHARE = 0.6
"""The share of a sample weighted to doubt that is drawn from the cases in doubt, as far as there are so many. Our own
choice: enough of the others remain to say how often the records look right and are not."""

WHOLE = "all cases"
IN_DOUBT, CLEAR = "in doubt", "clear"


class Way(StrEnum):
    """How a sample is drawn."""

    RANDOM = "random"
    STRATIFIED = "stratified"
    """By a fact, such as the team: as many from each stratum as its share of all cases, and at least two."""
    WEIGHTED_TO_DOUBT = "weighted to doubt"
    """More of the cases of which the records leave something unsettled."""


@dataclass(frozen=True)
class Candidate:
    """A case that may be drawn."""

    case: str
    """The reference that people know it by."""
    stratum: str = WHOLE
    in_doubt: bool = False


@dataclass(frozen=True)
class Drawn:
    """A case that was drawn, and from which stratum."""

    case: str
    stratum: str


@dataclass(frozen=True)
class Sample:
    """The cases drawn, in the order in which they are to be read, and what they stand for."""

    way: Way
    seed: int
    cases: tuple[Drawn, ...]
    population: Mapping[str, int]
    """Cases in each stratum, drawn or not."""
    drawn_from: str
    """A digest of the candidates: another draw from the same ones has the same."""

    @property
    def drawn(self) -> Counter[str]:
        """Cases drawn from each stratum."""
        return Counter(case.stratum for case in self.cases)


def draw(candidates: Sequence[Candidate], size: int, way: Way, seed: int) -> Sample:
    """Draw ``size`` cases, or all where there are no more.

    Raises Refused for no candidates, for no size, for a case that stands twice, and for more strata than can be drawn
    from.
    """
    if not candidates:
        raise Refused("there is no case to draw from", mend="widen the period, the teams or the kind of case")
    if size < 1:
        raise Refused("a sample has at least one case")
    by_stratum: dict[str, list[str]] = {}
    for one in sorted(candidates, key=lambda one: one.case):
        by_stratum.setdefault(_stratum(one, way), []).append(one.case)
    if len({one.case for one in candidates}) != len(candidates):
        raise Refused("a case stands twice among those to draw from")
    population = {stratum: len(cases) for stratum, cases in sorted(by_stratum.items())}
    shares = _shares(population, min(size, len(candidates)), way)
    dice = np.random.default_rng(seed)
    chosen = [
        Drawn(by_stratum[stratum][number], stratum)
        for stratum, count in shares.items()
        for number in dice.choice(population[stratum], size=count, replace=False)
    ]
    # Read in mixed order, so that nobody can tell a stratum from its place.
    order = dice.permutation(len(chosen))
    return Sample(way, seed, tuple(chosen[number] for number in order), population, _digest(candidates))


def _stratum(one: Candidate, way: Way) -> str:
    if way is Way.RANDOM:
        return WHOLE
    return (IN_DOUBT if one.in_doubt else CLEAR) if way is Way.WEIGHTED_TO_DOUBT else one.stratum


def _shares(population: Mapping[str, int], size: int, way: Way) -> dict[str, int]:
    """How many to draw from each stratum."""
    total = sum(population.values())
    if way is Way.WEIGHTED_TO_DOUBT and len(population) == 2:
        wanted = {IN_DOUBT: DOUBT_SHARE * size, CLEAR: (1 - DOUBT_SHARE) * size}
    else:
        wanted = {stratum: size * count / total for stratum, count in population.items()}
    fewest = 2 if len(population) > 1 else 1
    least = {stratum: min(fewest, count) for stratum, count in population.items()}
    if sum(least.values()) > size:
        raise Refused(
            f"{size} cases are too few for {len(population)} strata",
            why="from each at least two are needed to say how sure the result is",
            mend=f"draw at least {sum(least.values())}, or use fewer strata",
        )
    shares = {
        stratum: int(np.clip(np.floor(wanted[stratum]), least[stratum], population[stratum])) for stratum in population
    }
    while (left := size - sum(shares.values())) != 0:
        step = 1 if left > 0 else -1
        able = [one for one in shares if least[one] <= shares[one] + step <= population[one]]
        nearest = max(able, key=lambda one: (step * (wanted[one] - shares[one]), one))
        shares[nearest] += step
    return shares


def _digest(candidates: Iterable[Candidate]) -> str:
    lines = sorted(f"{one.case}\t{one.stratum}\t{one.in_doubt}" for one in candidates)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

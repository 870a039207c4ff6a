"""How much each agreement weighs, in powers of two; and the weight of a pair, item by item."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log2

from openpeel.identity.comparisons import COMPARISONS, TERMS, term_of
from openpeel.identity.details import Profile

ENOUGH = 1_000
"""Profiles from which weights are learnt; fewer would teach what chance brought."""


@dataclass(frozen=True)
class Agreement:
    """How two descriptions stand to each other in one item, and what that weighs."""

    item: str
    says: str
    agrees: bool
    weight: float

    @property
    def words(self) -> str:
        """The item, and how it agrees where it is not the same: 'telephone', 'given name a short form'."""
        return self.item if self.says == "the same" or not self.agrees else f"{self.item} {self.says}"


@dataclass(frozen=True)
class Weights:
    """The weights of all levels, and how common each value is."""

    prior: float
    """Chance that any two profiles are of one person."""
    m: Mapping[str, tuple[float, ...]]
    """By comparison, for each level: the share of pairs of one person that are at it."""
    u: Mapping[str, tuple[float, ...]]
    """The same of pairs of different people."""
    terms: Mapping[str, Mapping[str, float]]
    """By column, the share of each value among those known."""
    are_trained: bool = True
    """False where the records were too few, so that the weights are those that come with the software."""

    def agreements(self, a: Profile, b: Profile) -> list[Agreement]:
        """The items of which both tell something, each with its weight."""
        found = []
        for comparison in COMPARISONS:
            level = comparison.level(a, b)
            if level is None:
                continue
            number = comparison.levels.index(level)
            m, u = self.m[comparison.name][number], self.u[comparison.name][number]
            weight = log2(m) - log2(u)
            if level.term is not None:
                shares = self.terms[level.term]
                common = max(shares.get(term_of(one, level.term) or "", 0.0) for one in (a, b))
                if common:
                    weight += log2(u) - log2(common)
            found.append(Agreement(comparison.says, level.says, level is not comparison.levels[-1], weight))
        return found

    def weight(self, a: Profile, b: Profile) -> float:
        """The weight of the evidence that two profiles are of one person, their rarity before any evidence included."""
        return log2(self.prior / (1 - self.prior)) + sum(one.weight for one in self.agreements(a, b))

    def as_json(self) -> str:
        """Everything but the shares of values, for the copy that the look-up reads."""
        return json.dumps({"prior": self.prior, "m": dict(self.m), "u": dict(self.u), "trained": self.are_trained})


def weights_from(text: str, terms: Mapping[str, Mapping[str, float]]) -> Weights:
    """The weights that :meth:`Weights.as_json` wrote."""
    read = json.loads(text)
    m, u = ({name: tuple(values) for name, values in read[part].items()} for part in ("m", "u"))
    return Weights(read["prior"], m, u, terms, read["trained"])


def untrained(profiles: Iterable[Profile], prior: float) -> Weights:
    """The weights that come with the software, with how common each value is here."""
    return Weights(
        prior,
        {one.name: tuple(level.m for level in one.levels) for one in COMPARISONS},
        {one.name: tuple(level.u for level in one.levels) for one in COMPARISONS},
        shares(profiles),
        are_trained=False,
    )


def shares(profiles: Iterable[Profile]) -> dict[str, dict[str, float]]:
    """By column of :data:`TERMS`, the share of each value among the profiles that have one.

    Of few it is taken as of :data:`ENOUGH`: what one of two has is not for that held by half of everyone.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in TERMS}
    for profile in profiles:
        for name, counter in counts.items():
            value = term_of(profile, name)
            if value is not None:
                counter[value] += 1
    totals = {name: max(counter.total(), ENOUGH) for name, counter in counts.items()}
    return {name: {value: count / totals[name] for value, count in counter.items()} for name, counter in counts.items()}

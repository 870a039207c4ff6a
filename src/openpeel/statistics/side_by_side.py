"""Areas side by side with all that a comparison must carry: interval, rank and its range, deviation, flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from openpeel.statistics import comparison, funnel, proportions, rates
from openpeel.statistics.counts import Array, as_level
from openpeel.statistics.intervals import SpeaksOf

ENDS = 3
"""How many areas at each end count as 'among the lowest' and 'among the highest'."""


@dataclass(frozen=True)
class Area:
    """One area's figure among the others.

    ``rank`` counts from the lowest; ``rank_low`` to ``rank_high`` is where ordinary variation alone would place it in
    95 of 100 repeats, and ``among_lowest`` how often among the three lowest. ``deviation`` is its distance from all
    areas together in standard deviations of chance and of ordinary differences between areas.
    """

    name: str
    count: int
    size: float
    figure: float
    low: float
    high: float
    rank: int
    rank_low: int
    rank_high: int
    among_lowest: float
    among_highest: float
    deviation: float
    flag: str | None


@dataclass(frozen=True)
class FunnelLines:
    """Sizes with the lowest and highest figure to be expected at each."""

    sizes: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class SideBySide:
    """A comparison of areas; figures are per ``per`` of size, or shares where ``per`` is none."""

    areas: tuple[Area, ...]
    per: float | None
    average: float
    spread: float
    by_chance: FunnelLines
    with_differences: FunnelLines
    speaks_of: SpeaksOf
    level: float

    def area(self, name: str) -> Area | None:
        """The area of that name, if it is among them."""
        return next((area for area in self.areas if area.name == name), None)


def compare_rates(
    counts: Mapping[str, int],
    sizes: Mapping[str, float],
    *,
    per: float = 1000,
    flags: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> SideBySide:
    """Events of each area over its size (residents, calls, hours). Raises Refused for fewer than five areas."""
    names = list(counts)
    count, size = np.array([counts[n] for n in names], float), np.array([sizes[n] for n in names], float)
    figure, low, high = rates.rate(count, size, per, as_level(level))
    shape = funnel.of_rates(count, size)
    grid = _grid(size)
    by_chance, together = (
        FunnelLines(grid, *(per * limit for limit in funnel.rate_limits(shape, grid, level, with_spread=spread)))
        for spread in (False, True)
    )
    ranked = comparison.ranks(count, size, ends=ENDS, level=level)
    areas = _areas(names, count, size, (figure, low, high), ranked, shape, flags or {})
    return SideBySide(
        areas,
        per,
        float(per * shape.average[0]),
        float(shape.spread[0]),
        by_chance,
        together,
        SpeaksOf.ORDINARY_VARIATION,
        level,
    )


def compare_shares(
    parts: Mapping[str, int],
    wholes: Mapping[str, int],
    *,
    speaks_of: SpeaksOf = SpeaksOf.ORDINARY_VARIATION,
    flags: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> SideBySide:
    """The share of each area's cases; areas likely to record it differently are flagged by the data itself.

    Flags given win over those found. Raises Refused for fewer than five areas.
    """
    names = list(parts)
    part, whole = np.array([parts[n] for n in names], float), np.array([wholes[n] for n in names], float)
    low, high = proportions.wilson(part, whole, as_level(level))
    shape = funnel.of_proportions(part, whole)
    grid = _grid(whole)
    by_chance, together = (
        FunnelLines(grid, *funnel.proportion_limits(shape, grid, level, with_spread=spread)) for spread in (False, True)
    )
    found = comparison.records_differently({name: (parts[name], wholes[name]) for name in names})
    ranked = comparison.ranks_of_shares(part, whole, ends=ENDS, level=level)
    areas = _areas(names, part, whole, (part / whole, low, high), ranked, shape, {**found, **(flags or {})})
    return SideBySide(
        areas, None, float(shape.average[0]), float(shape.spread[0]), by_chance, together, speaks_of, level
    )


def _areas(
    names: Sequence[str],
    count: Array,
    size: Array,
    figures: tuple[Array, Array, Array],
    ranked: comparison.Ranks,
    shape: funnel.Funnel,
    flags: Mapping[str, str],
) -> tuple[Area, ...]:
    figure, low, high = figures
    return tuple(
        Area(
            name,
            int(count[i]),
            float(size[i]),
            float(figure[i]),
            float(low[i]),
            float(high[i]),
            int(ranked.rank[i]),
            int(ranked.low[i]),
            int(ranked.high[i]),
            float(ranked.among_lowest[i]),
            float(ranked.among_highest[i]),
            float(shape.deviation[i]),
            flags.get(name),
        )
        for i, name in sorted(enumerate(names), key=lambda pair: -figure[pair[0]])
    )


def _grid(sizes: Array) -> Array:
    """Sizes from just under the smallest to just over the largest, for drawing lines."""
    return np.geomspace(sizes.min() * 0.92, sizes.max() * 1.08, 120)

"""Areas side by side with all that a comparison must carry: interval, rank and its range, deviation, flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics import comparison, funnel, proportions, quantiles, rates
from openpeel.statistics.comparison import Ranks
from openpeel.statistics.counts import Array, as_level, as_numbers, as_parts_of
from openpeel.statistics.intervals import SpeaksOf

ENDS = 3
"""How many areas at each end count as 'among the lowest' and 'among the highest'."""


@dataclass(frozen=True)
class Area:
    """One area's figure among the others; none stands for what cannot be told.

    ``rank`` counts from the lowest; ``rank_low`` to ``rank_high`` is where ordinary variation alone would place it in
    95 of 100 repeats, and ``among_lowest`` how often among the three lowest. ``deviation`` is its distance from all
    areas together in standard deviations of chance and of ordinary differences between areas; fewer than five areas do
    not tell what is ordinary. ``count`` and ``size`` are what the figure was worked out from; a figure that was handed
    over worked out may have neither, nor an interval.
    """

    name: str
    count: int | None
    size: float | None
    figure: float
    low: float | None
    high: float | None
    rank: int
    rank_low: int | None
    rank_high: int | None
    among_lowest: float | None
    among_highest: float | None
    deviation: float | None
    flag: str | None


@dataclass(frozen=True)
class FunnelLines:
    """Sizes with the lowest and highest figure to be expected at each."""

    sizes: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Lines:
    """A funnel's two pairs of lines: by chance alone, and by chance and ordinary differences together."""

    by_chance: FunnelLines
    with_differences: FunnelLines


@dataclass(frozen=True)
class SideBySide:
    """A comparison of areas.

    ``is_share`` says that the figures are shares between 0 and 1. ``middle`` is what the areas are held against, named
    by ``middle_is``. ``lines`` are none where no funnel can be drawn; ``speaks_of`` is none where no area has an
    interval.
    """

    areas: tuple[Area, ...]
    is_share: bool
    middle: float
    middle_is: str
    lines: Lines | None
    speaks_of: SpeaksOf | None
    level: float

    def area(self, name: str) -> Area | None:
        """The area of that name, if it is among them."""
        return next((area for area in self.areas if area.name == name), None)


TOGETHER = "all together"
MEDIAN = "the median of them"


def compare_rates(
    counts: Mapping[str, int],
    sizes: Mapping[str, float],
    *,
    per: float = 1000,
    flags: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> SideBySide:
    """Events of each area over its size (residents, calls, hours). Raises Refused for fewer than two areas."""
    names = _two_or_more(counts)
    count, size = np.array([counts[n] for n in names], float), np.array([sizes[n] for n in names], float)
    figure, low, high = rates.rate(count, size, per, as_level(level))
    lines = deviation = None
    if len(names) >= funnel.FEWEST_AREAS:
        shape = funnel.of_rates(count, size)
        grid, deviation = _grid(size), shape.deviation
        lines = Lines(
            *(
                FunnelLines(
                    grid, *(per * limit for limit in funnel.rate_limits(shape, grid, level, with_spread=spread))
                )
                for spread in (False, True)
            )
        )
    ranked = comparison.ranks(count, size, ends=ENDS, level=level)
    areas = _areas(names, (figure, low, high), ranked, count=count, size=size, deviation=deviation, flags=flags)
    together = float(per * count.sum() / size.sum())
    return SideBySide(areas, False, together, TOGETHER, lines, SpeaksOf.ORDINARY_VARIATION, level)


def compare_shares(
    parts: Mapping[str, int],
    wholes: Mapping[str, int],
    *,
    speaks_of: SpeaksOf = SpeaksOf.ORDINARY_VARIATION,
    flags: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> SideBySide:
    """The share of each area's cases; areas likely to record it differently are flagged by the data itself.

    Flags given win over those found. Raises Refused for fewer than two areas.
    """
    names = _two_or_more(parts)
    part, whole = as_parts_of([parts[n] for n in names], [wholes[n] for n in names])
    low, high = proportions.wilson(part, whole, as_level(level))
    lines = deviation = None
    if len(names) >= funnel.FEWEST_AREAS:
        shape = funnel.of_proportions(part, whole)
        grid, deviation = _grid(whole), shape.deviation
        lines = Lines(
            *(
                FunnelLines(grid, *funnel.proportion_limits(shape, grid, level, with_spread=spread))
                for spread in (False, True)
            )
        )
    found = comparison.records_differently({name: (parts[name], wholes[name]) for name in names})
    ranked = comparison.ranks_of_shares(part, whole, ends=ENDS, level=level)
    areas = _areas(
        names,
        (part / whole, low, high),
        ranked,
        count=part,
        size=whole,
        deviation=deviation,
        flags={**found, **(flags or {})},
    )
    return SideBySide(areas, True, float(part.sum() / whole.sum()), TOGETHER, lines, speaks_of, level)


def compare_figures(
    figures: Mapping[str, float],
    intervals: Mapping[str, tuple[float, float]] | None = None,
    *,
    is_share: bool = False,
    speaks_of: SpeaksOf = SpeaksOf.ORDINARY_VARIATION,
    flags: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> SideBySide:
    """Figures that others worked out (rates, shares, scores), with the intervals at ``level`` that came with them.

    Where every area has an interval it gives ranks their range and, from five areas on, deviations: half its width
    stands for the normal deviate's share of the standard error. Where any has none, none is made up. Raises Refused for
    fewer than two areas, and for an interval that does not hold its figure.
    """
    names = _two_or_more(figures)
    figure = as_numbers([figures[n] for n in names], "figures")
    if intervals is None:
        areas = _areas(names, (figure, None, None), comparison.ranks_of_figures(figure, None, ends=ENDS), flags=flags)
        return SideBySide(areas, is_share, float(np.median(figure)), MEDIAN, None, None, level)
    low, high = (as_numbers([intervals[n][end] for n in names], "limits") for end in (0, 1))
    if ((low > figure) | (high < figure)).any():
        raise Refused("an interval does not hold its figure", mend="give the lower limit, the figure, the upper limit")
    error = (high - low) / (2 * proportions.z_of(level))
    ranked = comparison.ranks_of_figures(figure, error, ends=ENDS, level=level)
    deviation = None
    if len(names) >= funnel.FEWEST_AREAS and (error > 0).all():
        deviation = funnel.of_figures(figure, error).deviation
    areas = _areas(names, (figure, low, high), ranked, deviation=deviation, flags=flags)
    return SideBySide(areas, is_share, float(np.median(figure)), MEDIAN, None, speaks_of, level)


def compare_medians(
    values: Mapping[str, Sequence[float]], *, flags: Mapping[str, str] | None = None, level: float = 0.95
) -> SideBySide:
    """The median of each area's cases with the interval of order statistics. Raises Refused under six values."""
    names = _two_or_more(values)
    figure, low, high = np.array([quantiles.quantile(values[name], 0.5, level) for name in names]).T
    error = (high - low) / (2 * proportions.z_of(level))
    deviation = None
    if len(names) >= funnel.FEWEST_AREAS and (error > 0).all():
        deviation = funnel.of_figures(figure, error).deviation
    ranked = comparison.ranks_of_medians([values[name] for name in names], ends=ENDS, level=level)
    count = np.array([len(values[name]) for name in names])
    areas = _areas(names, (figure, low, high), ranked, count=count, deviation=deviation, flags=flags)
    return SideBySide(areas, False, float(np.median(figure)), MEDIAN, None, SpeaksOf.ORDINARY_VARIATION, level)


def _areas(
    names: Sequence[str],
    figures: tuple[Array, Array | None, Array | None],
    ranked: Ranks,
    *,
    count: Array | None = None,
    size: Array | None = None,
    deviation: Array | None = None,
    flags: Mapping[str, str] | None,
) -> tuple[Area, ...]:
    figure, low, high = figures

    def of(numbers: Array | None, i: int) -> float | None:
        return None if numbers is None else float(numbers[i])

    def whole(numbers: Array | None, i: int) -> int | None:
        return None if numbers is None else int(numbers[i])

    return tuple(
        Area(
            name,
            whole(count, i),
            of(size, i),
            float(figure[i]),
            of(low, i),
            of(high, i),
            int(ranked.rank[i]),
            whole(ranked.low, i),
            whole(ranked.high, i),
            of(ranked.among_lowest, i),
            of(ranked.among_highest, i),
            of(deviation, i),
            (flags or {}).get(name),
        )
        for i, name in sorted(enumerate(names), key=lambda pair: -figure[pair[0]])
    )


def _two_or_more(figures: Mapping[str, object]) -> list[str]:
    if len(figures) < 2:
        raise Refused(f"a comparison needs two areas or more; there {'is 1' if figures else 'are none'}")
    return list(figures)


def _grid(sizes: Array) -> Array:
    """Sizes from just under the smallest to just over the largest, for drawing lines."""
    return np.geomspace(sizes.min() * 0.92, sizes.max() * 1.08, 120)

"""The interval that goes beside a figure: which method, why, and what its uncertainty speaks of.

A figure over every record is not a sample: its interval tells how far it would move by ordinary variation while nothing
changed. A figure from an audit of some records is: its interval tells how far it may lie from what a full count would
give. Each interval carries which it is, and no code may leave it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openpeel.statistics import proportions, quantiles, rates
from openpeel.statistics.counts import Numbers

EXACT_BELOW = 10
"""Under so many cases a proportion has the exact interval; docs/explanation/intervals.md shows why."""


class SpeaksOf(StrEnum):
    """What the width of an interval is uncertainty about."""

    ORDINARY_VARIATION = "ordinary variation"
    SAMPLING = "sampling"


@dataclass(frozen=True)
class Interval:
    """A figure with its lower and upper limit, how it was made and what it speaks of.

    ``n`` is the number of cases behind the figure: the whole of a proportion, the events of a rate, the values of a
    median. All are in the unit of the figure: a share between 0 and 1, events per ``per``, minutes.
    """

    estimate: float
    low: float
    high: float
    n: int
    method: str
    speaks_of: SpeaksOf
    level: float = 0.95

    def as_percentage(self) -> str:
        """Such as '35.3% (23.6 to 49.0, n = 51)'."""
        return f"{self.estimate:.1%} ({100 * self.low:.1f} to {100 * self.high:.1f}, n = {self.n:,})"


def proportion(
    part: int, whole: int, *, speaks_of: SpeaksOf, population: int | None = None, level: float = 0.95
) -> Interval:
    """The interval of ``part`` of ``whole``: Wilson's, or the exact one under ten cases.

    ``population`` is the number of units that a sample was drawn from; a figure over every record has none.
    """
    if population is not None:
        if whole < EXACT_BELOW:
            low, high = proportions.exact_finite(part, whole, population, level)
            method = "exact, finite population"
        else:
            low, high = (float(x) for x in proportions.wilson_finite(part, whole, population, level))
            method = "Wilson, finite population"
    elif whole < EXACT_BELOW:
        low, high = (float(x) for x in proportions.clopper_pearson(part, whole, level))
        method = "exact (Clopper-Pearson)"
    else:
        low, high = (float(x) for x in proportions.wilson(part, whole, level))
        method = "Wilson"
    return Interval(part / whole, low, high, whole, method, speaks_of, level)


def stratified_proportion(
    parts: Sequence[int], sampled: Sequence[int], population: Sequence[int], *, level: float = 0.95
) -> Interval:
    """The share among all units of a population, from a sample drawn within each of its strata."""
    estimate, low, high = proportions.stratified(parts, sampled, population, level)
    method = "exact, effective sample of the strata"
    return Interval(float(estimate), float(low), float(high), sum(sampled), method, SpeaksOf.SAMPLING, level)


def rate(
    count: int,
    exposure: float,
    *,
    per: float = 1000,
    speaks_of: SpeaksOf = SpeaksOf.ORDINARY_VARIATION,
    level: float = 0.95,
) -> Interval:
    """Events per ``per`` of exposure, with the exact Poisson interval."""
    estimate, low, high = rates.rate(count, exposure, per, level)
    return Interval(float(estimate), float(low), float(high), count, "exact Poisson", speaks_of, level)


def ratio_of_rates(
    count: int,
    exposure: float,
    other_count: int,
    other_exposure: float,
    *,
    speaks_of: SpeaksOf = SpeaksOf.ORDINARY_VARIATION,
    level: float = 0.95,
) -> Interval:
    """One rate over another, with the exact conditional interval; ``n`` counts the events of the first."""
    estimate, low, high = rates.ratio_of_rates(count, exposure, other_count, other_exposure, level)
    return Interval(float(estimate), float(low), float(high), count, "exact conditional", speaks_of, level)


def median(values: Numbers, *, speaks_of: SpeaksOf, level: float = 0.95) -> Interval:
    """The middle value, with the exact interval of order statistics."""
    estimate, low, high = quantiles.quantile(values, 0.5, level)
    return Interval(estimate, low, high, len(list(values)), "order statistics", speaks_of, level)  # type: ignore[arg-type]


def change(before: tuple[int, int], after: tuple[int, int], *, speaks_of: SpeaksOf, level: float = 0.95) -> Interval:
    """The proportion after less the proportion before, each given as part and whole; ``n`` is that of after."""
    gap, low, high = proportions.difference(*after, *before, level)
    return Interval(float(gap), float(low), float(high), after[1], "Newcombe", speaks_of, level)

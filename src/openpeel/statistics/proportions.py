"""Intervals of proportions: Wilson, exact, of a finite population, of a stratified sample, of a difference.

Every function takes arrays or single numbers and gives the lower and upper limit in the same shape. Which is used where
is decided in `openpeel.statistics.intervals`; how often each covers the truth is computed in
`openpeel.statistics.coverage` and published in docs/explanation/intervals.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_counts, as_exposures, as_level, as_parts_of

Limits = tuple[Array, Array]


def z_of(level: float) -> float:
    """The two-sided normal deviate of a level: 1.96 for 0.95."""
    from scipy import special  # here and below, since it takes half a second and many commands do without

    return float(special.ndtri(0.5 + as_level(level) / 2))


def wilson(parts: Numbers, wholes: Numbers, level: float = 0.95) -> Limits:
    """The score interval of Wilson (1927): those p that a score test would not reject."""
    part, whole = as_parts_of(parts, wholes)
    return _score_interval(part / whole, whole, z_of(level))


def clopper_pearson(parts: Numbers, wholes: Numbers, level: float = 0.95) -> Limits:
    """The exact interval of Clopper and Pearson (1934): never covers less often than ``level``, usually more."""
    from scipy import special

    part, whole = as_parts_of(parts, wholes)
    tail = (1 - as_level(level)) / 2
    with np.errstate(invalid="ignore"):
        low = np.where(part == 0, 0.0, special.betaincinv(part, whole - part + 1, tail))
        high = np.where(part == whole, 1.0, special.betaincinv(part + 1, whole - part, 1 - tail))
    return low, high


def wilson_finite(parts: Numbers, sampled: Numbers, population: Numbers, level: float = 0.95) -> Limits:
    """Wilson's interval for a sample without replacement from ``population`` units.

    The sample counts as ``n (N - 1) / (N - n)`` draws, by which the variance of the hypergeometric distribution equals
    that of a binomial one (Cochran, Sampling Techniques, 1977, section 2.6). A full count has no width.
    """
    part, whole = as_parts_of(parts, sampled, of="sampled")
    draws = _effective_draws(whole, as_counts(population, "population"))
    return _score_interval(part / whole, draws, z_of(level))


def exact_finite(part: int, sampled: int, population: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share of ``population`` units, by inverting the hypergeometric distribution.

    Limits are shares that can occur (whole units of the population). Never covers less often than ``level``.
    """
    from scipy import stats  # here, since it takes a second and most commands do without

    (found, drawn), whole = as_parts_of(part, sampled, of="sampled"), int(as_counts(population, "population"))
    if drawn > whole:
        raise Refused("the sample is larger than its population")
    tail = (1 - as_level(level)) / 2
    possible = range(int(found), whole - int(drawn - found) + 1)
    # The more units have it, the likelier are so many or more, and the less likely so many or fewer.
    low = bisect_right(possible, tail, key=lambda units: stats.hypergeom.sf(found - 1, whole, units, drawn))
    high = bisect_left(possible, -tail, key=lambda units: -stats.hypergeom.cdf(found, whole, units, drawn)) - 1
    return possible[low] / whole, possible[high] / whole


def stratified(
    parts: Numbers, sampled: Numbers, population: Numbers, level: float = 0.95
) -> tuple[Array, Array, Array]:
    """A share estimated from a stratified sample, with its interval: estimate, lower limit, upper limit.

    The last axis runs over strata; ``population`` is the number of units in each, which weights it. The estimate's
    variance, with each stratum's finite population, gives the simple random sample of equal variance, and that sample
    the exact limits (Korn and Graubard 1998). Strata that show none or all would have no variance: each has one of both
    added for it. Why this one: docs/explanation/intervals.md.
    """
    from scipy import special

    part, drawn = as_parts_of(parts, sampled, of="sampled")
    units = as_exposures(as_counts(population, "population"), "population")
    weight = units / units.sum(axis=-1, keepdims=True)
    estimate = (weight * part / drawn).sum(axis=-1)
    draws = _effective_draws(drawn, np.broadcast_to(units, drawn.shape))
    smoothed = (part + 1) / (drawn + 2)
    pooled = (weight * smoothed).sum(axis=-1)
    variance = (weight**2 * smoothed * (1 - smoothed) / draws).sum(axis=-1)
    tail = (1 - as_level(level)) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = pooled * (1 - pooled) / variance
        found = estimate * effective
        low = np.where(found == 0, 0.0, special.betaincinv(found, effective - found + 1, tail))
        high = np.where(found == effective, 1.0, special.betaincinv(found + 1, effective - found, 1 - tail))
    # A count of all units has no width.
    return estimate, np.where(variance == 0, estimate, low), np.where(variance == 0, estimate, high)


def difference(
    parts: Numbers, wholes: Numbers, other_parts: Numbers, other_wholes: Numbers, level: float = 0.95
) -> tuple[Array, Array, Array]:
    """The first proportion less the other, with Newcombe's interval (1998, method 10) from two Wilson ones."""
    part, whole = as_parts_of(parts, wholes)
    other_part, other_whole = as_parts_of(other_parts, other_wholes)
    share, other = part / whole, other_part / other_whole
    low, high = wilson(part, whole, level)
    other_low, other_high = wilson(other_part, other_whole, level)
    gap = share - other
    return gap, gap - np.hypot(share - low, other_high - other), gap + np.hypot(high - share, other - other_low)


def _effective_draws(sampled: Array, population: Array) -> Array:
    if (sampled > population).any():
        raise Refused("the sample is larger than its population")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(population == sampled, np.inf, sampled * (population - 1) / (population - sampled))


def _score_interval(share: Array, draws: Array, z: float) -> Limits:
    squared = z * z / draws
    middle = (share + squared / 2) / (1 + squared)
    half = z * np.sqrt(share * (1 - share) / draws + squared / (4 * draws)) / (1 + squared)
    # At none and at all the formula gives 0 and 1 but for rounding: set them, so that no limit leaves the scale.
    return np.where(share == 0, 0.0, middle - half), np.where(share == 1, 1.0, middle + half)

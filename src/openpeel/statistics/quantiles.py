"""Intervals of medians and percentiles: of waiting times, ages of cases, workloads."""

from __future__ import annotations

import math

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_level, as_numbers

FEWEST_FOR_MEDIAN = 6
"""Below this many values no pair of them covers the median in 95 of 100 samples."""

FEWEST_BESIDE = 10
"""So many values are expected below and above a quantile that is bootstrapped; with fewer it covers too rarely."""


def quantile(values: Numbers, share: float = 0.5, level: float = 0.95) -> tuple[float, float, float]:
    """A quantile with its interval from order statistics, which holds for any distribution.

    Takes the narrowest pair of ordered values, as even in their tails as can be, whose coverage by the binomial
    distribution is at least ``level``. Raises Refused where no pair covers so often (a median needs six values).
    """
    from scipy import stats  # here, since it takes a second and most commands do without

    ordered = np.sort(np.atleast_1d(as_numbers(values, "values")))
    tail, n = (1 - as_level(level)) / 2, len(ordered)
    lower = int(stats.binom.ppf(tail, n, share)) - 1
    lower += int(stats.binom.cdf(lower + 1, n, share) <= tail)
    upper = int(stats.binom.ppf(1 - tail, n, share))
    if lower < 0 or upper >= n:
        raise Refused(
            f"{n} values are too few for an interval of the {share:.0%} point at {level:.0%} confidence",
            mend="show the values themselves, or join periods",
        )
    return float(np.quantile(ordered, share)), float(ordered[lower]), float(ordered[upper])


def quantile_bootstrap(
    values: Numbers, share: float = 0.5, level: float = 0.95, *, seed: int = 0, resamples: int = 2000
) -> tuple[Array, Array, Array]:
    """A quantile with its percentile bootstrap interval; the same ``seed`` gives the same limits.

    For quantiles that lie between values or among ties, where order statistics are wide. Many samples of one size may
    be given at once; values run along the last axis. Raises Refused where fewer than ten values are expected on one
    side of the quantile: a median needs 20.
    """
    given = _enough(values, share, "values")
    low, high = _middle_of(_resampled(given, share, np.random.default_rng(seed), resamples), level)
    return np.quantile(given, share, axis=-1), low, high


def difference_of_quantiles(
    values: Numbers, other: Numbers, share: float = 0.5, level: float = 0.95, *, seed: int = 0, resamples: int = 2000
) -> tuple[Array, Array, Array]:
    """The first quantile less the other's (after and before), with its percentile bootstrap interval, as above."""
    first, second = _enough(values, share, "values"), _enough(other, share, "other values")
    generator = np.random.default_rng(seed)
    gaps = _resampled(first, share, generator, resamples) - _resampled(second, share, generator, resamples)
    low, high = _middle_of(gaps, level)
    return np.quantile(first, share, axis=-1) - np.quantile(second, share, axis=-1), low, high


def _enough(values: Numbers, share: float, name: str) -> Array:
    array = np.atleast_1d(as_numbers(values, name))
    needed = math.ceil(round(FEWEST_BESIDE / min(share, 1 - share), 9))
    if array.shape[-1] < needed:
        raise Refused(
            f"{array.shape[-1]} {name} are too few for a bootstrap interval of the {share:.0%} point",
            why=f"it needs {needed}, for ten to be expected on each side",
            mend="use the interval of order statistics, or show the values themselves",
        )
    return array


def _resampled(values: Array, share: float, generator: np.random.Generator, resamples: int) -> Array:
    """A quantile of each resample of the values, which lie on the last axis; samples before it share the draws.

    The quantile of a resample is of two of the ordered values, so that only their places are drawn.
    """
    ordered, n = np.sort(values, axis=-1), values.shape[-1]
    places = np.sort(generator.integers(n, size=(resamples, n)), axis=-1)
    at = (n - 1) * share
    below = int(at)
    lower, upper = ordered[..., places[:, below]], ordered[..., places[:, min(below + 1, n - 1)]]
    return lower + (at - below) * (upper - lower)  # type: ignore[no-any-return]


def _middle_of(spread: Array, level: float) -> tuple[Array, Array]:
    tail = (1 - as_level(level)) / 2
    low, high = np.quantile(spread, [tail, 1 - tail], axis=-1)
    return low, high

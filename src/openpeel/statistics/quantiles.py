"""Intervals of medians and percentiles: of waiting times, ages of cases, workloads."""

from __future__ import annotations

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Numbers, as_level, as_numbers

FEWEST_FOR_MEDIAN = 6
"""Below this many values no pair of them covers the median in 95 of 100 samples."""

FEWEST_FOR_BOOTSTRAP = 20
"""Below this many values a bootstrap interval covers too rarely; the order statistics are exact."""


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
) -> tuple[float, float, float]:
    """A quantile with its percentile bootstrap interval; the same ``seed`` gives the same limits.

    For quantiles that lie between values or among ties, where order statistics are wide. Raises Refused under 20
    values.
    """
    given = np.atleast_1d(as_numbers(values, "values"))
    if len(given) < FEWEST_FOR_BOOTSTRAP:
        raise Refused(
            f"{len(given)} values are too few for a bootstrap interval", mend="use the interval of order statistics"
        )
    drawn = np.random.default_rng(seed).choice(given, (resamples, len(given)))
    spread = np.quantile(drawn, share, axis=1)
    tail = (1 - as_level(level)) / 2
    low, high = np.quantile(spread, [tail, 1 - tail])
    return float(np.quantile(given, share)), float(low), float(high)


def difference_of_quantiles(
    values: Numbers, other: Numbers, share: float = 0.5, level: float = 0.95, *, seed: int = 0, resamples: int = 2000
) -> tuple[float, float, float]:
    """The first quantile less the other's (after and before), with its percentile bootstrap interval."""
    first, second = np.atleast_1d(as_numbers(values, "values")), np.atleast_1d(as_numbers(other, "other values"))
    if min(len(first), len(second)) < FEWEST_FOR_BOOTSTRAP:
        raise Refused("a bootstrap interval needs 20 values on each side", mend="show the values themselves")
    generator = np.random.default_rng(seed)
    gaps = np.quantile(generator.choice(first, (resamples, len(first))), share, axis=1) - np.quantile(
        generator.choice(second, (resamples, len(second))), share, axis=1
    )
    tail = (1 - as_level(level)) / 2
    low, high = np.quantile(gaps, [tail, 1 - tail])
    return float(np.quantile(first, share) - np.quantile(second, share)), float(low), float(high)

"""How often intervals of medians and percentiles hold the truth: exactly, or by made samples with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import stats

from openpeel.errors import Refused
from openpeel.statistics import quantiles
from openpeel.statistics.coverage.covering import SIZES, Coverage, Values, holds, over_the_grid

SAMPLES = 2000
SEED = 1
EVERY_PERCENTILE = np.arange(1, 100) / 100
SOME_PERCENTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
TIMES = stats.lognorm(1)
"""The shape of waiting times: skewed, with a long tail."""

MEDIANS_FROM, QUARTILES_FROM = 2 * quantiles.FEWEST_BESIDE, 4 * quantiles.FEWEST_BESIDE

CHANGES = (0.5, 1.0, 2.0)
"""What the times after a change are, as a multiple of those before it."""


def coverage_of_medians(level: float = 0.95) -> Iterator[Coverage]:
    """The coverage of every interval of a median, a percentile or the difference of two medians, at each size."""
    for n in SIZES:
        yield _order_statistics("median, order statistics", n, np.array([0.5]), level)
        yield _order_statistics("percentiles, order statistics", n, EVERY_PERCENTILE, level)
        if n >= QUARTILES_FROM:
            yield _bootstrap("percentiles, bootstrap", n, SOME_PERCENTILES, level)
        if n >= MEDIANS_FROM:
            yield _bootstrap("median, bootstrap", n, (0.5,), level)
            yield _difference("difference of medians, bootstrap", n, level)


def _order_statistics(name: str, n: int, shares: Values, level: float) -> Coverage:
    """Exact, and the same for every distribution without ties: how many values lie below a quantile is binomial.

    Percentiles that have no interval at this size are left out.
    """
    places, truths, covered = np.arange(n, dtype=float), [], []
    for share in shares:
        try:
            _, low, high = quantiles.quantile(places, float(share), level)
        except Refused:
            continue
        covered.append(stats.binom.cdf(high, n, share) - stats.binom.cdf(low, n, share))
        truths.append(_named(share))
    return over_the_grid(name, n, truths, np.array(covered))


def _bootstrap(name: str, n: int, shares: tuple[float, ...], level: float) -> Coverage:
    samples = TIMES.ppf(np.random.default_rng(SEED).random((SAMPLES, n)))
    truths, covered = [], []
    for share in shares:
        try:
            _, low, high = quantiles.quantile_bootstrap(samples, share, level)
        except Refused:
            continue
        covered.append(holds(low, high, TIMES.ppf(share)).mean())
        truths.append(_named(share))
    return over_the_grid(name, n, truths, np.array(covered))


def _difference(name: str, n: int, level: float) -> Coverage:
    before, after = TIMES.ppf(np.random.default_rng(SEED).random((2, SAMPLES, n)))
    covered = []
    for change in CHANGES:
        _, low, high = quantiles.difference_of_quantiles(change * after, before, 0.5, level)
        covered.append(holds(low, high, (change - 1) * TIMES.median()).mean())
    return over_the_grid(name, n, [f"{change:g} times" for change in CHANGES], np.array(covered))


def _named(share: float) -> str:
    return f"{share:.0%} point"

"""How often each interval of a proportion or a rate holds the truth, exactly: by summing over every possible sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import stats

from openpeel.statistics import proportions, rates
from openpeel.statistics.coverage.covering import SIZES, Coverage, Values, holds, over_the_grid

SHARES = np.arange(1, 100) / 100
FINITE_POPULATION_TIMES = 4
STRATA_WEIGHTS = np.array([0.6, 0.3, 0.1])
STRATA_LOG_ODDS = np.array([-0.3, 0.2, 1.2])
"""Strata whose shares differ, as the teams or crime types of an audit do."""


def coverage_of_single_figures(level: float = 0.95) -> Iterator[Coverage]:
    """The coverage of every interval of one proportion or one rate, at each size."""
    for n in SIZES:
        yield _summary("Wilson", n, *_binomial(proportions.wilson, n, level))
        yield _summary("exact (Clopper-Pearson)", n, *_binomial(proportions.clopper_pearson, n, level))
        yield _summary("Wilson, finite population", n, *_finite(n, level, exact=False))
        yield _summary("exact, finite population", n, *_finite(n, level, exact=True))
        yield _summary("stratified, exact", n, *_stratified(n, level))
    for mean in SIZES:
        yield _summary("exact Poisson", mean, *_poisson(rates.exact_poisson, mean, level))
        yield _summary("Byar", mean, *_poisson(rates.byar, mean, level))


def _summary(method: str, n: int, truths: Values, covered: Values) -> Coverage:
    return over_the_grid(method, n, [f"{t:.2f}" if t < 1 else f"{t:.1f}" for t in truths], covered)


def _binomial(method: object, n: int, level: float) -> tuple[Values, Values]:
    assert callable(method)
    found = np.arange(n + 1)
    low, high = method(found, np.full(n + 1, n), level)
    chance = stats.binom.pmf(found, n, SHARES[:, None])
    return SHARES, (chance * holds(low, high, SHARES[:, None])).sum(axis=1)


def _finite(n: int, level: float, *, exact: bool) -> tuple[Values, Values]:
    population = n * FINITE_POPULATION_TIMES
    found = np.arange(n + 1)
    if exact:
        low, high = np.array([proportions.exact_finite(int(k), n, population, level) for k in found]).T
    else:
        low, high = proportions.wilson_finite(found, np.full(n + 1, n), np.full(n + 1, population), level)
    holders = np.unique(np.round(SHARES * population)).clip(1, population - 1)
    chance = stats.hypergeom.pmf(found, population, holders[:, None], n)
    truths = holders / population
    return truths, (chance * holds(low, high, truths[:, None])).sum(axis=1)


def _stratified(n: int, level: float) -> tuple[Values, Values]:
    """Three strata sampled equally, of a population so large that its size does not matter."""
    return stratified_coverage((n - 2 * (n // 3), n // 3, n // 3), STRATA_WEIGHTS, STRATA_LOG_ODDS, level)


def stratified_coverage(
    sizes: Sequence[int], weights: Values, log_odds: Values, level: float = 0.95
) -> tuple[Values, Values]:
    """True shares and how often the interval of a stratified sample holds each, for strata of any size and weight.

    ``log_odds`` are the distances of the strata from the share that runs over the grid.
    """
    found = np.stack(np.meshgrid(*(np.arange(size + 1) for size in sizes), indexing="ij"), axis=-1)
    found = found.reshape(-1, len(sizes))
    units = np.round(weights * 1e9)
    _, low, high = proportions.stratified(found, np.broadcast_to(sizes, found.shape), units, level)
    truths, covered = [], []
    for share in SHARES:
        within = 1 / (1 + np.exp(-(np.log(share / (1 - share)) + log_odds)))
        truth = float((weights * within).sum())
        chance = np.prod(
            [
                stats.binom.pmf(np.arange(size + 1), size, p)[found[:, i]]
                for i, (size, p) in enumerate(zip(sizes, within, strict=True))
            ],
            axis=0,
        )
        truths.append(truth)
        covered.append(float((chance * holds(low, high, truth)).sum()))
    return np.array(truths), np.array(covered)


def _poisson(method: object, mean: int, level: float) -> tuple[Values, Values]:
    """Means from half to one and a half of ``mean``."""
    assert callable(method)
    truths = mean * np.linspace(0.5, 1.5, 101)
    found = np.arange(int(stats.poisson.isf(1e-12, truths.max())) + 1)
    low, high = method(found, level)
    chance = stats.poisson.pmf(found, truths[:, None])
    return truths, (chance * holds(low, high, truths[:, None])).sum(axis=1)

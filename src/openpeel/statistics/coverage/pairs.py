"""How often intervals of two figures set against each other hold the truth, by summing over every pair of samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from scipy import stats

from openpeel.statistics import proportions, rates
from openpeel.statistics.coverage.covering import SIZES, Coverage, Values, holds, over_the_grid
from openpeel.statistics.coverage.single_figures import SHARES

RATIOS = np.exp(np.linspace(np.log(0.25), np.log(4), 41))
"""True ratios of two rates, from a quarter to four times."""

IMPOSSIBLE = 1e-12
"""The chance beyond which counts are left out of the sum."""

Method = Callable[..., tuple[Values, Values, Values]]
DIFFERENCE: Method = partial(rates.difference_of_rates, per=1)


def coverage_of_pairs(level: float = 0.95) -> Iterator[Coverage]:
    """The coverage of every interval of a ratio or a difference, at each size."""
    for n in SIZES:
        yield _of_rates("ratio of rates, exact conditional", rates.ratio_of_rates, n, level, least=(0, 1))
        yield _of_rates("ratio of rates, log-normal", rates.ratio_of_rates_log_normal, n, level, least=(1, 1))
        yield _of_rates("difference of rates, Zou and Donner", DIFFERENCE, n, level, is_ratio=False)
        yield _of_proportions("difference of proportions, Newcombe", n, level)


def _of_rates(
    name: str, method: Method, n: int, level: float, *, least: tuple[int, int] = (0, 0), is_ratio: bool = True
) -> Coverage:
    """Two counts whose expected sum is ``n``, over equal exposures; of those pairs alone that the method takes."""
    largest = int(stats.poisson.isf(IMPOSSIBLE, n * RATIOS[-1] / (1 + RATIOS[-1])))
    counts = [np.arange(low, largest + 1) for low in least]
    first, other = np.meshgrid(*counts, indexing="ij")
    one = np.ones(first.shape)
    _, low, high = method(first, one, other, one, level=level)
    covered = []
    for ratio in RATIOS:
        means = n * ratio / (1 + ratio), n / (1 + ratio)
        one_chance, other_chance = (stats.poisson.pmf(count, mean) for count, mean in zip(counts, means, strict=True))
        held = holds(low, high, ratio if is_ratio else means[0] - means[1])
        covered.append(one_chance @ held @ other_chance / (one_chance.sum() * other_chance.sum()))
    return over_the_grid(name, n, [f"ratio {ratio:.2f}" for ratio in RATIOS], np.array(covered))


def _of_proportions(name: str, n: int, level: float) -> Coverage:
    """Two samples of ``n``, over every pair of true shares; the pairs of one gap are summed together."""
    found = np.arange(n + 1)
    part, other = np.meshgrid(found, found, indexing="ij")
    whole = np.full(part.shape, n)
    _, low, high = proportions.difference(part, whole, other, whole, level)
    chance = stats.binom.pmf(found, n, SHARES[:, None])
    truths, covered = [], []
    for gap in range(len(SHARES)):  # a fall is a rise seen from the other side
        after, before = chance[gap:], chance[: len(SHARES) - gap]
        held = holds(low, high, gap / 100).astype(float)
        covered.append(((after @ held) * before).sum(axis=1))
        truths += [f"{share:.2f} to {share + gap / 100:.2f}" for share in SHARES[: len(SHARES) - gap]]
    return over_the_grid(name, n, truths, np.concatenate(covered))

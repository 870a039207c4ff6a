"""Intervals of rates and of ratios of rates: counts of events over residents, calls, hours or another exposure."""

from __future__ import annotations

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_counts, as_exposures, as_level
from openpeel.statistics.proportions import Limits, clopper_pearson, z_of


def exact_poisson(counts: Numbers, level: float = 0.95) -> Limits:
    """The exact interval of the mean of a Poisson count (Garwood 1936): never covers less often than ``level``."""
    from scipy import special  # here, since it takes half a second and many commands do without

    count = as_counts(counts, "counts")
    tail = (1 - as_level(level)) / 2
    with np.errstate(invalid="ignore"):
        low = np.where(count == 0, 0.0, special.gammaincinv(np.maximum(count, 1), tail))
    return low, special.gammaincinv(count + 1, 1 - tail)


def byar(counts: Numbers, level: float = 0.95) -> Limits:
    """Byar's approximation to the exact interval (Breslow and Day 1987), as public health tables in England use it."""
    count, z = as_counts(counts, "counts"), z_of(level)
    above = count + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(count == 0, 0.0, count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3)
    return np.maximum(low, 0.0), above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def rate(counts: Numbers, exposures: Numbers, per: float = 1000, level: float = 0.95) -> tuple[Array, Array, Array]:
    """Events per ``per`` of exposure with the exact Poisson interval: rate, lower limit, upper limit."""
    count, exposure = as_counts(counts, "counts"), as_exposures(exposures, "exposures")
    low, high = exact_poisson(count, level)
    return per * count / exposure, per * low / exposure, per * high / exposure


def ratio_of_rates(
    counts: Numbers, exposures: Numbers, other_counts: Numbers, other_exposures: Numbers, level: float = 0.95
) -> tuple[Array, Array, Array]:
    """The first rate over the other, with the exact conditional interval: ratio, lower limit, upper limit.

    Given the sum of two Poisson counts the first is binomial, so the exact interval of that share carries over. With no
    event in the first the lower limit is 0; with none in the other there is no ratio. Raises Refused then.
    """
    count, exposure = as_counts(counts, "counts"), as_exposures(exposures, "exposures")
    other, other_exposure = as_counts(other_counts, "other counts"), as_exposures(other_exposures, "other exposures")
    if (other == 0).any():
        raise Refused(
            "a ratio of rates needs at least one event in the group compared with",
            mend="join years or areas until there is one",
        )
    low, high = clopper_pearson(count, count + other, level)
    scale = other_exposure / exposure
    with np.errstate(divide="ignore"):
        return scale * count / other, scale * low / (1 - low), scale * high / (1 - high)


def ratio_of_rates_log_normal(
    counts: Numbers, exposures: Numbers, other_counts: Numbers, other_exposures: Numbers, level: float = 0.95
) -> tuple[Array, Array, Array]:
    """The ratio as most published tables give it: ``exp(ln ratio ± z sqrt(1/a + 1/b))``, for counts above nought."""
    count, other = as_exposures(as_counts(counts, "counts"), "counts"), as_exposures(other_counts, "other counts")
    ratio = count / as_exposures(exposures, "exposures") * as_exposures(other_exposures, "other exposures") / other
    factor = np.exp(z_of(level) * np.sqrt(1 / count + 1 / other))
    return ratio, ratio / factor, ratio * factor


def difference_of_rates(
    counts: Numbers,
    exposures: Numbers,
    other_counts: Numbers,
    other_exposures: Numbers,
    per: float = 1000,
    level: float = 0.95,
) -> tuple[Array, Array, Array]:
    """The first rate less the other, by the squares of the two exact intervals' distances (Zou and Donner 2008)."""
    first, low, high = rate(counts, exposures, per, level)
    other, other_low, other_high = rate(other_counts, other_exposures, per, level)
    gap = first - other
    return gap, gap - np.hypot(first - low, other_high - other), gap + np.hypot(high - first, other - other_low)

"""Funnel plots: where areas would lie by chance alone, and by chance and ordinary differences together.

After Spiegelhalter (2005), 'Funnel plots for comparing institutional performance', and (2005) 'Handling over-dispersion
of performance indicators': the spread between areas beyond chance is estimated on a scale where chance has the same
width for all, after drawing in the outermost tenth, and is added to chance as a random effect.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_counts, as_exposures, as_numbers, as_parts_of
from openpeel.statistics.proportions import z_of

WINSORISED = 0.1
FEWEST_AREAS = 5


class Funnel(NamedTuple):
    """The comparison of areas with all of them together.

    ``average`` is the sum of counts over the sum of exposures. ``spread`` is the standard deviation between areas that
    chance does not explain, on the transformed scale. ``deviation`` is each area's distance from the average in
    standard deviations of chance and spread together; ``chance_deviation`` in those of chance alone.
    """

    average: Array
    dispersion: Array
    spread: Array
    deviation: Array
    chance_deviation: Array


def of_rates(counts: Numbers, exposures: Numbers) -> Funnel:
    """The funnel of rates (events over residents); areas on the last axis. Raises Refused for fewer than five."""
    count, exposure = np.broadcast_arrays(as_counts(counts, "counts"), as_exposures(exposures, "exposures"))
    average = _pooled(count, exposure)
    expected = average * exposure
    return _funnel(average, np.sqrt(count / expected) - 1, 1 / (2 * np.sqrt(expected)))


def of_proportions(parts: Numbers, wholes: Numbers) -> Funnel:
    """The funnel of proportions; the last axis runs over areas. Raises Refused for fewer than five."""
    part, whole = as_parts_of(parts, wholes)
    average = _pooled(part, whole)
    if (average == 1).any():
        raise Refused("every case counts in every area: there is nothing to compare")
    gap = np.arcsin(np.sqrt(part / whole)) - np.arcsin(np.sqrt(average))
    return _funnel(average, gap, 1 / (2 * np.sqrt(whole)))


def of_figures(figures: Numbers, errors: Numbers) -> Funnel:
    """The deviations of figures of which only the standard errors are known; areas on the last axis.

    The average weights each figure by its precision. Raises Refused for fewer than five areas.
    """
    figure, error = np.broadcast_arrays(as_numbers(figures, "figures"), as_exposures(errors, "errors"))
    _check_enough(figure)
    weight = error**-2
    average = (weight * figure).sum(axis=-1, keepdims=True) / weight.sum(axis=-1, keepdims=True)
    return _funnel(average, figure - average, error)


def rate_limits(funnel: Funnel, exposures: Numbers, level: float, *, with_spread: bool) -> tuple[Array, Array]:
    """The lower and upper line of a funnel of rates at each exposure (events for one unit of exposure).

    Chance alone is exact by the Poisson distribution, interpolated between counts; with the spread between areas the
    square-root scale is used.
    """
    exposure = as_exposures(exposures, "exposures")
    expected = funnel.average * exposure
    if with_spread:
        reach = z_of(level) * np.sqrt(1 / (4 * expected) + funnel.spread**2)
        return funnel.average * np.maximum(1 - reach, 0) ** 2, funnel.average * (1 + reach) ** 2
    tail = (1 - level) / 2
    # The gamma distribution joins the Poisson's steps: P(count >= x) = gammainc(x, expected).
    return _poisson_point(expected, tail) / exposure, _poisson_point(expected, 1 - tail) / exposure


def proportion_limits(funnel: Funnel, wholes: Numbers, level: float, *, with_spread: bool) -> tuple[Array, Array]:
    """The lower and upper line of a funnel of proportions at each number of cases."""
    whole = as_exposures(wholes, "wholes")
    if with_spread:
        middle = np.arcsin(np.sqrt(funnel.average))
        reach = z_of(level) * np.sqrt(1 / (4 * whole) + funnel.spread**2)
        return np.sin(np.maximum(middle - reach, 0)) ** 2, np.sin(np.minimum(middle + reach, np.pi / 2)) ** 2
    tail = (1 - level) / 2
    whole = np.maximum(np.round(whole), 1)  # a binomial distribution has no half cases
    return _binomial_point(whole, funnel.average, tail), _binomial_point(whole, funnel.average, 1 - tail)


def _check_enough(figures: Array) -> None:
    if figures.shape[-1] < FEWEST_AREAS:
        raise Refused(
            f"a funnel needs {FEWEST_AREAS} areas or more; there are {figures.shape[-1]}",
            why="fewer do not tell how much areas ordinarily differ",
        )


def _pooled(count: Array, exposure: Array) -> Array:
    _check_enough(count)
    pooled: Array = count.sum(axis=-1, keepdims=True) / exposure.sum(axis=-1, keepdims=True)
    if (pooled == 0).any():
        raise Refused("no event in any area: there is nothing to compare")
    return pooled


def _funnel(average: Array, gap: Array, chance: Array) -> Funnel:
    z = gap / chance
    areas = z.shape[-1]
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED], axis=-1, keepdims=True)
    dispersion = (np.clip(z, low, high) ** 2).mean(axis=-1, keepdims=True)
    weight = chance**-2
    total = weight.sum(axis=-1, keepdims=True)
    between = (areas * dispersion - (areas - 1)) / (total - (weight**2).sum(axis=-1, keepdims=True) / total)
    spread = np.sqrt(np.maximum(between, 0))
    return Funnel(average, dispersion, spread, gap / np.sqrt(chance**2 + spread**2), z)


def _poisson_point(expected: Array, share: float) -> Array:
    """The count below which ``share`` of a Poisson distribution lies, straight between whole counts."""
    # The functions that scipy.stats calls, without it: it takes a second to load.
    point = np.ceil(np.nan_to_num(special.pdtrik(share, expected)))
    below = np.where(point == 0, 0.0, special.pdtr(np.maximum(point - 1, 0), expected))
    at = special.pdtr(point, expected)
    joined: Array = np.maximum(point - (at - share) / (at - below), 0)
    return joined


def _binomial_point(whole: Array, average: Array, share: float) -> Array:
    point = np.ceil(np.nan_to_num(special.bdtrik(share, whole, average)))
    below = np.where(point == 0, 0.0, special.bdtr(np.maximum(point - 1, 0), whole.astype(int), average))
    at = special.bdtr(point, whole.astype(int), average)
    joined: Array = np.clip((point - (at - share) / (at - below)) / whole, 0, 1)
    return joined

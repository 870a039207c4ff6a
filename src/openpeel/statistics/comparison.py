"""One area among others: rates side by side, the rank with its uncertainty, and who records differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_counts, as_exposures, as_level, as_numbers, as_parts_of

DRAWS = 4000

RECORDS_DIFFERENTLY_AT = 3.5
"""Robust deviations from the other areas at which a share is flagged (Iglewicz and Hoaglin 1993)."""

RECORDS_DIFFERENTLY_TIMES = 4.0
"""... and the odds must differ by so many times: that many forces agree closely is no reason to flag a small gap."""


class Ranks(NamedTuple):
    """Ranks from lowest (1) to highest, their 95 per cent range, and how often each area is among the ends.

    All but the ranks are none where nothing tells how sure the figures are.
    """

    rank: Array
    low: Array | None
    high: Array | None
    among_lowest: Array | None
    among_highest: Array | None


def ranks(
    counts: Numbers, exposures: Numbers, *, ends: int = 3, level: float = 0.95, seed: int = 0, draws: int = DRAWS
) -> Ranks:
    """The rank of each area's rate, and how far ordinary variation alone would move it.

    Each true rate is drawn from what its count leaves possible (a gamma distribution from Jeffreys' prior), the draws
    are ranked, and the ranks counted. The last axis runs over areas; the same ``seed`` gives the same result.
    """
    count, exposure = np.broadcast_arrays(as_counts(counts, "counts"), as_exposures(exposures, "exposures"))
    if count.shape[-1] < 2:
        raise Refused("a rank needs two areas or more")
    drawn = np.random.default_rng(seed).gamma(count + 0.5, 1 / exposure, (draws, *count.shape))
    return _counted(count / exposure, drawn, ends, level)


def ranks_of_shares(
    parts: Numbers, wholes: Numbers, *, ends: int = 3, level: float = 0.95, seed: int = 0, draws: int = DRAWS
) -> Ranks:
    """As `ranks`, for proportions: true shares are drawn from beta distributions by Jeffreys' prior."""
    part, whole = as_parts_of(parts, wholes)
    if part.shape[-1] < 2:
        raise Refused("a rank needs two areas or more")
    drawn = np.random.default_rng(seed).beta(part + 0.5, whole - part + 0.5, (draws, *part.shape))
    return _counted(part / whole, drawn, ends, level)


def ranks_of_figures(
    figures: Numbers,
    errors: Numbers | None,
    *,
    ends: int = 3,
    level: float = 0.95,
    seed: int = 0,
    draws: int = DRAWS,
) -> Ranks:
    """As `ranks`, for figures of which only the standard error is known: true ones are drawn from normal distributions.

    Without errors the ranks stand alone.
    """
    figure = as_numbers(figures, "figures")
    if errors is None:
        return Ranks(_rank(figure), None, None, None, None)
    drawn = np.random.default_rng(seed).normal(figure, as_numbers(errors, "errors"), (draws, *figure.shape))
    return _counted(figure, drawn, ends, level)


def ranks_of_medians(
    values: Sequence[Sequence[float]], *, ends: int = 3, level: float = 0.95, seed: int = 0, draws: int = DRAWS
) -> Ranks:
    """As `ranks`, for the medians of cases.

    Where the middle of the true distribution lies among the ordered cases follows a beta distribution, whatever that
    distribution is; each draw takes the value there.
    """
    generator = np.random.default_rng(seed)
    medians, drawn = [], []
    for cases in values:
        ordered = np.sort(as_numbers(cases, "values"))
        middle = (len(ordered) + 1) / 2
        medians.append(np.median(ordered))
        drawn.append(np.quantile(ordered, generator.beta(middle, middle, draws)))
    return _counted(np.array(medians), np.stack(drawn, axis=-1), ends, level)


def _counted(figures: Array, drawn: Array, ends: int, level: float) -> Ranks:
    places = drawn.argsort(axis=-1).argsort(axis=-1) + 1
    tail = (1 - as_level(level)) / 2
    low, high = np.quantile(places, [tail, 1 - tail], axis=0, method="inverted_cdf")
    return Ranks(
        _rank(figures),
        low,
        high,
        (places <= ends).mean(axis=0),
        (places > figures.shape[-1] - ends).mean(axis=0),
    )


def _rank(values: Array) -> Array:
    """From lowest to highest; equal values share the lowest of their ranks."""
    below: Array = (values[..., None, :] < values[..., :, None]).sum(axis=-1)
    return below + 1.0


def standard_deviations(values: Numbers) -> Array:
    """How many standard deviations (of all areas) each value lies from the mean of all.

    The inspectorate's comparison charts mark areas beyond one. Raises Refused where all values are equal.
    """
    array = as_numbers(values, "values")
    spread = array.std(axis=-1, keepdims=True)
    if (spread == 0).any():
        raise Refused("all areas have the same value: there is nothing to compare")
    distance: Array = (array - array.mean(axis=-1, keepdims=True)) / spread
    return distance


def records_differently(shares: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Areas whose share of a category lies so far from all others' that they are likely to record it differently.

    ``shares`` gives part and whole by area. Compares log odds by the median and the median absolute deviation, which
    the odd ones out do not move. Returns the reason by area. Fewer than five areas cannot tell who is odd: none is
    flagged.
    """
    if len(shares) < 5:
        return {}
    areas = list(shares)
    part, whole = (as_counts([shares[area][i] for area in areas], name) for i, name in enumerate(("part", "whole")))
    odds = np.log((part + 0.5) / (whole - part + 0.5))
    middle = float(np.median(odds))
    deviation = 1.4826 * float(np.median(np.abs(odds - middle)))
    usual = 1 / (1 + np.exp(-middle))
    flagged: dict[str, str] = {}
    for area, log_odds, k, n in zip(areas, odds, part, whole, strict=True):
        gap = abs(log_odds - middle)
        if gap > RECORDS_DIFFERENTLY_AT * deviation and gap > np.log(RECORDS_DIFFERENTLY_TIMES):
            flagged[area] = (
                f"{_percent(k / n)} here, {_percent(usual)} in the middle of {len(areas)}: likely recorded differently"
            )
    return flagged


def _percent(share: float) -> str:
    """One decimal, or two figures where one decimal would say nought."""
    return f"{share:.1%}" if share >= 0.01 or share == 0 else f"{100 * share:.2g}%"


def mean_of_group(rates: Mapping[str, float], group: Sequence[str]) -> float:
    """The mean of the rates of a group of similar areas, each counting once. Raises Refused for one without a rate."""
    missing = [area for area in group if area not in rates]
    if missing or not group:
        raise Refused(
            f"no rate for {', '.join(missing) if missing else 'any area'} of the group of similar areas",
            mend="name a group whose areas all have figures, or leave those out of it",
        )
    return float(np.mean([rates[area] for area in group]))

"""Views of long series beside the control chart: where the level changed, and what the season does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_numbers

ROUNDING = 1e-9
"""Of a series' range: differences below it are of arithmetic."""


class Seasonal(NamedTuple):
    """A series taken apart: level, season and what is left; the three add up to the series."""

    level: Array
    season: Array
    left: Array
    strength: float
    """How much of the variation about the level is the season's: 0 none, 1 all.

    After Hyndman and Athanasopoulos, less what so many free numbers would explain of mere noise.
    """


def change_points(values: Numbers, shortest: int = 6, period: int | None = None) -> list[int]:
    """The positions at which a new level begins, by exact search (PELT) with a penalty of ``3 ln n`` variances.

    The noise is judged by the differences of neighbours, so that a change of level does not hide itself. With a
    ``period`` the season is taken out first and the noise judged by the differences of like points, so that neither is
    the season taken for steps nor its smoothing for calm. A series that only repeats has none, and one odd point is no
    level. Raises Refused for fewer than two stretches of ``shortest`` points, and under two whole periods.
    """
    import ruptures

    series = as_numbers(values, "values")
    if len(series) < 2 * shortest:
        raise Refused(
            f"{len(series)} points are too few to look for a change of level", mend=f"give {2 * shortest} or more"
        )
    gaps = np.abs(series[period or 1 :] - series[: -(period or 1)])
    least = ROUNDING * float(np.ptp(series))
    noise = float(np.median(gaps)) / 0.954
    if noise <= least:
        noise = float(gaps.mean()) / 1.128
    if noise <= least:
        return []
    level = _without_odd_points(series - seasonal(series, period).season if period else series, noise)
    found = ruptures.Pelt(model="l2", min_size=shortest, jump=1).fit(level / noise).predict(pen=3 * np.log(len(series)))
    return [int(position) for position in found[:-1]]


def seasonal(values: Numbers, period: int = 12) -> Seasonal:
    """The series taken apart by robust seasonal-trend smoothing (STL), with a season that is the same in each period.

    Raises Refused under two whole periods.
    """
    from statsmodels.tsa.seasonal import STL

    series = as_numbers(values, "values")
    if len(series) < 2 * period:
        raise Refused(
            f"{len(series)} points are less than two whole periods of {period}", why="a season shows by coming back"
        )
    # A window of ten times the periods there are, without slope, gives each its mean.
    as_ever = 10 * (len(series) // period + 1) + 1
    parts = STL(series, period=period, seasonal=as_ever, seasonal_deg=0, robust=True).fit()
    left = float(np.var(parts.resid)) * len(series) / (len(series) - period)
    both = float(np.var(parts.seasonal + parts.resid)) * len(series) / (len(series) - 1)
    strength = max(0.0, 1 - left / both) if both > 0 else 0.0
    return Seasonal(parts.trend, parts.seasonal, parts.resid, strength)


def _without_odd_points(series: Array, noise: float) -> Array:
    """The series with points beyond three standard deviations from the middle of the seven around them drawn in."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(series, 3, mode="reflect"), 7)
    middle = np.median(around, axis=-1)
    return np.clip(series, middle - 3 * noise, middle + 3 * noise)

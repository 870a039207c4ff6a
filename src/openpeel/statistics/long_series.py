"""Views of long series beside the control chart: where the level changed, and what the season does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_numbers


class Seasonal(NamedTuple):
    """A series taken apart: level, season and what is left; the three add up to the series."""

    level: Array
    season: Array
    left: Array
    strength: float
    """How much of the variation about the level is the season's: 0 none, 1 all (Hyndman and Athanasopoulos)."""


def change_points(values: Numbers, shortest: int = 6) -> list[int]:
    """The positions at which a new level begins, by exact search (PELT) with a penalty of ``3 ln n`` variances.

    The noise is judged by the moving range, so that a change of level does not hide itself. A constant series has none.
    Raises Refused for fewer than two stretches of ``shortest`` points.
    """
    import ruptures

    series = as_numbers(values, "values")
    if len(series) < 2 * shortest:
        raise Refused(
            f"{len(series)} points are too few to look for a change of level", mend=f"give {2 * shortest} or more"
        )
    noise = float(np.median(np.abs(np.diff(series)))) / 0.954
    if noise == 0:
        noise = float(np.abs(np.diff(series)).mean()) / 1.128
    if noise == 0:
        return []
    found = (
        ruptures.Pelt(model="l2", min_size=shortest, jump=1).fit(series / noise).predict(pen=3 * np.log(len(series)))
    )
    return [int(position) for position in found[:-1]]


def seasonal(values: Numbers, period: int = 12) -> Seasonal:
    """The series taken apart by robust seasonal-trend smoothing (STL). Raises Refused under two whole periods."""
    from statsmodels.tsa.seasonal import STL

    series = as_numbers(values, "values")
    if len(series) < 2 * period:
        raise Refused(
            f"{len(series)} points are less than two whole periods of {period}", why="a season shows by coming back"
        )
    parts = STL(series, period=period, robust=True).fit()
    with_season = float(np.var(parts.seasonal + parts.resid))
    strength = max(0.0, 1 - float(np.var(parts.resid)) / with_season) if with_season > 0 else 0.0
    return Seasonal(parts.trend, parts.seasonal, parts.resid, strength)

"""Views of long series beside the control chart: steps of the level, a steady slope, and what the season does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_level, as_numbers

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
    return _steps(_in_noise(values, shortest, period), shortest)


class Slope(NamedTuple):
    """How much a straight line through a series rises from point to point, with the interval of least squares."""

    each: float
    low: float
    high: float


def steady_slope(values: Numbers, shortest: int = 6, period: int | None = None, level: float = 0.95) -> Slope | None:
    """The slope of a series that a straight line describes better than one level or steps; none of any other.

    Better: what is left of the series, in variances of its noise, is less for the line, a slope costing as much as a
    step (see `change_points`, which it shares its arguments and refusals with). Its interval must leave out nought.
    """
    from scipy import special

    series = _in_noise(values, shortest, period)
    time = np.arange(len(series)) - (len(series) - 1) / 2
    slope = float(time @ series / (time @ time))
    left = float(((series - series.mean() - slope * time) ** 2).sum())
    steps = _steps(series, shortest)
    around = sum(float(((part - part.mean()) ** 2).sum()) for part in np.split(series, steps))
    cost = _cost_of_a_step(series)
    if left + cost >= around + cost * len(steps):
        return None
    error = np.sqrt(left / (len(series) - 2) / (time @ time))
    reach = float(special.stdtrit(len(series) - 2, (1 + as_level(level)) / 2) * error)
    if reach >= abs(slope):
        return None
    noise = _noise(as_numbers(values, "values"), period)
    return Slope(slope * noise, (slope - reach) * noise, (slope + reach) * noise)


def _in_noise(values: Numbers, shortest: int, period: int | None) -> Array:
    """The series without its season and odd points, in standard deviations of its noise; flat where there is none."""
    series = as_numbers(values, "values")
    if len(series) < 2 * shortest:
        raise Refused(
            f"{len(series)} points are too few to look for a change of level", mend=f"give {2 * shortest} or more"
        )
    noise = _noise(series, period)
    if noise <= ROUNDING * float(np.ptp(series)):
        return np.zeros(len(series))
    return _without_odd_points(series - seasonal(series, period).season if period else series, noise) / noise


def _noise(series: Array, period: int | None) -> float:
    """The standard deviation about level and season: by the median of differences, or their mean where that is 0."""
    gaps = np.abs(series[period or 1 :] - series[: -(period or 1)])
    middle = float(np.median(gaps)) / 0.954
    return middle if middle > ROUNDING * float(np.ptp(series)) else float(gaps.mean()) / 1.128


def _steps(series: Array, shortest: int) -> list[int]:
    import ruptures

    found = ruptures.Pelt(model="l2", min_size=shortest, jump=1).fit(series).predict(pen=_cost_of_a_step(series))
    return [int(position) for position in found[:-1]]


def _cost_of_a_step(series: Array) -> float:
    return 3 * float(np.log(len(series)))


class SeasonAt(NamedTuple):
    """What the season adds to the level at one place of the period, with its interval, by so many ``times``."""

    adds: float
    low: float
    high: float
    times: int


def season_by_place(parts: Seasonal, period: int, level: float = 0.95) -> list[SeasonAt]:
    """What the season adds at each place of the period, the first being the series' first point.

    The interval is of ordinary variation: by what is left when level and season are taken out, over all places.
    """
    from scipy import special

    n = len(parts.season)
    error = float(np.sqrt((parts.left**2).sum() / (n - period)))
    reach = float(special.stdtrit(n - period, (1 + as_level(level)) / 2)) * error
    found = []
    for place in range(period):
        adds, times = float(parts.season[place::period].mean()), len(parts.season[place::period])
        found.append(SeasonAt(adds, adds - reach / np.sqrt(times), adds + reach / np.sqrt(times), times))
    return found


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
    """The series with points over three deviations of noise from the middle of the seven around them drawn in."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(series, 3, mode="reflect"), 7)
    middle = np.median(around, axis=-1)
    return np.clip(series, middle - 3 * noise, middle + 3 * noise)

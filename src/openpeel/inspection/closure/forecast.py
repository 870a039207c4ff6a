"""When a measure will be reached, from its own trend: a range of months, or that it cannot be forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from openpeel.inspection.closure.closing import Closing, Progress
from openpeel.inspection.closure.readings import Reading
from openpeel.inspection.published_report.deadlines import add_months
from openpeel.inspection.recommendations.register import Measure
from openpeel.statistics.proportions import z_of

FEWEST_MONTHS = 6
HORIZON = 24
"""Months ahead beyond which nothing is said."""
LEVEL = 0.8
"""Of the range: in one of five such forecasts the month would lie outside it, were the trend to go on."""


@dataclass(frozen=True)
class Forecast:
    """The months by whose end the measure would close, or why nothing can be said."""

    earliest: date | None
    """The last day of the earliest month; none where it cannot be forecast."""
    middle: date | None
    latest: date | None
    """None where it may take longer than the horizon."""
    words: str


def forecast(measure: Measure | None, readings: Sequence[Reading], found: Closing) -> Forecast:
    """When the recommendation would close, were the trend of ``readings`` to go on."""
    if measure is None or found.progress is Progress.NO_MEASURE:
        return _cannot("it has no measure")
    if found.progress is Progress.CLOSED:
        return Forecast(None, None, None, "closed")
    if found.held_since is not None:
        day = _month_end(add_months(found.held_since, measure.for_months - 1))
        return Forecast(day, day, day, f"{_named(day)}, if it goes on being reached")
    told = [reading for reading in readings if reading.whole]
    if len(told) < FEWEST_MONTHS:
        return _cannot(
            f"{len(told)} {'month' if len(told) == 1 else 'months'} can be told, and a trend needs {FEWEST_MONTHS}"
        )
    start = told[-1].month
    ahead = _ahead(told, measure.at_least)
    if ahead is None:
        return _cannot("the trend does not lead there, or not more clearly than ordinary variation would")
    first, middle, last = (
        None if months is None else _month_end(add_months(start, months + measure.for_months - 1)) for months in ahead
    )
    if middle is None:
        return _cannot(f"the trend would not reach it within {HORIZON} months")
    until = f"to {_named(last)}" if last else f"or later than {HORIZON} months ahead"
    return Forecast(first, middle, last, f"{_named(middle)}, were the trend to go on ({_named(first)} {until})")


def _cannot(why: str) -> Forecast:
    return Forecast(None, None, None, f"cannot be forecast: {why}")


def _ahead(told: Sequence[Reading], at_least: float) -> tuple[int | None, int | None, int | None] | None:
    """In how many months the trend and the edges of its band first reach the share; None where it does not rise.

    A weighted line through the logits, with the spread of the months about it where that is wider than chance alone
    would make it.
    """
    met = np.array([reading.met for reading in told], dtype=float)
    whole = np.array([reading.whole for reading in told], dtype=float)
    months = np.array([_number(reading.month) for reading in told], dtype=float)
    months -= months[-1]
    share = (met + 0.5) / (whole + 1)
    logit, weight = np.log(share / (1 - share)), whole * share * (1 - share)
    design = np.column_stack([np.ones_like(months), months])
    inverse = np.linalg.inv(design.T @ (weight[:, None] * design))
    line = inverse @ (design.T @ (weight * logit))
    spread = max(1.0, float((weight * (logit - design @ line) ** 2).sum()) / (len(told) - 2))
    z = z_of(LEVEL)
    if line[1] <= z * np.sqrt(spread * inverse[1, 1]):
        return None
    goal = np.log(min(at_least, 0.9999) / (1 - min(at_least, 0.9999)))
    future = np.column_stack([np.ones(HORIZON), np.arange(1, HORIZON + 1)])
    middle = future @ line
    half = z * np.sqrt(spread * np.einsum("ij,jk,ik->i", future, inverse, future))
    early, likely, late = (_first(values >= goal) for values in (middle + half, middle, middle - half))
    return early, likely, late


def _first(reached: npt.NDArray[np.bool_]) -> int | None:
    return int(np.argmax(reached)) + 1 if reached.any() else None


def _number(month: date) -> int:
    return month.year * 12 + month.month


def _month_end(month: date) -> date:
    return date.fromordinal(add_months(month.replace(day=1), 1).toordinal() - 1)


def _named(day: date | None) -> str:
    return "" if day is None else f"{day:%B %Y}"

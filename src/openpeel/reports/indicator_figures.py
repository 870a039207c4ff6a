"""An indicator's figure for one force, with its interval, denominator and period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from statistics import median
from typing import Any

from openpeel.engine.measures import Counted
from openpeel.errors import Refused
from openpeel.language.indicators import CENSUS_2011, UNDER_18_MID_2018, Denominator, Indicator, Median, Rate
from openpeel.language.periods import london_day
from openpeel.sources.published_tables.population import population_by_force, residents_under_18
from openpeel.statistics import rates
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.statistics.quantiles import quantile

_TICK = timedelta(microseconds=1)

_RESIDENTS: dict[str, Callable[[], Mapping[str, int]]] = {
    CENSUS_2011.id: lambda: {force: published.total for force, published in population_by_force().items()},
    UNDER_18_MID_2018.id: residents_under_18,
}
"""How many people there are in each force's area, by the denominator's identifier."""


def period_of(counted: Counted) -> str:
    """The days that the records of a force cover, in words."""
    return "; ".join(f"{london_day(begins)} to {london_day(ends - _TICK)}" for begins, ends in counted.periods)


def residents_of(force: str, denominator: Denominator) -> int | None:
    """The residents that a rate divides by; none for a force without a published denominator."""
    return _RESIDENTS[denominator.id]().get(force)


def figure(chosen: Indicator, counted: Counted) -> dict[str, Any]:
    """The figure of one force as a row: with its interval, n, denominator and period."""
    period = period_of(counted)
    if isinstance(chosen.measure, Median):
        return _median(chosen.measure, counted, period)
    if isinstance(chosen.measure, Rate):
        denominator = chosen.measure.denominator
        residents = residents_of(counted.force, denominator)
        row: dict[str, Any] = {
            "force": counted.force,
            **counted.group,
            "rate": "",
            "95% interval": "",
            "n": counted.whole,
        }
        if residents is not None and counted.years:
            rate, low, high = rates.rate(counted.whole, residents * counted.years, chosen.measure.per)
            row |= {"rate": f"{float(rate):.2f}", "95% interval": f"{float(low):.2f} to {float(high):.2f}"}
        return {
            **row,
            "years": f"{counted.years:.2f}",
            "residents": residents,
            "of": f"{denominator.title}" if residents is not None else "not a force with a published denominator",
            "period": period,
        }
    told = counted.whole - counted.unknown
    row = {"force": counted.force, **counted.group, "share": "", "95% interval": "", "n": told}
    if told:
        interval = proportion(counted.part, told, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        row |= {
            "share": f"{100 * interval.estimate:.1f}%",
            "95% interval": f"{100 * interval.low:.1f} to {100 * interval.high:.1f}",
        }
    bounds = ""
    if counted.unknown and counted.whole:
        lowest, highest = counted.part / counted.whole, (counted.part + counted.unknown) / counted.whole
        bounds = f"{100 * lowest:.1f} to {100 * highest:.1f}"
    return {**row, "not told": counted.unknown, "if not told": bounds, "period": period}


def _median(measure: Median, counted: Counted, period: str) -> dict[str, Any]:
    """A median with its interval; of fewer than six values, without."""
    told = len(counted.values)
    row = {"force": counted.force, **counted.group, "median": "", "95% interval": "", "n": told}
    if told:
        try:
            middle, low, high = quantile(counted.values)
            row["95% interval"] = f"{low:.1f} to {high:.1f}"
        except Refused:
            middle = median(counted.values)
        row["median"] = f"{middle:.1f}"
    return {**row, "unit": measure.unit, "not told": counted.unknown, "period": period}

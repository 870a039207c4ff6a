"""An indicator's figure for one force, with its interval, denominator and period."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from openpeel.engine.measures import Counted
from openpeel.errors import Refused
from openpeel.language.indicators import CENSUS_2011, UNDER_18_MID_2018, Denominator, Indicator, Median, Rate
from openpeel.language.periods import FOR_COMMANDS, TICK, Written, london_day
from openpeel.reports.numbers_shown import NO_NUMBER, NO_SPAN, as_number, as_number_span, as_share, as_share_span
from openpeel.sources.published_tables.population import population_by_force, residents_under_18
from openpeel.statistics import rates
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.statistics.quantiles import quantile

_RESIDENTS: dict[str, Callable[[], Mapping[str, int]]] = {
    CENSUS_2011.id: lambda: {force: published.total for force, published in population_by_force().items()},
    UNDER_18_MID_2018.id: residents_under_18,
}
"""How many people there are in each force's area, by the denominator's identifier."""


def period_of(counted: Counted, written: Written = FOR_COMMANDS) -> str:
    """The days that the records of a force cover, in words."""
    return "; ".join(
        f"{written.day(london_day(begins))} to {written.day(london_day(ends - TICK))}"
        for begins, ends in counted.periods
    )


def residents_of(force: str, denominator: Denominator) -> int | None:
    """The residents that a rate divides by; none for a force without a published denominator."""
    return _RESIDENTS[denominator.id]().get(force)


def residents_for(indicator: Indicator, force: str) -> int | None:
    """The residents that an indicator's figure divides by; none where it is no rate, or none are published."""
    return residents_of(force, indicator.measure.denominator) if isinstance(indicator.measure, Rate) else None


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
            "rate": NO_NUMBER,
            "95% interval": NO_SPAN,
            "n": counted.whole,
        }
        if residents is not None and counted.years:
            rate, low, high = rates.rate(counted.whole, residents * counted.years, chosen.measure.per)
            row |= {"rate": as_number(float(rate), 2), "95% interval": as_number_span(float(low), float(high), 2)}
        return {
            **row,
            "years": as_number(counted.years, 2),
            "residents": residents,
            "of": f"{denominator.title}" if residents is not None else "not a force with a published denominator",
            "period": period,
        }
    told = counted.whole - counted.unknown
    row = {"force": counted.force, **counted.group, "share": NO_NUMBER, "95% interval": NO_SPAN, "n": told}
    if told:
        interval = proportion(counted.part, told, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        row |= {"share": as_share(interval.estimate), "95% interval": as_share_span(interval.low, interval.high)}
    bounds = NO_SPAN
    if counted.unknown and counted.whole:
        lowest, highest = counted.part / counted.whole, (counted.part + counted.unknown) / counted.whole
        bounds = as_share_span(lowest, highest)
    return {**row, "not told": counted.unknown, "if not told": bounds, "period": period}


def _median(measure: Median, counted: Counted, period: str) -> dict[str, Any]:
    """A median with its interval; of fewer than six values, without."""
    told = len(counted.values)
    row: dict[str, Any] = {
        "force": counted.force,
        **counted.group,
        "median": NO_NUMBER,
        "95% interval": NO_SPAN,
        "n": told,
    }
    if told:
        try:
            middle, low, high = quantile(counted.values)
            row["95% interval"] = as_number_span(low, high, 1)
        except Refused:
            middle = median(counted.values)
        row["median"] = as_number(middle, 1)
    return {**row, "unit": measure.unit, "not told": counted.unknown, "period": period}

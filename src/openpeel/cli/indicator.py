"""openpeel indicator: a number by force, with its interval and the counts behind it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import moment_of_judging, moment_options
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.measures import Counted, count
from openpeel.language.indicators import Indicator, Rate
from openpeel.language.periods import london_day
from openpeel.records.store import Store
from openpeel.sources.published_tables.population import population_by_force
from openpeel.statistics import rates
from openpeel.statistics.intervals import SpeaksOf, proportion

_TICK = timedelta(microseconds=1)


@click.command()
@click.argument("identifier", metavar="[INDICATOR]", required=False)
@moment_options
@data_option
@format_options
def indicator(
    identifier: str | None, known_on: str | None, happened_by: str | None, data: Path, output_format: str
) -> None:
    """Work an indicator out for each force in the records. Without INDICATOR, list all.

    A rate is for a year: the events over the time that the records cover, with the exact Poisson interval; its
    denominator and year are named. A share has a 95 per cent interval (over every record: of ordinary variation).

    \b
    Examples:
      openpeel indicator
      openpeel indicator crimes-per-1000
      openpeel indicator find-rate --json
    """
    if identifier is None:
        print_rows([{"indicator": i.id, "says": i.says} for i in library.indicators().values()], output_format)
        return
    chosen = library.indicator(identifier)
    snapshot = Store(data).snapshot()
    as_at = moment_of_judging(snapshot, known_on, happened_by)
    rows = [figure(chosen, counted) for counted in count(snapshot, chosen, as_at)]
    print_rows(
        rows,
        output_format,
        title=f"{chosen.says} ({as_at}; {chosen.better.value})",
        numbers=tuple(name for name in (rows[0] if rows else ()) if name not in ("force", "period", "of")),
        empty="No record here counts towards it.",
    )
    if output_format == "table":
        for caveat in chosen.caveats:
            click.echo(f"Mind: {caveat}")
        click.echo(f"Source: {chosen.source}")


def figure(chosen: Indicator, counted: Counted) -> dict[str, Any]:
    """The figure of one force as a row: with its interval, n, denominator and period."""
    period = "; ".join(f"{london_day(begins)} to {london_day(ends - _TICK)}" for begins, ends in counted.periods)
    if isinstance(chosen.measure, Rate):
        denominator = chosen.measure.denominator
        published = population_by_force().get(counted.force)
        residents = None if published is None else published.total
        row: dict[str, Any] = {"force": counted.force, "rate": "", "95% interval": "", "n": counted.whole}
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
    row = {"force": counted.force, "share": "", "95% interval": "", "n": told}
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

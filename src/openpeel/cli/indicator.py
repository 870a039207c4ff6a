"""openpeel indicator: a number by force, with its interval and the counts behind it."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import moment_of_judging, moment_options
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.measures import count
from openpeel.language.indicators import Over
from openpeel.records.store import Store
from openpeel.reports.indicator_figures import figure

NUMBERS = ("rate", "share", "median", "95% interval", "n", "years", "residents", "not told", "if not told")


@click.command()
@click.argument("identifier", metavar="[INDICATOR]", required=False)
@click.option("--by", "by", multiple=True, metavar="FACT", help="Also by a fact of its unit: team, district, grade.")
@click.option(
    "--over",
    "pieces",
    multiple=True,
    type=click.Choice([piece.value for piece in Over]),
    help="Over time, by when each unit began (Europe/London); may be given again.",
)
@moment_options
@data_option
@format_options
def indicator(
    identifier: str | None,
    by: tuple[str, ...],
    pieces: tuple[str, ...],
    known_on: str | None,
    happened_by: str | None,
    data: Path,
    output_format: str,
) -> None:
    """Work an indicator out for each force in the records. Without INDICATOR, list all.

    A rate is for a year: the events over the time that the records cover, with the exact Poisson interval; its
    denominator and year are named. A share has a 95 per cent interval (over every record: of ordinary variation), a
    median one from order statistics.

    \b
    Examples:
      openpeel indicator
      openpeel indicator crimes-per-1000
      openpeel indicator calls-999-in-ten-seconds --over half-hour
      openpeel indicator callers-lost --over month --by team --csv > lost.csv
    """
    if identifier is None:
        print_rows([{"indicator": i.id, "says": i.says} for i in library.indicators().values()], output_format)
        return
    chosen = library.indicator(identifier)
    snapshot = Store(data).snapshot()
    as_at = moment_of_judging(snapshot, known_on, happened_by)
    counts = count(snapshot, chosen, as_at, by, [Over(piece) for piece in pieces])
    rows = [figure(chosen, counted) for counted in counts]
    print_rows(
        rows,
        output_format,
        title=f"{chosen.says} ({as_at}; {chosen.better.value})",
        numbers=tuple(name for name in (rows[0] if rows else ()) if name in NUMBERS),
        empty="No record here counts towards it.",
    )
    if output_format == "table":
        for caveat in chosen.caveats:
            click.echo(f"Mind: {caveat}")
        click.echo(f"Source: {chosen.source}")

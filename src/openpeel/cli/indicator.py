"""openpeel indicator: a number by force, with its interval and the counts behind it."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import moment_of_judging, moment_options, must_have_records
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.cases import CaseReader
from openpeel.engine.clocks import AsAt
from openpeel.engine.counted_cases import counted_cases
from openpeel.engine.measures import count
from openpeel.language.indicators import Indicator, Over
from openpeel.language.obligations import Obligations
from openpeel.records.store import Snapshot, Store
from openpeel.reports.indicator_figures import figure
from openpeel.reports.words import readable

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
@click.option("--cases", "force", metavar="FORCE", help="List the cases behind the figure of this force instead.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="List at most so many cases.")
@moment_options
@data_option
@format_options
def indicator(
    identifier: str | None,
    by: tuple[str, ...],
    pieces: tuple[str, ...],
    force: str | None,
    limit: int,
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
      openpeel indicator find-rate --cases south-wales --limit 20
    """
    if identifier is None:
        print_rows([{"indicator": i.id, "says": i.says} for i in library.indicators().values()], output_format)
        return
    chosen = library.indicator(identifier)
    snapshot = Store(data).snapshot()
    as_at = moment_of_judging(snapshot, known_on, happened_by)
    if force is not None:
        must_have_records(snapshot, [force])
        _list_cases(snapshot, chosen, as_at, force, limit, output_format)
        return
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


def _list_cases(snapshot: Snapshot, chosen: Indicator, as_at: AsAt, force: str, limit: int, output_format: str) -> None:
    """The units behind a figure with the facts that it rests on, how each counts, and its source row."""
    found = counted_cases(snapshot, chosen, as_at, force)
    shown = found[:limit] if output_format == "table" else found
    unit = chosen.unit
    names = [*dict.fromkeys([next(iter(unit.facts)), unit.name_of(unit.begins), *sorted(chosen.facts_used())])]
    units = [one.unit for one in shown]
    facts = CaseReader(snapshot, as_at).facts(unit, names, units) if shown else {}
    # One turn of a recurring duty is no row of a file.
    origins = {} if isinstance(unit.rows, Obligations) else snapshot.origins(units)
    rows = [
        {
            **{name: readable(facts[one.unit][name]) for name in names},
            "counts": one.counts.value,
            **({"file": at.file, "line": at.line, "load": at.load} if (at := origins.get(one.unit)) else {}),
        }
        for one in shown
    ]
    print_rows(rows, output_format, title=f"{chosen.says}: {force} ({as_at})", numbers=("line", "load"))
    if len(shown) < len(found):
        click.echo(f"{len(shown)} of {len(found):,} cases; --limit shows more, --csv all.", err=True)

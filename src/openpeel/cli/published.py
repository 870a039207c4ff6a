"""`openpeel published`: what a published table holds, before it is compared or followed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from openpeel.cli.figures import pairs, say_finding
from openpeel.cli.output import format_options
from openpeel.errors import Refused
from openpeel.reports.figures.figure import number
from openpeel.sources.published_tables.national import NationalTable, read_national
from openpeel.sources.published_tables.reading import read_published
from openpeel.sources.published_tables.table import PublishedTable, UnknownTable

SHOWN_VALUES = 6
MOST_ROWS = 60
"""Rows of a national table that are printed as a table; --json and --csv have all."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--sheet", help="The sheet of a workbook (default: the first that is known).")
@click.option("--measure", help="Of a national table, only this measure.")
@click.option("--where", "where", multiple=True, metavar="GROUP=VALUE", help="Of a national table, only these rows.")
@format_options
def published(file: Path, sheet: str | None, measure: str | None, where: tuple[str, ...], output_format: str) -> None:
    """Show what a published table holds: measures, periods, groups, forces, and what is left out.

    A table by force is summed up; 'openpeel compare' and 'openpeel trend' take its figures. One of the whole country
    (perceptions of the Crime Survey, ratios between groups) is printed with its intervals.

    \b
    Examples:
      openpeel published search-arrests-data.csv.gz
      openpeel published Time_series_tables_2019-20.ods --sheet Custody_By_Force
      openpeel published fairness-perception-data.csv.gz --measure ratpol3 --where characteristic=gor
      openpeel published disparity_ratios.xlsx --where "group=Black boys aged 10-17"
    """
    table: PublishedTable | NationalTable
    try:
        table = read_published(file, sheet)
    except UnknownTable as error:
        try:
            table = read_national(file, sheet)
        except UnknownTable:
            raise error from None
    notes = [f"Source: {table.source}.", *(f"{text[0].upper()}{text[1:]}." for text in table.caveats)]
    if isinstance(table, PublishedTable):
        if measure or where:
            raise Refused("--measure and --where choose rows of a national table", mend="openpeel compare takes both")
        left = sum(table.other_rows.values())
        if left:
            notes.append(f"{left:,} rows are of totals, regions or other bodies, and are no figures of forces.")
        blank = sum(table.not_available.values())
        if blank:
            notes.append(f"{blank:,} cells are blank or marked as not available: none is read as nought.")
        say_finding(table.title, notes, _summed_up(table), output_format, numbers=("figures", "forces"))
        return
    rows = _rows(table, measure, pairs(where, "--where"))
    if output_format == "table" and len(rows) > MOST_ROWS:
        notes.append(f"{len(rows) - MOST_ROWS:,} more rows: narrow them by --measure and --where, or take --csv.")
        rows = rows[:MOST_ROWS]
    say_finding(table.title, notes, rows, output_format, numbers=("figure", "interval", "n"))


def _summed_up(table: PublishedTable) -> list[dict[str, Any]]:
    rows = []
    for measure in table.measures:
        figures = table.matching(measure)
        groups: dict[str, Counter[str]] = {}
        for figure in figures:
            for name, value in figure.groups.items():
                groups.setdefault(name, Counter())[value] += 1
        ends = sorted({figure.period_end for figure in figures})
        rows.append(
            {
                "measure": measure,
                "is": str(table.kind(measure)),
                "figures": len(figures),
                "forces": len({figure.force for figure in figures}),
                "periods ending": f"{ends[0]}" + (f" to {ends[-1]}, {len(ends)} of them" if len(ends) > 1 else ""),
                "groups (--where)": "; ".join(f"{name}: {_some(values)}" for name, values in groups.items()),
            }
        )
    return rows


def _some(values: Counter[str]) -> str:
    named = list(values)
    more = f" and {len(named) - SHOWN_VALUES} more" if len(named) > SHOWN_VALUES else ""
    return ", ".join(named[:SHOWN_VALUES]) + more


def _rows(table: NationalTable, measure: str | None, where: dict[str, str]) -> list[dict[str, Any]]:
    figures = list(table.figures)
    for name, wanted in ({"measure": measure} if measure else {}).items() | where.items():
        there = {f.measure if name == "measure" else f.groups.get(name, "") for f in figures} - {""}
        figures = [f for f in figures if (f.measure if name == "measure" else f.groups.get(name)) == wanted]
        if not figures:
            keys = sorted({key for f in table.figures for key in f.groups})
            raise Refused(
                f"no figures where {name} is '{wanted}'",
                mend=f"choose {name} from: {', '.join(sorted(there))}" if there else f"its groups: {', '.join(keys)}",
            )
    return [
        {
            "measure": f.measure,
            "period": f.period,
            **f.groups,
            "figure": number(f.value),
            "interval": "" if f.low is None or f.high is None else f"{number(f.low)} to {number(f.high)}",
            "n": "" if f.n is None else f.n,
        }
        for f in figures
    ]

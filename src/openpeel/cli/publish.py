"""`openpeel publish`: a table of counts made fit to publish."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from openpeel.cli.figures import chart_options, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused
from openpeel.reports.figures.figure import Figure
from openpeel.reports.figures.heat import SUPPRESSED, grid
from openpeel.statistics.disclosure import SENSITIVE_THRESHOLD, THRESHOLD, Shown, found_by_difference, protect, rounded
from openpeel.statistics.possible_values import TOTAL, Key

BLANK = "(not recorded)"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--sheet", help="The sheet of a workbook (default: the first).")
@click.option(
    "--by", "by", multiple=True, required=True, metavar="COLUMN", help="A column that divides the table; up to three."
)
@click.option("--count", "count_column", help="The column of counts (default: each row is one case).")
@click.option(
    "--threshold", default=THRESHOLD, show_default=True, help="Counts from 1 to one under this are suppressed."
)
@click.option(
    "--sensitive", multiple=True, metavar="CATEGORY", help="A category with the higher threshold; may be given again."
)
@click.option(
    "--sensitive-threshold",
    default=SENSITIVE_THRESHOLD,
    show_default=True,
    help="The threshold of sensitive categories.",
)
@click.option("--round", "base", type=int, help="Round every figure to this base instead of suppressing.")
@click.option(
    "--earlier",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The CSV of an earlier release: warns of what the two together would disclose.",
)
@chart_options
@format_options
def publish(
    file: Path,
    sheet: str | None,
    by: tuple[str, ...],
    count_column: str | None,
    threshold: int,
    sensitive: tuple[str, ...],
    sensitive_threshold: int,
    base: int | None,
    earlier: Path | None,
    svg: Path | None,
    png: Path | None,
    output_format: str,
) -> None:
    """Make a table of counts fit to publish: small counts suppressed so that none can be worked out.

    FILE holds a row for each case, or with --count a row for each count, without totals (they are made here). 'c' marks
    what is not shown: small counts, and the further cells without which they could be found by subtraction. Thresholds
    are local settings; no single rule binds police forces.

    \b
    Searches by area and ethnic group, counted from records:
      openpeel publish searches.csv --by area --by ethnicity --csv > published.csv
    Offences by area, with a higher threshold for sexual offences:
      openpeel publish crimes.csv --by area --by type --count n --sensitive "Sexual offences"
    """
    if len(by) > 3 or len(set(by)) < len(by):
        raise Refused(
            "--by takes one to three different columns", mend="publish further divisions as tables of their own"
        )
    counts = _counts(OwnTable(file, sheet), by, count_column)
    unknown = set(sensitive) - {name for key in counts for name in key}
    if unknown:
        raise Refused(f"no category is named {', '.join(sorted(unknown))}", why="it would have gone unprotected")
    done: dict[Key, int | None]
    if base:
        done = dict(rounded(counts, len(by), base))
        title = f"All {len(done):,} figures are rounded to the nearest {base}"
        notes = ["Parts need not add up to totals: each figure is rounded on its own."]
    else:
        protected = protect(
            counts, by, threshold=threshold, sensitive=sensitive, sensitive_threshold=sensitive_threshold
        )
        done = {cell.key: cell.value for cell in protected.cells}
        log = protected.log
        small, more = log[Shown.PRIMARY], log[Shown.SECONDARY]
        title = f"{small:,} of {len(done):,} figures are too small to show; {more:,} more protect them"
        notes = [
            f"'{SUPPRESSED}': not shown, so that no count under {threshold} can be read or worked out.",
            *([f"Threshold {sensitive_threshold} for: {', '.join(sensitive)}."] if sensitive else []),
            "Checked by solving the table for every figure not shown: each has two possible values or more.",
        ]
    notes.append(
        f"Counted from {sum(counts.values()):,} cases in {file.name}." if not base else f"Source: {file.name}."
    )
    if earlier:
        risky = found_by_difference(_released(earlier, by), done, threshold)
        notes.append(
            f"Beware: {len(risky)} figures changed since {earlier.name} by a small count, which both together disclose."
            if risky
            else f"No figure changed since {earlier.name} by a small count."
        )
    if svg or png:
        write_charts(lambda: _grid(done, by, title, file, notes), svg, png)
    rows = [{**dict(zip(by, key, strict=True)), "count": SUPPRESSED if n is None else n} for key, n in done.items()]
    say_finding(title, notes, rows, output_format, numbers=("count",))


def _counts(table: OwnTable, by: tuple[str, ...], count_column: str | None) -> dict[Key, int]:
    columns = [[text or BLANK for text in table.texts(name)] for name in by]
    numbers = table.counts(count_column) if count_column else [1] * len(table.rows)
    counted: Counter[Key] = Counter()
    for key, number in zip(zip(*columns, strict=True), numbers, strict=True):
        counted[key] += number
    return dict(counted)


def _released(path: Path, by: tuple[str, ...]) -> dict[Key, int | None]:
    table = OwnTable(path)
    keys = list(zip(*(table.texts(name) for name in by), strict=True))
    shown = table.counts_in("count", [row for row, text in enumerate(table.texts("count")) if text != SUPPRESSED])
    return {key: shown.get(row) for row, key in enumerate(keys)}


def _grid(done: dict[Key, int | None], by: tuple[str, ...], title: str, file: Path, notes: list[str]) -> Figure:
    if len(by) != 2:
        raise Refused("a chart of a published table needs two --by columns")
    return grid(
        {(key[0], key[1]): value for key, value in done.items()},
        title=title,
        subtitle=f"Counts by {by[0]} and {by[1]}",
        notes=notes,
        row_axis=by[0],
        column_axis=by[1],
        shade_margins=(TOTAL,),
    )

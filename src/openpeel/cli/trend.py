"""`openpeel trend`: a figure over time, with special causes told from ordinary variation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.figures import a_date, chart_options, pairs, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.cli.own_table import OwnTable
from openpeel.cli.season import figure_of, season_of
from openpeel.cli.series import Series, of_own_file, of_published
from openpeel.cli.trend_in_words import finding_of, gaps_in, long_view_of
from openpeel.errors import Refused
from openpeel.language.forces import force_named, force_or_none
from openpeel.reports.figures.figure import number
from openpeel.reports.figures.trend import trend as trend_figure
from openpeel.sources.published_tables.reading import read_published
from openpeel.sources.published_tables.table import PublishedTable, UnknownTable
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.statistics.spc import Assurance, Better, Restart, Target, Variation, are_months, in_words
from openpeel.statistics.spc import chart as control_chart

OF_EACH_POINT = "Intervals are 95%, of ordinary variation, of each point by itself; the band judges all together."
NUMBERS = ("value", "n", "interval", "mean", "limits", "target")
YEARS_SHOWN = 5
"""Of a season, so many years are printed in a table; --json and --csv have all."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--sheet", help="The sheet of a workbook (default: the first, or the first that is known).")
@click.option("--measure", help="What to follow, of a published table that holds several things.")
@click.option("--where", "where", multiple=True, metavar="GROUP=VALUE", help="Of a published table, only these rows.")
@click.option("--share", is_flag=True, help="Follow the --where rows as a share of all: draws a p-chart.")
@click.option(
    "--when", "when_column", default="month", show_default=True, help="Your file's column of dates or months."
)
@click.option("--value", "value_column", help="Your file's column to follow: a value, or a count with --out-of.")
@click.option(
    "--standard", metavar="ID", help="In place of FILE: a standard's rate by month due, of the latest judging."
)
@click.option("--indicator", metavar="ID", help="In place of FILE: an indicator by month, of the records loaded.")
@click.option("--out-of", "out_of", help="Your file's column of cases that the counts are part of: draws a p-chart.")
@click.option("--force", help="Only the rows of this force (column 'force'), in any spelling.")
@click.option("--sum", "summed", is_flag=True, help="Add up rows of the same date (else a date may stand once).")
@click.option(
    "--better",
    type=click.Choice([str(way) for way in Better]),
    help="Which way improvement lies (default: neither; a standard and an indicator say it themselves).",
)
@click.option(
    "--target", "targets", multiple=True, metavar="[DATE=]VALUE", help="A target, from a date on; may be given again."
)
@click.option(
    "--rebase", "rebases", multiple=True, metavar="DATE=REASON", help="Draw limits anew from here: the process changed."
)
@click.option(
    "--break",
    "breaks",
    multiple=True,
    metavar="DATE=REASON",
    help="What is counted changed here: not comparable across.",
)
@click.option(
    "--baseline", type=click.IntRange(min=2), help="Hold each stretch's limits as its first so many points gave them."
)
@click.option("--name", help="What the figure is called (default: the column's name).")
@click.option(
    "--chart",
    type=click.Choice(["control", "season"]),
    default="control",
    show_default=True,
    help="The control chart; or what the season adds by month, quarter or weekday, of 24 points or more.",
)
@chart_options
@data_option
@format_options
def trend(
    file: Path | None,
    sheet: str | None,
    measure: str | None,
    where: tuple[str, ...],
    share: bool,
    when_column: str,
    value_column: str | None,
    standard: str | None,
    indicator: str | None,
    out_of: str | None,
    force: str | None,
    summed: bool,
    better: str | None,
    targets: tuple[str, ...],
    rebases: tuple[str, ...],
    breaks: tuple[str, ...],
    baseline: int | None,
    name: str | None,
    chart: str,
    svg: Path | None,
    png: Path | None,
    data: Path,
    output_format: str,
) -> None:
    """Follow a figure over time by a control chart (NHS England's 'Making data count' rules).

    FILE is your own, with a row for each period and its --value, or a table that the Home Office or the ONS publishes
    (CSV, CSV.GZ, ODS, XLSX; known by its columns). Points are marked where a rule finds more than ordinary variation;
    the last lines say whether the present process will hit its target, and where a level changed.

    \b
    The share of 999 calls answered in ten seconds, with its target:
      openpeel trend calls.csv --value answered --out-of calls --better up --target 0.9 --svg trend.svg
    The same, with limits drawn anew after a restructure and a new target:
      openpeel trend calls.csv --value answered --out-of calls --better up --target 0.8 \\
        --target 2022-04=0.9 --rebase 2021-09="new shift pattern"
    Your own long table, with a row for each force and month:
      openpeel trend stops.csv --value stops --force dorset
    Breath tests of one force by month, from the Home Office's table:
      openpeel trend breath-tests-data.csv.gz --force dorset
    What the season adds to them, month by month:
      openpeel trend breath-tests-data.csv.gz --force dorset --chart season --svg season.svg
    The share of searches whose ethnicity is not stated, year by year:
      openpeel trend search-arrests-data.csv.gz --force wiltshire --where "ethnic group=Not stated" --share
    Published shares of 999 calls answered in ten seconds, by the national clock alone:
      openpeel trend published_999_answering.csv --force wiltshire --better up --target 0.9
    A standard, from the records that 'openpeel evaluate' judged last:
      openpeel trend --standard dash-completed --target 0.95
    An indicator, from the records that are loaded:
      openpeel trend --indicator find-rate --force south-wales
    """
    of_records = [option for option in (standard, indicator) if option is not None]
    if len(of_records) + (file is not None or value_column is not None) > 1:
        raise Refused(
            "only one thing is followed at a time", mend="a FILE with its --value, a --standard or an --indicator"
        )
    goals = [_target(text) for text in targets]
    restarts = [_restart(text, is_break=False) for text in rebases] + [_restart(text, is_break=True) for text in breaks]
    if force is not None and file is not None:
        force_named(force)
    if standard is not None:
        from openpeel.cli.series_of_records import of_standard

        series = of_standard(data, standard, force)
    elif indicator is not None:
        from openpeel.cli.series_of_records import of_indicator

        series = of_indicator(data, indicator, force)
    elif file is None:
        raise Refused("name a FILE, a --standard or an --indicator", mend="openpeel trend --help shows examples")
    else:
        series = _of_file(
            file,
            sheet,
            when_column,
            value_column,
            out_of,
            measure,
            pairs(where, "--where"),
            force,
            share=share,
            summed=summed,
        )
    when, wholes, what = series.when, series.wholes, name or series.what
    if series.in_percent and any(value > 1 for _, value in goals):
        raise Refused("a target of a share is at most 1", mend="write 90 per cent as 0.9")
    drawn = control_chart(
        when,
        series.values,
        wholes,
        better=Better(better) if better else series.better,
        targets=[Target(since or when[0], value) for since, value in goals],
        restarts=restarts,
        baseline=baseline,
    )
    known = force_or_none(force) if force else None
    of_force = f", {known.name if known else force}" if force else ""
    season = season_of(drawn, baseline)
    title = finding_of(drawn, what, season, percent=series.in_percent)
    by_month = are_months(when)
    first, last = (in_words(day, by_month=by_month) for day in (when[0], when[-1]))
    subtitle = f"{what[0].upper()}{what[1:]}{of_force}, {first} to {last}"
    intervals = [
        proportion(int(part), whole, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        for part, whole in (zip(series.values, wholes, strict=True) if wholes else ())
    ]
    notes = [
        *([f"{last}: {intervals[-1].as_percentage()}. {OF_EACH_POINT}"] if intervals else []),
        *([f"Target: {drawn.assurance}."] if drawn.assurance is not Assurance.NO_TARGET else []),
        *(
            f"{'Break' if r.is_break else 'Rebase'} from {in_words(r.since, by_month=by_month)}: {r.reason}."
            for r in drawn.restarts
        ),
        *gaps_in(when),
        *long_view_of(drawn, season, percent=series.in_percent),
        *series.notes,
    ]
    if chart == "season":
        figure = figure_of(drawn, season, what, subtitle, [*gaps_in(when), *series.notes], percent=series.in_percent)
        write_charts(lambda: figure, svg, png)
        told = [dict(row) for row in figure.table]
        if output_format == "table":
            told = [_season_row(row, percent=series.in_percent) for row in told]
        return say_finding(figure.title, [subtitle, *figure.notes], told, output_format, numbers=[*told[0]][1:])
    figure = trend_figure(drawn, title=title, subtitle=subtitle, axis=what, notes=notes, percent=series.in_percent)
    write_charts(lambda: figure, svg, png)
    rows = [dict(row) for row in figure.table]
    for row, interval in zip(rows, intervals, strict=True) if intervals else ():
        row |= {"interval low": interval.low, "interval high": interval.high}
    if output_format == "table":
        rows = [_plain(row, percent=series.in_percent, by_month=by_month) for row in rows]
    say_finding(title, [subtitle, *figure.notes], rows, output_format, numbers=NUMBERS)


def _of_file(
    file: Path,
    sheet: str | None,
    when_column: str,
    value_column: str | None,
    out_of: str | None,
    measure: str | None,
    where: Mapping[str, str],
    force: str | None,
    *,
    share: bool,
    summed: bool,
) -> Series:
    if value_column is None:
        return of_published(_known_table(file, sheet), measure, where, force, share=share)
    try:
        return of_own_file(OwnTable(file, sheet), when_column, value_column, out_of, force, summed=summed)
    except Refused as error:
        raise _unless_known(error, file, sheet) from error


def _known_table(file: Path, sheet: str | None) -> PublishedTable:
    try:
        return read_published(file, sheet)
    except UnknownTable as error:
        raise Refused(
            "this is no published table that is known; a file of your own needs the column to follow",
            where=file.name,
            mend="name it with --value",
        ) from error


def _unless_known(error: Refused, file: Path, sheet: str | None) -> Refused:
    """The refusal of a file of one's own; a published table is better read as what it is."""
    try:
        table = read_published(file, sheet)
    except Refused:
        return error
    return Refused(
        error.what,
        where=error.where,
        why=f"this is a published table that is known ({table.title}), whose rows may say one figure several times",
        mend=f"leave --value out; what to follow is named by --measure: {', '.join(table.measures)}",
    )


def _plain(row: dict[str, object], *, percent: bool, by_month: bool) -> dict[str, object]:
    def shown(value: object) -> str:
        if not isinstance(value, float | int):
            return ""
        return f"{value:.1%}" if percent else number(value)

    return {
        "when": str(row["when"])[:7] if by_month else row["when"],
        "value": shown(row["value"]),
        "n": "" if row["n"] is None else row["n"],
        **({"interval": f"{shown(row['interval low'])} to {shown(row['interval high'])}"} if row["n"] else {}),
        "mean": shown(row["mean"]),
        "limits": f"{shown(row['low'])} to {shown(row['high'])}",
        **({"target": shown(row["target"])} if row["target"] is not None else {"target": ""}),
        "state": "" if row["state"] == Variation.COMMON else row["state"],
        "why": row["why"],
    }


def _season_row(row: Mapping[str, object], *, percent: bool) -> dict[str, object]:
    """A row of the season as text, with the last years alone: differences from the level with their sign."""

    def shown(value: float) -> str:
        return f"{100 * value:+.1f}" if percent else f"{'+' if value > 0 else ''}{number(value)}"

    left_out = [key for key in row if key.isdigit()][:-YEARS_SHOWN]
    return {
        key: shown(value) if isinstance(value, float) else value for key, value in row.items() if key not in left_out
    }


def _target(text: str) -> tuple[date | None, float]:
    """From when a target holds (none: from the first point on), and its value."""
    day, sign, value = text.rpartition("=")
    try:
        return a_date(day, "--target") if sign else None, float(value)
    except ValueError:
        raise Refused("--target is written VALUE or DATE=VALUE", mend="write 90 per cent as 0.9") from None


def _restart(text: str, *, is_break: bool) -> Restart:
    day, sign, reason = text.partition("=")
    if not sign or not reason.strip():
        raise Refused("a rebase or break is written DATE=REASON", why="limits drawn anew without a reason hide change")
    return Restart(a_date(day, "--rebase or --break"), reason.strip(), is_break)

"""`openpeel trend`: a figure over time, with special causes told from ordinary variation."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import click
import numpy as np

from openpeel.cli.data_option import data_option
from openpeel.cli.figures import OwnTable, a_date, chart_options, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.errors import Refused
from openpeel.language.forces import force_named, force_or_none
from openpeel.reports.figures.figure import number
from openpeel.reports.figures.trend import trend as trend_figure
from openpeel.sources.published_tables.table import period_end_in
from openpeel.statistics.long_series import change_points, seasonal
from openpeel.statistics.spc import Assurance, Better, Chart, Restart, Rule, Target, Variation
from openpeel.statistics.spc import chart as control_chart

FEWEST_FOR_LONG_VIEW = 24
STRONG_SEASON = 0.6


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--sheet", help="The sheet of a workbook (default: the first).")
@click.option("--when", "when_column", default="month", show_default=True, help="The column of dates or months.")
@click.option("--value", "value_column", help="The column to follow: a value, or a count with --out-of.")
@click.option(
    "--standard", metavar="ID", help="In place of FILE: a standard's rate by month due, of the latest judging."
)
@click.option("--out-of", "out_of", help="The column of cases that the counts are part of: draws a p-chart.")
@click.option("--force", help="Only the rows of this force (column 'force'), in any spelling.")
@click.option("--sum", "summed", is_flag=True, help="Add up rows of the same date (else a date may stand once).")
@click.option(
    "--better",
    type=click.Choice([str(way) for way in Better]),
    default="neither",
    show_default=True,
    help="Which way improvement lies.",
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
@chart_options
@data_option
@format_options
def trend(
    file: Path | None,
    sheet: str | None,
    when_column: str,
    value_column: str | None,
    standard: str | None,
    out_of: str | None,
    force: str | None,
    summed: bool,
    better: str,
    targets: tuple[str, ...],
    rebases: tuple[str, ...],
    breaks: tuple[str, ...],
    baseline: int | None,
    name: str | None,
    svg: Path | None,
    png: Path | None,
    data: Path,
    output_format: str,
) -> None:
    """Follow a figure over time by a control chart (NHS England's 'Making data count' rules).

    FILE has a row for each period (CSV, CSV.GZ, ODS, XLSX). Points are marked where a rule finds more than ordinary
    variation; the last lines say whether the present process will hit its target, and where a level changed.

    \b
    The share of 999 calls answered in ten seconds, with its target:
      openpeel trend calls.csv --value answered --out-of calls --better up --target 0.9 --svg trend.svg
    The same, with limits drawn anew after a restructure and a new target:
      openpeel trend calls.csv --value answered --out-of calls --better up --target 0.8 \\
        --target 2022-04=0.9 --rebase 2021-09="new shift pattern"
    Breath tests of one force, by month, from a long table:
      openpeel trend tests.csv --value tests --force dorset --sum
    A standard, from the records that 'openpeel evaluate' judged last:
      openpeel trend --standard dash-completed --better up --target 0.95
    """
    wholes: list[int] | None
    if standard is not None:
        if file is not None or value_column is not None:
            raise Refused("--standard is followed in place of a FILE and its --value")
        when, values, wholes, source = _months_of_standard(data, standard, force)
        what = name or f"{standard}, met of those due"
    else:
        if file is None or value_column is None:
            raise Refused("name a FILE with its --value, or a --standard", mend="openpeel trend --help shows examples")
        when, values, wholes = _series(OwnTable(file, sheet), when_column, value_column, out_of, force, summed)
        source = f"Source: {file.name}."
        what = name or (f"{value_column} of {out_of}" if out_of else value_column)
    goals = [_target(text, when[0]) for text in targets]
    if wholes is not None and any(goal.value > 1 for goal in goals):
        raise Refused("a target of a share is at most 1", mend="write 90 per cent as 0.9")
    drawn = control_chart(
        when,
        values,
        wholes,
        better=Better(better),
        targets=goals,
        restarts=[_restart(text, is_break=False) for text in rebases]
        + [_restart(text, is_break=True) for text in breaks],
        baseline=baseline,
    )
    known = force_or_none(force) if force else None
    where = f", {known.name if known else force}" if force else ""
    title = _finding(drawn, what)
    first, last = when[0], when[-1]
    subtitle = f"{what[0].upper()}{what[1:]}{where}, {first:%B %Y} to {last:%B %Y}"
    notes = [
        *([f"Target: {drawn.assurance}."] if drawn.assurance is not Assurance.NO_TARGET else []),
        *(f"{'Break' if r.is_break else 'Rebase'} from {r.since.isoformat()}: {r.reason}." for r in drawn.restarts),
        *_gaps(when),
        *_long_view(drawn, when),
        source,
    ]
    figure = trend_figure(drawn, title=title, subtitle=subtitle, axis=what, notes=notes)
    write_charts(lambda: figure, svg, png)
    rows = [dict(row) for row in figure.table]
    if output_format == "table":
        rows = [_plain(row, percent=wholes is not None) for row in rows]
    say_finding(
        title, [subtitle, *figure.notes], rows, output_format, numbers=("value", "n", "mean", "limits", "target")
    )


def _plain(row: dict[str, object], *, percent: bool) -> dict[str, object]:
    def shown(value: object) -> str:
        if not isinstance(value, float | int):
            return ""
        return f"{value:.1%}" if percent else number(value)

    return {
        "when": row["when"],
        "value": shown(row["value"]),
        **({"n": row["n"]} if percent else {}),
        "mean": shown(row["mean"]),
        "limits": f"{shown(row['low'])} to {shown(row['high'])}",
        **({"target": shown(row["target"])} if row["target"] is not None else {"target": ""}),
        "state": "" if row["state"] == Variation.COMMON else row["state"],
        "why": row["why"],
    }


def _series(
    table: OwnTable, when_column: str, value_column: str, out_of: str | None, force: str | None, summed: bool
) -> tuple[list[date], list[float], list[int] | None]:
    if when_column not in table.columns:
        raise Refused(f"there is no column '{when_column}'", mend=f"name it with --when: {', '.join(table.columns)}")
    kept = [True] * len(table.rows)
    if force:
        wanted, forces = force_named(force), table.texts("force")
        known = {text: force_named(text) == wanted for text in set(forces)}
        kept = [known[text] for text in forces]
        if not any(kept):
            raise Refused(f"no row is of {wanted.name}", where=table.path.name)
    days = [_day(text, line) for line, text in enumerate(table.texts(when_column), start=2)]
    columns = [table.numbers(value_column)] + ([table.numbers(out_of)] if out_of else [])
    repeated = [
        day for day, times in Counter(day for day, keep in zip(days, kept, strict=True) if keep).items() if times > 1
    ]
    if repeated and not summed:
        raise Refused(
            f"{len(repeated)} dates stand in several rows, such as {repeated[0].isoformat()}",
            where=table.path.name,
            mend="give --force to choose rows, or --sum to add them up",
        )
    totals: list[Counter[date]] = [Counter() for _ in columns]
    for i, day in enumerate(days):
        if kept[i]:
            for total, column in zip(totals, columns, strict=True):
                total[day] += column[i]  # type: ignore[assignment]
    order = sorted(totals[0])
    wholes = [int(totals[1][day]) for day in order] if out_of else None
    return order, [float(totals[0][day]) for day in order], wholes


def _months_of_standard(data: Path, standard: str, force: str | None) -> tuple[list[date], list[float], list[int], str]:
    """The cases met and due in each month, of the newest run; the month of judging itself is left out as unfinished."""
    from openpeel.cli.judging import chosen_run
    from openpeel.engine.ledger import Ledger
    from openpeel.engine.verdicts import Verdict

    run = chosen_run(data, None)
    known = force_or_none(force) if force else None
    identifier = known.identifier if known else force  # a made force is none of the 43
    judged = run.as_at.moment.date().replace(day=1)
    met: Counter[date] = Counter()
    due: Counter[date] = Counter()
    for row in Ledger(run).rows(standard, force=identifier, due_only=True):
        month = None if row.due is None else row.due.date().replace(day=1)
        if month is not None and month < judged:
            due[month] += 1
            met[month] += row.verdict is Verdict.MET
    months = sorted(due)
    if len(months) < 2:
        raise Refused(f"'{standard}' has cases due in {len(months)} whole months", mend="a trend needs two or more")
    source = f"Source: run {run.id}, {run.as_at}; cases by the month in which they fell due."
    return months, [float(met[month]) for month in months], [due[month] for month in months], source


def _day(text: str, line: int) -> date:
    try:
        return date.fromisoformat(text[:10] if len(text) > 7 else f"{text}-01")
    except ValueError:
        found = period_end_in(text)
        if found is None:
            raise Refused(
                "a row has no date that can be read", where=f"line {line}", mend="write YYYY-MM or YYYY-MM-DD"
            ) from None
        return found.replace(day=1)


def _target(text: str, first: date) -> Target:
    day, sign, value = text.rpartition("=")
    try:
        return Target(a_date(day, "--target") if sign else first, float(value))
    except ValueError:
        raise Refused("--target is written VALUE or DATE=VALUE", mend="write 90 per cent as 0.9") from None


def _restart(text: str, *, is_break: bool) -> Restart:
    day, sign, reason = text.partition("=")
    if not sign or not reason.strip():
        raise Refused("a rebase or break is written DATE=REASON", why="limits drawn anew without a reason hide change")
    return Restart(a_date(day, "--rebase or --break"), reason.strip(), is_break)


def _finding(drawn: Chart, what: str) -> str:
    latest = drawn.points[-1]
    value = f"{latest.value:.1%}" if drawn.kind == "p" else number(latest.value)
    state = {
        Variation.COMMON: "no significant change",
        Variation.IMPROVEMENT: "a significant improvement",
        Variation.CONCERN: "significant concern",
        Variation.HIGH: "significantly higher than usual",
        Variation.LOW: "significantly lower than usual",
    }[drawn.variation]
    why = f" ({', '.join(latest.rules)})" if latest.rules and latest.rules != (Rule.BEYOND_LIMITS,) else ""
    ending = {
        Assurance.PASSES: "; the target will be passed",
        Assurance.FAILS: "; the target will be missed unless something changes",
        Assurance.HIT_OR_MISS: "; the target is hit or missed by chance",
    }.get(drawn.assurance, "")
    return f"{what[0].upper()}{what[1:]}: {value} in {latest.when:%B %Y}, {state}{why}{ending}"


def _gaps(when: list[date]) -> list[str]:
    months = [day.year * 12 + day.month for day in when]
    if all(day.day == 1 for day in when):
        missing = sum(later - earlier - 1 for earlier, later in pairwise(months))
        if missing:
            return [f"{missing} months have no row: the points on both sides are taken as neighbours."]
    return []


def _long_view(drawn: Chart, when: list[date]) -> list[str]:
    if len(when) < FEWEST_FOR_LONG_VIEW or any(restart.is_break for restart in drawn.restarts):
        return []
    values = np.array([point.value for point in drawn.points])
    notes = []
    if all(day.day == 1 for day in when) and not _gaps(when):
        parts = seasonal(values)
        if parts.strength > STRONG_SEASON:
            notes.append(
                f"The season explains {parts.strength:.0%} of the variation about the level: compare like months."
            )
            values = values - parts.season
    changed = [when[position].strftime("%B %Y") for position in change_points(values)]
    if changed:
        shown = ", ".join(changed[-3:])
        several = f"{len(changed)} times, last " if len(changed) > 3 else ""
        notes.append(f"The level changed {several}about {shown} (change-point search): look for what happened then.")
    return notes

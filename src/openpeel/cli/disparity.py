"""`openpeel disparity`: the workbench for stop and search and use of force by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from openpeel.cli import events_by_group as events
from openpeel.cli import fairness_notes as say
from openpeel.cli.figures import chart_options, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.cli.own_table import OwnTable
from openpeel.cli.where_and_when import where_or_when
from openpeel.errors import Refused
from openpeel.language.forces import force_named
from openpeel.reports.figures.figure import number
from openpeel.reports.figures.forest import Ratio, forest
from openpeel.sources.published_tables.stop_and_search import is_stop_and_search
from openpeel.statistics import disparity as fair
from openpeel.statistics.disparity import GroupRatio


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--sheet", help="The sheet of a workbook, where several are known.")
@click.option("--force", help="The force, in any spelling; needed for tables of all forces.")
@click.option("--reference", default="White", show_default=True, help="The group that others are compared with.")
@click.option(
    "--by",
    "seen_by",
    type=click.Choice(["self", "officer"]),
    default="self",
    show_default=True,
    help="Self-defined ethnicity or the officer's.",
)
@click.option("--group", "group_column", default="group", show_default=True, help="Your file's column of groups.")
@click.option("--count", "count_column", help="Your file's column of events; the file is then read as your own.")
@click.option(
    "--population",
    "population_column",
    default="population",
    show_default=True,
    help="Your file's column of people; or 'census-2011', with a --within column of local authorities.",
)
@click.option(
    "--within",
    "within_columns",
    multiple=True,
    metavar="COLUMN",
    help="Your file's column of areas or times to compare within; may be given again.",
)
@click.option(
    "--part",
    "part_columns",
    multiple=True,
    metavar="COLUMN",
    help="Your file's column of reasons, hours or teams, to see where the gap comes from; needs --populations.",
)
@click.option(
    "--populations",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Another population to divide by: a table with columns group, population and source.",
)
@click.option(
    "--explanations",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The register of explanations offered: columns explanation, offered_by, tested_by (a --within column).",
)
@click.option(
    "--chart",
    type=click.Choice(["forest", "week", "map"]),
    default="forest",
    show_default=True,
    help="Ratios; or, for data.police.uk, searches by hour and weekday or by place (your own areas: --boundaries).",
)
@click.option(
    "--boundaries",
    type=click.Path(path_type=Path, dir_okay=False),
    help="For --chart map of your own file: GeoJSON of its --within areas, matched by their names or codes.",
)
@chart_options
@format_options
def disparity(
    file: Path,
    sheet: str | None,
    force: str | None,
    reference: str,
    seen_by: str,
    group_column: str,
    count_column: str | None,
    population_column: str,
    within_columns: tuple[str, ...],
    part_columns: tuple[str, ...],
    populations: Path | None,
    explanations: Path | None,
    chart: str,
    boundaries: Path | None,
    svg: Path | None,
    png: Path | None,
    output_format: str,
) -> None:
    """How much oftener does one group meet a power than another, and what of it remains when asked further?

    FILE is stop and search of data.police.uk (CSV or ZIP), a Home Office table of use of force or stop and search by
    ethnicity, or your own with a row for each group (and area): columns group, population and --count. Every ratio
    comes with its interval, what events of unknown group could make of it, and the caveats; under ten events there is
    no ratio.

    \b
    Stop and search of one force, with find rates and where the gap comes from:
      openpeel disparity stop-and-search-south-wales.zip --force south-wales --svg forest.svg
    Use of force from the Home Office's workbook:
      openpeel disparity use-of-force-tables.ods --sheet Table_16 --force wiltshire
    Your own counts by area, asking how much of the ratio remains within area:
      openpeel disparity counts.csv --count searches --within area --explanations register.csv
    The same by local authority, over its residents by the Census 2011:
      openpeel disparity counts.csv --count searches --within authority --population census-2011
    Where: squares of data.police.uk, or your own areas on boundaries that you hold (the rows are then the map's):
      openpeel disparity stop-and-search-south-wales.zip --force south-wales --chart map --svg map.svg
      openpeel disparity counts.csv --count searches --within area --chart map --boundaries areas.geojson --png map.png
    """
    if boundaries and chart != "map":
        raise Refused("--boundaries is for a map", mend="give --chart map")
    if explanations and chart != "forest":
        raise Refused("--explanations are tested on the ratios", mend="leave --chart out")
    if part_columns and not populations:
        raise Refused("--part needs --populations", why="parts have no people of their own to add up")
    if (within_columns or part_columns) and not count_column:
        raise Refused(
            "--within and --part are columns of your own file",
            why="searches of data.police.uk name no local authority and no team, and give places only roughly; "
            "published tables name neither",
            mend="count events by area (or team) and group yourself, and hand the counts over with --count",
        )
    wanted = force_named(force) if force else None
    if count_column:
        own = OwnTable(file, sheet)
        if part_columns:
            found = events.from_own_parts(own, group_column, count_column, part_columns)
        elif population_column == events.CENSUS_2011_LOCAL and population_column not in own.columns:
            found = events.from_own_local(own, group_column, count_column, within_columns)
        else:
            found = events.from_own(own, group_column, count_column, population_column, within_columns)
    elif file.is_file() and is_stop_and_search(file):
        found = events.from_searches(file, wanted, seen_by)
    else:
        found = events.from_published(file, sheet, wanted)
    if populations:
        found = events.with_population(found, OwnTable(populations))
    if chart != "forest":
        figure = where_or_when(found, chart, boundaries)
        write_charts(lambda: figure, svg, png)
        notes = [figure.subtitle, *figure.notes]
        rows = [_shown(row) for row in figure.table] if output_format == "table" else figure.table
        return say_finding(figure.title, notes, rows, output_format, numbers=("count", *MAP_NUMBERS))
    ratios = fair.ratios(found.counts, found.populations, reference=reference, missing=found.missing)
    title = say.finding(ratios, found.what, reference)
    register = say.explanations_tested(explanations, found, ratios, reference) if explanations else []
    beside = [
        INTERVALS,
        *found.warnings,
        *say.missing_note(found),
        *found.notes,
        f"People: {found.population_source}.",
        *fair.CAVEATS,
    ]
    tests = [
        *say.further_tests(found, ratios, reference, seen_by),
        *(f"Explanation '{e.text}' (offered by {e.offered_by}): {e.verdict}." for e in register),
    ]
    groups = f" ({found.seen_by})" if found.seen_by else ""
    subtitle = f"{found.what}{groups}, per 1,000 people of each group, compared with {reference}"
    drawn = [
        Ratio(row.group, row.ratio.estimate, row.ratio.low, row.ratio.high, row.count, row.lowest, row.highest)
        for row in ratios
        if row.ratio
    ]
    if svg or png:
        if not drawn:
            raise Refused("no group has enough events for a ratio: there is nothing to draw")
        axis = f"times the rate of {reference}"
        write_charts(lambda: forest(drawn, title=title, subtitle=subtitle, notes=beside, axis=axis), svg, png)
    rows = [_row(row) for row in ratios] if output_format == "table" else [asdict(row) for row in ratios]
    say_finding(
        title,
        [subtitle, *beside, *tests],
        rows,
        output_format,
        numbers=("events", "people", "per 1,000", "ratio", "interval", "if missing"),
    )


INTERVALS = "Intervals (95%; of ratios exact) are of ordinary variation: every event is counted, none is a sample."
MAP_NUMBERS = ("events", "people", "per 1,000", "low", "high")


def _shown(row: Mapping[str, object]) -> dict[str, object]:
    """A row of a map or week as text: rates to three figures, counts whole."""
    return {
        key: number(value) if isinstance(value, float) and key in MAP_NUMBERS else value for key, value in row.items()
    }


def _row(row: GroupRatio) -> dict[str, object]:
    return {
        "group": row.group,
        "events": f"{row.count:,}" if row.count >= fair.FEWEST_EVENTS else f"<{fair.FEWEST_EVENTS}",
        "people": f"{row.population:,.0f}",
        "per 1,000": number(row.rate.estimate) if row.count >= fair.FEWEST_EVENTS else "",
        "ratio": f"{row.ratio.estimate:.2f}" if row.ratio else (row.withheld or "1"),
        "interval": f"{row.ratio.low:.2f} to {row.ratio.high:.2f}" if row.ratio else "",
        "if missing": f"{row.lowest:.2f} to {row.highest:.2f}"
        if row.lowest is not None and row.highest is not None and row.ratio
        else "",
    }

"""`openpeel compare`: forces side by side, with rank and its range, funnel and flags."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from openpeel.cli.comparing import own_file, published
from openpeel.cli.comparing.question import Question
from openpeel.cli.comparing.words import NUMBERS, named, rows_of, words_of
from openpeel.cli.data_option import data_option
from openpeel.cli.figures import a_date, chart_options, pairs, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused
from openpeel.language.forces import force_named, force_or_none
from openpeel.reports.figures import comparison as figures
from openpeel.sources.published_tables.reading import read_published
from openpeel.statistics.comparison import mean_of_group
from openpeel.statistics.side_by_side import SideBySide


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--standard", metavar="ID", help="In place of FILE: a standard's rate by force, of its latest judging.")
@click.option("--indicator", metavar="ID", help="In place of FILE: an indicator by force, of the records loaded.")
@click.option("--sheet", help="The sheet of a workbook (default: the first that is known).")
@click.option("--measure", help="What to compare, of a published table that holds several things.")
@click.option("--where", "where", multiple=True, metavar="GROUP=VALUE", help="Only these rows; may be given again.")
@click.option("--year-ending", help="The period to compare, by its last day (default: the latest).")
@click.option("--share", is_flag=True, help="Compare the --where rows as a share of all, not per resident.")
@click.option(
    "--population",
    "population",
    metavar="WHICH",
    help="Residents to divide by: 'census-2011', 'mid-2018' (default: mid-year of the period), or your column.",
)
@click.option(
    "--per",
    type=click.FloatRange(min=0, min_open=True),
    default=1000.0,
    show_default=True,
    help="Rates per so many residents.",
)
@click.option("--force", "force_column", default="force", show_default=True, help="Your file's column of forces.")
@click.option("--count", "count_column", help="Your file's column of counts.")
@click.option("--out-of", "out_of", help="Your file's column of cases that the counts (or shares) are part of.")
@click.option("--figure", "figure_column", help="Your file's column of figures worked out already: rates, shares.")
@click.option("--low", "low_column", help="With --figure: the column of lower limits of 95% intervals.")
@click.option("--high", "high_column", help="With --figure: the column of upper limits.")
@click.option("--median", "median_column", help="Your file has a row for each case: compare medians of this column.")
@click.option("--focus", help="The force to set out, in any spelling.")
@click.option(
    "--similar",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your table of most similar forces: columns 'force' and 'similar', one row for each pair.",
)
@click.option(
    "--chart", type=click.Choice(["funnel", "ranked"]), help="Which chart (default: a funnel where one can be drawn)."
)
@chart_options
@data_option
@format_options
def compare(
    file: Path | None,
    standard: str | None,
    indicator: str | None,
    sheet: str | None,
    measure: str | None,
    where: tuple[str, ...],
    year_ending: str | None,
    share: bool,
    population: str | None,
    per: float,
    force_column: str,
    count_column: str | None,
    out_of: str | None,
    figure_column: str | None,
    low_column: str | None,
    high_column: str | None,
    median_column: str | None,
    focus: str | None,
    similar: Path | None,
    chart: str | None,
    svg: Path | None,
    png: Path | None,
    data: Path,
    output_format: str,
) -> None:
    """Set forces side by side: rates, shares, medians or figures, with intervals, ranks with their range, a funnel.

    FILE is a table that the Home Office or the ONS publishes (CSV, CSV.GZ, ODS, XLSX; known by its columns), or your
    own, of which you name the columns. Fewer than five forces have no funnel; a figure without an interval is given
    without one. No list of most similar forces is shipped as official: give your own with --similar.

    \b
    Stop and search per 1,000 residents, with Wiltshire set out:
      openpeel compare search-arrests-data.csv.gz --focus wiltshire --svg funnel.svg
    The share of searches whose ethnicity is not stated:
      openpeel compare search-arrests-data.csv.gz --where "ethnic group=Not stated" --share
    Published shares of 999 calls answered in ten seconds, on the national clock alone:
      openpeel compare published_999_answering.csv --focus wiltshire
    Your own file, with columns force, answered, calls:
      openpeel compare calls.csv --count answered --out-of calls --chart ranked --png ranked.png
    The same with the share worked out, or a rate with the limits of its interval:
      openpeel compare calls.csv --figure share --out-of calls
      openpeel compare survey.csv --figure confident --low lower --high upper
    Medians, from a row for each case with columns force and minutes:
      openpeel compare attended.csv --median minutes --focus kent
    A standard that 'openpeel evaluate' judged, or an indicator, from records of two forces or more:
      openpeel compare --standard crime-reaches-outcome --focus wiltshire
      openpeel compare --indicator searches-per-1000
    """
    columns = own_file.Columns(
        force_column, count_column, figure_column, low_column, high_column, median_column, out_of
    )
    if sum(one is not None for one in (file, standard, indicator)) > 1:
        raise Refused("a FILE, a --standard and an --indicator are compared one at a time")
    focus_name = force_named(focus).name if focus else None
    if similar and focus_name is None:
        raise Refused("--similar needs --focus", why="a group of similar forces is of one force")
    end = a_date(year_ending, "--year-ending") if year_ending else None
    question: Question
    if standard or indicator:
        from openpeel.cli.comparing import ledger

        question = ledger.of_standard(data, standard) if standard else ledger.of_indicator(data, str(indicator))
    elif file is None:
        raise Refused("name a FILE, a --standard or an --indicator", mend="openpeel compare --help shows examples")
    elif columns.is_own:
        question = own_file.question(OwnTable(file, sheet), columns, population, per)
    else:
        question = published.question(
            read_published(file, sheet), measure, pairs(where, "--where"), end, population, per, share=share
        )
    compared = question.compared
    compared = replace(compared, areas=tuple(replace(area, name=named(area.name)) for area in compared.areas))
    if focus_name and compared.area(focus_name) is None:
        raise Refused(f"there is no figure of {focus_name} to set out")
    group = _similar(similar, focus_name, compared) if similar and focus_name else None
    words = words_of(question, compared, focus_name, group)
    write_charts(
        lambda: (
            figures.funnel(compared, words)
            if chart == "funnel" or (chart is None and compared.lines)
            else figures.ranked_bars(compared, words, group_average=group)
        ),
        svg,
        png,
    )
    flags = [f"{area.name}: {area.flag}" for area in compared.areas if area.flag]
    intervals = f"; {compared.level:.0%} intervals, of {compared.speaks_of}" if compared.speaks_of else ""
    notes = [f"{words.subtitle}{intervals}", *words.notes, *flags]
    say_finding(words.title, notes, rows_of(compared, focus_name, output_format), output_format, numbers=NUMBERS)


def _similar(path: Path, focus: str, compared: SideBySide) -> float:
    table = OwnTable(path)
    rows = zip(table.texts("force"), table.texts("similar"), strict=True)
    names = {text: own.name for text in table.texts("force") if (own := force_or_none(text))}
    group = {force_named(other).name for text, other in rows if names.get(text) == focus} | {focus}
    if len(group) == 1:
        raise Refused(f"the table names no force similar to {focus}", where=path.name)
    return mean_of_group({area.name: area.figure for area in compared.areas}, sorted(group))

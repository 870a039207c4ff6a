"""`openpeel compare`: forces side by side, with rank and its range, funnel and flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.figures import OwnTable, a_date, chart_options, pairs, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.errors import Refused
from openpeel.language.forces import FORCES, force_named, force_or_none
from openpeel.reports.figures import comparison as figures
from openpeel.reports.figures.figure import number, ordinal
from openpeel.sources.published_tables.population import Population, population_by_force
from openpeel.sources.published_tables.table import PublishedTable, read_published
from openpeel.sources.published_tables.use_of_force import Level
from openpeel.statistics.comparison import mean_of_group, records_differently
from openpeel.statistics.side_by_side import SideBySide, compare_rates, compare_shares

UNKNOWN_FLAGGED = 0.1
"""Unknown cases, as a share of those that a rate counts, from which the rate carries a flag."""

NAME = {force.identifier: force.name for force in FORCES}


@dataclass(frozen=True)
class Question:
    """The counts to compare, what they are of, and what must be said beside them."""

    counts: Mapping[str, int]
    sizes: Mapping[str, float]
    what: str
    size_name: str
    when: str
    notes: tuple[str, ...]
    flags: Mapping[str, str]
    is_share: bool


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--standard", metavar="ID", help="In place of FILE: a standard's rate by force, of the latest judging.")
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
@click.option("--per", default=1000.0, show_default=True, help="Rates per so many residents.")
@click.option("--force", "force_column", default="force", show_default=True, help="Your file's column of forces.")
@click.option("--count", "count_column", help="Your file's column of counts; the file is then read as your own.")
@click.option("--out-of", "out_of", help="Your file's column of cases that the counts are part of: compares shares.")
@click.option("--focus", help="The force to set out, in any spelling.")
@click.option(
    "--similar",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your table of most similar forces: columns 'force' and 'similar', one row for each pair.",
)
@click.option(
    "--chart", type=click.Choice(["funnel", "ranked"]), default="funnel", show_default=True, help="Which chart."
)
@chart_options
@data_option
@format_options
def compare(
    file: Path | None,
    standard: str | None,
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
    focus: str | None,
    similar: Path | None,
    chart: str,
    svg: Path | None,
    png: Path | None,
    data: Path,
    output_format: str,
) -> None:
    """Set forces side by side: rates or shares with intervals, ranks with their range, and a funnel.

    FILE is a table that the Home Office or the ONS publishes (CSV, CSV.GZ, ODS, XLSX; known by its columns), or your
    own with a row for each force. No list of most similar forces is shipped as official: give your own with --similar.

    \b
    Stop and search per 1,000 residents, with Wiltshire set out:
      openpeel compare search-arrests-data.csv.gz --focus wiltshire --svg funnel.svg
    The share of searches whose ethnicity is not stated:
      openpeel compare search-arrests-data.csv.gz --where "ethnic group=Not stated" --share
    Your own file, with columns force, answered, calls:
      openpeel compare calls.csv --count answered --out-of calls --chart ranked --png ranked.png
    A standard, from the records of five forces or more that 'openpeel evaluate' judged last:
      openpeel compare --standard crime-reaches-outcome --focus wiltshire
    """
    chosen = pairs(where, "--where")
    if standard is not None:
        if file is not None:
            raise Refused("--standard is compared in place of a FILE")
        question = _standard(data, standard)
    elif file is None:
        raise Refused("name a FILE or a --standard", mend="openpeel compare --help shows examples")
    elif count_column:
        question = _own(OwnTable(file, sheet), force_column, count_column, out_of, population)
    else:
        table = read_published(file, sheet)
        end = a_date(year_ending, "--year-ending") if year_ending else None
        question = _published(table, measure, chosen, end, population, share)
    compared = (
        compare_shares(
            {f: question.counts[f] for f in question.counts},
            {f: int(n) for f, n in question.sizes.items()},
            flags=question.flags,
        )
        if question.is_share
        else compare_rates(question.counts, question.sizes, per=per, flags=question.flags)
    )
    compared = replace(compared, areas=tuple(replace(area, name=NAME[area.name]) for area in compared.areas))
    focus_name = force_named(focus).name if focus else None
    if focus_name and compared.area(focus_name) is None:
        raise Refused(f"the table has no figure of {focus_name} to set out")
    group = _similar(similar, focus_name, compared) if similar else None
    words = _words(question, compared, focus_name, per, group)
    write_charts(
        lambda: (
            figures.funnel(compared, words)
            if chart == "funnel"
            else figures.ranked_bars(compared, words, group_average=group)
        ),
        svg,
        png,
    )
    flags = [f"{area.name}: {area.flag}" for area in compared.areas if area.flag]
    notes = [f"{words.subtitle}; {compared.level:.0%} intervals, of {compared.speaks_of}", *words.notes, *flags]
    say_finding(words.title, notes, _rows(compared, focus_name, output_format), output_format, numbers=NUMBERS)


NUMBERS = ("rank", "figure", "interval", "count", "rank by chance", "in lowest 3")


def _rows(compared: SideBySide, focus: str | None, output_format: str) -> list[dict[str, object]]:
    if output_format != "table":
        return [asdict(area) for area in compared.areas]
    percent = compared.per is None
    return [
        {
            "rank": area.rank,
            "force": f"{area.name} <" if area.name == focus else area.name,
            "figure": f"{area.figure:.1%}" if percent else number(area.figure),
            "interval": f"{100 * area.low:.1f} to {100 * area.high:.1f}"
            if percent
            else f"{number(area.low)} to {number(area.high)}",
            "count": f"{area.count:,}",
            "rank by chance": f"{area.rank_low} to {area.rank_high}",
            "in lowest 3": f"{area.among_lowest:.0%}",
            "": "* flagged" if area.flag else "",
        }
        for area in compared.areas
    ]


def _published(
    table: PublishedTable,
    measure: str | None,
    where: Mapping[str, str],
    end: date | None,
    population: str | None,
    share: bool,
) -> Question:
    measure = measure or table.measures[0]
    everything = _not_counting_twice(table, {})
    narrowed = _not_counting_twice(table, where)
    found = table.chosen(measure, end, narrowed)
    end = found[0].period_end
    counts = _whole(table.by_force(measure, end, narrowed), measure)
    totals = _whole(table.by_force(measure, end, everything), measure) if where else {}
    # 'uses of force, all groups' is named after a column; once narrowed by a tactic the tactic says enough.
    chosen = ", ".join(value for key, value in where.items() if key != "level")
    label = f"{measure.removesuffix(', all groups')}, {chosen}" if chosen else measure
    shares = {force: (n, totals[force]) for force, n in counts.items() if totals.get(force)}
    flags = records_differently(shares)
    notes = [f"Source: {table.source}.", *(f"{text[0].upper()}{text[1:]}." for text in table.caveats), *_absent(counts)]
    if len({table.not_available.get(force, 0) for force in counts}) > 1:
        notes.append("The table leaves cells blank where a level of detail was not collected: these are not counted.")
    when = f"period ending {end.day} {end:%B %Y}"
    if share:
        if not where:
            raise Refused("--share needs --where", why="a share is of some rows among all")
        # A force without a figure of this kind is left out: the table may lack it, and nought would be made up.
        parts, wholes = ({force: pair[i] for force, pair in shares.items()} for i in (0, 1))
        return Question(parts, wholes, label, measure, when, tuple(notes), flags, is_share=True)
    residents = _residents(population, end)
    city = "city-of-london"
    if city in counts and (caveat := residents[city].caveat):
        notes.append(f"City of London is in no rank: {caveat}.")
        counts.pop(city)
    source = residents["wiltshire"].source
    return Question(
        counts,
        {f: residents[f].total for f in counts},
        label,
        "residents",
        when,
        (*notes, f"Residents: {source}."),
        flags,
        is_share=False,
    )


def _not_counting_twice(table: PublishedTable, where: Mapping[str, str]) -> Mapping[str, str]:
    """Where rows of totals stand among those of tactics, the rows of one level only."""
    if not any("level" in figure.groups for figure in table.figures[:1]) or {"tactic", "level"} & set(where):
        return where
    return {"level": Level.TACTIC if "type of force" in where else Level.ALL, **where}


def _standard(data: Path, standard: str) -> Question:
    from openpeel.cli.judging import chosen_run
    from openpeel.engine.ledger import Ledger

    run = chosen_run(data, None)
    tallies = {
        group.force: tally
        for group, tally in Ledger(run).tallies(["force"]).items()
        if group.standard == standard and group.force in NAME and tally.n
    }
    notes = [f"Source: run {run.id}, {run.as_at}; cases due by then."]
    unsure = {force: tally for force, tally in tallies.items() if tally.unknown_due}
    flags = {
        str(
            force
        ): f"{tally.unknown_due:,} more cases cannot be told: the rate is {tally.lowest:.1%} if all were missed and "
        f"{tally.highest:.1%} if all were met"
        for force, tally in unsure.items()
        if tally.unknown_due > UNKNOWN_FLAGGED * tally.n
    }
    return Question(
        {str(force): tally.met for force, tally in tallies.items()},
        {str(force): tally.n for force, tally in tallies.items()},
        f"{standard}, met of those due",
        "cases due",
        "all that the records cover",
        tuple(notes),
        flags,
        is_share=True,
    )


def _own(table: OwnTable, force_column: str, count_column: str, out_of: str | None, population: str | None) -> Question:
    forces = [force_named(text).identifier for text in table.texts(force_column)]
    if len(set(forces)) < len(forces):
        raise Refused("a force stands in several rows", where=table.path.name, mend="give one row for each force")
    counts = _whole(dict(zip(forces, table.numbers(count_column), strict=True)), count_column)
    notes = (f"Source: {table.path.name}.", *_absent(counts))
    if out_of:
        sizes = dict(zip(forces, table.numbers(out_of), strict=True))
        return Question(
            counts, sizes, f"{count_column} of {out_of}", out_of, "as in the file", notes, {}, is_share=True
        )
    if population and population in table.columns:
        sizes = dict(zip(forces, table.numbers(population), strict=True))
        return Question(counts, sizes, count_column, population, "as in the file", notes, {}, is_share=False)
    if not population:
        raise Refused(
            "a rate needs what to divide by",
            mend="give --population census-2011, --population mid-2020 or a column, or --out-of a column",
        )
    residents = _residents(population, None)
    sizes = {force: residents[force].total for force in counts}
    notes = (*notes, f"Residents: {residents['wiltshire'].source}.")
    return Question(counts, sizes, count_column, "residents", "as in the file", notes, {}, is_share=False)


def _whole(figures: Mapping[str, float], measure: str) -> dict[str, int]:
    if any(value != int(value) for value in figures.values()):
        raise Refused(
            f"'{measure}' is not a count",
            why="intervals of rates and shares are of counted things; a score or a full-time equivalent has other ones",
            mend="choose a measure that counts",
        )
    return {force: int(value) for force, value in figures.items()}


def _residents(which: str | None, end: date | None) -> Mapping[str, Population]:
    if which == "census-2011":
        return population_by_force()
    if which is None and end is not None:
        # The middle of the year that ends then; tables of estimates reach from 2001 to 2020.
        return population_by_force(min(max((end - timedelta(days=182)).year, 2001), 2020))
    if which and which.startswith("mid-") and which[4:].isdigit():
        return population_by_force(int(which[4:]))
    raise Refused(
        f"'{which}' is not a known population", mend="write census-2011, mid-2001 ... mid-2020, or a column's name"
    )


def _absent(counts: Mapping[str, int]) -> list[str]:
    absent = [force.name for force in FORCES if force.identifier not in counts]
    return [f"No figure: {', '.join(absent)}; they are in no rank or total."] if absent and len(absent) < 20 else []


def _similar(path: Path, focus: str | None, compared: SideBySide) -> float:
    if focus is None:
        raise Refused("--similar needs --focus", why="a group of similar forces is of one force")
    table = OwnTable(path)
    rows = zip(table.texts("force"), table.texts("similar"), strict=True)
    group = {force_named(other).name for force, other in rows if force_or_none(force) == force_named(focus)} | {focus}
    if len(group) == 1:
        raise Refused(f"the table names no force similar to {focus}", where=path.name)
    return mean_of_group({area.name: area.figure for area in compared.areas}, sorted(group))


def _words(
    question: Question, compared: SideBySide, focus: str | None, per: float, group: float | None
) -> figures.Words:
    share = question.is_share
    axis = question.what if share else f"{question.what} per {per:,.0f} {question.size_name}"

    def shown(figure: float) -> str:
        return f"{figure:.1%}" if share else number(figure)

    areas = compared.areas
    area = compared.area(focus) if focus else None
    if area is not None:
        from_top = len(areas) - area.rank + 1
        nearer, end = (area.rank, "lowest") if area.rank <= from_top else (from_top, "highest")
        place = end if nearer == 1 else f"{ordinal(nearer)} {end}"
        of_what = f"({question.what})" if share else axis
        title = f"{area.name}: {shown(area.figure)} {of_what}, {place} of {len(areas)} forces"
        if abs(area.deviation) < figures.NAMED_BEYOND:
            title += ", within ordinary differences"
    else:
        beyond = sum(abs(area.deviation) > figures.NAMED_BEYOND for area in areas)
        verb = "lies" if beyond == 1 else "lie"
        title = f"{beyond or 'None'} of {len(areas)} forces {verb} beyond chance and ordinary differences"
    notes = list(question.notes)
    if area is not None:
        moved = (
            f"would stay {area.rank_low}"
            if area.rank_low == area.rank_high
            else f"lies from {area.rank_low} to {area.rank_high}"
        )
        notes.insert(
            0,
            f"{area.name}: {area.count:,} of {area.size:,.0f} {question.size_name}; its rank from the lowest {moved} "
            "by ordinary variation alone.",
        )
    if group is not None:
        notes.append(
            f"Mean of the similar forces named by the user, {focus} included: {shown(group)}. No list is official."
        )
    subtitle = f"{axis[0].upper()}{axis[1:]}, {question.when}"
    return figures.Words(title, subtitle, axis, question.size_name, tuple(notes), focus)

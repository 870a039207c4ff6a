"""`openpeel disparity`: the workbench for stop and search and use of force by group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click

from openpeel.cli.figures import OwnTable, chart_options, say_finding, write_charts
from openpeel.cli.output import format_options
from openpeel.errors import Refused
from openpeel.language.ethnicity import broad_group
from openpeel.language.forces import Force, force_named
from openpeel.reports.figures.area_map import squares
from openpeel.reports.figures.figure import Figure, number
from openpeel.reports.figures.forest import Ratio, forest
from openpeel.reports.figures.heat import week
from openpeel.sources.published_tables.population import ETHNIC_GROUPS, population_by_force
from openpeel.sources.published_tables.stop_and_search import (
    FAR_KILOMETRES,
    SQUARE,
    Search,
    far_from_the_rest,
    is_stop_and_search,
    read_searches,
)
from openpeel.sources.published_tables.table import read_published
from openpeel.statistics import disparity as fair
from openpeel.statistics.disparity import Explanation, GroupRatio, Stratum

FAR_SHARE = 0.05
"""The share of far-off searches from which a reader is warned."""

DIVISIONS: dict[str, Callable[[Search], str | None]] = {
    "reason": lambda search: search.reason,
    "month": lambda search: search.month,
    "time of day": lambda search: search.time_of_day,
    "area": lambda search: search.area,
}


@dataclass(frozen=True)
class Evidence:
    """Events by group with their populations, and all that the source lets one ask further."""

    what: str
    counts: Mapping[str, int]
    populations: Mapping[str, float]
    population_source: str
    missing: int
    notes: Sequence[str]
    searches: Sequence[Search] = ()
    warnings: Sequence[str] = ()
    strata: Mapping[str, Sequence[dict[str, tuple[int, float]]]] = field(default_factory=dict)
    """By division: for each of its parts, the count and population of each group."""
    parts: Mapping[str, Mapping[str | None, Mapping[str, int]]] = field(default_factory=dict)
    """By division whose parts have no people of their own: for each group, its count in each part."""


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
    "--population", "population_column", default="population", show_default=True, help="Your file's column of people."
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
    help="Ratios; or, for data.police.uk, searches by hour and weekday, or by place.",
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
    """
    wanted = force_named(force) if force else None
    if count_column:
        own = OwnTable(file, sheet)
        if part_columns and not populations:
            raise Refused("--part needs --populations", why="parts have no people of their own to add up")
        if part_columns:
            found = _own_parts(own, group_column, count_column, part_columns)
        else:
            found = _own(own, group_column, count_column, population_column, within_columns)
    elif file.is_file() and is_stop_and_search(file):
        found = _searches(file, wanted, seen_by)
    else:
        found = _published(file, sheet, wanted)
    if populations:
        found = _other_population(found, OwnTable(populations))
    ratios = fair.ratios(found.counts, found.populations, reference=reference, missing=found.missing)
    title = _finding(ratios, found.what, reference)
    register = _register(explanations, found, ratios, reference) if explanations else []
    beside = [
        *found.warnings,
        *_missing_note(found),
        *found.notes,
        f"People: {found.population_source}.",
        *fair.CAVEATS,
    ]
    tests = [
        *_further(found, ratios, reference, seen_by),
        *(f"Explanation '{e.text}' (offered by {e.offered_by}): {e.verdict}." for e in register),
    ]
    subtitle = f"{found.what}, per 1,000 people of each group, compared with {reference}"
    drawn = [
        Ratio(row.group, row.ratio.estimate, row.ratio.low, row.ratio.high, row.count, row.lowest, row.highest)
        for row in ratios
        if row.ratio
    ]
    if svg or png:
        if chart != "forest":
            write_charts(lambda: _where_or_when(found, chart), svg, png)
        elif not drawn:
            raise Refused("no group has enough events for a ratio: there is nothing to draw")
        else:
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


def _searches(file: Path, wanted: Force | None, seen_by: str) -> Evidence:
    read = read_searches(file)
    forces = {search.force for search in read.rows}
    if wanted is None and len(forces) > 1:
        raise Refused("the archive holds several forces", mend=f"name one with --force: {', '.join(sorted(forces))}")
    force = wanted or force_named(next(iter(forces)))
    rows = [search for search in read.rows if search.force == force.identifier or len(forces) == 1]
    if not rows:
        raise Refused(f"no search is of {force.name}", where=file.name)
    counted = Counter(_group(search, seen_by) for search in rows)
    people = population_by_force()[force.identifier]
    only_dates = sum(not search.has_time for search in rows)
    months = sorted({search.month for search in rows})
    warnings: list[str] = []
    notes = [
        f"Source: data.police.uk stop and search, {force.name}, {months[0]} to {months[-1]}; OGL v3.0.",
        f"Rows alike in all they say ({read.alike:,}) may be several people or one row twice; they are counted.",
        f"Searches of vehicles only are left out ({read.vehicle_only:,}); a time of day is missing in {only_dates:,}.",
    ]
    if (far := far_from_the_rest(rows)) > FAR_SHARE:
        warnings.append(
            f"Beware: {far:.0%} of the searches with a place lie over {FAR_KILOMETRES} km from the middle of them all. "
            f"If other forces' stand among them, the residents of {force.name} are the wrong people to divide by."
        )
    if len(months) > 1:
        notes.append(f"Rates are over {len(months)} months, not a year.")
    groups = [group for group in ETHNIC_GROUPS if counted[group]]
    if seen_by == "officer" and not counted["Mixed"]:
        notes.append("Officers' codes know no mixed group: its members are counted among others.")
    return Evidence(
        f"Stop and search, {force.name} ({'self-defined' if seen_by == 'self' else 'officer-defined'} ethnicity)",
        {group: counted[group] for group in groups},
        {group: people.by_group[group] for group in groups},
        people.source,
        counted[None],
        notes,
        rows,
        warnings,
    )


def _published(file: Path, sheet: str | None, wanted: Force | None) -> Evidence:
    table = read_published(file, sheet)
    if wanted is None:
        raise Refused("the table holds many forces", mend="name one with --force")
    key = next((k for k in ("group", "ethnic group") if any(k in f.groups for f in table.figures[:50])), None)
    if key is None:
        raise Refused("the table is not divided by ethnic group", where=file.name, mend="name the sheet with --sheet")
    measure = next(m for m in table.measures if any(key in f.groups for f in table.figures if f.measure == m))
    where = {"level": "tactic"} if any("level" in f.groups for f in table.figures[:1]) else {}
    chosen = [f for f in table.chosen(measure, where=where) if f.force == wanted.identifier]
    if where:  # the table's own total leaves these two out
        chosen = [f for f in chosen if f.groups["type of force"] not in ("Not reported", "Tactical communication")]
    counted: Counter[str | None] = Counter()
    for figure in chosen:
        counted[broad_group(figure.groups[key])] += int(figure.value)
    if len(counted) < 3:
        raise Refused("the table is not divided by ethnic group", where=file.name, mend="name the sheet with --sheet")
    people = population_by_force()[wanted.identifier]
    groups = [group for group in ETHNIC_GROUPS if counted[group]]
    notes = [
        f"Source: {table.source}; period ending {chosen[0].period_end.isoformat()}.",
        *(f"{caveat[0].upper()}{caveat[1:]}." for caveat in table.caveats),
    ]
    return Evidence(
        f"{measure[0].upper()}{measure[1:]}, {wanted.name}",
        {group: counted[group] for group in groups},
        {group: people.by_group[group] for group in groups},
        people.source,
        counted[None],
        notes,
    )


def _own(
    table: OwnTable, group_column: str, count_column: str, population_column: str, within_columns: tuple[str, ...]
) -> Evidence:
    groups = [text or None for text in table.texts(group_column)]
    counts = table.numbers(count_column)
    people = [value or 0.0 for value in table.maybe_numbers(population_column)]
    if any(count != int(count) or count < 0 for count in counts):
        raise Refused(f"column '{count_column}' holds numbers that are no counts", where=table.path.name)
    known = {group for group, n in zip(groups, people, strict=True) if group and n > 0}
    counted: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    missing = 0
    divisions: dict[str, list[str]] = {name: table.texts(name) for name in within_columns}
    if len(within_columns) > 1:
        divisions[" and ".join(within_columns)] = [" / ".join(own) for own in zip(*divisions.values(), strict=True)]
    strata: dict[str, dict[str, dict[str, tuple[int, float]]]] = {name: defaultdict(dict) for name in divisions}
    for i, (group, count, n) in enumerate(zip(groups, counts, people, strict=True)):
        if group is None or group not in known:
            missing += int(count)
            continue
        counted[group] += int(count)
        totals[group] += n  # type: ignore[assignment]
        for name, texts in divisions.items():
            before = strata[name][texts[i]].get(group, (0, 0.0))
            strata[name][texts[i]][group] = (before[0] + int(count), before[1] + n)
    return Evidence(
        count_column[0].upper() + count_column[1:],
        counted,
        dict(totals),
        f"column '{population_column}' of {table.path.name}",
        missing,
        [f"Source: {table.path.name}."],
        strata={name: list(parts.values()) for name, parts in strata.items()},
    )


def _own_parts(table: OwnTable, group_column: str, count_column: str, part_columns: tuple[str, ...]) -> Evidence:
    counts = table.numbers(count_column)
    if any(count != int(count) or count < 0 for count in counts):
        raise Refused(f"column '{count_column}' holds numbers that are no counts", where=table.path.name)
    groups = table.texts(group_column)
    counted: Counter[str] = Counter()
    parts: dict[str, dict[str | None, Counter[str]]] = {name: defaultdict(Counter) for name in part_columns}
    for name in part_columns:
        for group, part, count in zip(groups, table.texts(name), counts, strict=True):
            parts[name][group][part or "(not recorded)"] += int(count)
    for group, count in zip(groups, counts, strict=True):
        counted[group] += int(count)
    missing = counted.pop("", 0)
    what = count_column[0].upper() + count_column[1:]
    return Evidence(what, counted, {}, "", missing, [f"Source: {table.path.name}."], parts=parts)


def _where_or_when(found: Evidence, chart: str) -> Figure:
    if not found.searches:
        raise Refused(f"a {chart} needs records of data.police.uk, with a place and time each")
    if chart == "week":
        timed = [search.moment for search in found.searches if search.has_time]
        left_out = len(found.searches) - len(timed)
        notes = [*found.notes[:1], f"Local time. {left_out:,} searches without a time of day are left out."]
        peak = Counter(moment.hour for moment in timed).most_common(1)[0][0]
        title = f"Searches are most frequent between {peak}:00 and {(peak + 1) % 24}:00"
        return week(timed, title=title, subtitle=found.what, notes=notes)
    placed = Counter(search.square for search in found.searches if search.square)
    shown = {square: n for square, n in placed.items() if n >= fair.FEWEST_EVENTS}
    if not shown:
        raise Refused("no square holds ten searches: a map would point at people")
    largest = max(shown.values()) / len(found.searches)
    return squares(
        shown,
        SQUARE,
        title=f"One square of about five kilometres holds {largest:.0%} of all searches",
        subtitle=found.what,
        notes=[
            *found.notes[:1],
            f"Squares of {SQUARE[0]} by {SQUARE[1]} degrees with ten searches or more; "
            f"{len(found.searches) - sum(shown.values()):,} of {len(found.searches):,} lie elsewhere or have no place.",
        ],
        legend="searches",
    )


def _other_population(found: Evidence, table: OwnTable) -> Evidence:
    people = dict(zip(table.texts("group"), table.numbers("population"), strict=True))
    source = ", ".join(sorted(set(table.texts("source"))))
    if not source:
        raise Refused(
            "the population names no source", where=table.path.name, why="a denominator is nothing without one"
        )
    return Evidence(
        found.what,
        found.counts,
        people,
        source,
        found.missing,
        found.notes,
        found.searches,
        found.warnings,
        parts=found.parts,
    )


def _group(search: Search, seen_by: str) -> str | None:
    return search.self_defined if seen_by == "self" else search.officer_defined


def _missing_note(found: Evidence) -> list[str]:
    everything = sum(found.counts.values()) + found.missing
    if not found.missing:
        return []
    return [
        f"Ethnicity is missing in {found.missing:,} of {everything:,} events ({found.missing / everything:.1%}): "
        "'if missing' "
        "gives the ratio were they all of the reference group, and all of the group itself."
    ]


def _finding(ratios: Sequence[GroupRatio], what: str, reference: str) -> str:
    widest = next((row for row in ratios if row.ratio), None)
    if widest is None or widest.ratio is None:
        return f"{what}: too few events to compare any group with {reference}"
    ratio = widest.ratio
    if ratio.low <= 1 <= ratio.high:
        return f"{what}: no group differs from {reference} by more than ordinary variation"
    times = f"{ratio.estimate:.1f} times ({ratio.low:.1f} to {ratio.high:.1f})"
    return f"{what}: {widest.group} people at {times} the rate of {reference} people"


def _further(found: Evidence, ratios: Sequence[GroupRatio], reference: str, seen_by: str) -> list[str]:
    """What remains within, where the gap comes from, find rates, and whose word for ethnicity."""
    widest = next((row.group for row in ratios if row.ratio), None)
    if widest is None:
        return []
    notes = []
    for name in found.strata:
        result = _within(found, name, widest, reference)
        remains = "" if result.remains is None else f": {result.remains:.0%} of the disparity remains"
        notes.append(
            f"Within {name}, the ratio of {widest} is {result.adjusted.estimate:.2f} ({result.adjusted.low:.2f} to "
            f"{result.adjusted.high:.2f}), against {result.crude.estimate:.2f} over all{remains}."
        )
    for name, by_group in found.parts.items():
        notes += _gap_note(found, name, by_group, widest, reference)
    if found.searches:
        notes += _gap_notes(found, widest, reference, seen_by) + _find_notes(found, reference, seen_by)
        match = fair.agreement([(search.self_defined, search.officer_defined) for search in found.searches])
        kappa = "" if match.kappa is None else f", kappa {match.kappa:.2f}"
        notes.append(
            f"Self-defined and officer-defined group agree in {match.same.as_percentage()}{kappa}; "
            f"{match.only_officer:,} events "
            f"have the officer's only, {match.neither:,} neither."
        )
    return notes


def _within(found: Evidence, name: str, group: str, reference: str) -> fair.Within:
    none = (0, 0.0)
    parts = (dict(part) for part in found.strata[name])
    return fair.within([Stratum(name, *part.get(group, none), *part.get(reference, none)) for part in parts])


def _gap_notes(found: Evidence, group: str, reference: str, seen_by: str) -> list[str]:
    notes = []
    for name, division in DIVISIONS.items():
        by_group: dict[str | None, Counter[str]] = defaultdict(Counter)
        for search in found.searches:
            part = division(search)
            if part is not None:
                by_group[_group(search, seen_by)][part] += 1
        if name != "month" or len(by_group[reference]) <= 12:
            notes += _gap_note(found, name, by_group, group, reference)
    return notes


def _gap_note(
    found: Evidence, name: str, by_group: Mapping[str | None, Mapping[str, int]], group: str, reference: str
) -> list[str]:
    own, other = by_group.get(group, {}), by_group.get(reference, {})
    parts = fair.contributions(own, other, found.populations[group], found.populations[reference])
    known = (sum(own.values()) + sum(other.values())) / (found.counts[group] + found.counts[reference])
    largest = "; ".join(
        f"{row.part} {row.share:.0%}"
        # A part of the area has people of its own, whom the force's population does not count.
        + (f" (ratio {row.ratio.estimate:.1f})" if row.ratio and name != "area" else "")
        for row in parts[:3]
    )
    count = "" if len(parts) <= 3 else f", of {len(parts)} parts"
    return [f"Where the gap of {group} comes from, by {name} (known for {known:.0%}{count}): {largest}."]


def _find_notes(found: Evidence, reference: str, seen_by: str) -> list[str]:
    searched: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for search in found.searches:
        group = _group(search, seen_by)
        if group and search.found is not None:
            searched[group] += 1
            hit[group] += search.found
    tested = fair.find_rates(hit, searched, reference=reference)
    rates = "; ".join(f"{row.group} {row.share.as_percentage()}" for row in tested.groups)
    chance = "" if tested.p_value is None else f" Differences as large by chance alone: p = {_p(tested.p_value)}."
    return [f"Searches with an outcome other than no further action: {rates}.{chance}"]


def _p(value: float) -> str:
    return "less than 0.001" if value < 0.001 else f"{value:.3f}"


def _register(path: Path, found: Evidence, ratios: Sequence[GroupRatio], reference: str) -> list[Explanation]:
    table = OwnTable(path)
    widest = next((row.group for row in ratios if row.ratio), None)
    rows = zip(table.texts("explanation"), table.texts("offered_by"), table.texts("tested_by"), strict=True)
    return [
        Explanation(
            text,
            by,
            tested_by or None,
            _within(found, tested_by, widest, reference) if widest and tested_by in found.strata else None,
        )
        for text, by, tested_by in rows
    ]

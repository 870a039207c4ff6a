"""Events by group with the people to divide by: from data.police.uk, Home Office tables, or a user's own file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused
from openpeel.language.ethnicity import broad_group
from openpeel.language.forces import Force, force_named, force_or_none
from openpeel.sources.published_tables.population import (
    ETHNIC_GROUPS,
    population_by_force,
    population_of_local_authority,
)
from openpeel.sources.published_tables.reading import read_published
from openpeel.sources.published_tables.stop_and_search import FAR_KILOMETRES, Search, far_from_the_rest, read_searches

CENSUS_2011_LOCAL = "census-2011"
"""In place of a column of people: residents of each local authority by the Census 2011."""

FAR_SHARE = 0.05
"""The share of far-off searches from which a reader is warned."""


@dataclass(frozen=True)
class EventsByGroup:
    """Events by group with their populations, and all that the source lets one ask further."""

    what: str
    counts: Mapping[str, int]
    populations: Mapping[str, float]
    population_source: str
    missing: int
    notes: Sequence[str]
    searches: Sequence[Search] = ()
    warnings: Sequence[str] = ()
    strata: Mapping[str, Mapping[str, Mapping[str, tuple[int, float]]]] = field(default_factory=dict)
    """By division: for each of its parts, by name, the count and population of each group."""
    parts: Mapping[str, Mapping[str | None, Mapping[str, int]]] = field(default_factory=dict)
    """By division whose parts have no people of their own: for each group, its count in each part."""
    seen_by: str = ""
    """Whose word the groups are, where the source has both."""


def from_searches(file: Path, wanted: Force | None, seen_by: str) -> EventsByGroup:
    read = read_searches(file)
    forces = {search.force for search in read.rows}
    if wanted is None and len(forces) > 1:
        raise Refused("the archive holds several forces", mend=f"name one with --force: {', '.join(sorted(forces))}")
    if not forces:
        raise Refused("the file holds no search of a person", where=file.name)
    force = wanted or force_named(min(forces))
    # A file under a name of its own is of the force that the user names.
    own_name = len(forces) == 1 and force_or_none(min(forces)) is None
    rows = [search for search in read.rows if search.force == force.identifier or own_name]
    if not rows:
        raise Refused(
            f"no search is of {force.name}",
            where=file.name,
            why="a force's searches over another's residents would mislead",
            mend=f"its searches are of: {', '.join(sorted(forces))}",
        )
    counted = Counter(group_of(search, seen_by) for search in rows)
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
    return EventsByGroup(
        f"Stop and search, {force.name}",
        {group: counted[group] for group in groups},
        people.by_group,
        people.source,
        counted[None],
        notes,
        rows,
        warnings,
        seen_by=f"{'self-defined' if seen_by == 'self' else 'officer-defined'} ethnicity",
    )


def from_published(file: Path, sheet: str | None, wanted: Force | None) -> EventsByGroup:
    table = read_published(file, sheet)
    if wanted is None:
        raise Refused("the table holds many forces", mend="name one with --force")
    key = next((k for k in ("group", "ethnic group") if any(k in f.groups for f in table.figures[:50])), None)
    if key is None:
        raise Refused("the table is not divided by ethnic group", where=file.name, mend="name the sheet with --sheet")
    measure = next(m for m in table.measures if any(key in f.groups for f in table.figures if f.measure == m))
    chosen = [f for f in table.chosen(measure, where=table.meant({})) if f.force == wanted.identifier]
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
    return EventsByGroup(
        f"{measure[0].upper()}{measure[1:]}, {wanted.name}",
        {group: counted[group] for group in groups},
        people.by_group,
        people.source,
        counted[None],
        notes,
    )


def from_own(
    table: OwnTable, group_column: str, count_column: str, population_column: str, within_columns: tuple[str, ...]
) -> EventsByGroup:
    groups = [text or None for text in table.texts(group_column)]
    counts = table.counts(count_column)
    people = [value or 0.0 for value in table.maybe_numbers(population_column)]
    rows = range(len(counts))
    table.refuse_any(
        [i for i in rows if people[i] < 0], population_column, "is negative", "people cannot be fewer than none"
    )
    known = {group for group, n in zip(groups, people, strict=True) if group and n > 0}
    table.refuse_any(
        [i for i in rows if counts[i] and not people[i] and groups[i] in known],
        population_column,
        "has no people for events of a group that has people elsewhere",
        "their rate would be over the wrong people",
        "fill it, or join the row with its neighbours",
    )
    counted: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    missing = 0
    divisions: dict[str, list[str]] = {name: table.texts(name) for name in within_columns}
    if len(within_columns) > 1:
        divisions[" and ".join(within_columns)] = [" / ".join(own) for own in zip(*divisions.values(), strict=True)]
    strata: dict[str, dict[str, dict[str, tuple[int, float]]]] = {name: defaultdict(dict) for name in divisions}
    for i, (group, count, n) in enumerate(zip(groups, counts, people, strict=True)):
        if group is None or group not in known:
            missing += count
            continue
        counted[group] += count
        totals[group] += n  # type: ignore[assignment]
        for name, texts in divisions.items():
            before = strata[name][texts[i]].get(group, (0, 0.0))
            strata[name][texts[i]][group] = (before[0] + count, before[1] + n)
    return EventsByGroup(
        count_column[0].upper() + count_column[1:],
        counted,
        dict(totals),
        f"column '{population_column}' of {table.path.name}",
        missing,
        [f"Source: {table.path.name}."],
        strata=strata,
    )


def from_own_local(
    table: OwnTable, group_column: str, count_column: str, area_columns: tuple[str, ...]
) -> EventsByGroup:
    """Counts by local authority, over the residents of each by the Census 2011, each group counted once."""
    if len(area_columns) != 1:
        raise Refused(
            f"--population {CENSUS_2011_LOCAL} needs one --within column, of local authorities",
            why="it gives the residents of each authority by group",
        )
    counts = table.counts(count_column)
    areas = table.texts(area_columns[0])
    people = {area: population_of_local_authority(area) for area in dict.fromkeys(areas)}
    unknown = [area for area, found in people.items() if found is None]
    if unknown:
        raise Refused(
            f"{len(unknown)} areas are no local authorities of 2011, such as '{unknown[0][:40]}'",
            where=table.path.name,
            why="a rate needs the people of its own area",
            mend="write their names or codes as the ONS does, or give a column of people: --population COLUMN",
        )
    counted: Counter[tuple[str, str | None]] = Counter()
    for area, group, count in zip(areas, table.texts(group_column), counts, strict=True):
        counted[area, broad_group(group)] += count
    there = [group for group in ETHNIC_GROUPS if any((area, group) in counted for area in people)]
    strata = {
        area: {group: (counted[area, group], float(found[group])) for group in there}
        for area, found in people.items()
        if found
    }
    return EventsByGroup(
        count_column[0].upper() + count_column[1:],
        {group: sum(one[group][0] for one in strata.values()) for group in there},
        {group: sum(one[group][1] for one in strata.values()) for group in there},
        f"Census 2011, residents of {len(strata)} local authorities",
        sum(count for (_, group), count in counted.items() if group is None),
        [f"Source: {table.path.name}.", "Residents are those of 2011; those met with a power need not live there."],
        strata={area_columns[0]: strata},
    )


def from_own_parts(
    table: OwnTable, group_column: str, count_column: str, part_columns: tuple[str, ...]
) -> EventsByGroup:
    counts = table.counts(count_column)
    groups = table.texts(group_column)
    counted: Counter[str] = Counter()
    parts: dict[str, dict[str | None, Counter[str]]] = {name: defaultdict(Counter) for name in part_columns}
    for name in part_columns:
        for group, part, count in zip(groups, table.texts(name), counts, strict=True):
            parts[name][group][part or "(not recorded)"] += count
    for group, count in zip(groups, counts, strict=True):
        counted[group] += count
    missing = counted.pop("", 0)
    what = count_column[0].upper() + count_column[1:]
    return EventsByGroup(what, counted, {}, "", missing, [f"Source: {table.path.name}."], parts=parts)


def with_population(found: EventsByGroup, table: OwnTable) -> EventsByGroup:
    groups, numbers = table.texts("group"), table.numbers("population")
    table.refuse_any(
        [i for i, group in enumerate(groups) if group in groups[:i]],
        "group",
        "names a group again",
        "the rate would depend on which row is taken",
        "give one row for each group",
    )
    table.refuse_any(
        [i for i, n in enumerate(numbers) if n <= 0], "population", "is not above nought", "a rate is over some people"
    )
    people = dict(zip(groups, numbers, strict=True))
    source = ", ".join(sorted(set(table.texts("source"))))
    if not source:
        raise Refused(
            "the population names no source", where=table.path.name, why="a denominator is nothing without one"
        )
    return EventsByGroup(
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


def group_of(search: Search, seen_by: str) -> str | None:
    return search.self_defined if seen_by == "self" else search.officer_defined

"""Comparing forces by a table that the Home Office, the ONS or others published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from openpeel.cli.comparing.question import NAME, Question, absent, per_residents, residents, whole
from openpeel.errors import Refused
from openpeel.reports.figures.figure import number
from openpeel.sources.published_tables.table import Kind, PublishedTable
from openpeel.statistics.comparison import records_differently
from openpeel.statistics.side_by_side import compare_figures, compare_rates, compare_shares

CITY = "city-of-london"


def question(
    table: PublishedTable,
    measure: str | None,
    where: Mapping[str, str],
    end: date | None,
    population: str | None,
    per: float,
    *,
    share: bool,
) -> Question:
    """Rates of what the table counts, or its own shares and figures as they stand."""
    measure = measure or table.measures[0]
    meant = table.meant(where)
    end = table.chosen(measure, end, meant)[0].period_end
    figures = table.by_force(measure, end, meant)
    if len(figures) < 2:
        only = ", ".join(f"{NAME[force]}: {number(value)}" for force, value in figures.items())
        raise Refused(
            f"the table has one force's figure of '{measure}' for the period ending {end} ({only})",
            why="a comparison needs two forces or more",
            mend="name another --measure, --year-ending or --where; or follow the force over time: openpeel trend",
        )
    # 'uses of force, all groups' is named after a column; once narrowed by a tactic the tactic says enough.
    chosen = ", ".join(value for key, value in where.items() if key != "level")
    what = f"{measure.removesuffix(', all groups')}, {chosen}" if chosen else measure
    when = f"period ending {end.day} {end:%B %Y}"
    notes = [*notes_of(table, measure, where), *absent(figures)]
    if len({table.not_available.get(force, 0) for force in figures}) > 1:
        notes.append("The table leaves cells blank where a level of detail was not collected: these are not counted.")
    kind = table.kind(measure)
    if not kind.adds_up:
        if share or population:
            raise Refused(
                f"'{measure}' is {kind}: it is compared as it stands", mend="leave --share and --population out"
            )
        compared = compare_figures(figures, is_share=kind is Kind.SHARE)
        return Question(compared, what, what, "", when, tuple(notes))
    totals = table.by_force(measure, end, table.meant({})) if where else {}
    parts = {force: (n, totals[force]) for force, n in figures.items() if totals.get(force)}
    if share:
        return _shares(measure, parts, what, when, notes, is_given=bool(where))
    people = residents(population, end)
    if CITY in figures and (caveat := people[CITY].caveat):
        notes.append(f"City of London is in no rank: {caveat}.")
        figures.pop(CITY)
    notes.append(f"Residents: {people['wiltshire'].source}.")
    sizes = {force: people[force].total for force in figures}
    axis = per_residents(what, per, "residents")
    if kind is Kind.STOCK:
        rates = {force: per * value / sizes[force] for force, value in figures.items()}
        notes.append(f"'{measure}' is {kind}, not a count of events: chance has no part in it that an interval tells.")
        return Question(compare_figures(rates), what, axis, "residents", when, tuple(notes))
    counts = whole(figures, measure)
    flags = records_differently({force: (int(n), int(total)) for force, (n, total) in parts.items()})
    compared = compare_rates(counts, sizes, per=per, flags=flags)
    return Question(compared, what, axis, "residents", when, tuple(notes))


def notes_of(table: PublishedTable, measure: str, where: Mapping[str, str]) -> list[str]:
    """The table's source and caveats, and what was taken to be meant where the user did not say."""
    notes = [f"Source: {table.source}.", *(f"{text[0].upper()}{text[1:]}." for text in table.caveats)]
    for key, value in table.meant(where).items():
        others = sorted(
            {figure.groups[key] for figure in table.figures if figure.measure == measure and key in figure.groups}
            - {value}
        )
        if key not in where and key != "level":
            also = f' With --where "{key}=..." there is: {", ".join(others)}.' if others else ""
            notes.append(f"{key[0].upper()}{key[1:]}: {value}.{also}")
    return notes


def _shares(
    measure: str,
    pairs: Mapping[str, tuple[float, float]],
    what: str,
    when: str,
    notes: list[str],
    *,
    is_given: bool,
) -> Question:
    if not is_given:
        raise Refused("--share needs --where", why="a share is of some rows among all")
    # A force without a figure of this kind is left out: the table may lack it, and nought would be made up.
    parts, wholes = (whole({force: pair[i] for force, pair in pairs.items()}, measure) for i in (0, 1))
    return Question(compare_shares(parts, wholes), what, what, measure, when, tuple(notes))

"""The points that `openpeel trend` follows, out of a user's own file or a published table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from openpeel.cli.comparing.published import notes_of
from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused
from openpeel.language.forces import Force, force_named, force_or_none, is_misspelt
from openpeel.sources.published_tables.table import Kind, PublishedTable, is_financial_year, period_end_in
from openpeel.statistics.spc import Better


@dataclass(frozen=True)
class Series:
    """Points in order of time, what they are, and what must be said of them.

    With ``wholes`` the values are counts out of them; ``is_share`` says that values are shares worked out by others;
    ``better`` is the way in which improvement lies, where what is followed says so.
    """

    when: list[date]
    values: list[float]
    wholes: list[int] | None
    what: str
    notes: tuple[str, ...]
    is_share: bool = False
    better: Better = Better.NEITHER

    @property
    def in_percent(self) -> bool:
        """Whether the points are shown as percentages."""
        return self.is_share or self.wholes is not None


def of_own_file(
    table: OwnTable, when_column: str, value_column: str, out_of: str | None, force: str | None, *, summed: bool
) -> Series:
    """A column of a user's own file by date; rows of one date are added up where ``summed``, else refused."""
    if when_column not in table.columns:
        raise Refused(f"there is no column '{when_column}'", mend=f"name it with --when: {', '.join(table.columns)}")
    notes = [f"Source: {table.path.name}."]
    kept = list(range(len(table.rows)))
    if force:
        kept, others = _rows_of(table, force_named(force))
        if others:
            notes.append(f"{others:,} rows name none of the 43 forces (totals, regions, blanks) and are left out.")
    days = _days(table, when_column, kept)
    repeated = [day for day, times in Counter(days.values()).items() if times > 1]
    if repeated and not summed:
        raise Refused(
            f"{len(repeated)} dates stand in several rows, such as {repeated[0].isoformat()}",
            where=table.path.name,
            mend="give --force to choose rows, or --sum to add them up",
        )
    if out_of is None:
        values = _by_day(days, table.numbers_in(value_column, kept))
        return Series(list(values), list(values.values()), None, value_column, tuple(notes))
    parts, wholes = (_by_day(days, counts) for counts in table.parts_in(value_column, out_of, kept))
    nought = [i for i in kept if not wholes[days[i]]]
    table.refuse_any(nought, out_of, "is nought", "a share of nothing has no value", "leave such rows out")
    what = f"{value_column} of {out_of}"
    return Series(list(parts), list(parts.values()), [int(n) for n in wholes.values()], what, tuple(notes))


def _by_day(days: Mapping[int, date], numbers: Mapping[int, float]) -> dict[date, float]:
    """The numbers of rows added up by their days, in order of time."""
    total: dict[date, float] = {}
    for row, number in numbers.items():
        total[days[row]] = total.get(days[row], 0.0) + number
    return dict(sorted(total.items()))


def of_published(
    table: PublishedTable, measure: str | None, where: Mapping[str, str], force: str | None, *, share: bool
) -> Series:
    """One force's figures of a published table by period, or the chosen rows as a share of all."""
    if force is None:
        raise Refused("the table holds many forces", mend="name one with --force")
    wanted = force_named(force)
    measure = measure or table.measures[0]
    kind = table.kind(measure)
    figures = table.over_time(measure, wanted.identifier, table.meant(where))
    if len(figures) < 2:
        had = "".join(f" ({day}: {value:g})" for day, value in figures.items())
        raise Refused(
            f"the table has '{measure}' of {wanted.name} for {'1 period' if figures else 'no period'}{had}",
            why="a trend needs two or more",
            mend=f"choose another --measure: {', '.join(table.measures)}; or another --where",
        )
    notes = [*notes_of(table, measure, where), *_overlaps(table, measure, wanted, table.meant(where))]
    if blank := table.not_available.get(wanted.identifier):
        notes.append(f"{blank:,} cells of this force are blank in the table: they are in no point.")
    chosen = ", ".join(value for key, value in where.items() if key != "level")
    what = f"{measure}, {chosen}" if chosen else measure
    if not share:
        return Series(list(figures), list(figures.values()), None, what, tuple(notes), is_share=kind is Kind.SHARE)
    if not where or kind is not Kind.COUNT:
        raise Refused("--share needs --where and a measure that counts", why="a share is of some rows among all")
    totals = table.over_time(measure, wanted.identifier, table.meant({}))
    days = [day for day in figures if totals.get(day)]
    return Series(days, [figures[day] for day in days], [int(totals[day]) for day in days], what, tuple(notes))


def _rows_of(table: OwnTable, wanted: Force) -> tuple[list[int], int]:
    """The rows of a force, and how many name no force at all. Raises Refused for a name that is a misspelling of it."""
    forces = table.texts("force")
    found = {text: force_or_none(text) for text in dict.fromkeys(forces)}
    for text, force in found.items():
        if force is None and is_misspelt(text, wanted):
            force_named(text)  # refuses, with what was meant
    kept = [i for i, text in enumerate(forces) if found[text] == wanted]
    if not kept:
        raise Refused(f"no row is of {wanted.name}", where=table.path.name)
    return kept, sum(found[text] is None for text in forces)


def _overlaps(table: PublishedTable, measure: str, force: Force, where: Mapping[str, str]) -> list[str]:
    """A note where the table's periods begin before the ones before them end."""
    periods = sorted(
        {
            (figure.period_end, figure.groups["from"])
            for figure in table.matching(measure, where)
            if figure.force == force.identifier and "from" in figure.groups
        }
    )
    if any(later[1] <= earlier[0].isoformat()[: len(later[1])] for earlier, later in pairwise(periods)):
        shown = "; ".join(f"{first} to {end:%Y-%m}" for end, first in periods)
        return [f"The periods overlap ({shown}): neighbours share calls, so that limits come out too narrow."]
    return []


def _days(table: OwnTable, column: str, rows: Iterable[int]) -> dict[int, date]:
    """The day of each row. Raises Refused, naming the cell, for one that cannot be read."""
    texts = table.texts(column)
    # '2010-11' is a month, or a financial year where all are: '2009-10', '2010-11'.
    by_year = len(set(texts)) > 1 and all(is_financial_year(text) for text in texts)
    days = {}
    for row in rows:
        day = period_end_in(texts[row]) if by_year else _day(texts[row])
        if day is None:
            where = table.place(row, column)
            raise Refused("a row has no date that can be read", where=where, mend="write YYYY, YYYY-MM or YYYY-MM-DD")
        days[row] = day.replace(day=1) if by_year else day
    return days


def _day(text: str) -> date | None:
    if re.fullmatch(r"(19|20)\d\d", text.removesuffix(".0")):  # workbooks keep a year as a number
        return date(int(text[:4]), 12, 31)
    try:
        return date.fromisoformat(text[:10] if len(text) > 7 else f"{text}-01")
    except ValueError:
        found = period_end_in(text)
        return found and found.replace(day=1)

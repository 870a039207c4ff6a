"""Use of force by force, tactic and group (Home Office), where totals and 'of which' rows stand among the tactics.

A plain sum of the column counts each use three times. Rows are told apart by their place: a row that the rows after it
divide is a subtotal, and only rows that nothing divides are figures of tactics.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from openpeel.errors import Refused
from openpeel.sources.published_tables.by_columns import HOME_OFFICE, title_above
from openpeel.sources.published_tables.cells import Cell, as_figure, header_row, text_of
from openpeel.sources.published_tables.table import Gathering, PublishedTable, cells_under, period_end_in, period_end_of

TITLE = "Use of force by tactic and group"
SOURCE = f"{HOME_OFFICE}: Police use of force statistics (experimental statistics)"
TIMES_REPORTED = "number of times tactic reported"
NAMED = {"police force", "type of force", "tactic", TIMES_REPORTED}
REPEATED = {"force type - output", "tactic - output"}
"""Columns that some copies add; they say again what the named ones do."""
CAVEATS = (
    "each officer files a form of their own, so one incident may be reported several times",
    "forces differ in how completely forms are filed: a high figure may be better recording",
    "ethnicity, age and health are as the officer perceived them",
)


class Level(StrEnum):
    """Where a row stands in the table's tree: only tactics add up without counting twice."""

    ALL = "all tactics"
    TYPE = "type of force"
    TACTIC = "tactic"
    PART = "part of a tactic"


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """The figures of a table by force and tactic, or none where the columns are of another table.

    Measures are 'uses of force' by group and 'uses of force, all groups'. Each figure's groups name its level, type and
    tactic; figures of level 'tactic' add up to the table's own totals. Raises Refused where a force's tactics do not.
    """
    top = header_row(cells, NAMED)
    if top is None:
        return None
    header = [text_of(cell).lower() for cell in cells[top]]
    divided = [text_of(cell) for cell in cells[top] if text_of(cell).lower() not in NAMED | REPEATED | {""}]
    gathering = Gathering()
    period = period_end_in(title_above(cells, top)) or period_end_of(label, label)
    for row in cells_under(header, cells[top + 1 :]):
        if not text_of(row["tactic"]):
            continue  # a footnote
        force = gathering.force(text_of(row["police force"]))
        if force is None:
            continue
        kind, tactic = text_of(row["type of force"]), _tactic(text_of(row["tactic"]))
        groups = {"level": level_of(kind, text_of(row["tactic"])), "type of force": kind, "tactic": tactic}
        gathering.add(force, period, "uses of force, all groups", as_figure(row[TIMES_REPORTED]), groups)
        for name in divided:
            gathering.add(force, period, "uses of force", as_figure(row[name.lower()]), groups | {"group": name})
    table = gathering.table(TITLE, SOURCE, CAVEATS, meant=counted_once)
    _check_totals(table, label)
    return table


def counted_once(where: Mapping[str, str]) -> Mapping[str, str]:
    """The rows of one level only, since totals stand among those of tactics."""
    if {"tactic", "level"} & set(where):
        return where
    return {"level": Level.TACTIC if "type of force" in where else Level.ALL, **where}


def level_of(kind: str, tactic: str) -> Level:
    """The level of a row, from its type of force and its tactic as written."""
    if kind.startswith("Total"):
        return Level.ALL
    if _tactic(tactic).startswith("Total "):
        # Types that the table does not divide have a total only, and that is their one tactic.
        return Level.TACTIC if _tactic(tactic).removeprefix("Total ") in _UNDIVIDED else Level.TYPE
    is_whole = tactic.endswith("of which") or tactic.lower() in _DIVIDED
    return Level.PART if not is_whole and any(name in tactic.lower() for name in _DIVIDED) else Level.TACTIC


def _tactic(text: str) -> str:
    return text.removeprefix("*").removesuffix("of which").rstrip(" ,")


_UNDIVIDED = ("Unarmed skills", "Firearms", "Not reported")
_DIVIDED = ("handcuffing", "baton", "irritant spray", "ced", "aep", "dog")
"""Tactics with parts, whose names differ from year to year ('Baton not stated', 'Not stated baton')."""

_OUTSIDE_TOTAL = ("Not reported", "Tactical communication")


def _check_totals(table: PublishedTable, label: str) -> None:
    """Raise Refused where a force's tactics do not add up to its own total: then the tree was not understood."""
    stated: dict[str, float] = {}
    added: dict[str, float] = {}
    for figure in table.figures:
        if figure.measure != "uses of force, all groups":
            continue
        if figure.groups["level"] == Level.ALL:
            stated[figure.force] = figure.value
        elif figure.groups["level"] == Level.TACTIC and figure.groups["type of force"] not in _OUTSIDE_TOTAL:
            added[figure.force] = added.get(figure.force, 0.0) + figure.value
    wrong = [force for force, total in stated.items() if added.get(force) != total]
    if wrong:
        raise Refused(
            f"the tactics of {len(wrong)} forces do not add up to their total ({', '.join(wrong[:3])})",
            where=label,
            why="a row counted twice or left out would change every rate",
        )

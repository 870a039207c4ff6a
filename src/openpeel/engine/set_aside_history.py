"""Rows that were set aside when loaded and may make a history longer: units, and links that say whose one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import Beside, Building, Join
from openpeel.engine.lineage import definitions_in
from openpeel.engine.set_aside import FAR_OFF, Form, Naming
from openpeel.language.columns import MOMENT, Text
from openpeel.language.facts import History, LinkedFact
from openpeel.language.tables import Table


@dataclass(frozen=True)
class MayBeEarlier:
    """Names of the hidden columns that say of each unit what may belong to its history."""

    number: str
    """How many such rows there may be, within the time of the history."""
    latest: str
    """When the last of them may have begun at the latest; missing where there is none."""


@dataclass(frozen=True)
class _Source:
    """A table of which rows that were set aside may add a unit to a history."""

    table: type[Table]
    column: str
    """The column that says whose the unit is; empty where none does."""
    is_link: bool
    """Whether the rows say whose a unit is, and may do so long after the unit began."""


def add_may_be_earlier(building: Building, histories: Iterable[History]) -> dict[History, MayBeEarlier]:
    """Hidden columns for the rows that were set aside: those that name whose they are, and those that do not."""
    rows = building.unit.rows
    if not isinstance(rows, type):
        return {}
    found: dict[History, MayBeEarlier] = {}
    alike: dict[object, MayBeEarlier] = {}
    windows: list[tuple[History, list[_Source], MayBeEarlier]] = []
    for history in histories:
        key = (history.by.lowest.op(), history.order.lowest.op(), history.within)
        if key not in alike:
            alike[key] = MayBeEarlier(building.hidden("set_aside"), building.hidden("set_aside"))
            windows.append((history, _sources(rows, history), alike[key]))
        found[history] = alike[key]
    if windows:
        _add(building, windows)
    return found


def _sources(rows: type[Table], history: History) -> list[_Source]:
    column = next((name for name, own in rows.columns.items() if own is history.by), "")
    links = [
        _Source(one.each.table, one.each.table.name_of(one.column), is_link=True)
        for one in definitions_in([history.by.lowest])
        if isinstance(one, LinkedFact) and isinstance(one.column, Text)
    ]
    return [_Source(rows, column, is_link=False), *links]


def _add(building: Building, windows: list[tuple[History, list[_Source], MayBeEarlier]]) -> None:
    """All at once: one below the other they would double the SQL each time."""
    parts: dict[str, ir.Value] = {}
    for number, (history, _, _) in enumerate(windows):
        parts[f"__by_{number}"] = building.resolve(history.by.lowest)
        order = parts[f"__order_{number}"] = building.resolve(history.order.lowest)
        if history.within is not None:
            parts[f"__since_{number}"] = order - ibis.interval(seconds=history.within.amount)
    keyed = building.keyed(parts)
    beside: list[Beside] = []
    for number, (history, sources, names) in enumerate(windows):
        joins, counts, latests = list[Join](), [], []
        for source in sources:
            joined, count, latest = _from_source(building, keyed, number, history, source)
            joins += joined
            counts.append(count)
            latests.append(latest)
        told = {names.number: reduce(lambda one, other: one + other, counts), names.latest: ibis.greatest(*latests)}
        beside.append(Beside(joins, told))
    building.lay_beside(keyed, beside)


def _from_source(
    building: Building, keyed: ir.Table, number: int, history: History, source: _Source
) -> tuple[list[Join], ir.Value, ir.Value]:
    """What joins the rows of one table: how many may be of the history, and when the last may have begun."""
    order, then = keyed[f"__order_{number}"], _answer(building, source, Form.SO_FAR)
    # A link may be made at any time after what it is of began: all that there are, to the end of time.
    by_then = (
        [then.ends == ibis.literal(FAR_OFF, MOMENT)] if source.is_link else [order >= then.begins, order < then.ends]
    )
    joined: list[Join] = [(then, [keyed.force == then.force, *by_then])]
    count, latest = then.begun.fill_null(0), then.latest
    if source.column:
        named = _named(keyed, _answer(building, source, Form.BY_TIME), number, history, source)
        joined.append((named, [keyed.row == named[named.columns[0]]]))
        unit_named, last = named.columns[1:]
        count = count + named[unit_named].fill_null(0)
        latest = ibis.greatest(latest, named[last])
    if history.within is not None:
        # Less those that surely began before the history does.
        since, before = keyed[f"__since_{number}"], _answer(building, source, Form.SO_FAR)
        joined.append((before, [keyed.force == before.force, since >= before.begins, since < before.ends]))
        count = count - before.over.fill_null(0)
        latest = (latest >= since).ifelse(latest, ibis.null(MOMENT))
    if source.is_link:
        latest = (count > 0).ifelse(order, ibis.null(MOMENT))
    return joined, count, latest


def _answer(building: Building, source: _Source, form: Form) -> ir.Table:
    naming = Naming(((source.table, source.column),), form)
    return ibis.table(naming.schema(), name=building.asked.note_set_aside(naming))


def _named(keyed: ir.Table, named: ir.Table, number: int, history: History, source: _Source) -> ir.Table:
    """Those that name the same person (or thing) as a unit: how many, and the last."""
    own = {"unit": "row", "unit_force": "force", "by": f"__by_{number}", "order": f"__order_{number}"}
    own |= {} if history.within is None else {"since": f"__since_{number}"}
    units = keyed.select(**{name: keyed[column] for name, column in own.items()})
    same = [units.unit_force == named.force, units.by == named.value]
    same += [] if source.is_link else [named["first"] <= units.order]
    same += [] if history.within is None else [named["last"] >= units.since]
    pairs = units.join(named, same)
    of = f"{number}_{source.table.name}"
    columns = {f"__named_{of}": pairs.value.count(), f"__last_{of}": pairs["last"].max()}
    return pairs.group_by(**{f"__unit_{of}": pairs.unit}).agg(**columns)

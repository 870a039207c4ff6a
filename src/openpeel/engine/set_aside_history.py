"""Rows of a unit's own table that were set aside when loaded: which may be earlier units of a history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import Building
from openpeel.engine.set_aside import Form, Naming
from openpeel.language.columns import MOMENT
from openpeel.language.facts import History


@dataclass(frozen=True)
class MayBeEarlier:
    """Names of the hidden columns that say of each unit what may belong to its history."""

    number: str
    """How many such rows there may be, within the time of the history."""
    latest: str
    """When the last of them may have begun at the latest; missing where there is none."""


def add_may_be_earlier(building: Building, histories: Iterable[History]) -> dict[History, MayBeEarlier]:
    """Hidden columns for the rows that were set aside: those that name whose they are, and those that do not."""
    rows = building.unit.rows
    if not isinstance(rows, type):
        return {}
    found: dict[History, MayBeEarlier] = {}
    alike: dict[object, MayBeEarlier] = {}
    windows: list[tuple[History, str, MayBeEarlier]] = []
    for history in histories:
        key = (history.by.lowest.op(), history.order.lowest.op(), history.within)
        if key not in alike:
            alike[key] = MayBeEarlier(building.hidden("set_aside"), building.hidden("set_aside"))
            column = next((name for name, own in rows.columns.items() if own is history.by), "")
            windows.append((history, column, alike[key]))
        found[history] = alike[key]
    if windows:
        _add(building, windows)
    return found


def _add(building: Building, windows: list[tuple[History, str, MayBeEarlier]]) -> None:
    """All at once: one below the other they would double the SQL each time."""
    parts: dict[str, ir.Value] = {}
    for number, (history, _, _) in enumerate(windows):
        parts[f"__by_{number}"] = building.resolve(history.by.lowest)
        order = parts[f"__order_{number}"] = building.resolve(history.order.lowest)
        if history.within is not None:
            parts[f"__since_{number}"] = order - ibis.interval(seconds=history.within.amount)
    keyed = building.relation.mutate(**parts)
    joined = keyed
    told: dict[str, ir.Value] = {}
    for number, (history, column, names) in enumerate(windows):
        order, then = keyed[f"__order_{number}"], _answer(building, column, Form.SO_FAR)
        joined = joined.left_join(then, [keyed.force == then.force, order >= then.begins, order < then.ends])
        count, latest = then.begun.fill_null(0), then.latest
        if column:
            named = _named(keyed, _answer(building, column, Form.BY_TIME), number, history)
            joined = joined.left_join(named, keyed.row == named[f"__unit_{number}"])
            count = count + named[f"__named_{number}"].fill_null(0)
            latest = ibis.greatest(latest, named[f"__last_{number}"])
        if history.within is not None:
            # Less those that surely began before the history does.
            since, before = keyed[f"__since_{number}"], _answer(building, column, Form.SO_FAR)
            begun = [keyed.force == before.force, since >= before.begins, since < before.ends]
            joined = joined.left_join(before, begun)
            count = count - before.over.fill_null(0)
            latest = (latest >= since).ifelse(latest, ibis.null(MOMENT))
        told |= {names.number: count, names.latest: latest}
    building.relation = joined.select(*(keyed[name] for name in building.relation.columns), **told)


def _answer(building: Building, column: str, form: Form) -> ir.Table:
    rows = building.unit.rows
    assert isinstance(rows, type)
    naming = Naming(((rows, column),), form)
    return ibis.table(naming.schema(), name=building.asked.note_set_aside(naming))


def _named(keyed: ir.Table, named: ir.Table, number: int, history: History) -> ir.Table:
    """Those that name the same person (or thing) as a unit: how many, and the last."""
    own = {"unit": "row", "unit_force": "force", "by": f"__by_{number}", "order": f"__order_{number}"}
    own |= {} if history.within is None else {"since": f"__since_{number}"}
    units = keyed.select(**{name: keyed[column] for name, column in own.items()})
    same = [units.unit_force == named.force, units.by == named.value, named["first"] <= units.order]
    same += [] if history.within is None else [named["last"] >= units.since]
    pairs = units.join(named, same)
    columns = {f"__named_{number}": pairs.value.count(), f"__last_{number}": pairs["last"].max()}
    return pairs.group_by(**{f"__unit_{number}": pairs.unit}).agg(**columns)

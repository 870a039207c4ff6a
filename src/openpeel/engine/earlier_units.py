"""Facts that follow from the earlier units of the same history: one window for each."""

from __future__ import annotations

from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import Building, Link
from openpeel.language.columns import HIGHEST, MOMENT
from openpeel.language.facts import History, HistoryFact
from openpeel.language.symbols import FactPart


def add_earlier(building: Building, definitions: list[HistoryFact]) -> None:
    relation, new = building.relation, dict[str, Any]()
    for definition in definitions:
        history = definition.history
        by, order = building.resolve(history.by.lowest), building.resolve(history.order.lowest)
        whose = {"group_by": [relation.force, by]}
        narrowed = ibis.literal(True) if history.where is None else building.resolve(history.where.lowest)
        before = ibis.window(**whose, order_by=[order, relation.row], preceding=(None, 1))
        known = by.notnull()
        if isinstance(building.unit.rows, type):
            pairs = partial(_earlier_pairs, relation, history, by, order, narrowed)
            building.links.append(Link(building.unit.rows, pairs))
        if definition.kind == "count":
            new |= _counts(building, definition, by, order, narrowed)
            continue
        if definition.kind == "previous":
            value = narrowed.fill_null(False).ifelse(order, ibis.null(MOMENT)).max().over(before)
        else:
            assert definition.value is not None
            moment = building.resolve(definition.value.lowest)
            so_far = ibis.window(**whose, order_by=[order, relation.row], preceding=None, following=0)
            value = moment.min().over(so_far)
        name = building.hidden("fact")
        new[name] = known.ifelse(value, ibis.null(MOMENT))
        kind = ibis.dtype(MOMENT)
        building.columns[FactPart(definition=definition, part="", kind=kind)] = name
    # In one step, so that the rows are sorted together.
    building.relation = relation.mutate(**new) if new else relation


def _earlier_pairs(relation: ir.Table, history: History, by: Any, order: Any, narrowed: Any) -> ir.Table:
    """Which units belong to the history of which."""
    units = relation.select(unit=relation.row, unit_force=relation.force, unit_by=by, unit_order=order)
    others = relation.select("row", "force", by=by, order=order, narrowed=narrowed).filter(lambda row: row.narrowed)
    conditions = [
        units.unit_force == others.force,
        units.unit_by == others.by,
        others.order <= units.unit_order,
        others.row != units.unit,
    ]
    if history.within is not None:
        conditions.append(others.order >= units.unit_order - ibis.interval(seconds=history.within.amount))
    return units.join(others, conditions).select("unit", "row")


def _counts(building: Building, definition: HistoryFact, by: Any, order: Any, narrowed: Any) -> dict[str, Any]:
    """The lowest and highest count of earlier units, by the names of their new hidden columns."""
    history, relation = definition.history, building.relation
    within = ibis.interval(seconds=history.within.amount) if history.within is not None else None
    window = ibis.range_window(
        group_by=[relation.force, by],
        order_by=order,
        preceding=within,
        following=ibis.interval(seconds=0) if within is not None else 0,
    )
    surely, perhaps = narrowed.fill_null(False), narrowed.fill_null(True)

    def others(which: Any) -> Any:
        return relation.row.count(where=which).over(window) - which.cast("int64")

    lowest, highest = building.hidden("fact"), building.hidden("fact")
    reached = ibis.literal(within is not None)
    for name in building.reaches[definition] if within is not None else ():
        reached = reached & (relation[name] <= order - within)
    kind = ibis.dtype("int64")
    building.columns[FactPart(definition=definition, part="", kind=kind)] = lowest
    building.columns[FactPart(definition=definition, part=HIGHEST, kind=kind)] = highest
    return {
        lowest: by.notnull().ifelse(others(surely), ibis.literal(0, "int64")),
        highest: (by.notnull() & reached).ifelse(others(perhaps), ibis.null("int64")),
    }

"""Facts that follow from the earlier units of the same history: one window for each."""

from __future__ import annotations

import functools
import operator
from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import SURELY, Building, Link, among_units
from openpeel.engine.set_aside_history import add_may_be_earlier
from openpeel.language.columns import HIGHEST, LATEST, MOMENT
from openpeel.language.facts import TIMESTAMP, History, HistoryFact
from openpeel.language.missing import may_be_missing
from openpeel.language.symbols import FactPart, Reaches, SetAsideBefore


def add_earlier(building: Building, definitions: list[HistoryFact]) -> None:
    relation, new = building.relation, dict[str, Any]()
    for definition in definitions:
        history = definition.history
        by, order = building.resolve(history.by.lowest), building.resolve(history.order.lowest)
        narrowed = ibis.literal(True) if history.where is None else building.resolve(history.where.lowest)
        narrowed = among_units(relation, narrowed)
        if isinstance(building.unit.rows, type):
            pairs = partial(_earlier_pairs, relation, history, by, order, narrowed)
            building.links.append(Link(building.unit.rows, pairs, definition))
        if definition.kind == "count":
            new |= _counts(building, definition, by, order, narrowed)
            continue
        if definition.kind == "previous":
            new |= _previous(building, definition, by, order, narrowed)
            continue
        assert definition.value is not None
        moment = building.resolve(definition.value.lowest)
        so_far = ibis.window(group_by=[relation.force, by], order_by=[order, relation.row], preceding=None, following=0)
        name = building.hidden("fact")
        new[name] = by.notnull().ifelse(moment.min().over(so_far), ibis.null(MOMENT))
        building.columns[FactPart(definition=definition, part="", kind=TIMESTAMP)] = name
    # In one step, so that the rows are sorted together.
    building.relation = relation.mutate(**new) if new else relation
    _add_set_aside(building, [definition for definition in definitions if definition.value is None])


def _add_set_aside(building: Building, definitions: list[HistoryFact]) -> None:
    """What rows that were set aside may add: after the windows, which sort all columns that there are."""
    unseen = add_may_be_earlier(building, dict.fromkeys(definition.history for definition in definitions))
    relation, new = building.relation, dict[str, Any]()
    for definition in definitions:
        is_open = building.columns[SetAsideBefore(definition=definition)] = building.hidden("unseen")
        if definition.history not in unseen:
            new[is_open] = ibis.literal(False)
            continue
        number, latest = (relation[name] for name in vars(unseen[definition.history]).values())
        by, order = (building.resolve(part.lowest) for part in (definition.history.by, definition.history.order))
        if definition.kind == "count":
            symbol = FactPart(definition=definition, part=HIGHEST, kind=ibis.dtype("int64"))
            highest = building.columns[symbol]
            new |= {highest: relation[highest] + number, is_open: by.notnull() & (number > 0)}
            continue
        symbols = [FactPart(definition=definition, part=part, kind=TIMESTAMP) for part in ("", LATEST)]
        last, highest = (building.columns[symbol] for symbol in symbols)
        is_after = by.notnull() & latest.notnull() & (relation[highest].isnull() | (latest >= relation[last]))
        new |= {highest: (is_after & relation[highest].notnull()).ifelse(order, relation[highest]), is_open: is_after}
    building.relation = relation.mutate(**new) if new else relation


def _earlier_pairs(relation: ir.Table, history: History, by: Any, order: Any, narrowed: Any) -> ir.Table:
    """Which units belong to the history of which."""
    units = relation.select(unit=relation.row, unit_force=relation.force, unit_by=by, unit_order=order)
    others = relation.select("row", "force", by=by, order=order, narrowed=narrowed).filter(
        lambda row: row.narrowed.fill_null(True)
    )
    conditions = [
        units.unit_force == others.force,
        units.unit_by == others.by,
        others.order <= units.unit_order,
        others.row != units.unit,
    ]
    if history.within is not None:
        conditions.append(others.order >= units.unit_order - ibis.interval(seconds=history.within.amount))
    return units.join(others, conditions).select("unit", "row")


def _previous(building: Building, definition: HistoryFact, by: Any, order: Any, narrowed: Any) -> dict[str, Any]:
    """The lowest and highest moment of the one before, and whether it is known where there is none."""
    history, relation = definition.history, building.relation
    before = ibis.window(group_by=[relation.force, by], order_by=[order, relation.row], preceding=(None, 1))
    since = None if history.within is None else order - ibis.interval(seconds=history.within.amount)
    may_not_be = SURELY in relation.columns
    is_whole = history.where is None and not may_not_be

    def when(condition: Any) -> Any:
        return order if is_whole else condition.ifelse(order, ibis.null(MOMENT))

    def recent(moment: Any) -> Any:
        kept = by.notnull() if since is None else by.notnull() & (moment >= since)
        return kept.ifelse(moment, ibis.null(MOMENT))

    sure = recent(when(narrowed.fill_null(False)).max().over(before))
    lowest, last = sure, sure
    if may_not_be or (history.where is not None and may_be_missing(history.where.lowest)):
        perhaps = when(narrowed.fill_null(True))
        last = recent(perhaps.max().over(before))
        first = perhaps.min().over(before)
        first = first if since is None else ibis.greatest(first, since)
        lowest = ibis.coalesce(sure, last.notnull().ifelse(first, ibis.null(MOMENT)))
    reaches = [relation[name] for name in building.reaches[definition]]
    unbroken = functools.reduce(operator.and_, (reach <= sure for reach in reaches))
    highest = sure.notnull().ifelse(unbroken.fill_null(False).ifelse(last, order), ibis.null(MOMENT))
    told = by.notnull() & ibis.literal(since is not None)
    for reach in reaches if since is not None else ():
        told = told & (reach <= since).fill_null(False)
    names = {part: building.hidden("fact") for part in ("", LATEST)}
    for part, name in names.items():
        building.columns[FactPart(definition=definition, part=part, kind=TIMESTAMP)] = name
    reached = building.columns[Reaches(definition=definition)] = building.hidden("reaches")
    return {names[""]: lowest, names[LATEST]: highest, reached: told}


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

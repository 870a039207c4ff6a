"""Facts that follow from linked rows: one GROUP BY for each kind of rows, joined to the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import SURELY, Beside, Building, Link, narrowed_rows
from openpeel.engine.clocks import physical_columns, rows_as_at
from openpeel.engine.lineage import linked_by
from openpeel.language.columns import HIGHEST, LATEST, Column, Moment
from openpeel.language.facts import TIMESTAMP, UNDECIDED, Each, LinkedFact
from openpeel.language.symbols import FactPart


def add_linked(building: Building, definitions: list[LinkedFact]) -> None:
    groups: dict[Each, list[LinkedFact]] = {}
    for definition in definitions:
        groups.setdefault(definition.each, []).append(definition)
        building.columns |= {symbol: building.hidden("fact") for symbol in _symbols_of(definition)}
    for each, facts in groups.items():
        if each.between is not None:
            building.relation = _join_between(building, each, facts)
            building.settle()
    counted = [building.columns[symbol] for fact in definitions if fact.kind in _COUNTS for symbol in _symbols_of(fact)]
    _join_all(building, {each: facts for each, facts in groups.items() if each.between is None}, counted)


def _rows_of(
    building: Building, each: Each, used: frozenset[str], units: ir.Table, to: str
) -> tuple[ir.Table, Callable[[Any], Any]]:
    """The rows linked to ``units`` as the question has them, with the columns that are ``used``.

    And what puts an expression over their table to them.
    """
    table = each.table
    building.tables.add(table)
    used |= {table.name_of(table.begins)}
    rows = rows_as_at(table, building.question, physical_columns(table, used))
    rows = building.only_of(units, to, rows, table.name_of(each.by))
    if each.where is not None:
        rows = narrowed_rows(table, rows, each.where.lowest, building.asked, with_doubtful=each.may_belong)
    elif each.may_belong:
        rows = rows.mutate(**{SURELY: ibis.literal(True)})
    here = {table.relation.op(): rows.op()}
    return rows, lambda expression: expression.op().replace(here).to_expr()


def _columns_of(facts: Iterable[LinkedFact]) -> frozenset[str]:
    return frozenset[str]().union(*(fact.columns for fact in facts))


def _join_all(building: Building, groups: dict[Each, list[LinkedFact]], counted: list[str]) -> None:
    """Join all groups at once: one below the other they would nest deeper than SQL can be written."""
    if not groups and not counted:
        return
    tos = {each: linked_by(building.unit, each).lowest.op() for each in groups}
    names = {to: building.hidden("to") for to in dict.fromkeys(tos.values())}
    keyed = building.keyed({name: building.resolve(to.to_expr()) for to, name in names.items()})
    used: dict[type, frozenset[str]] = {}
    for each, facts in groups.items():
        used[each.table] = used.get(each.table, frozenset()) | _columns_of(facts)
    beside: list[Beside] = []
    for each, facts in groups.items():
        to, by = names[tos[each]], each.table.name_of(each.by)
        rows, over = _rows_of(building, each, used[each.table], keyed, to)
        building.links.append(Link(each.table, partial(pairs_of, keyed, to, rows, by), each))
        values = {building.columns[symbol]: value for fact in facts for symbol, value in _aggregates(fact, rows, over)}
        group = building.hidden("group")
        grouped = rows.group_by(**{f"{group}_force": rows.force, f"{group}_by": rows[by]}).agg(**values)
        on = [keyed.force == grouped[f"{group}_force"], keyed[to] == grouped[f"{group}_by"]]
        beside.append(Beside([(grouped, on)], {name: grouped[name] for name in values}))
    building.lay_beside(keyed, beside)
    relation = building.relation
    building.relation = relation.select(
        **{name: relation[name].fill_null(0) if name in counted else relation[name] for name in relation.columns}
    )


_COUNTS = ("count", "different")

_SHORTEST_SPAN = 86_400
"""Seconds."""


def _symbols_of(fact: LinkedFact) -> list[Any]:
    def symbol(part: str, kind: Any) -> Any:
        return FactPart(definition=fact, part=part, kind=kind)

    if fact.column is None or fact.kind in _COUNTS:
        parts = ["", HIGHEST] if fact.each.may_belong else [""]
        return [symbol(part, ibis.dtype("int64")) for part in parts]
    symbols = [symbol("", fact.column.lowest.type())]
    if fact.has_latest:
        symbols.append(symbol(LATEST, TIMESTAMP))
    if fact.may_be_undecided:
        symbols.append(symbol(UNDECIDED, ibis.dtype("boolean")))
    return symbols


def _aggregates(fact: LinkedFact, rows: ir.Table, over: Callable[[Any], Any]) -> list[tuple[Any, Any]]:
    """The symbols of a fact, each with its value over the rows of one unit."""
    values = _over_doubtful(fact, rows, over) if fact.each.may_belong else _over_sure(fact, rows, over)
    return list(zip(_symbols_of(fact), values, strict=True))


def _over_sure(fact: LinkedFact, rows: ir.Table, over: Callable[[Any], Any]) -> list[Any]:
    """The values of a fact where all rows belong."""
    if fact.column is None:
        return [rows.row.count()]
    parts = [over(fact.column.lowest)]
    if fact.kind == "different":
        return [parts[0].nunique()]
    if fact.column.highest is not None:
        parts.append(over(fact.column.highest))
    if fact.kind == "earliest":
        return [part.min() for part in parts]
    if fact.kind == "latest":
        return [_greatest(part) for part in parts]
    keys, has_value = _order(fact, rows, over)
    return [part.first(order_by=keys, where=has_value, include_null=True) for part in parts]


def _over_doubtful(fact: LinkedFact, rows: ir.Table, over: Callable[[Any], Any]) -> list[Any]:
    """The values of a fact where some rows may belong or not: what holds for either, and where that differs."""
    surely = rows[SURELY]
    if fact.column is None:
        return [rows.row.count(where=surely), rows.row.count()]
    lowest, upper = over(fact.column.lowest), over(fact.column.upper)
    if _is_window_of(fact, fact.column):
        upper = rows[LATEST_WITHIN]
    if fact.kind == "different":
        return [lowest.nunique(where=surely), lowest.nunique()]
    if fact.kind == "earliest":
        return [lowest.min(), upper.min(where=surely)]
    if fact.kind == "latest":
        sure, all_told = _greatest(lowest, surely), _greatest(upper)
        if isinstance(fact.column, Moment):
            return [ibis.coalesce(sure, lowest.min()), sure.notnull().ifelse(all_told, ibis.null(TIMESTAMP))]
        return [_only(sure == all_told, all_told), all_told.notnull() & ~(sure == all_told).fill_null(False)]
    keys, has_value = _order(fact, rows, over)
    is_sure = surely.first(order_by=keys, where=has_value)
    first = lowest.first(order_by=keys, where=has_value, include_null=True)
    if isinstance(fact.column, Moment):
        latest = upper.first(order_by=keys, where=has_value, include_null=True)
        return [is_sure.ifelse(first, lowest.min(where=has_value)), _only(is_sure, latest)]
    return [_only(is_sure, first), ~is_sure.fill_null(True)]


def _only(condition: Any, value: Any) -> Any:
    return condition.ifelse(value, ibis.null(value.type()))


def _order(fact: LinkedFact, rows: ir.Table, over: Callable[[Any], Any]) -> tuple[list[Any], Any]:
    """By what the first or last row is chosen, and which rows have a value."""
    assert fact.order is not None
    assert fact.column is not None
    order = over(fact.order.lowest)
    if fact.kind == "last" and _is_window_of(fact, fact.order):
        order = rows[LATEST_WITHIN]
    keys = [order, rows.row] if fact.kind == "first" else [ibis.desc(order), ibis.desc(rows.row)]
    return keys, order.notnull() & over(fact.column.lowest).notnull()


LATEST_WITHIN = "__latest_within"
"""The column of linked rows that may lie in a window without a moment: the latest that it can be."""


def _is_window_of(fact: LinkedFact, column: Column) -> bool:
    """Whether ``column`` is the moment by which rows lie in a window, of rows that may be without it."""
    return fact.each.may_be_undated and fact.each.between is not None and fact.each.between.moment is column


def _greatest(part: Any, where: Any = None) -> Any:
    return part.any(where=where) if part.type().is_boolean() else part.max(where=where)


def _join_between(building: Building, each: Each, facts: list[LinkedFact]) -> ir.Table:
    """Links rows by a range of time. A span of time in the join key keeps the pairs few, whoever has many rows."""
    between = each.between
    assert between is not None
    relation = building.named_relation()
    to = building.resolve(linked_by(building.unit, each).lowest)
    start, end = building.resolve(between.start.lowest), building.resolve(between.end.lowest)
    # As long as the range itself, so that it touches few spans, however long it is.
    width = max(_SHORTEST_SPAN, between.longest.amount)

    def span_of(moment: Any) -> Any:
        return moment.epoch_seconds() // width

    keyed = ibis.union(
        *(
            relation.select(
                __unit=relation.row,
                __unit_force=relation.force,
                __to=to,
                __start=start,
                __end=end,
                __span=span_of(start) + number,
            )
            for number in range(between.longest.amount // width + 2)
        ),
        distinct=False,
    )
    keyed = building.settled(keyed.filter((keyed["__span"] <= span_of(keyed["__end"])) & keyed["__to"].notnull()))
    rows, over = _rows_of(building, each, _columns_of(facts), relation.mutate(__to=to), "__to")
    moment = over(between.moment.lowest)
    dated = rows.mutate(__moment=moment, __moment_span=span_of(moment), __by=over(each.by.lowest))
    pairs = keyed.join(
        dated,
        [
            keyed["__unit_force"] == dated.force,
            keyed["__to"] == dated["__by"],
            keyed["__span"] == dated["__moment_span"],
            dated["__moment"] >= keyed["__start"],
            dated["__moment"] <= keyed["__end"],
        ],
    )
    if each.may_be_undated:
        units = relation.select(__unit=relation.row, __unit_force=relation.force, __to=to, __start=start, __end=end)
        pairs = _with_undated(pairs, units, rows, each, over)
    pairs = building.settled(pairs)
    building.links.append(Link(each.table, partial(pairs.select, unit=pairs["__unit"], row=pairs.row), each))
    here = {each.table.relation.op(): pairs.op()}
    values = {
        building.columns[symbol]: value
        for fact in facts
        for symbol, value in _aggregates(fact, pairs, lambda e: e.op().replace(here).to_expr())
    }
    grouped = pairs.group_by("__unit").agg(**values)
    joined = relation.left_join(grouped, relation.row == grouped["__unit"])
    return joined.drop("__unit")


def _with_undated(pairs: ir.Table, units: ir.Table, rows: ir.Table, each: Each, over: Callable[[Any], Any]) -> ir.Table:
    """The pairs, and those with rows without the moment: they may lie anywhere in the window."""
    assert each.between is not None
    name = each.table.name_of(each.between.moment)
    undated = rows.mutate(__by=over(each.by.lowest)).filter(over(each.between.moment.lowest).isnull())
    perhaps = units.join(undated, [units["__unit_force"] == undated.force, units["__to"] == undated["__by"]])
    perhaps = perhaps.filter(perhaps["__start"] <= perhaps["__end"])
    anywhere = {name: perhaps["__start"], LATEST_WITHIN: perhaps["__end"], SURELY: ibis.literal(False)}
    columns = ["__unit", *rows.columns]
    return ibis.union(
        pairs.select(*(pairs[column] for column in columns), **{LATEST_WITHIN: pairs[name]}),
        perhaps.select(**({column: perhaps[column] for column in columns} | anywhere)),
        distinct=False,
    )


def pairs_of(units: ir.Table, to: str, rows: ir.Table, by: str) -> ir.Table:
    """Which units belong with which rows: the units' ``to`` is the rows' ``by``, within one force."""
    left = units.select(unit=units.row, unit_force=units.force, to=units[to])
    right = rows.select("row", "force", by=rows[by])
    return left.join(right, [left.unit_force == right.force, left.to == right.by]).select("unit", "row")

"""Resolving the language's symbols into plain expressions over a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine import civil_calendar
from openpeel.language.columns import MOMENT
from openpeel.language.durations import Clock, Duration
from openpeel.language.limits import Limit, LimitValue
from openpeel.language.periods import day_begins
from openpeel.language.symbols import IsLoaded, JudgedAt, LimitAmount, LimitEnd, Symbol

Limits = Mapping[str, Limit]
"""Limits by identifier that take the place of those that definitions name: the answer to 'what if'."""


def find(expressions: Iterable[Any], kind: Any) -> list[Any]:
    """The symbols of one kind in Ibis expressions, each once, in the order in which they are met."""
    return list(dict.fromkeys(op for expression in expressions for op in _found(expression.op(), kind)))


@lru_cache(maxsize=10_000)
def _found(op: Any, kind: Any) -> tuple[Any, ...]:
    """Kept, as building asks it of the same definitions again and again."""
    return tuple(op.find(kind))


def in_force(limit: Limit, limits: Limits) -> Limit:
    """The limit that counts: its replacement in a what-if question, else itself."""
    return limits.get(limit.id, limit)


def calendar_needs(expressions: Iterable[Any], limits: Limits) -> list[tuple[Any, Duration]]:
    """The (start, length) pairs whose ends must be looked up in the civil calendar."""
    needs = {
        (end.start, value.value): None
        for end in find(expressions, LimitEnd)
        for value in in_force(end.limit, limits).values
        if isinstance(value.value, Duration) and value.value.clock is not Clock.ELAPSED
    }
    return list(needs)


@dataclass
class Resolver:
    """Replaces symbols over one relation; ``columns`` says which of its columns stands for which symbol."""

    relation: ir.Table
    limits: Limits
    judged_at: Any
    columns: dict[Any, str] = field(default_factory=dict)

    @cached_property
    def _here(self) -> ir.Table:
        """Stands for the relation until all is resolved: each step would go through all that it was built from."""
        return ibis.table(self.relation.schema(), name="__here")

    def resolve(self, expression: Any, bases: Iterable[Any]) -> Any:
        """``expression`` over this relation: ``bases`` are the Ibis tables whose columns it has by the same names."""
        op = expression.op()
        # Outer symbols first: one that is looked up takes the symbols within it along.
        while symbols := op.find(Symbol):
            inner = {within for symbol in symbols for within in symbol.find(Symbol) if within is not symbol}
            op = op.replace({symbol: self._plain(symbol).op() for symbol in symbols if symbol not in inner})
        return op.replace(dict.fromkeys((*bases, self._here.op()), self.relation.op())).to_expr()

    def _plain(self, symbol: Any) -> Any:
        if isinstance(symbol, JudgedAt):
            return self.judged_at
        if isinstance(symbol, LimitEnd):
            return self._end(symbol)
        if isinstance(symbol, LimitAmount):
            limit = in_force(symbol.limit, self.limits)
            return _choose(limit, symbol, lambda value: ibis.literal(float(value), "float64"), "float64")
        column = self._here[self.columns[symbol]]
        return column.notnull() if isinstance(symbol, IsLoaded) else column

    def _end(self, symbol: Any) -> Any:
        limit = in_force(symbol.limit, self.limits)
        start = symbol.start.to_expr()
        lengths = [value.value for value in limit.values if isinstance(value.value, Duration)]
        if all(length.clock is Clock.ELAPSED for length in lengths):
            passed = _choose(limit, symbol, lambda value: ibis.literal(value.amount, "int64"), "int64")
            return start + passed.as_interval("s")

        def end(length: Duration) -> Any:
            if length.clock is Clock.ELAPSED:
                return start + ibis.interval(seconds=length.amount)
            return self._here[self.columns[symbol.start, length]]

        return _choose(limit, symbol, end, MOMENT)


def _choose(limit: Limit, symbol: Any, expression: Any, kind: str) -> Any:
    """The value in force: a force's own before the national, a category's before the general, later before earlier."""
    deciding, force = symbol.deciding.to_expr(), symbol.force.to_expr()
    category = symbol.category.to_expr() if getattr(symbol, "category", None) is not None else None

    def rank(value: LimitValue) -> tuple[bool, bool, Any]:
        return (value.force is not None, value.category is not None, value.since)

    branches = []
    for value in sorted(limit.values, key=rank, reverse=True):
        holds = deciding >= ibis.literal(day_begins(value.since), MOMENT)
        if value.force is not None:
            holds = holds & (force == value.force)
        if value.category is not None:
            if category is None:
                continue
            holds = holds & (category == value.category)
        branches.append((holds, ibis.null(kind) if value.value is None else expression(value.value)))
    if not branches:
        return ibis.null(kind)
    categorised = [value.since for value in limit.values if value.category is not None]
    if category is not None and categorised:
        # Which value holds is not known where the category is not.
        since = ibis.literal(day_begins(min(categorised)), MOMENT)
        branches.insert(0, (category.isnull() & (deciding >= since), ibis.null(kind)))
    return ibis.cases(*branches, else_=ibis.null(kind))


def join_calendar(relation: ir.Table, start: Any, calendar: ir.Table, names: list[str]) -> ir.Table:
    """``relation`` with, for each length, the end of the period after ``start`` (a column of it) under ``names``."""
    keyed = relation.mutate(__start=start)
    joined = keyed.left_join(calendar, keyed["__start"].date() == calendar[civil_calendar.KEY])
    ends = {}
    for index, name in enumerate(names):
        own, following = civil_calendar.columns_for(index)
        ends[name] = (joined["__start"] < joined[civil_calendar.NEXT_DAY]).ifelse(joined[own], joined[following])
    return joined.select(*relation.columns, **ends)

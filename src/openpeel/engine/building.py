"""The frame of a unit while it is being built, and what each step of building uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine import coverage as covered
from openpeel.engine.clocks import Question, judged_at
from openpeel.engine.coverage import Asked
from openpeel.engine.symbols import Limits, Resolver, calendar_needs, find
from openpeel.language.durations import Duration
from openpeel.language.facts import HistoryFact
from openpeel.language.symbols import FactPart, IsLoaded, Reaches, SetAside, SetAsideBefore
from openpeel.language.tables import Table
from openpeel.language.units import Unit

CalendarOf = Callable[[tuple[Duration, ...]], ir.Table]
"""Gives the Ibis table of the civil calendar for some lengths."""


@dataclass(frozen=True)
class Link:
    """Which rows of a table stand behind a unit: ``pairs()`` has the columns unit and row."""

    table: type[Table]
    pairs: Callable[[], ir.Table]


@dataclass
class Questions:
    """What a frame asks about the extracts, by the name of the table in which it expects the answers."""

    unit: str
    by_table: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    set_aside: dict[str, Any] = field(default_factory=dict)
    """What it asks about rows that were set aside: see :class:`openpeel.engine.set_aside.Naming`."""

    def note(self, questions: tuple[Asked, ...]) -> str:
        name = f"answers_{self.unit}_{len(self.by_table)}"
        self.by_table[name] = questions
        return name

    def note_set_aside(self, question: Any) -> str:
        name = f"set_aside_{self.unit}_{len(self.set_aside)}"
        self.set_aside[name] = question
        return name


_LOOKED_UP = (FactPart, IsLoaded, Reaches, SetAside, SetAsideBefore)
"""The symbols that stand for a hidden column."""


@dataclass
class Building:
    """The frame while it is being built."""

    unit: type[Unit]
    question: Question
    limits: Limits
    calendar_of: CalendarOf
    relation: ir.Table
    asked: Questions
    columns: dict[Any, str] = field(default_factory=dict)
    reaches: dict[HistoryFact, list[str]] = field(default_factory=dict)
    """The hidden columns that say from when the records reach that a count of earlier units rests on."""
    answers: dict[Asked, str] = field(default_factory=dict)
    """The hidden columns that hold what was asked about the extracts."""
    built: set[Any] = field(default_factory=set)
    """The definitions of facts that have their hidden columns."""
    tables: set[type[Table]] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    _names: int = 0

    @property
    def base(self) -> Any:
        rows = self.unit.rows
        return rows.relation.op()

    def resolver(self) -> Resolver:
        return Resolver(self.relation, self.limits, judged_at(), self.columns)

    def resolve(self, expression: Any) -> Any:
        return self.resolver().resolve(expression, [self.base])

    def named_relation(self) -> ir.Table:
        """The relation under a name of its own, for a step that reads it more than once.

        SQL without the name would hold it as often as it is read: three such steps, and it is written out thirty times.
        """
        self.relation = self.relation.alias(self.hidden("stage"))
        return self.relation

    def hidden(self, kind: str) -> str:
        self._names += 1
        return f"__{kind}_{self._names}"

    def is_ready(self, *expressions: Any) -> bool:
        parts = [expression for expression in expressions if expression is not None]
        symbols = [symbol for kind in _LOOKED_UP for symbol in find(parts, kind)]
        return all(symbol in self.columns for symbol in symbols) and all(
            need in self.columns for need in calendar_needs(parts, self.limits)
        )


SURELY = "__surely"
"""The column that says of a row, among those that may belong to a unit (or be one), whether it surely does."""


def among_units(rows: ir.Table, condition: Any) -> Any:
    """A condition over rows of a frame; where it holds of one that may not be a unit, it is not known."""
    if SURELY not in rows.columns:
        return condition
    return condition & ibis.cases((rows[SURELY], True), else_=ibis.null("boolean"))


def narrowed_rows(
    table: type[Table], rows: ir.Table, where: Any, asked: Questions, *, with_doubtful: bool = False
) -> ir.Table:
    """The rows for which a condition over the table's columns holds; they have the column that says when they began.

    ``with_doubtful`` keeps those of which that is not known as well, and adds :data:`SURELY`.
    """

    def narrowed(rows: ir.Table, condition: Any) -> ir.Table:
        if not with_doubtful:
            return rows.filter(condition)
        return rows.mutate(**{SURELY: condition.fill_null(False)}).filter(condition.fill_null(True))

    symbols = find([where], IsLoaded)
    if not symbols:
        return narrowed(rows, where.op().replace({table.relation.op(): rows.op()}).to_expr())
    questions = tuple(Asked(symbol.table, symbol.columns, False, "until") for symbol in symbols)
    names = [f"__loaded_{number}" for number in range(len(symbols))]
    told = with_answers(rows, rows[table.name_of(table.begins)], questions, names, asked)
    loaded = {symbol: told[name].notnull().op() for symbol, name in zip(symbols, names, strict=True)}
    kept = narrowed(told, where.op().replace(loaded).replace({table.relation.op(): told.op()}).to_expr())
    return without(kept, *names)


def without(relation: ir.Table, *names: str) -> ir.Table:
    """``relation`` without some columns; the others are written out, so that the SQL is the same each time."""
    return relation.select(*(relation[name] for name in relation.columns if name not in names))


def with_answers(
    relation: ir.Table,
    begins: Any,
    questions: tuple[Asked, ...],
    names: Sequence[str],
    asked: Questions,
) -> ir.Table:
    """``relation`` with the answers to some questions about the extracts, under ``names``; noted in ``asked``."""
    answers = ibis.table(covered.schema_of(questions), name=asked.note(questions))
    joined = relation.left_join(
        answers, [relation.force == answers.force, begins >= answers.begins, begins < answers.ends]
    )
    told = {name: joined[covered.answer(number)] for number, name in enumerate(names)}
    return joined.select(*(relation[name] for name in relation.columns), **told)

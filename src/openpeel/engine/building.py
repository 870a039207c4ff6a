"""The frame of a unit while it is being built, and what each step of building uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine import coverage as covered
from openpeel.engine.clocks import Question, judged_at
from openpeel.engine.coverage import Asked
from openpeel.engine.steps import Steps, those_of
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
    finds: Any = None
    """What it finds the rows of: an ``Each`` or the definition of a history; None for those of the unit itself."""


Join = tuple[ir.Table, list[Any]]
"""A table, and the conditions on which its rows belong to a unit: at most one for each."""


@dataclass(frozen=True)
class Beside:
    """New columns of a frame, from tables that are joined to it."""

    joins: Sequence[Join]
    values: dict[str, Any]


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
    steps: Steps | None = None
    """Where given, the frame is of a few units and built step by step; else of all units, in one statement."""
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
        if self.steps is None:
            self.relation = self.relation.alias(self.hidden("stage"))
        self.settle()
        return self.relation

    def settle(self) -> None:
        """End a step: what follows reads its rows, and not how they came about."""
        self.relation = self.settled(self.relation)

    def settled(self, rows: ir.Table) -> ir.Table:
        """The rows as a step of their own, where the frame is built step by step."""
        return rows if self.steps is None else self.steps.fill(rows)

    def keyed(self, parts: dict[str, Any]) -> ir.Table:
        """The relation with some ``parts`` to join by; step by step, with nothing else but row and force."""
        if self.steps is None:
            return self.relation.mutate(**parts)
        return self.steps.fill(self.relation.select("row", "force", **parts))

    def lay_beside(self, keyed: ir.Table, columns: Sequence[Beside]) -> None:
        """Give the relation new columns, from tables joined to it as ``keyed``."""
        if self.steps is not None:
            parts = [_joined(keyed, one.joins).select("row", **one.values) for one in columns]
            self.relation = self.steps.beside(self.relation, parts)
            return
        joined = _joined(keyed, [join for one in columns for join in one.joins])
        values = {name: value for one in columns for name, value in one.values.items()}
        self.relation = joined.select(*(keyed[name] for name in self.relation.columns), **values)

    def only_of(self, units: ir.Table, to: str, rows: ir.Table, by: str) -> ir.Table:
        """Where the units are but a few, those of the rows whose ``by`` is the ``to`` of one."""
        return rows if self.steps is None else self.steps.fill(those_of(units, to, rows, by))

    def hidden(self, kind: str) -> str:
        self._names += 1
        return f"__{kind}_{self._names}"

    def is_ready(self, *expressions: Any) -> bool:
        parts = [expression for expression in expressions if expression is not None]
        symbols = [symbol for kind in _LOOKED_UP for symbol in find(parts, kind)]
        return all(symbol in self.columns for symbol in symbols) and all(
            need in self.columns for need in calendar_needs(parts, self.limits)
        )


def _joined(relation: ir.Table, joins: Iterable[Join]) -> ir.Table:
    for table, conditions in joins:
        relation = relation.left_join(table, conditions)
    return relation


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

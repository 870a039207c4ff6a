"""What the facts of a unit follow from: other facts, rows of tables, and their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpeel.engine.symbols import find
from openpeel.engine.verdicts import Reason
from openpeel.language.columns import LATEST, TOLD, Text
from openpeel.language.facts import Each, HistoryFact, LinkedFact, LinkKey, fields_of
from openpeel.language.obligations import Obligations
from openpeel.language.symbols import FactPart, Reaches, SetAside, SetAsideBefore
from openpeel.language.tables import Table
from openpeel.language.units import Unit, parts_of


@dataclass(frozen=True)
class Doubt:
    """A condition (an Ibis operation over the unit's rows) under which a row that would decide may not be found.

    A moment in place of a condition: from then on, so that it counts only for what was due later.
    """

    condition: Any
    reason: Reason

    @property
    def is_moment(self) -> bool:
        """Whether it says from when on rows may be missing."""
        return bool(self.condition.dtype.is_timestamp())


@dataclass(frozen=True)
class Rests:
    """Rows on which a fact rests: of ``table`` with ``columns``; ``own`` where they are the unit's own rows."""

    table: type[Table]
    columns: frozenset[str]
    own: bool


def rests_on(unit: type[Unit], facts: Iterable[str]) -> frozenset[Rests]:
    """On which rows the named facts of a unit rest; for each table, own and linked rows apart."""
    return rests_behind(unit, [part for name in facts for _, part in parts_of(unit.definitions[name])])


def doubts_behind(unit: type[Unit], facts: Iterable[str]) -> tuple[Doubt, ...]:
    """What keeps rows that the named facts of a unit follow from from being found, coverage apart."""
    doubts: dict[Doubt, None] = {}
    expressions = [part for name in sorted(facts) for _, part in parts_of(unit.definitions[name])]
    links: dict[LinkKey, None] = dict.fromkeys(_own_links(unit, expressions))
    for definition in definitions_in(expressions):
        if isinstance(definition, LinkedFact):
            links[definition.each.link] = None
            for part in definition.each.linking:
                doubts[Doubt(part.isnull().op(), Reason.NOT_RECORDED)] = None
            continue
        if definition.kind == "previous":
            by = definition.history.by.lowest
            doubts[Doubt((by.notnull() & ~Reaches(definition=definition).to_expr()).op(), Reason.NOT_COVERED)] = None
            doubts[Doubt(by.isnull().op(), Reason.NOT_RECORDED)] = None
        if definition.value is None:
            doubts[Doubt(SetAsideBefore(definition=definition), Reason.SET_ASIDE)] = None
    for link in links:
        doubts |= {Doubt(SetAside(link=link, part=part), Reason.SET_ASIDE): None for part in ("named", "from")}
    return tuple(sorted(doubts, key=lambda doubt: doubt.reason))


def _own_links(unit: type[Unit], expressions: Iterable[Any]) -> list[LinkKey]:
    """By what a later state of the unit's own rows would be found, where ``expressions`` use them."""
    rows = unit.rows
    if not any(fields_of(expression, rows.relation) for expression in expressions):
        return []
    if isinstance(rows, Obligations):
        people = [(rows.start, rows.start_person), (rows.act, rows.act_person)]
        if rows.level is not None:
            people.append((rows.level[0], rows.level[1]))
        return [LinkKey(table, table.name_of(person), rows.person.lowest.op()) for table, person in people]
    return [LinkKey(rows, name, rows.relation[name].op(), own=True) for name in rows.key if len(rows.key) == 1]


def rests_behind(unit: type[Unit], expressions: Iterable[Any]) -> frozenset[Rests]:
    own: set[str] = set()
    rests: set[Rests] = set()
    seen: set[Any] = set()

    def visit(expression: Any) -> None:
        if isinstance(unit.rows, Obligations):
            if fields_of(expression, unit.rows.relation):
                rests.add(Rests(unit.rows.act, unit.rows.columns_used(unit.rows.act), own=False))
        else:
            own.update(name.removesuffix(LATEST) for name in fields_of(expression, unit.rows.relation))
        for symbol in find([expression], FactPart):
            definition = symbol.definition
            if definition in seen:
                continue
            seen.add(definition)
            if isinstance(definition, LinkedFact):
                rests.add(Rests(definition.each.table, definition.columns, own=False))
            elif definition.value is not None:
                for _, part in parts_of(definition.value):
                    visit(part)

    for expression in expressions:
        visit(expression)
    if own and not isinstance(unit.rows, Obligations):
        rests.add(Rests(unit.rows, frozenset(own & unit.rows.columns.keys()), own=True))
    return frozenset(rests)


def followed_from(unit: type[Unit], facts: Iterable[str]) -> list[Any]:
    """The expressions over the unit's rows from which the named facts follow; those of links and histories too."""
    return with_inputs(unit, [part for name in sorted(facts) for _, part in parts_of(unit.definitions[name])])


def columns_read(unit: type[Unit], facts: Iterable[str]) -> dict[type[Table], frozenset[str]]:
    """The columns of each table from which the named facts of a unit follow; links and histories too."""
    everything = followed_from(unit, {*facts, unit.name_of(unit.begins)})
    read: dict[type[Table], set[str]] = {}
    for definition in definitions_in(everything):
        if isinstance(definition, LinkedFact):
            read.setdefault(definition.each.table, set()).update(definition.columns)
    if isinstance(unit.rows, Obligations):
        for table in unit.rows.tables:
            read.setdefault(table, set()).update(unit.rows.columns_used(table))
    else:
        relation = unit.rows.relation
        narrowing = [column.lowest for column in (unit.where, unit.one_per) if column is not None]
        own = {name for expression in [*everything, *narrowing] for name in fields_of(expression, relation)}
        read.setdefault(unit.rows, set()).update(name.removesuffix(LATEST) for name in own - {"force", "row"})
    return {table: frozenset(columns) for table, columns in read.items()}


def told_in(unit: type[Unit], expressions: Sequence[Any]) -> dict[str, Any]:
    """What says where missing facts are known to be missing, of those of which ``expressions`` ask it, by column."""
    asked = {name for expression in expressions for name in fields_of(expression, unit.relation) if name.endswith(TOLD)}
    return {name: unit.definitions[name.removesuffix(TOLD)].is_loaded for name in sorted(asked)}


def definitions_in(expressions: Iterable[Any]) -> list[Any]:
    symbols = [symbol for kind in (FactPart, Reaches, SetAsideBefore) for symbol in find(expressions, kind)]
    return list(dict.fromkeys(symbol.definition for symbol in symbols))


def inputs_of(unit: type[Unit], definition: LinkedFact | HistoryFact) -> list[Any]:
    """The expressions over the unit that a definition starts from."""
    if isinstance(definition, HistoryFact):
        history = definition.history
        inputs = [history.by.lowest, history.order.lowest]
        inputs += [column.lowest for column in (history.where, definition.value) if column is not None]
        return inputs
    each = definition.each
    inputs = [linked_by(unit, each).lowest]
    if each.between is not None:
        inputs += [each.between.start.lowest, each.between.end.lowest]
    return inputs


def link_parts(unit: type[Unit], link: LinkKey) -> list[Any]:
    """The expressions over the unit by which rows are found: what names it and, if so, from when to when."""
    to = unit.key().lowest if link.to is None else link.to.to_expr()
    return [to, *(part.to_expr() for part in link.between or ())]


def links_in(expressions: Iterable[Any]) -> list[LinkKey]:
    """Of which links the expressions ask whether a row was set aside."""
    return list(dict.fromkeys(symbol.link for symbol in find(expressions, SetAside)))


def parts_of_links(unit: type[Unit], expressions: Iterable[Any]) -> list[Any]:
    """The expressions over the unit by which the rows of those links are found."""
    return [part for link in links_in(expressions) for part in link_parts(unit, link)]


def linked_by(unit: type[Unit], each: Each) -> Text:
    return unit.key() if each.to is None else each.to


def with_inputs(unit: type[Unit], expressions: list[Any]) -> list[Any]:
    """The expressions and all that they follow from, over the unit's rows."""
    everything, seen = list(expressions), set()
    todo = definitions_in(expressions)
    while todo:
        definition = todo.pop()
        if definition in seen:
            continue
        seen.add(definition)
        inputs = inputs_of(unit, definition)
        everything += inputs
        todo += definitions_in(inputs)
    return everything


def base_tables(unit: type[Unit]) -> tuple[type[Table], ...]:
    return unit.rows.tables if isinstance(unit.rows, Obligations) else (unit.rows,)

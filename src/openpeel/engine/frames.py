"""The frame of a unit: one row for each, with only the facts that are asked for, built once for all its standards.

The plan closes over what the facts need, makes one GROUP BY for each kind of linked rows, one window for each history
and one join to the calendar for each start, in rounds: a fact is built as soon as what it rests on has been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine import coverage as covered
from openpeel.engine.clocks import AsAt, judged_at, physical_columns, rows_as_at
from openpeel.engine.coverage import Asked
from openpeel.engine.symbols import Limits, Resolver, calendar_needs, find, join_calendar
from openpeel.language.columns import HIGHEST, LATEST, MOMENT, Text
from openpeel.language.durations import Duration
from openpeel.language.facts import Each, History, HistoryFact, LinkedFact, fields_of
from openpeel.language.obligations import Obligations
from openpeel.language.symbols import FactPart, IsLoaded
from openpeel.language.tables import Table
from openpeel.language.units import Unit, parts_of

CalendarOf = Callable[[tuple[Duration, ...]], ir.Table]
"""Gives the Ibis table of the civil calendar for some lengths."""


@dataclass(frozen=True)
class Rests:
    """Rows on which a fact rests: of ``table`` with ``columns``; ``own`` where they are the unit's own rows."""

    table: type[Table]
    columns: frozenset[str]
    own: bool


@dataclass(frozen=True)
class Frame:
    """The plan of a unit's frame and the names of its hidden columns."""

    unit: type[Unit]
    expression: ir.Table
    columns: dict[Any, str]
    """Which hidden column stands for which symbol or (start, length) pair of expressions over the unit."""
    until: dict[Rests, str]
    """Which hidden column says to when the records reach on which something rests."""
    tables: frozenset[type[Table]]
    """The tables that it reads."""
    asked: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    """What it asks about the extracts, by the name of the table in which it expects the answers."""
    links: tuple[Link, ...] = ()
    """The rows from which its facts follow, beside the unit's own."""


@dataclass(frozen=True)
class Link:
    """Which rows of a table stand behind a unit: ``pairs()`` has the columns unit and row."""

    table: type[Table]
    pairs: Callable[[], ir.Table]


def rests_on(unit: type[Unit], facts: Iterable[str]) -> frozenset[Rests]:
    """On which rows the named facts of a unit rest; for each table, own and linked rows apart."""
    return _rests(unit, [part for name in facts for _, part in parts_of(unit.definitions[name])])


def _rests(unit: type[Unit], expressions: Iterable[Any]) -> frozenset[Rests]:
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


@dataclass
class _Questions:
    """What a frame asks about the extracts, by the name of the table in which it expects the answers."""

    unit: str
    by_table: dict[str, tuple[Asked, ...]] = field(default_factory=dict)

    def note(self, questions: tuple[Asked, ...]) -> str:
        name = f"answers_{self.unit}_{len(self.by_table)}"
        self.by_table[name] = questions
        return name


def followed_from(unit: type[Unit], facts: Iterable[str]) -> list[Any]:
    """The expressions over the unit's rows from which the named facts follow; those of links and histories too."""
    return _with_inputs(unit, [part for name in sorted(facts) for _, part in parts_of(unit.definitions[name])])


def columns_read(unit: type[Unit], facts: Iterable[str]) -> dict[type[Table], frozenset[str]]:
    """The columns of each table from which the named facts of a unit follow; links and histories too."""
    everything = followed_from(unit, {*facts, unit.name_of(unit.begins)})
    read: dict[type[Table], set[str]] = {}
    for definition in _definitions(everything):
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


@dataclass
class _Building:
    """The frame while it is being built."""

    unit: type[Unit]
    as_at: AsAt
    limits: Limits
    calendar_of: CalendarOf
    relation: ir.Table
    asked: _Questions
    columns: dict[Any, str] = field(default_factory=dict)
    reaches: dict[HistoryFact, list[str]] = field(default_factory=dict)
    """The hidden columns that say from when the records reach that a count of earlier units rests on."""
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

    def hidden(self, kind: str) -> str:
        self._names += 1
        return f"__{kind}_{self._names}"

    def is_ready(self, *expressions: Any) -> bool:
        parts = [expression for expression in expressions if expression is not None]
        return all(symbol in self.columns for symbol in [*find(parts, FactPart), *find(parts, IsLoaded)]) and all(
            need in self.columns for need in calendar_needs(parts, self.limits)
        )


def build_frame(
    unit: type[Unit],
    facts: frozenset[str],
    expressions: Sequence[Any],
    *,
    as_at: AsAt,
    limits: Limits,
    rests: Iterable[Rests],
    calendar_of: CalendarOf,
) -> Frame:
    """The frame of ``unit`` with ``facts``, ready for ``expressions`` over it (for their calendars and coverage).

    ``rests`` asks for columns that say to when the records reach.
    """
    wanted = [part for name in sorted(facts) for _, part in parts_of(unit.definitions[name])]
    begins = unit.definitions[unit.name_of(unit.begins)]
    everything = _with_inputs(unit, [*wanted, begins.lowest])
    asked = _Questions(unit.name)
    building = _Building(unit, as_at, limits, calendar_of, _base(unit, everything, as_at, asked), asked)
    building.tables |= set(_base_tables(unit))
    building.links += _base_links(unit, as_at, building.relation)

    loaded = [
        *find([*everything, *expressions], IsLoaded),
    ]
    histories = [d for d in _definitions(everything) if isinstance(d, HistoryFact) and d.kind == "count"]
    until = _add_coverage(building, begins.lowest, loaded, rests, histories)

    linked = [d for d in _definitions(everything) if isinstance(d, LinkedFact)]
    waiting: list[LinkedFact | HistoryFact] = [
        *linked,
        *(d for d in _definitions(everything) if isinstance(d, HistoryFact)),
    ]
    calendars = calendar_needs(everything, limits)
    while waiting or calendars:
        ready_calendars = [need for need in calendars if building.is_ready(need[0].to_expr())]
        ready = [definition for definition in waiting if building.is_ready(*_inputs(unit, definition))]
        if not ready_calendars and not ready:
            raise AssertionError(f"facts of {unit.name} rest on each other in a circle")
        _add_calendars(building, ready_calendars)
        _add_linked(building, [d for d in ready if isinstance(d, LinkedFact)])
        _add_histories(building, [d for d in ready if isinstance(d, HistoryFact)])
        calendars = [need for need in calendars if need not in ready_calendars]
        waiting = [definition for definition in waiting if definition not in ready]

    named = {
        name + ending: building.resolve(part)
        for name in sorted(facts)
        for ending, part in parts_of(unit.definitions[name])
    }
    hidden = [*until.values(), *(building.columns[symbol] for symbol in loaded)]
    relation = building.relation.select("row", "force", *dict.fromkeys(hidden), **named)
    columns: dict[Any, str] = {symbol: building.columns[symbol] for symbol in loaded}

    relation, columns = with_calendars(unit, relation, columns, expressions, limits=limits, calendar_of=calendar_of)
    return Frame(unit, relation, columns, until, frozenset(building.tables), asked.by_table, tuple(building.links))


def with_calendars(
    unit: type[Unit],
    relation: ir.Table,
    columns: dict[Any, str],
    expressions: Sequence[Any],
    *,
    limits: Limits,
    calendar_of: CalendarOf,
) -> tuple[ir.Table, dict[Any, str]]:
    """A finished frame, with the ends of civil periods that ``expressions`` over the unit need as hidden columns."""
    by_start: dict[Any, list[Duration]] = {}
    for start, length in calendar_needs(expressions, limits):
        by_start.setdefault(start, []).append(length)
    known = dict(columns)
    for start, lengths in by_start.items():
        resolver = Resolver(relation, limits, judged_at(), known)
        start_column = resolver.resolve(start.to_expr(), [unit.relation.op()])
        names = [f"__period_{len(known) + number}" for number in range(len(lengths))]
        relation = join_calendar(relation, start_column, calendar_of(tuple(lengths)), names)
        known.update({(start, length): name for length, name in zip(lengths, names, strict=True)})
    return relation, known


def _definitions(expressions: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(symbol.definition for symbol in find(expressions, FactPart)))


def _inputs(unit: type[Unit], definition: LinkedFact | HistoryFact) -> list[Any]:
    """The expressions over the unit that a definition starts from."""
    if isinstance(definition, HistoryFact):
        history = definition.history
        inputs = [history.by.lowest, history.order.lowest]
        inputs += [column.lowest for column in (history.where, definition.value) if column is not None]
        return inputs
    each = definition.each
    inputs = [_linked_by(unit, each).lowest]
    if each.between is not None:
        inputs += [each.between.start.lowest, each.between.end.lowest]
    return inputs


def _linked_by(unit: type[Unit], each: Each) -> Text:
    return unit.key() if each.to is None else each.to


def _with_inputs(unit: type[Unit], expressions: list[Any]) -> list[Any]:
    """The expressions and all that they follow from, over the unit's rows."""
    everything, seen = list(expressions), set()
    todo = _definitions(expressions)
    while todo:
        definition = todo.pop()
        if definition in seen:
            continue
        seen.add(definition)
        inputs = _inputs(unit, definition)
        everything += inputs
        todo += _definitions(inputs)
    return everything


def _base_tables(unit: type[Unit]) -> tuple[type[Table], ...]:
    return unit.rows.tables if isinstance(unit.rows, Obligations) else (unit.rows,)


def _base_links(unit: type[Unit], as_at: AsAt, relation: ir.Table) -> list[Link]:
    """The rows from which obligations follow: all of the person's."""
    duty = unit.rows
    if not isinstance(duty, Obligations) or "person" not in relation.columns:
        return []

    def pairs(table: type[Table], person: Text) -> ir.Table:
        rows = rows_as_at(table, as_at, physical_columns(table, duty.columns_used(table)))
        return _pairs(relation, rows, [relation["person"] == rows[table.name_of(person)]])

    people = ((duty.start, duty.start_person), (duty.act, duty.act_person), (duty.level, duty.level_person))
    return [Link(table, partial(pairs, table, person)) for table, person in people]


def _narrowed(table: type[Table], rows: ir.Table, where: Any, asked: _Questions) -> ir.Table:
    """The rows for which a condition over the table's columns holds; they have the column that says when they began."""
    symbols = find([where], IsLoaded)
    if not symbols:
        return rows.filter(where.op().replace({table.relation.op(): rows.op()}).to_expr())
    questions = tuple(Asked(symbol.table, symbol.columns, False, "until") for symbol in symbols)
    names = [f"__loaded_{number}" for number in range(len(symbols))]
    told = _with_answers(rows, rows[table.name_of(table.begins)], questions, names, asked)
    loaded = {symbol: told[name].notnull().op() for symbol, name in zip(symbols, names, strict=True)}
    kept = told.filter(where.op().replace(loaded).replace({table.relation.op(): told.op()}).to_expr())
    return kept.drop(*names)


def _with_answers(
    relation: ir.Table,
    begins: Any,
    questions: tuple[Asked, ...],
    names: Sequence[str],
    asked: _Questions,
) -> ir.Table:
    """``relation`` with the answers to some questions about the extracts, under ``names``; noted in ``asked``."""
    answers = ibis.table(covered.schema_of(questions), name=asked.note(questions))
    joined = relation.left_join(
        answers, [relation.force == answers.force, begins >= answers.begins, begins < answers.ends]
    )
    told = {name: joined[covered.answer(number)] for number, name in enumerate(names)}
    return joined.select(*(relation[name] for name in relation.columns), **told)


def _base(unit: type[Unit], everything: list[Any], as_at: AsAt, asked: _Questions) -> ir.Table:
    rows = unit.rows
    needed = frozenset(name for expression in everything for name in fields_of(expression, rows.relation))
    if isinstance(rows, Obligations):
        leaves = {
            table.relation.op(): rows_as_at(table, as_at, physical_columns(table, rows.columns_used(table))).op()
            for table in rows.tables
        }
        return rows.relation.op().replace(leaves).to_expr().select("row", "force", *sorted(needed - {"row", "force"}))
    narrowing = [column for column in (unit.where, unit.one_per) if column is not None]
    needed |= {name for column in narrowing for name in fields_of(column.lowest, rows.relation)}
    relation = rows_as_at(rows, as_at, (needed | {rows.name_of(rows.begins)}) - {"row", "force"})
    if unit.where is not None:
        relation = _narrowed(rows, relation, unit.where.lowest, asked)
    if unit.one_per is not None:
        name = rows.name_of(unit.one_per)
        first = relation.row.min().over(ibis.window(group_by=[relation.force, relation[name]]))
        relation = relation.mutate(__first=first).filter(lambda row: row["__first"] == row.row).drop("__first")
    return relation


def _add_coverage(
    building: _Building, begins: Any, loaded: list[Any], rests: Iterable[Rests], histories: list[HistoryFact]
) -> dict[Rests, str]:
    """Hidden columns that say to when (and, for histories, from when) the records reach: one join for all."""
    names: dict[Asked, str] = {}

    def column(question: Asked) -> str:
        return names.setdefault(question, f"__{question.edge}_{len(names)}")

    until = {rest: column(Asked(rest.table, rest.columns, rest.own, "until")) for rest in rests}
    for symbol in loaded:
        building.columns[symbol] = column(Asked(symbol.table, symbol.columns, False, "until"))
    for definition in histories:
        # Whose history it is must have been loaded as far back, not only the rows.
        whose = _rests(building.unit, [definition.history.by.lowest])
        reaching = {(rest.table, rest.columns) for rest in whose}
        reaching |= {(table, frozenset[str]()) for table in _base_tables(building.unit)}
        building.reaches[definition] = [
            column(Asked(table, columns, False, "begins"))
            for table, columns in sorted(reaching, key=lambda pair: (pair[0].name, sorted(pair[1])))
        ]
    if names:
        building.relation = _with_answers(
            building.relation, building.resolve(begins), tuple(names), tuple(names.values()), building.asked
        )
    return until


def _add_calendars(building: _Building, needs: list[tuple[Any, Duration]]) -> None:
    by_start: dict[Any, list[Duration]] = {}
    for start, length in needs:
        by_start.setdefault(start, []).append(length)
    for start, lengths in by_start.items():
        names = [building.hidden("calendar") for _ in lengths]
        start_column = building.resolve(start.to_expr())
        building.relation = join_calendar(building.relation, start_column, building.calendar_of(tuple(lengths)), names)
        building.columns.update({(start, length): name for length, name in zip(lengths, names, strict=True)})


def _add_linked(building: _Building, definitions: list[LinkedFact]) -> None:
    groups: dict[Each, list[LinkedFact]] = {}
    for definition in definitions:
        groups.setdefault(definition.each, []).append(definition)
    for each, facts in groups.items():
        building.tables.add(each.table)
        used = frozenset({each.table.name_of(each.table.begins)}).union(*(fact.columns for fact in facts))
        rows = rows_as_at(each.table, building.as_at, physical_columns(each.table, used))
        here = {each.table.relation.op(): rows.op()}

        def over(expression: Any, here: dict[Any, Any] = here) -> Any:
            return expression.op().replace(here).to_expr()

        if each.where is not None:
            rows = _narrowed(each.table, rows, each.where.lowest, building.asked)
            here[each.table.relation.op()] = rows.op()
        values: dict[str, Any] = {}
        for fact in facts:
            for symbol, value in _aggregates(fact, rows, over):
                building.columns[symbol] = building.hidden("fact")
                values[building.columns[symbol]] = value
        to = building.resolve(_linked_by(building.unit, each).lowest)
        counted = [building.columns[s] for fact in facts if fact.kind in _COUNTS for s in _symbols_of(fact)]
        if each.between is None:
            grouped = rows.group_by(__force=rows.force, __by=over(each.by.lowest)).agg(**values)
            keyed = building.relation.mutate(__to=to)
            conditions = [keyed["__to"] == over(each.by.lowest)]
            building.links.append(Link(each.table, partial(_pairs, keyed, rows, conditions)))
            joined = keyed.left_join(grouped, [keyed.force == grouped["__force"], keyed["__to"] == grouped["__by"]])
            building.relation = joined.drop("__to", "__force", "__by")
        else:
            building.relation = _join_between(building, each, to, rows, over, facts)
        if counted:
            building.relation = building.relation.mutate(
                **{name: building.relation[name].fill_null(0) for name in counted}
            )


_COUNTS = ("count", "different")


def _symbols_of(fact: LinkedFact) -> list[Any]:
    if fact.column is None or fact.kind in _COUNTS:
        return [FactPart(definition=fact, part="", kind=ibis.dtype("int64"))]
    symbols = [FactPart(definition=fact, part="", kind=fact.column.lowest.type())]
    if fact.column.highest is not None:
        symbols.append(FactPart(definition=fact, part=LATEST, kind=fact.column.highest.type()))
    return symbols


def _aggregates(fact: LinkedFact, rows: ir.Table, over: Callable[[Any], Any]) -> list[tuple[Any, Any]]:
    symbols = _symbols_of(fact)
    if fact.column is None:
        return [(symbols[0], rows.row.count())]
    parts = [over(fact.column.lowest)]
    if fact.kind == "different":
        return [(symbols[0], parts[0].nunique())]
    if fact.column.highest is not None:
        parts.append(over(fact.column.highest))
    if fact.kind == "earliest":
        return list(zip(symbols, [part.min() for part in parts], strict=True))
    if fact.kind == "latest":
        return list(zip(symbols, [_greatest(part) for part in parts], strict=True))
    assert fact.order is not None
    order = over(fact.order.lowest)
    has_value = order.notnull() & over(fact.column.lowest).notnull()
    keys = [order, rows.row] if fact.kind == "first" else [ibis.desc(order), ibis.desc(rows.row)]
    return list(
        zip(symbols, [part.first(order_by=keys, where=has_value, include_null=True) for part in parts], strict=True)
    )


def _greatest(part: Any) -> Any:
    return part.any() if part.type().is_boolean() else part.max()


def _join_between(
    building: _Building, each: Each, to: Any, rows: ir.Table, over: Callable[[Any], Any], facts: list[LinkedFact]
) -> ir.Table:
    """Links rows by a range of time. A day in the join key keeps the pairs few, whoever has many rows."""
    between = each.between
    assert between is not None
    start, end = building.resolve(between.start.lowest), building.resolve(between.end.lowest)
    relation = building.relation
    spans = range(between.longest.amount // 86_400 + 2)
    keyed = ibis.union(
        *(
            relation.select(
                __unit=relation.row,
                __unit_force=relation.force,
                __to=to,
                __start=start,
                __end=end,
                __day=start.date() + ibis.interval(days=number),
            )
            for number in spans
        ),
        distinct=False,
    )
    keyed = keyed.filter((keyed["__day"] <= keyed["__end"].date()) & keyed["__to"].notnull())
    moment = over(between.moment.lowest)
    dated = rows.mutate(__moment=moment, __moment_day=moment.date(), __by=over(each.by.lowest))
    pairs = keyed.join(
        dated,
        [
            keyed["__unit_force"] == dated.force,
            keyed["__to"] == dated["__by"],
            keyed["__day"] == dated["__moment_day"],
            dated["__moment"] >= keyed["__start"],
            dated["__moment"] <= keyed["__end"],
        ],
    )
    building.links.append(Link(each.table, partial(pairs.select, unit=pairs["__unit"], row=pairs.row)))
    here = {each.table.relation.op(): pairs.op()}
    values = {
        building.columns[symbol]: value
        for fact in facts
        for symbol, value in _aggregates(fact, pairs, lambda e: e.op().replace(here).to_expr())
    }
    grouped = pairs.group_by("__unit").agg(**values)
    joined = relation.left_join(grouped, relation.row == grouped["__unit"])
    return joined.drop("__unit")


def _pairs(units: ir.Table, rows: ir.Table, conditions: list[Any]) -> ir.Table:
    """Which units belong with which rows, within one force."""
    left = units.rename(__unit="row", __unit_force="force")
    renamed = {units.op(): left.op()}
    matched = [condition.op().replace(renamed).to_expr() for condition in conditions]
    joined = left.join(rows, [left["__unit_force"] == rows.force, *matched])
    return joined.select(unit=joined["__unit"], row=joined.row)


def _add_histories(building: _Building, definitions: list[HistoryFact]) -> None:
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


def _counts(building: _Building, definition: HistoryFact, by: Any, order: Any, narrowed: Any) -> dict[str, Any]:
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

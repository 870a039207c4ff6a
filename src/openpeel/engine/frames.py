"""The frame of a unit: one row for each, with only the facts that are asked for, built once for all its standards.

The plan closes over what the facts need (`lineage`), makes one GROUP BY for each kind of linked rows (`linked_facts`),
one window for each history (`earlier_units`) and one join to the calendar for each start, in rounds: a fact is built as
soon as what it rests on has been.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import ibis.expr.types as ir

from openpeel.engine.base_rows import base_links, base_rows
from openpeel.engine.building import SURELY, Building, CalendarOf, Link, Questions, with_answers
from openpeel.engine.clocks import Question, judged_at
from openpeel.engine.coverage import SET_ASIDE, Asked
from openpeel.engine.earlier_units import add_earlier
from openpeel.engine.lineage import (
    Doubt,
    Rests,
    base_tables,
    definitions_in,
    inputs_of,
    link_parts,
    links_in,
    parts_of_links,
    rests_behind,
    told_in,
    with_inputs,
)
from openpeel.engine.linked_facts import add_linked
from openpeel.engine.related_units import can_be_told, of_same_histories
from openpeel.engine.set_aside import Naming, add_set_aside
from openpeel.engine.steps import Steps, wanted
from openpeel.engine.symbols import Limits, Resolver, calendar_needs, find, join_calendar
from openpeel.language.durations import Duration
from openpeel.language.facts import HistoryFact, LinkedFact
from openpeel.language.obligations import Obligations
from openpeel.language.symbols import IsLoaded, SetAside
from openpeel.language.tables import Table
from openpeel.language.units import Unit, parts_of


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
    set_aside: dict[str, Naming] = field(default_factory=dict)
    """What it asks about rows that were set aside, likewise."""
    links: tuple[Link, ...] = ()
    """The rows from which its facts follow, beside the unit's own."""
    doubts: dict[Doubt, str] = field(default_factory=dict)
    """Which hidden column says where a doubt stands."""
    steps: dict[str, str] = field(default_factory=dict)
    """SQL of the tables that must be filled before, in order, where it is of a few units."""


def build_frame(
    unit: type[Unit],
    facts: frozenset[str],
    expressions: Sequence[Any],
    *,
    question: Question,
    limits: Limits,
    rests: Iterable[Rests],
    doubts: Sequence[Doubt] = (),
    calendar_of: CalendarOf,
    of_few: bool = False,
) -> Frame:
    """The frame of ``unit`` with ``facts``, ready for ``expressions`` over it (for their calendars).

    ``rests`` asks for columns that say to when the records reach, ``doubts`` for columns that say where they stand.
    ``of_few``: only of the units that the table :data:`~openpeel.engine.steps.WANTED` names, built step by step.
    """
    named = {
        name + ending: part for name in sorted(facts) for ending, part in parts_of(unit.definitions[name])
    } | told_in(unit, expressions)
    begins = unit.definitions[unit.name_of(unit.begins)]
    everything = with_inputs(unit, [*named.values(), begins.lowest, *(doubt.condition.to_expr() for doubt in doubts)])
    everything += parts_of_links(unit, everything)
    asked, steps = Questions(unit.name), Steps() if of_few else None
    definitions = definitions_in(everything)
    linked = [one for one in definitions if isinstance(one, LinkedFact)]
    histories = [one for one in definitions if isinstance(one, HistoryFact)]
    base = base_rows(unit, everything, question, asked, steps if can_be_told(unit, histories) else None)
    building = Building(unit, question, limits, calendar_of, base, asked, steps=steps)
    building.tables |= set(base_tables(unit))
    if steps is not None:
        building.relation = _few(building, begins.lowest, histories)
    building.links += base_links(unit, question, building.relation)

    if histories:
        # First what they rest on, and nothing else: their windows sort all the columns that there are.
        before = with_inputs(unit, [part for history in histories for part in inputs_of(unit, history)])
        before += parts_of_links(unit, before)
        _add_coverage(building, begins.lowest, before, (), histories)
        grouped = {one.each for one in definitions_in(before) if isinstance(one, LinkedFact)}
        _add_definitions(building, [*(one for one in linked if one.each in grouped), *histories], before)
    if steps is not None and histories:
        building.relation = steps.fill(wanted(building.relation))
    until = _add_coverage(building, begins.lowest, everything, rests, ())
    _add_definitions(building, definitions, everything)

    hidden = {f"__doubt_{number}": doubt.condition.to_expr() for number, doubt in enumerate(doubts)}
    relation = building.relation.select(
        "row",
        "force",
        *([SURELY] if SURELY in building.relation.columns else []),
        *dict.fromkeys(until.values()),
        **{name: building.resolve(part) for name, part in (named | hidden).items()},
    )
    columns: dict[Any, str] = {}
    relation, columns = with_calendars(unit, relation, columns, expressions, limits=limits, calendar_of=calendar_of)
    return Frame(
        unit,
        relation,
        columns,
        until,
        frozenset(building.tables),
        asked.by_table,
        asked.set_aside,
        tuple(building.links),
        dict(zip(doubts, hidden, strict=True)),
        {} if steps is None else steps.tables,
    )


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


def _few(building: Building, begins: Any, histories: Sequence[HistoryFact]) -> ir.Table:
    """The units asked for and, where they have ``histories``, the others of these."""
    unit, rows = building.unit, building.relation
    if not can_be_told(unit, histories):
        return building.settled(rows)
    if not histories or isinstance(unit.rows, Obligations):
        return building.settled(rows if histories else wanted(rows))
    own = replace(building, relation=building.settled(wanted(rows)), columns={}, answers={}, built=set(), links=[])
    whose = with_inputs(unit, [history.history.by.lowest for history in histories])
    whose += parts_of_links(unit, whose)
    _add_coverage(own, begins, whose, (), ())
    _add_definitions(own, definitions_in(whose), whose)
    return building.settled(of_same_histories(own, rows, histories))


def _add_definitions(building: Building, definitions: Iterable[Any], expressions: Sequence[Any]) -> None:
    """Hidden columns for ``definitions``, and the calendars and rows set aside of ``expressions``, in rounds."""
    unit = building.unit
    waiting = [one for one in dict.fromkeys(definitions) if one not in building.built]
    calendars = [need for need in calendar_needs(expressions, building.limits) if need not in building.columns]
    links = [link for link in links_in(expressions) if SetAside(link=link, part="named") not in building.columns]
    while waiting or calendars or links:
        ready_calendars = [need for need in calendars if building.is_ready(need[0].to_expr())]
        ready = [definition for definition in waiting if building.is_ready(*inputs_of(unit, definition))]
        ready_links = [link for link in links if building.is_ready(*link_parts(unit, link))]
        if not ready_calendars and not ready and not ready_links:
            raise AssertionError(f"facts of {unit.name} rest on each other in a circle")
        _add_calendars(building, ready_calendars)
        building.settle()
        add_set_aside(building, ready_links)
        building.settle()
        add_linked(building, [d for d in ready if isinstance(d, LinkedFact)])
        building.settle()
        add_earlier(building, [d for d in ready if isinstance(d, HistoryFact)])
        building.settle()
        building.built.update(ready)
        calendars = [need for need in calendars if need not in ready_calendars]
        waiting = [definition for definition in waiting if definition not in ready]
        links = [link for link in links if link not in ready_links]


def _add_coverage(
    building: Building,
    begins: Any,
    expressions: Sequence[Any],
    rests: Iterable[Rests],
    histories: Iterable[HistoryFact],
) -> dict[Rests, str]:
    """Hidden columns that say to when (and, for ``histories``, from when) the records reach: one join for all."""
    names: dict[Asked, str] = {}

    def column(question: Asked) -> str:
        if question in building.answers:
            return building.answers[question]
        return names.setdefault(question, building.hidden(question.edge.replace(" ", "_")))

    until = {rest: column(Asked(rest.table, rest.columns, rest.own, "until")) for rest in rests}
    for symbol in find(expressions, IsLoaded):
        if symbol not in building.columns:
            building.columns[symbol] = column(Asked(symbol.table, symbol.columns, False, "until"))
    for link in links_in(expressions):
        symbol = SetAside(link=link, part="from")
        if symbol not in building.columns:
            building.columns[symbol] = column(Asked(link.table, frozenset({link.by}), link.own, SET_ASIDE))
    for definition in histories:
        if definition.value is not None:
            continue
        # Whose history it is must have been loaded as far back, not only the rows.
        whose = rests_behind(building.unit, [definition.history.by.lowest])
        reaching = {(rest.table, rest.columns) for rest in whose}
        reaching |= {(table, frozenset[str]()) for table in base_tables(building.unit)}
        building.reaches[definition] = [
            column(Asked(table, columns, False, "begins"))
            for table, columns in sorted(reaching, key=lambda pair: (pair[0].name, sorted(pair[1])))
        ]
    if names:
        building.relation = with_answers(
            building.relation, building.resolve(begins), tuple(names), tuple(names.values()), building.asked
        )
        building.answers |= names
        building.settle()
    return until


def _add_calendars(building: Building, needs: list[tuple[Any, Duration]]) -> None:
    by_start: dict[Any, list[Duration]] = {}
    for start, length in needs:
        by_start.setdefault(start, []).append(length)
    for start, lengths in by_start.items():
        names = [building.hidden("calendar") for _ in lengths]
        start_column = building.resolve(start.to_expr())
        building.relation = join_calendar(building.relation, start_column, building.calendar_of(tuple(lengths)), names)
        building.columns.update({(start, length): name for length, name in zip(lengths, names, strict=True)})

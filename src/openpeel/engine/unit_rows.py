"""Asking something of the units of one kind, over their facts as they follow from a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import duckdb
import ibis.expr.types as ir

from openpeel.engine.clocks import AsAt, judged_at
from openpeel.engine.evaluation import Calendars, built, fill_frame, frame_name, needs_of, provide
from openpeel.engine.frames import build_frame
from openpeel.engine.history import coverage_as_at
from openpeel.engine.steps import to_sql
from openpeel.engine.symbols import Resolver
from openpeel.language.columns import Column
from openpeel.language.units import Unit
from openpeel.records.store import Snapshot

Value = Callable[[Column], Any]
"""Gives the Ibis value of a column over a unit."""


def ask_units(
    snapshot: Snapshot,
    as_at: AsAt,
    unit: type[Unit],
    facts: Iterable[str],
    expressions: Sequence[Any],
    asked: Callable[[ir.Table, Value], ir.Table],
) -> list[tuple[Any, ...]]:
    """The rows of what is ``asked`` of the table of units, which has ``facts`` and is ready for ``expressions``."""
    calendars = Calendars({})
    frame = build_frame(
        unit,
        frozenset(facts),
        expressions,
        question=as_at.question,
        limits={},
        rests=[],
        calendar_of=calendars.of,
    )
    table = built(frame)
    resolver = Resolver(table, {}, judged_at(), frame.columns)
    rows = asked(table, lambda column: resolver.resolve(column.lowest, [unit.relation.op()]))
    with duckdb.connect() as connection:
        provide(connection, snapshot, needs_of([frame], calendars), as_at, coverage_as_at(snapshot.coverage, as_at))
        fill_frame(connection, frame_name(unit), to_sql(frame.expression))
        found: list[tuple[Any, ...]] = connection.execute(to_sql(rows)).fetchall()
    return found

"""Opening a figure: the facts of the cases behind it, and the source rows behind each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import duckdb
import ibis
import numpy as np

from openpeel.engine.clocks import AsAt, Question
from openpeel.engine.evaluation import Calendars, fill_frame, needs_of, provide, view_of
from openpeel.engine.frames import build_frame
from openpeel.engine.history import coverage_as_at
from openpeel.engine.steps import to_sql
from openpeel.language.columns import HIGHEST, LATEST, Moment
from openpeel.language.obligations import Obligations
from openpeel.language.tables import Table
from openpeel.language.units import Unit
from openpeel.records.store import Snapshot
from openpeel.records.store.snapshot import Origin

FactRow = dict[str, Any]
"""Values of facts by name; an inexact value as a :class:`Between`."""


@dataclass(frozen=True)
class Between:
    """A value between two, both included; without ``highest`` a number has no bound, and a moment may be missing."""

    lowest: Any
    highest: Any


@dataclass(frozen=True)
class SourceRow:
    """A stored row behind a case, and where it came from."""

    table: str
    row: int
    origin: Origin


class CaseReader:
    """Reads the facts of units as a run judged them: over the same snapshot, as at the same moment."""

    def __init__(self, snapshot: Snapshot, as_at: AsAt) -> None:
        self._snapshot = snapshot
        self._as_at = as_at

    def facts(self, unit: type[Unit], names: Sequence[str], units: Iterable[int]) -> dict[int, FactRow]:
        """The named facts of some units, by the units' row numbers."""
        compiled = self._compiled(unit, names)
        with self._open(compiled, units) as connection:
            found = connection.execute(compiled.facts)
            columns = [column[0] for column in found.description]
            rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        return {row["row"]: values_of(unit, names, row) for row in rows}

    def find(self, unit: type[Unit], case_fact: str, value: str) -> list[int]:
        """Row numbers of the units whose ``case_fact`` is ``value`` or, where none is, begins with it."""
        compiled = _compile(unit, (case_fact,), self._as_at.question, of_few=False)
        with self._open(compiled, ()) as connection:
            connection.register("sought", {"value": np.array([value])})
            found = connection.execute(
                f'select row, "{case_fact}" = value from ({compiled.facts}), sought '
                f'where starts_with("{case_fact}", value) order by row'
            ).fetchall()
        whole = [row for row, is_whole in found if is_whole]
        return whole or [row for row, _ in found]

    def source_rows(self, unit: type[Unit], names: Sequence[str], number: int) -> list[SourceRow]:
        """The stored rows from which the named facts of one unit follow, its own first."""
        compiled = self._compiled(unit, names)
        rows: dict[int, str] = {}
        if not isinstance(unit.rows, Obligations):
            rows[number] = unit.rows.name
        if compiled.links:
            with self._open(compiled, [number]) as connection:
                found = connection.execute(
                    f"select link, row from ({compiled.links_sql}) where unit = {number} group by all order by all"
                ).fetchall()
            for link, row in found:
                rows.setdefault(row, compiled.links[link].table.name)
        origins = self._snapshot.origins(rows)
        return [SourceRow(table, row, origins[row]) for row, table in rows.items()]

    def stored(self, table: type[Table], rows: Iterable[int]) -> dict[int, Mapping[str, Any]]:
        """The declared columns of stored rows, as they are in the store."""
        with duckdb.connect() as connection:
            view_of(connection, self._snapshot, table)
            _register_units(connection, rows)
            columns = ", ".join(f's."{name}"' for name in table.columns)
            found = connection.execute(
                f'select s.row, {columns} from "stored_{table.name}" s semi join wanted on s.row = wanted.unit'
            ).fetchall()
        return {row: dict(zip(table.columns, values, strict=True)) for row, *values in found}

    def _compiled(self, unit: Any, names: Sequence[str]) -> _Compiled:
        # Any: for mypy, classes cannot be hashed.
        return _compile(unit, tuple(names), self._as_at.question, of_few=True)

    def _open(self, compiled: _Compiled, units: Iterable[int]) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        coverage = coverage_as_at(self._snapshot.coverage, self._as_at)
        provide(connection, self._snapshot, compiled.needs, self._as_at, coverage)
        _register_units(connection, units)
        for name, sql in compiled.steps.items():
            fill_frame(connection, name, sql)
        return connection


class _Compiled:
    """The SQL by which a unit's facts, and the rows behind them, are read; made when it is first asked for."""

    def __init__(self, unit: type[Unit], names: tuple[str, ...], question: Question, *, of_few: bool) -> None:
        calendars = Calendars({})
        frame = build_frame(
            unit,
            frozenset(names),
            [],
            question=question,
            limits={},
            rests=[],
            calendar_of=calendars.of,
            of_few=of_few,
        )
        self.links = frame.links
        self.needs = needs_of([frame], calendars)
        self.steps = frame.steps
        self.facts = to_sql(frame.expression)

    @cached_property
    def links_sql(self) -> str:
        """Which rows stand behind which unit by which of ``links``: one question, since they rest on the same steps."""
        pairs = (
            link.pairs().select("unit", "row", link=ibis.literal(number)) for number, link in enumerate(self.links)
        )
        return to_sql(ibis.union(*pairs))


@lru_cache(maxsize=64)
def _compile(unit: type[Unit], names: tuple[str, ...], question: Question, *, of_few: bool) -> _Compiled:
    """Made once in a process: to compile takes longer than to read one case."""
    return _Compiled(unit, names, question, of_few=of_few)


def _register_units(connection: duckdb.DuckDBPyConnection, units: Iterable[int]) -> None:
    # As NumPy: for Arrow, and for parameters, DuckDB imports pandas, which takes longer than the question.
    connection.register("wanted", {"unit": np.array(list(dict.fromkeys(units)), np.int64)})


def values_of(unit: type[Unit], names: Sequence[str], row: Mapping[str, Any]) -> FactRow:
    """The named facts in a row of a frame; a value that is a range as a :class:`Between`."""
    values: FactRow = {}
    for name in names:
        fact = unit.facts[name]
        if fact.highest is None:
            values[name] = row[name]
            continue
        upper = row[name + (LATEST if isinstance(fact, Moment) else HIGHEST)]
        values[name] = row[name] if row[name] is None or row[name] == upper else Between(row[name], upper)
    return values

"""Opening a figure: the facts of the cases behind it, and the source rows behind each case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import numpy as np

from openpeel.engine.case_plans import CasePlan, kept_case_plan
from openpeel.engine.clocks import AsAt
from openpeel.engine.evaluation import fill_frame, provide, view_of
from openpeel.engine.history import coverage_as_at
from openpeel.engine.steps import WANTED
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


@dataclass(frozen=True)
class Case:
    """One unit, opened."""

    facts: FactRow
    """Empty where the snapshot knows no such unit."""
    sources: tuple[SourceRow, ...]
    """The stored rows from which the facts follow, its own first."""


class CaseReader:
    """Reads the facts of units as a run judged them: over the same snapshot, as at the same moment.

    ``plans`` is a folder in which to keep what is compiled, since that takes longer than to read a case.
    """

    def __init__(self, snapshot: Snapshot, as_at: AsAt, plans: Path | None = None) -> None:
        self._snapshot = snapshot
        self._as_at = as_at
        self._plans = plans

    def facts(self, unit: type[Unit], names: Sequence[str], units: Iterable[int]) -> dict[int, FactRow]:
        """The named facts of some units, by the units' row numbers."""
        opened = self._opened(unit, names)
        with opened.over(units) as connection:
            return _facts(connection, opened.plan, unit, names)

    def cases(
        self, unit: type[Unit], names: Sequence[str], units: Sequence[int], *, among: Iterable[str] = ()
    ) -> dict[int, Case]:
        """Some units with the named facts and the rows from which they follow, by the units' row numbers.

        ``among`` are facts of which others are asked for elsewhere: one plan then serves for all that are.
        """
        opened = self._opened(unit, {*names, *among})
        with opened.over(units) as connection:
            facts = _facts(connection, opened.plan, unit, names)
            behind = _rows_behind(connection, opened.plan, names)
        return {number: Case(facts.get(number, {}), self._sources(unit, number, behind)) for number in units}

    def source_rows(self, unit: type[Unit], names: Sequence[str], number: int) -> tuple[SourceRow, ...]:
        """The stored rows from which the named facts of one unit follow, its own first."""
        opened = self._opened(unit, names)
        if not opened.plan.links:
            return self._sources(unit, number, {})
        with opened.over([number]) as connection:
            behind = _rows_behind(connection, opened.plan, names)
        return self._sources(unit, number, behind)

    def find(self, unit: type[Unit], case_fact: str, value: str) -> list[int]:
        """Row numbers of the units whose ``case_fact`` is ``value`` or, where none is, begins with it."""
        opened = self._opened(unit, [case_fact], of_few=False)
        with opened.over([]) as connection:
            connection.register("sought", {"value": np.array([value])})
            found = connection.execute(
                f'select row, "{case_fact}" = value from ({opened.plan.facts}), sought '
                f'where starts_with("{case_fact}", value) order by row'
            ).fetchall()
        whole = [row for row, is_whole in found if is_whole]
        return whole or [row for row, _ in found]

    def stored(self, rows: Mapping[type[Table], Sequence[int]]) -> dict[tuple[str, int], Mapping[str, Any]]:
        """The declared columns of stored rows, as they are in the store, by the table's name and the row."""
        found: dict[tuple[str, int], Mapping[str, Any]] = {}
        with duckdb.connect(config=_ON_ONE_CORE) as connection:
            for table, wanted in rows.items():
                view_of(connection, self._snapshot, table)
                _register_units(connection, wanted)
                columns = ", ".join(f's."{name}"' for name in table.columns)
                for row, *values in connection.execute(
                    f'select s.row, {columns} from "stored_{table.name}" s semi join wanted on s.row = wanted.unit'
                ).fetchall():
                    found[table.name, row] = dict(zip(table.columns, values, strict=True))
        return found

    def _opened(self, unit: Any, names: Iterable[str], *, of_few: bool = True) -> _Opened:
        # Any: for mypy, classes cannot be hashed.
        return _open(self._snapshot, self._as_at, unit, tuple(sorted(set(names))), of_few, self._plans)

    def _sources(self, unit: type[Unit], number: int, behind: Mapping[int, Mapping[int, str]]) -> tuple[SourceRow, ...]:
        tables: dict[int, str] = {} if isinstance(unit.rows, Obligations) else {number: unit.rows.name}
        for row, table in behind.get(number, {}).items():
            tables.setdefault(row, table)
        origins = self._snapshot.origins(tables)
        return tuple(SourceRow(table, row, origins[row]) for row, table in tables.items())


_ON_ONE_CORE = {"threads": "1"}
"""For questions about a handful of rows: to share them out takes longer than to answer."""


class _Opened:
    """A plan with the records that it reads, ready to be run for some units after others."""

    def __init__(self, snapshot: Snapshot, as_at: AsAt, plan: CasePlan) -> None:
        self.plan = plan
        self._turn = Lock()
        self._connection = duckdb.connect(config=_ON_ONE_CORE)
        provide(self._connection, snapshot, plan.needs, as_at, coverage_as_at(snapshot.coverage, as_at))

    @contextmanager
    def over(self, units: Iterable[int]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in which the plan's steps have been run for some units; nobody else's meanwhile."""
        with self._turn:
            _register_units(self._connection, units)
            for name, sql in self.plan.steps.items():
                fill_frame(self._connection, name, sql)
            yield self._connection


@lru_cache(maxsize=32)
def _open(
    snapshot: Snapshot, as_at: AsAt, unit: type[Unit], names: tuple[str, ...], of_few: bool, plans: Path | None
) -> _Opened:
    """Made once in a process: to open the records takes as long as to read one case. A snapshot never changes."""
    return _Opened(snapshot, as_at, kept_case_plan(plans, unit, names, as_at.question, of_few=of_few))


def _facts(
    connection: duckdb.DuckDBPyConnection, plan: CasePlan, unit: type[Unit], names: Sequence[str]
) -> dict[int, FactRow]:
    found = connection.execute(plan.facts)
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    return {row["row"]: values_of(unit, names, row) for row in rows}


def _rows_behind(
    connection: duckdb.DuckDBPyConnection, plan: CasePlan, names: Iterable[str]
) -> dict[int, dict[int, str]]:
    """By unit, the rows behind the named facts with their tables: by the links in order, by row; as met first."""
    asked = frozenset(names)
    numbers = [str(number) for number, link in enumerate(plan.links) if link.facts & asked]
    behind: dict[int, dict[int, str]] = {}
    if numbers:
        for unit, link, row in connection.execute(
            f"select unit, link, row from ({plan.pairs}) semi join wanted using (unit) "
            f"where link in ({', '.join(numbers)}) group by all order by all"
        ).fetchall():
            behind.setdefault(unit, {}).setdefault(row, plan.links[link].table)
    return behind


def _register_units(connection: duckdb.DuckDBPyConnection, units: Iterable[int]) -> None:
    # As NumPy: for Arrow, and for parameters, DuckDB imports pandas, which takes longer than the question.
    connection.register(WANTED.get_name(), {"unit": np.array(list(dict.fromkeys(units)), np.int64)})


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

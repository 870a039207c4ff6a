"""What lists of cases show, kept with a run: the facts beside each row of the ledger, in a Parquet file for each unit.

Facts of single cases can be worked out anew over the run's snapshot (:mod:`openpeel.engine.cases`), but that takes
seconds; a list of cases must be there at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from openpeel.engine.clocks import AsAt
from openpeel.engine.evaluation import Calendars, Plan, needs_of, open_records, to_sql
from openpeel.engine.frames import build_frame
from openpeel.language.standards import Standard
from openpeel.language.units import Unit
from openpeel.records.loads import Coverage
from openpeel.records.store import Snapshot

ROWS_TOGETHER = 20_480
"""Rows in each group of a file: a page of a list reads a few groups, not the file."""


def shown_file(unit: str) -> str:
    """The name of the file, in a run's folder, with what lists show of a unit."""
    return f"shown-{unit}.parquet"


def facts_shown(unit: type[Unit], standards: Sequence[Standard]) -> tuple[str, ...]:
    """Names of the facts that the lists of some standards show of a unit, in order of name."""
    return tuple(sorted({name for one in standards if one.unit is unit for name in one.facts_shown()}))


def all_shown(standards: Sequence[Standard]) -> list[tuple[type[Unit], str]]:
    """The facts that the lists of some standards show, each with its unit, in order of name."""
    units = sorted({standard.unit for standard in standards}, key=lambda unit: unit.name)
    return [(unit, name) for unit in units for name in facts_shown(unit, standards)]


def shown_plan(standards: Sequence[Standard], as_at: AsAt, coverage: Sequence[Coverage]) -> Plan:
    """Compile what the lists of some standards show: a frame for each unit, and no ledger."""
    facts: dict[type[Unit], set[str]] = {}
    for unit, name in all_shown(standards):
        facts.setdefault(unit, set()).add(name)
    calendars = Calendars({})
    frames = {
        shown_file(unit.name): build_frame(
            unit, frozenset(names), [], as_at=as_at, limits={}, rests=[], calendar_of=calendars.of
        )
        for unit, names in facts.items()
    }
    return Plan(
        frames={file: to_sql(frame.expression) for file, frame in frames.items()},
        ledger=(),
        needs=needs_of(frames.values(), calendars),
        as_at=as_at,
        coverage=coverage,
        words={},
    )


def keep_shown(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    standards: Sequence[Standard],
    plan: Plan,
    ledger: Path,
    folder: Path,
) -> None:
    """Write, for each unit of ``standards``, the facts that lists show of the units that a ledger names."""
    open_records(connection, snapshot, plan)
    units = {shown_file(standard.unit.name): standard.unit for standard in standards}
    for file, sql in plan.frames.items():
        own = ", ".join(str(number) for number, one in enumerate(standards) if one.unit is units[file])
        target, rows = (str(path).replace("'", "''") for path in (folder / file, ledger))
        connection.execute(
            f"copy (select f.* from ({sql}) f semi join "
            f"(select unit from read_parquet('{rows}') where standard in ({own})) l on f.row = l.unit "
            f"order by f.row) to '{target}' (format parquet, compression snappy, row_group_size {ROWS_TOGETHER})"
        )

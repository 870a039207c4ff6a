"""What lists of cases show, kept with a run: the facts beside each row of the ledger, in a Parquet file for each unit.

Facts of single cases can be worked out anew over the run's snapshot (:mod:`openpeel.engine.cases`), but that takes
seconds; a list of cases must be there at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from openpeel.engine.clocks import AsAt
from openpeel.engine.evaluation import Calendars, Plan, frame_name, needs_of, open_records, to_sql
from openpeel.engine.frames import build_frame
from openpeel.language.standards import Standard
from openpeel.language.units import Unit
from openpeel.records.loads import Coverage
from openpeel.records.store import Snapshot

ROWS_TOGETHER = 20_480
"""Rows in each group of a file: a page of a list reads a few groups, not the file."""


def shown_file(folder: Path, unit: str) -> Path:
    """Where a run keeps what lists show of a unit."""
    return folder / f"shown-{unit}.parquet"


def facts_shown(standards: Sequence[Standard]) -> dict[type[Unit], frozenset[str]]:
    """Names of the facts that the lists of some standards show of their units, by unit in order of name."""
    units = sorted({standard.unit for standard in standards}, key=lambda unit: unit.name)
    return {
        unit: frozenset(name for one in standards if one.unit is unit for name in one.facts_shown()) for unit in units
    }


def make_shown_plan(standards: Sequence[Standard], *, as_at: AsAt, coverage: Sequence[Coverage]) -> Plan:
    """Compile, for each unit of ``standards``, the facts that lists show; nothing is judged."""
    calendars = Calendars({})
    frames = [
        build_frame(unit, facts, [], as_at=as_at, limits={}, rests=[], calendar_of=calendars.of)
        for unit, facts in facts_shown(standards).items()
    ]
    sql = {frame_name(frame.unit): to_sql(frame.expression) for frame in frames}
    return Plan(sql, (), needs_of(frames, calendars), as_at, coverage, {})


def keep_shown(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    plan: Plan,
    standards: Sequence[Standard],
    ledger: Path,
    folder: Path,
) -> None:
    """Write, for each unit of ``standards``, the facts that lists show of the units that a ledger names."""
    open_records(connection, snapshot, plan)
    for unit in facts_shown(standards):
        own = ", ".join(str(number) for number, one in enumerate(standards) if one.unit is unit)
        target, rows = (str(path).replace("'", "''") for path in (shown_file(folder, unit.name), ledger))
        connection.execute(
            f"copy (select f.* from ({plan.frames[frame_name(unit)]}) f semi join "
            f"(select unit from read_parquet('{rows}') where standard in ({own})) l on f.row = l.unit "
            f"order by f.row) to '{target}' (format parquet, compression snappy, row_group_size {ROWS_TOGETHER})"
        )

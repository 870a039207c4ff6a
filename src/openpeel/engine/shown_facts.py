"""What lists of cases show, kept with a run: the facts beside each row of the ledger, in a Parquet file for each unit.

Facts of single cases can be worked out anew over the run's snapshot (:mod:`openpeel.engine.cases`), but that takes
seconds; a list of cases must be there at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from openpeel.engine.clocks import AsAt
from openpeel.engine.evaluation import Calendars, needs_of, provide, to_sql
from openpeel.engine.frames import build_frame
from openpeel.engine.history import coverage_as_at
from openpeel.language.standards import Standard
from openpeel.language.units import Unit
from openpeel.records.store import Snapshot

ROWS_TOGETHER = 20_480
"""Rows in each group of a file: a page of a list reads a few groups, not the file."""


def shown_file(folder: Path, unit: str) -> Path:
    """Where a run keeps what lists show of a unit."""
    return folder / f"shown-{unit}.parquet"


def facts_shown(unit: type[Unit], standards: Sequence[Standard]) -> tuple[str, ...]:
    """Names of the facts that the lists of some standards show of a unit, in order of name."""
    return tuple(sorted({name for one in standards if one.unit is unit for name in one.facts_shown()}))


def keep_shown(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    standards: Sequence[Standard],
    as_at: AsAt,
    ledger: Path,
    folder: Path,
) -> None:
    """Write, for each unit of ``standards``, the facts that lists show of the units that a ledger names."""
    coverage = coverage_as_at(snapshot.coverage, as_at)
    for unit in sorted({standard.unit for standard in standards}, key=lambda unit: unit.name):
        calendars = Calendars({})
        frame = build_frame(
            unit,
            frozenset(facts_shown(unit, standards)),
            [],
            as_at=as_at,
            limits={},
            rests=[],
            calendar_of=calendars.of,
        )
        provide(connection, snapshot, needs_of([frame], calendars), as_at, coverage)
        own = ", ".join(str(number) for number, one in enumerate(standards) if one.unit is unit)
        target, rows = (str(path).replace("'", "''") for path in (shown_file(folder, unit.name), ledger))
        connection.execute(
            f"copy (select f.* from ({to_sql(frame.expression)}) f semi join "
            f"(select unit from read_parquet('{rows}') where standard in ({own})) l on f.row = l.unit "
            f"order by f.row) to '{target}' (format parquet, compression snappy, row_group_size {ROWS_TOGETHER})"
        )

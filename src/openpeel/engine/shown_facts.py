"""What lists of cases show, kept with a run: the facts beside each row of the ledger, in a Parquet file for each unit.

Facts of single cases can be worked out anew over the run's snapshot (:mod:`openpeel.engine.cases`), but of a list that
takes too long: it must be there at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from openpeel.engine.evaluation import Plan, frame_name
from openpeel.language.standards import Standard
from openpeel.language.units import Unit, parts_of

ROWS_TOGETHER = 20_480
"""Rows in each group of a file: a page of a list reads a few groups, not the file."""


def shown_file(folder: Path, unit: str) -> Path:
    """Where a run keeps what lists show of a unit."""
    return folder / f"shown-{unit}.parquet"


def keep_shown(
    connection: duckdb.DuckDBPyConnection, plan: Plan, standards: Sequence[Standard], ledger: Path, folder: Path
) -> None:
    """Write, for each unit of ``standards``, the facts that lists show of the units that a ledger names.

    The connection is one in which ``plan`` ran, made for ``standards`` with what lists show.
    """
    for unit in sorted({standard.unit for standard in standards}, key=lambda unit: unit.name):
        frame = frame_name(unit)
        columns = ", ".join(
            f'cast(f."{name}" as varchar) as "{name}"' if name in plan.words[frame] else f'f."{name}"'
            for name in ("row", "force", *_columns_shown(unit, standards))
        )
        own = ", ".join(str(number) for number, one in enumerate(standards) if one.unit is unit)
        target, rows = (str(path).replace("'", "''") for path in (shown_file(folder, unit.name), ledger))
        connection.execute(
            f'copy (select {columns} from "{frame}" f semi join '
            f"(select unit from read_parquet('{rows}') where standard in ({own})) l on f.row = l.unit "
            f"order by f.row) to '{target}' (format parquet, compression snappy, row_group_size {ROWS_TOGETHER})"
        )


def _columns_shown(unit: type[Unit], standards: Sequence[Standard]) -> list[str]:
    facts = {name for one in standards if one.unit is unit for name in one.facts_shown()}
    return [name + ending for name in sorted(facts) for ending, _ in parts_of(unit.definitions[name])]

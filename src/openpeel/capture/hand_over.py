"""Handing a register over to the records: its entries as rows of the same tables, for an ordinary load of the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.capture.registers import EntryData, Register
from openpeel.language.columns import LATEST, Flag, Moment, Number
from openpeel.language.periods import period_named
from openpeel.language.tables import Table, is_ranged
from openpeel.records.loads import Coverage, LoadKind, StagedFile

ARROW: dict[str, pa.DataType] = {
    "string": pa.string(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "timestamp(6)": pa.timestamp("us"),
}


@dataclass(frozen=True)
class KeptEntry:
    """An entry as it stands, without fault, and when it was last changed (naive UTC)."""

    entry: str
    data: EntryData
    changed_at: datetime


def stage_register(
    register: Register, entries: Sequence[KeptEntry], *, force: str, since: datetime, now: datetime, folder: Path
) -> list[StagedFile]:
    """Write every row of a register into ``folder``; one staged file for each of its tables.

    The files say that they hold all that the register has of what began from ``since`` on: what is no longer in it was
    taken out. A row that began earlier is held too, and ``since`` moved to it.
    """
    by_table: dict[type[Table], list[dict[str, Any]]] = {table: [] for table in register.tables}
    for kept in entries:
        for table, _, values in register.rows(kept.entry, kept.data):
            by_table[table].append({**_stored(table, values), "entered_at": kept.changed_at})
    staged = []
    for table, rows in by_table.items():
        began = table.name_of(table.begins)
        rows.sort(key=lambda row: (row["entered_at"], row[table.key[0]]))
        file = folder / f"{table.name}.parquet"
        schema = pa.schema([*schema_of(table), ("entered_at", pa.timestamp("us")), ("line", pa.int64())])
        numbered = [{**row, "line": line} for line, row in enumerate(rows, start=1)]
        pq.write_table(pa.Table.from_pylist(numbered, schema), file)
        coverage = Coverage(
            table=table.name,
            force=force,
            source=f"register of {register.title.lower()}",
            columns=frozenset(table.columns) | {"entered_at"},
            kind=LoadKind.FULL,
            begins=min([since, *(row[began] for row in rows)]),
            ends=now,
            extracted_at=now,
        )
        staged.append(StagedFile(table, coverage, f"register of {register.title.lower()}", _digest(rows, now), file))
    return staged


def schema_of(table: type[Table]) -> list[tuple[str, pa.DataType]]:
    """The declared columns of a table as Arrow has them, with the upper ends of inexact moments."""
    kinds = table.relation.schema()
    names = [name for column in table.columns for name in (column, column + LATEST) if name in kinds]
    return [(name, ARROW[str(kinds[name])]) for name in names]


def _stored(table: type[Table], values: EntryData) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for name, column in table.columns.items():
        value = values.get(name)
        if isinstance(column, Moment):
            first, last = (None, None) if value is None else period_named(value.removesuffix("Z"))
            stored[name] = first
            if is_ranged(column):
                stored[name + LATEST] = last
        else:
            stored[name] = value if value is None or isinstance(column, Flag | Number) else str(value)
    return stored


def _digest(rows: list[dict[str, Any]], now: datetime) -> str:
    """What tells one hand-over from another: its rows, and when it was made, since it also says up to when it holds."""
    return hashlib.sha256(json.dumps([rows, now], default=str).encode()).hexdigest()

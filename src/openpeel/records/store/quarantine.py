"""Rows that could not be stored: kept whole, with the reason, until the source is mended."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.records.loads import Rejected
from openpeel.records.store.manifest import Load

SCHEMA = pa.schema(
    [
        ("load", pa.int64()),
        ("table", pa.string()),
        ("file", pa.string()),
        ("line", pa.int64()),
        ("column", pa.string()),
        ("reason", pa.string()),
        ("text", pa.string()),
    ]
)


@dataclass(frozen=True)
class SetAside:
    """One row in quarantine. ``text`` holds the row as it stood, personal data included."""

    load: int
    table: str
    file: str
    line: int
    column: str | None
    reason: str
    text: str


def file_name(load: int) -> str:
    """Name of the quarantine file of a load."""
    return f"load-{load:08}.parquet"


def write(folder: Path, load: int, rows: Sequence[tuple[str, str, Rejected]]) -> str:
    """Keep ``rows`` (table, file, what was rejected) of a load; returns the file's name."""
    place = folder / "quarantine"
    place.mkdir(exist_ok=True)
    path = place / file_name(load)
    content = pa.Table.from_pylist(
        [
            vars(SetAside(load, table, file, rejected.line, rejected.column, rejected.reason, rejected.text))
            for table, file, rejected in rows
        ],
        schema=SCHEMA,
    )
    with path.open("wb") as file:
        pq.write_table(content, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    return path.name


def read(folder: Path, loads: Iterable[Load]) -> list[SetAside]:
    """Every row that ``loads`` set aside, in order of load."""
    return [
        SetAside(**row)
        for load in loads
        if load.quarantine is not None
        for row in pq.read_table(folder / "quarantine" / load.quarantine).to_pylist()
    ]

"""Rows that could not be stored: kept whole, with the reason, until the source is mended."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from openpeel.errors import Refused
from openpeel.records.loads import Rejected
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.manifest import Load
from openpeel.records.store.sql import parquet


@dataclass(frozen=True)
class SetAside:
    """One row in quarantine. ``text`` holds the row as it stood, personal data included.

    ``part`` is the number of its file, None in what earlier versions wrote; ``references``, ``first`` and ``last`` are
    what could be read of it: see :class:`openpeel.records.loads.Rejected`.
    """

    load: int
    table: str
    file: str
    line: int
    column: str | None
    reason: str
    text: str
    part: int | None = None
    references: Mapping[str, str | None] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None


def file_name(load: int) -> str:
    """Name of the quarantine file of a load."""
    return f"load-{load:08}.parquet"


def write(folder: Path, load: int, rows: Sequence[tuple[StagedPart, Rejected]]) -> str:
    """Keep ``rows`` (of which file, what was rejected) of a load; returns the file's name."""
    import pyarrow as pa  # here, since it takes a quarter of a second and reading does without
    import pyarrow.parquet as pq

    # "references" is JSON. Files of earlier versions end with "text".
    schema = pa.schema(
        [
            ("load", pa.int64()),
            ("table", pa.string()),
            ("file", pa.string()),
            ("line", pa.int64()),
            ("column", pa.string()),
            ("reason", pa.string()),
            ("text", pa.string()),
            ("part", pa.int64()),
            ("references", pa.string()),
            ("first", pa.timestamp("us")),
            ("last", pa.timestamp("us")),
        ]
    )
    place = folder / "quarantine"
    place.mkdir(exist_ok=True)
    path = place / file_name(load)
    content = pa.Table.from_pylist([_as_row(load, part, rejected) for part, rejected in rows], schema)
    with path.open("wb") as file:
        pq.write_table(content, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    return path.name


def _as_row(load: int, part: StagedPart, rejected: Rejected) -> dict[str, Any]:
    first, last = rejected.began or (None, None)
    staged = part.staged
    return {
        "load": load,
        "table": staged.table.name,
        "file": staged.file,
        "line": rejected.line,
        "column": rejected.column,
        "reason": rejected.reason,
        "text": rejected.text,
        "part": part.number,
        "references": json.dumps(dict(rejected.references), ensure_ascii=False),
        "first": first,
        "last": last,
    }


def read(folder: Path, loads: Iterable[Load]) -> list[SetAside]:
    """Every row that ``loads`` set aside, in order of load.

    Raises Refused where a file of them is missing or damaged.
    """
    paths = [folder / "quarantine" / load.quarantine for load in loads if load.quarantine is not None]
    with duckdb.connect() as connection:
        return [found for path in paths for found in _read(connection, path)]


def _read(connection: duckdb.DuckDBPyConnection, path: Path) -> list[SetAside]:
    try:
        kept = connection.execute(f"FROM {parquet([str(path)])} SELECT * EXCLUDE (filename)")
        names = [column[0] for column in kept.description]
        rows = [dict(zip(names, row, strict=True)) for row in kept.fetchall()]
    except duckdb.Error as error:
        raise Refused(
            f"a file of the quarantine is {'damaged' if path.exists() else 'missing'}",
            where=str(path),
            why="which cases its rows may be about can no longer be told",
            mend="restore the folder 'quarantine' from a copy; openpeel doctor shows what is damaged",
        ) from error
    return [SetAside(**{**row, "references": json.loads(row.get("references") or "{}")}) for row in rows]

"""The Delta tables of the store: Parquet files written by DuckDB, and Delta's log that says which are in force."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from deltalake import DeltaTable, Field, Schema
from deltalake.schema import PrimitiveType
from deltalake.transaction import AddAction, RemoveAction

from openpeel.language.tables import Table
from openpeel.records.store.data_files import DataFile
from openpeel.records.store.manifest import flush_folder
from openpeel.records.store.progress import OnStep
from openpeel.records.store.sql import stored_types

CONFIGURATION = {
    # Old versions are what old snapshots read: the log is never cut.
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}

_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "long",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "TIMESTAMP": "timestamp_ntz",
}
"""Delta's types by those of DuckDB."""


def table_folder(folder: Path, table: str) -> Path:
    """Where the Delta table ``table`` of the store in ``folder`` lies."""
    return folder / "tables" / table


def files(folder: Path, table: str, version: int) -> list[str]:
    """Absolute paths of the Parquet files of a table's version, in order of name (which is order of loading)."""
    opened = DeltaTable(table_folder(folder, table), version=version)
    return _paths(opened)


def commit(
    folder: Path,
    table: type[Table],
    base: int | None,
    added: Sequence[DataFile],
    removed: Sequence[str],
    on_step: OnStep,
) -> int:
    """Add and remove files of a table, whose version is ``base``, in one Delta commit; returns the new version."""
    place = table_folder(folder, table.name)
    opened = DeltaTable(place) if base is not None else _created(place, table)
    on_step(f"opened {table.name}")
    schema = _widened(opened, table)
    on_step(f"widened {table.name}")
    actions = [_add(file) for file in added] + [_remove(place, path) for path in removed]
    if actions:
        opened.create_write_transaction(actions, mode="append", schema=schema)
        opened.update_incremental()
    flush_folder(place / "_delta_log")
    on_step(f"version of {table.name}")
    return int(opened.version())


def restore(folder: Path, table: str, version: int) -> None:
    """Undo Delta commits after ``version``, left by a load that was killed.

    Delta's log only grows: the restored state is a new version with the files of the old.
    """
    place = table_folder(folder, table)
    if _newest_commit(place) == version:  # as nearly always; to open a table takes twenty times as long
        return
    opened = DeltaTable(place)
    if opened.version() != version and _paths(opened) != files(folder, table, version):
        opened.restore(version, ignore_missing_files=True)


def _newest_commit(place: Path) -> int | None:
    """The number of the last commit in a table's log, as its file's name has it."""
    names = (path.stem for path in (place / "_delta_log").glob("*.json"))
    return max((int(name) for name in names if name.isdigit()), default=None)


def _created(place: Path, table: type[Table]) -> DeltaTable:
    return DeltaTable.create(
        place,
        schema=_schema(table),
        name=table.name,
        description=(table.__doc__ or "").strip().splitlines()[0],
        configuration=CONFIGURATION,
    )


def _schema(table: type[Table]) -> Schema:
    return Schema([Field(name, PrimitiveType(_TYPES[kind])) for name, kind in stored_types(table).items()])


def _widened(opened: DeltaTable, table: type[Table]) -> Schema:
    """The table's schema, after adding columns that were declared since it was created."""
    stored = {field.name for field in opened.schema().fields}
    missing = [field for field in _schema(table).fields if field.name not in stored]
    if missing:
        opened.alter.add_columns(missing)
        opened.update_incremental()
    return opened.schema()


def _add(file: DataFile) -> AddAction:
    status = file.path.stat()
    return AddAction(
        path=file.path.name,
        size=status.st_size,
        partition_values={},
        modification_time=int(status.st_mtime * 1000),
        data_change=True,
        stats=json.dumps({"numRecords": file.rows}),
    )


def _remove(place: Path, path: str) -> RemoveAction:
    return RemoveAction(Path(path).name, True, int(time.time() * 1000), size=(place / path).stat().st_size)


def _paths(opened: DeltaTable) -> list[str]:
    return sorted(unquote(uri.removeprefix("file://")) for uri in opened.file_uris())

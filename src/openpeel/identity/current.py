"""The rows of a table that are in force."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import duckdb
import pyarrow as pa

from openpeel.language.tables import Table
from openpeel.records.store import Snapshot
from openpeel.records.store.sql import literal, parquet, quoted, stored_types


def current_rows(
    snapshot: Snapshot,
    table: type[Table],
    force: str,
    order: str,
    among: Mapping[str, Collection[str]] | None = None,
) -> pa.Table:
    """The rows of ``table`` that are in force, of one force, in ``order`` (SQL); none where nothing was loaded.

    ``among`` narrows them to some values of a column.
    """
    files = snapshot.files(table)
    kinds = stored_types(table)
    with duckdb.connect() as connection:
        if not files:
            columns = ", ".join(f"NULL::{kind} AS {quoted(name)}" for name, kind in kinds.items())
            return connection.execute(f"SELECT {columns} LIMIT 0").to_arrow_table()
        reading = parquet(files)
        found = {name for name, *_ in connection.execute(f"DESCRIBE FROM {reading}").fetchall()}
        columns = ", ".join(
            quoted(name) if name in found else f"NULL::{kind} AS {quoted(name)}" for name, kind in kinds.items()
        )
        narrowed = [f"list_contains(?::varchar[], {quoted(name)})" for name in among or {}]
        where = " AND ".join(["known_to IS NULL", f"force = {literal(force)}", *narrowed])
        return connection.execute(
            f"SELECT {columns} FROM {reading} WHERE {where} ORDER BY {order}",
            [sorted(values) for values in (among or {}).values()],
        ).to_arrow_table()

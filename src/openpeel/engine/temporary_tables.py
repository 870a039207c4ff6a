"""Small tables that a plan reads beside the records, put into DuckDB.

Neither by Arrow nor by parameters: for either, DuckDB imports pandas, which takes longer than many a question does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import duckdb

from openpeel.records.store.sql import DUCKDB_TYPES, literal

_AT_ONCE = 1_000
"""Rows in one statement."""

_DATE = {"date": "DATE"}
"""The type of the days of calendars, which no stored column has."""


def duckdb_type(kind: Any) -> str:
    """The DuckDB type for an Ibis type. Raises KeyError for one that no table of records and none beside them has."""
    return (DUCKDB_TYPES | _DATE)[str(kind)]


def _empty_table(connection: duckdb.DuckDBPyConnection, name: str, schema: Mapping[str, Any]) -> None:
    """A temporary table in place of the one of that name; ``schema`` has the Ibis types of its columns."""
    columns = ", ".join(f'"{column}" {duckdb_type(kind)}' for column, kind in schema.items())
    connection.execute(f'create or replace temp table "{name}" ({columns})')


def table_of_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    schema: Mapping[str, Any],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """A temporary table with some rows; a column that a row lacks is missing."""
    _empty_table(connection, name, schema)
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        values = ", ".join(f"({', '.join(_literal(row.get(column)) for column in schema)})" for row in some)
        connection.execute(f'insert into "{name}" values {values}')


def table_of_arrays(
    connection: duckdb.DuckDBPyConnection, name: str, schema: Mapping[str, Any], arrays: Mapping[str, Any]
) -> None:
    """A temporary table with NumPy arrays as its columns."""
    _empty_table(connection, name, schema)
    connection.register(f"{name}_arrays", dict(arrays))
    connection.execute(f'insert into "{name}" by name from "{name}_arrays"')
    connection.unregister(f"{name}_arrays")


def _literal(value: object) -> str:
    return "null" if value is None else literal(value if isinstance(value, int | datetime) else str(value))

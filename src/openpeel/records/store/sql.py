"""How names, texts and tables are written in DuckDB's SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from openpeel.language.tables import SYSTEM_COLUMNS, Table

DUCKDB_TYPES = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "boolean": "BOOLEAN",
    "timestamp(6)": "TIMESTAMP",
}


def quoted(name: str) -> str:
    """A name."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str], of: str = "") -> str:
    """Names with commas between, each ``of`` a table where one is given."""
    prefix = f"{of}." if of else ""
    return ", ".join(prefix + quoted(name) for name in names)


def literal(value: str | int | datetime) -> str:
    """A text, number, truth value or moment."""
    if isinstance(value, datetime):
        return f"TIMESTAMP '{value.isoformat(sep=' ')}'"
    if isinstance(value, int):
        return str(value).lower()
    # A statement ends at a zero.
    return "'" + value.replace("'", "''").replace("\0", "' || chr(0) || '") + "'"


def insertion(table: str, rows: Iterable[Iterable[str | int | datetime]]) -> str:
    """A statement that puts ``rows`` (at least one) into a small table.

    Far faster than row by row, and than Arrow or parameters, for which DuckDB imports pandas.
    """
    return f"INSERT INTO {table} VALUES " + ", ".join(f"({', '.join(map(literal, row))})" for row in rows)


def parquet(paths: Iterable[str], filename: str = "filename") -> str:
    """The rows of Parquet files, with each row's path in the column ``filename``."""
    files = ", ".join(literal(path) for path in paths)
    return f"read_parquet([{files}], union_by_name = true, filename = {literal(filename)})"


def stored_types(table: type[Table]) -> dict[str, str]:
    """Every stored column of ``table`` with its DuckDB type, in order."""
    return {name: DUCKDB_TYPES[str(kind)] for name, kind in table.relation.schema().items()}


def content_columns(table: type[Table]) -> list[str]:
    """The stored columns that the source supplies, key included."""
    return [name for name in stored_types(table) if name not in SYSTEM_COLUMNS]


def key_columns(table: type[Table]) -> list[str]:
    """What identifies a record in the whole table."""
    return ["force", "source", *table.key]


def same_record(table: type[Table], a: str, b: str) -> str:
    """A condition that holds where the rows ``a`` and ``b`` are of one record."""
    return " AND ".join(f"{a}.{quoted(name)} = {b}.{quoted(name)}" for name in key_columns(table))


def begins_column(table: type[Table]) -> str:
    """The column on which the periods that extracts cover are counted."""
    return quoted(table.name_of(table.begins))

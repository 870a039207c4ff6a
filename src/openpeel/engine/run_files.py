"""Reading the files of runs, which never change once they are there."""

from __future__ import annotations

from functools import cache

import duckdb


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor of the process's database; threads must not share one."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One for the process: to begin one takes longer than most questions, and it keeps what it knows of the files."""
    connection = duckdb.connect()
    connection.execute("set parquet_metadata_cache = true")
    return connection

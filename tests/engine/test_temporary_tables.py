"""Rows come out of DuckDB as they went in, whatever their texts hold, and without pandas."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

import duckdb

from openpeel.engine.temporary_tables import table_of_rows

SCHEMA = {"force": "string", "value": "string", "begins": "timestamp(6)", "named": "boolean", "begun": "int64"}
ROWS: list[dict[str, object]] = [
    {"force": "a", "value": "it's \"so\" \0 '); drop table t; --\n", "begins": datetime(1, 1, 1), "named": True},
    {"force": "b", "value": "", "begins": datetime(9999, 12, 31, 23, 59, 59, 999_999), "begun": -3},
    {"force": "é", "named": False, "begun": 9_000_000_000},
]


def test_rows_come_out_as_they_went_in() -> None:
    with duckdb.connect() as connection:
        table_of_rows(connection, "t", SCHEMA, ROWS * 700)
        found = connection.execute("select * from t").fetchall()
    assert sorted(found, key=repr) == sorted([tuple(row.get(name) for name in SCHEMA) for row in ROWS * 700], key=repr)


def test_no_rows_leave_an_empty_table() -> None:
    with duckdb.connect() as connection:
        table_of_rows(connection, "t", SCHEMA, ROWS)
        table_of_rows(connection, "t", SCHEMA, [])
        assert connection.execute("select count(*) from t").fetchall() == [(0,)]


def test_a_plan_s_small_tables_do_without_pandas() -> None:
    code = (
        "import sys, duckdb\n"
        "from openpeel.engine.evaluation import add_calendars\n"
        "from openpeel.engine.temporary_tables import table_of_rows\n"
        "from openpeel.language.durations import working_days\n"
        "with duckdb.connect() as connection:\n"
        "    add_calendars(connection, {(working_days(5),): 'calendar'})\n"
        "    table_of_rows(connection, 't', {'force': 'string'}, [{'force': 'a'}])\n"
        "sys.exit('pandas' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

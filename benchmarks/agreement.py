"""Whether two ledgers hold the same rows."""

from __future__ import annotations

from pathlib import Path

import duckdb

from openpeel.engine.evaluation import LEDGER_COLUMNS


def difference(one: Path, other: Path) -> int:
    """How many rows are in one ledger and not in the other, repeats counted. Raises ValueError where columns differ."""
    with duckdb.connect() as connection:
        kinds = [
            {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE FROM '{ledger}'").fetchall()}
            for ledger in (one, other)
        ]
        if kinds[0] != kinds[1]:
            raise ValueError(f"the ledgers have other columns: {kinds[0]} and {kinds[1]}")
        columns = ", ".join(f'"{name}"' for name in LEDGER_COLUMNS)
        different = 0
        # By standard, so that no more than its rows need be held.
        standards = connection.execute(f"SELECT standard FROM '{one}' UNION SELECT standard FROM '{other}'").fetchall()
        for (standard,) in standards:
            rows = [f"SELECT {columns} FROM '{ledger}' WHERE standard = {standard}" for ledger in (one, other)]
            for first, second in (rows, rows[::-1]):
                counted = connection.execute(f"SELECT count(*) FROM ({first} EXCEPT ALL {second})").fetchall()
                different += int(counted[0][0])
        return different

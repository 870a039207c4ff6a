"""Whether two ledgers hold the same rows."""

from __future__ import annotations

from pathlib import Path

import duckdb

from openpeel.engine.evaluation import LEDGER_COLUMNS

PARTS = 7


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
        # Some standards at a time, so that no more than their rows need be held.
        for remainder in range(PARTS):
            chosen = f"WHERE standard % {PARTS} = {remainder}"
            counted = connection.execute(
                f"""SELECT coalesce(sum(abs(extra)), 0) FROM (
                    SELECT {columns}, sum(sign) AS extra FROM (
                        SELECT {columns}, 1 AS sign FROM '{one}' {chosen}
                        UNION ALL SELECT {columns}, -1 FROM '{other}' {chosen}
                    ) GROUP BY ALL HAVING extra <> 0
                )"""
            ).fetchall()
            different += int(counted[0][0])
        return different

"""How fast archives of data.police.uk load, against DuckDB alone reading the same CSV and writing it as Parquet.

DuckDB reads the files of each kind together, all columns as text, and checks nothing. OpenPEEL reads the same files,
casts and checks every field, makes the keys, and stores all in one commit.

    python -m benchmarks.loading [FOLDER-OF-ARCHIVES]
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from pathlib import Path

import duckdb

from openpeel.records.store import Store
from openpeel.sources.loading import prepare
from openpeel.sources.police_uk.archive import Kind
from openpeel.sources.police_uk.sample import archives
from openpeel.sources.workbench import workbench

ROUNDS = 3


def duckdb_alone(months: Path, target: Path) -> int:
    """Rows read and written."""
    rows = 0
    with duckdb.connect() as connection:
        for kind in Kind:
            if not any(months.rglob(f"*-{kind.value}.csv")):
                continue
            files = f"'{months}/**/*-{kind.value}.csv'"
            (count,) = connection.execute(
                f"COPY (SELECT * FROM read_csv({files}, all_varchar = true, union_by_name = true)) "
                f"TO '{target / kind.value}.parquet'"
            ).fetchall()[0]
            rows += count
    return rows


def staged(months: Path) -> int:
    """Rows read, cast and checked, and not stored."""
    with workbench() as bench:
        return len(prepare(bench, [str(months)], None, lambda done, total: None).files)


def loaded(months: Path, target: Path) -> int:
    """Rows in the store."""
    with workbench() as bench:
        files = prepare(bench, [str(months)], None, lambda done, total: None).files
        return Store(target).load(files).totals.new


def main() -> None:
    """Print the best of some rounds of each, taken in turn, and the ratios."""
    given = Path(sys.argv[1]).glob("*.zip") if len(sys.argv) > 1 else archives()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        months = folder / "months"
        for archive in given:
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(months)
        best = dict.fromkeys(("DuckDB alone", "read and checked", "loaded"), float("inf"))
        rows = 0
        for number in range(ROUNDS):
            for what in best:
                begins = time.perf_counter()
                match what:
                    case "DuckDB alone":
                        rows = duckdb_alone(months, folder)
                    case "read and checked":
                        staged(months)
                    case _:
                        assert loaded(months, folder / f"store-{number}") == rows
                best[what] = min(best[what], time.perf_counter() - begins)
        for what, seconds in best.items():
            ratio = best["DuckDB alone"] / seconds
            print(
                f"{what:18} {rows:>9,} rows {seconds:7.2f} s {rows / seconds:>10,.0f} rows/s  {ratio:.2f} of its speed"
            )


if __name__ == "__main__":
    main()

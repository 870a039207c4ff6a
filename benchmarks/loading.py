"""How fast police.uk files load, against DuckDB alone reading and writing the same rows; and what closing rows costs.

    python -m benchmarks.loading FOLDER_OF_SHARED_DATA [ROUNDS]

Both sides read the same CSV files, unpacked beforehand, and write Parquet with snappy. DuckDB alone reads each kind of
file by one read_csv over all of them, with the types given, and writes one file of it: no line numbers, no keys, no
checks, no hash of the content, no history. The limit is twice its time. Each round runs both sides in turn, each in a
new process; the middle of the ratios is given. Processor time is shown beside it, since other work on the machine hurts
many short steps more than one long one.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ARCHIVE = Path("police-uk/south-west-2021-03-to-2022-03.zip")
LIMIT = 2.0

_SHARED = {
    "Crime ID": "VARCHAR",
    "Month": "VARCHAR",
    "Reported by": "VARCHAR",
    "Falls within": "VARCHAR",
    "Longitude": "DOUBLE",
    "Latitude": "DOUBLE",
    "Location": "VARCHAR",
    "LSOA code": "VARCHAR",
    "LSOA name": "VARCHAR",
}
KINDS = {
    "street": _SHARED | {"Crime type": "VARCHAR", "Last outcome category": "VARCHAR", "Context": "VARCHAR"},
    "outcomes": _SHARED | {"Outcome type": "VARCHAR"},
}


def duckdb_alone(csv: Path, work: Path) -> int:
    """Read and write the files with DuckDB and nothing else; returns the rows."""
    import duckdb

    rows = 0
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        for kind, columns in KINDS.items():
            reading = f"read_csv('{csv}/*/*-{kind}.csv', header = true, auto_detect = false, columns = {columns})"
            written = connection.execute(f"COPY (FROM {reading}) TO '{work}/{kind}.parquet' (COMPRESSION snappy)")
            rows += written.fetchall()[0][0]
    return rows


def openpeel(csv: Path, work: Path) -> int:
    """Read, check and store the files; returns the rows."""
    from openpeel.records.store import Store
    from openpeel.sources.loading import prepare
    from openpeel.sources.workbench import workbench

    store = Store(work / "data")
    with workbench() as bench:
        began = _clocks()
        prepared = prepare(bench, [str(csv)], None, lambda done, total: None, store.next_load())
        read = _clocks()
        report = store.load(prepared.files)
        stored = _clocks()
    for doing, start, end in (("reading and checking", began, read), ("storing", read, stored)):
        print(f"  {doing}: {end[0] - start[0]:.2f} s, processor {end[1] - start[1]:.2f} s", file=sys.stderr)
    return report.totals.new


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


SIDES = {"duckdb": duckdb_alone, "openpeel": openpeel}


def _timed(side: str, csv: Path) -> tuple[float, float, int]:
    """Seconds by the clock and of the processor, of the work without imports, and the rows; in a new process."""
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "benchmarks.loading", "--side", side, "--work", work, str(csv)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(told[0]), float(told[1]), int(told[2])


def main() -> None:
    """Run one side, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--side", choices=SIDES)
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    if arguments.side:
        # The first use of each library is its import.
        import deltalake
        import duckdb

        import openpeel.records.store
        import openpeel.sources.loading  # noqa: F401

        assert deltalake.__version__
        assert duckdb.__version__
        began = _clocks()
        rows = SIDES[arguments.side](arguments.folder, arguments.work)
        ended = _clocks()
        print(ended[0] - began[0], ended[1] - began[1], rows)
        return
    with tempfile.TemporaryDirectory() as name:
        csv = Path(name)
        with zipfile.ZipFile(arguments.folder / ARCHIVE) as archive:
            archive.extractall(csv)
        size = sum(path.stat().st_size for path in csv.rglob("*.csv")) / 1e6
        ratios, of_processor = [], []
        for number in range(arguments.rounds):
            alone, alone_processor, rows = _timed("duckdb", csv)
            ours, ours_processor, ours_rows = _timed("openpeel", csv)
            assert rows == ours_rows, f"{rows} and {ours_rows} rows"
            ratios.append(ours / alone)
            of_processor.append(ours_processor / alone_processor)
            print(
                f"round {number + 1}: {rows:,} rows, {size:.0f} MB: DuckDB alone {alone:.2f} s, OpenPEEL {ours:.2f} s, "
                f"ratio {ratios[-1]:.2f} (of processor time {of_processor[-1]:.2f})"
            )
    middle = statistics.median(ratios)
    print(
        f"middle ratio {middle:.2f} (of processor time {statistics.median(of_processor):.2f}); "
        f"limit {LIMIT}: {'held' if middle <= LIMIT else 'NOT HELD'}"
    )


if __name__ == "__main__":
    main()

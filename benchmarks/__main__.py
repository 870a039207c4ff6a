"""The ledger of OpenPEEL against hand-written DuckDB SQL, Polars and pandas, as ratios in one run.

    python -m benchmarks [--incidents 1000000 4000000] [--rounds 5] [--only NAME ...]

Makes the records once under benchmarks/work. Each version runs as a process of its own, in turn, round by round: files
opened, imports included, the ledger stored as Parquet. All ledgers are compared with that of the SQL, row by row.
Prints two tables for each size, and writes all figures to benchmarks/work/figures.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from benchmarks.agreement import difference
from benchmarks.force.records import made

Result = TypeVar("Result")

WORK = Path(__file__).parent / "work"

VERSIONS = {
    "OpenPEEL": "openpeel",
    "OpenPEEL, compiling": "openpeel",
    "DuckDB SQL": "duckdb_sql",
    "Polars": "polars_frames",
    "pandas": "pandas_frames",
}
"""Module by version. OpenPEEL keeps its compiled plan, which stays the same from day to day; once it compiles anew."""

LARGEST = {"pandas": 1_000_000, "OpenPEEL, compiling": 1_000_000}
"""Beyond so many incidents a version is not run."""


@dataclass(frozen=True)
class Measured:
    """One process, from its start to its end."""

    seconds: float
    processor_seconds: float
    peak_mib: float


def run(version: str, records: Path, ledger: Path) -> Measured:
    """Run one version as a process of its own."""
    if version == "OpenPEEL, compiling":
        shutil.rmtree(ledger.parent / "plans", ignore_errors=True)
    command = [sys.executable, "-m", f"benchmarks.rivals.{VERSIONS[version]}", str(records), str(ledger)]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{version} ended with {process.returncode}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def apart(work: Callable[..., Result], *arguments: object) -> Result:
    """What ``work`` returns, done in a process of its own.

    The peak that the system reports of a version's process is no less than that of the process that starts it.
    """
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def compare(incidents: int, rounds: int, versions: Sequence[str]) -> dict[str, list[Measured]]:
    """Run the versions in turn, so many rounds; check each one's first ledger against the SQL's."""
    records = apart(made, WORK / str(incidents), incidents).folder
    ledgers = WORK / f"{incidents}-ledgers"
    ledgers.mkdir(exist_ok=True)
    figures: dict[str, list[Measured]] = {version: [] for version in versions}
    if "OpenPEEL" in versions:
        # A plan that an earlier version of the code kept is compiled anew.
        run("OpenPEEL", records, ledgers / "OpenPEEL.parquet")
    for number in range(rounds):
        for version in versions:
            figures[version].append(run(version, records, ledgers / f"{version}.parquet"))
            print(f"{incidents:,} incidents, round {number + 1}: {version} {figures[version][-1]}", flush=True)
        if number == 0 and "DuckDB SQL" in versions:
            for version in versions:
                different = apart(difference, ledgers / f"{version}.parquet", ledgers / "DuckDB SQL.parquet")
                if different:
                    raise SystemExit(f"{version} and the SQL differ in {different} rows")
    return figures


def table(figures: dict[str, list[Measured]]) -> str:
    """Lowest and middle of each figure, and the ratio of OpenPEEL to each version, round by round."""
    lines = ["| | seconds: least, middle | of the processor: least, middle | peak MiB |", "|---|---|---|---|"]
    for version, measured in figures.items():
        wall, processor = [m.seconds for m in measured], [m.processor_seconds for m in measured]
        lines.append(
            f"| {version} | {min(wall):.1f}, {statistics.median(wall):.1f} "
            f"| {min(processor):.1f}, {statistics.median(processor):.1f} | {max(m.peak_mib for m in measured):,.0f} |"
        )
    lines += [
        "",
        "| OpenPEEL to | seconds: middle (range) | least to least | of the processor: middle |",
        "|---|---|---|---|",
    ]
    ours = figures.get("OpenPEEL", [])
    for version, measured in figures.items():
        if version == "OpenPEEL" or not ours:
            continue
        pairs = list(zip(ours, measured, strict=True))
        wall = [a.seconds / b.seconds for a, b in pairs]
        processor = [a.processor_seconds / b.processor_seconds for a, b in pairs]
        least = min(a.seconds for a, _ in pairs) / min(b.seconds for _, b in pairs)
        lines.append(
            f"| {version} | {statistics.median(wall):.2f} ({min(wall):.2f} to {max(wall):.2f}) | {least:.2f} "
            f"| {statistics.median(processor):.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, nargs="+", default=[1_000_000, 4_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(VERSIONS), default=list(VERSIONS))
    chosen = parser.parse_args()
    every: dict[int, dict[str, list[Measured]]] = {}
    for incidents in chosen.incidents:
        versions = [v for v in VERSIONS if v in chosen.only and incidents <= LARGEST.get(v, incidents)]
        every[incidents] = compare(incidents, chosen.rounds, versions)
        print(f"\n## {incidents:,} incidents\n\n{table(every[incidents])}\n", flush=True)
    smallest, largest = min(every), max(every)
    if smallest < largest:
        print(f"Growth from {smallest:,} to {largest:,} incidents, least seconds:")
        for version in every[largest]:
            least = [min(m.seconds for m in every[size][version]) for size in (smallest, largest)]
            print(f"- {version}: {least[1] / least[0]:.2f} times")
    document = {size: {v: [asdict(m) for m in ms] for v, ms in figures.items()} for size, figures in every.items()}
    (WORK / "figures.json").write_text(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()

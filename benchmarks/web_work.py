"""The team's work with 100,000 open cases: how long the first page takes.

    python -m benchmarks.web_work [--open 100000] [--closed 900000] [--rounds 60]

Makes a run with so many rows (the made force's own cases, again and again), signs a person in who sees a team with all
the open ones, and opens the first page of the list in this process, without a network. Prints the median and the 95th
percentile of wall and processor time, after one page that warms up.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.runs import Run, evaluate
from openpeel.records.store import Store
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import prepare
from openpeel.sources.workbench import workbench
from openpeel.synthetic.force import make

TEAM = "The busiest team"
PAGES = {
    "by midnight": "/work/",
    "all that is open": "/work/?when=all",
    "in order of case": "/work/?when=all&sort=case",
    "search": "/work/?when=all&search=0001",
    "last page": "/work/?when=all&page=100000",
}


def main() -> None:
    """Make the run, open the pages, print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--open", type=int, default=100_000, dest="opened")
    asked.add_argument("--closed", type=int, default=900_000)
    asked.add_argument("--rounds", type=int, default=60)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "store"
        run = _judged(data, Path(folder) / "made")
        _grow(run, options.opened, options.closed)
        client = _signed_in(data)
        print(f"{options.opened:,} open and {options.closed:,} closed cases; {options.rounds} rounds; milliseconds")
        print(f"{'page':<20}{'median':>10}{'p95':>10}{'median cpu':>12}{'p95 cpu':>10}")
        for name, address in PAGES.items():
            wall, cpu = _timed(client, address, options.rounds)
            figures = (*_summary(wall), *_summary(cpu))
            print(f"{name:<20}{figures[0]:>10.0f}{figures[1]:>10.0f}{figures[2]:>12.0f}{figures[3]:>10.0f}")


def _judged(data: Path, made: Path) -> Run:
    store = Store(data)
    with workbench() as bench:
        store.load(
            [
                file
                for extract, mapping in make(made).extracts
                for file in prepare(bench, [str(extract)], read_mapping(mapping), lambda *_: None).files
            ]
        )
    standards = list(library.standards().values())
    moment = as_happened_by(datetime(2024, 4, 1), ("exampleshire",))
    return evaluate(store.snapshot(), standards, moment, runs=data / "runs")


def _grow(run: Run, opened: int, closed: int) -> None:
    """Fill the run's ledger up with its own rows under new row numbers, and what lists show of them."""
    ledger = str(run.ledger)
    with duckdb.connect() as connection:
        kinds = ", ".join(f"({number}, '{judged.unit}')" for number, judged in enumerate(run.standards))
        connection.execute(f"create table kinds as from (values {kinds}) as kinds(standard, kind)")
        connection.execute("create table own as from read_parquet(?)", [ledger])
        for name, verdicts, rows, owner in (
            ("opened", "3, 4", opened, f"'{TEAM}'"),
            ("closed", "1, 2, 5, 6", closed, "owner"),
        ):
            connection.execute(
                f"create table {name} as with kept as (select * from own where verdict in ({verdicts})), "
                f"numbered as (select *, row_number() over () as place from kept) "
                f"select n.* replace (n.unit + copy * 1000000000000 as unit, {owner} as owner), n.unit as was "
                f"from numbered n, range(1, 2 + {rows} // (select count(*) from kept)) as copies(copy) "
                f"order by place, copy limit {rows}"
            )
        connection.execute("create table grown as from opened union all from closed")
        for (kind,) in connection.execute("select distinct kind from kinds").fetchall():
            file = run.folder / f"shown-{kind}.parquet"
            connection.execute(
                f"copy (select distinct s.* replace (g.unit as row) from read_parquet('{file}') s "
                f"join grown g on g.was = s.row join kinds using (standard) where kinds.kind = '{kind}' order by row) "
                f"to '{file}.new' (format parquet, row_group_size 20480)"
            )
            Path(f"{file}.new").replace(file)
        connection.execute(
            f"copy (select * exclude (was) from grown order by standard) to '{ledger}.new' (format parquet)"
        )
    Path(f"{ledger}.new").replace(ledger)


def _signed_in(data: Path) -> object:
    from openpeel.web.starting import prepare as prepare_web

    prepare_web(data)
    from django.test import Client

    from openpeel.web.accounts.models import User

    person = User.objects.add("sgt", "-", role="supervisor", force="exampleshire", teams=[TEAM])
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _timed(client: object, address: str, rounds: int) -> tuple[list[float], list[float]]:
    wall, cpu = [], []
    for number in range(rounds + 1):
        begun, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)  # type: ignore[attr-defined]
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        if number:
            wall.append(1000 * (time.perf_counter() - begun))
            cpu.append(1000 * (time.process_time() - busy))
    return wall, cpu


def _summary(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()

"""The team's work with 100,000 open cases, all given to people, and a register of 100,000 reports: how long pages take.

    python -m benchmarks.web_work [--open 100000] [--closed 900000] [--given 100000] [--reports 100000] [--rounds 60]

Makes a run with so many rows (the made force's own cases, again and again), gives so many of them to two people, keeps
so many reports of missing people, signs a person in who sees a team with all of it, and opens pages in this process,
without a network. Prints the median and the 95th percentile of wall and processor time, after one page that warms up.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

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
    "given to me": "/work/?when=all&given=sgt",
    "given to nobody": "/work/?when=all&given=-",
    "first page of all": "/",
    "register": "/missing/",
    "register, by name": "/missing/?where=everyone&sort=name",
    "register, last page": "/missing/?where=everyone&page=100000",
}


def main() -> None:
    """Make the run, open the pages, print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--open", type=int, default=100_000, dest="opened")
    asked.add_argument("--closed", type=int, default=900_000)
    asked.add_argument("--given", type=int, default=100_000)
    asked.add_argument("--reports", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=60)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "store"
        run = _judged(data, Path(folder) / "made")
        _grow(run, options.opened, options.closed)
        client = _signed_in(data)
        _entered(options.given, options.reports)
        print(
            f"{options.opened:,} open and {options.closed:,} closed cases, {options.given:,} given; "
            f"{options.reports:,} reports; {options.rounds} rounds; milliseconds"
        )
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


def _entered(given: int, reports: int) -> None:
    """Give the open cases to one of two people, and keep reports of missing people, of whom most were found."""
    from openpeel.engine.case_questions import Question
    from openpeel.web import reads
    from openpeel.web.accounts.models import User
    from openpeel.web.journal.models import Revision

    cases = {one.name: None for one in reads.lists_for(User.objects.get(name="sgt")).rows(Question())}
    now = datetime.now(UTC)

    def entry(register: str, name: str, data: dict[str, Any]) -> Revision:
        return Revision(register=register, entry=name, number=1, data=data, by="sgt", at=now, base=0)

    Revision.objects.bulk_create(
        (
            entry("assignments", name, {"to": "sgt" if place % 2 else "another"})
            for place, name in enumerate(islice(cases, given))
        ),
        batch_size=2_000,
    )
    Revision.objects.bulk_create(
        (
            entry("missing-people", f"M{place:07}", _report(place, now - timedelta(minutes=place)))
            for place in range(reports)
        ),
        batch_size=2_000,
    )


def _report(place: int, reported: datetime) -> dict[str, Any]:
    moment = reported.replace(microsecond=0).isoformat()
    return {
        "force": "exampleshire",
        "team": TEAM,
        "reported_at": moment,
        "full_name": f"Made Person {place:07}",
        "circumstances": "Did not come home, and the telephone is off. " * 5,
        "risk": {"R1": {"assessed_at": moment, "level": ("high", "medium", "low")[place % 3], "reason": "made"}},
        "actions": {"A1": {"kind": "enquiry", "set_at": moment, "due_at": moment}},
        **({} if place % 50 == 0 else {"found_at": moment}),
    }


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

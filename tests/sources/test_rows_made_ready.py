"""Rows that a source writes as the next load stores them are stored as any others are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from openpeel.errors import OpenPeelError, Refused
from openpeel.records.loads import NextLoad
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes
from openpeel.records.stop_and_search import StopSearches
from openpeel.records.store import LoadReport, Store
from openpeel.sources.loading import prepare
from openpeel.sources.police_uk.sample import archives
from openpeel.sources.workbench import Workbench

TABLES = (PublishedCrimes, PublishedOutcomes, StopSearches)
NOW = datetime(2026, 1, 1)


def load(
    bench: Workbench,
    store: Store,
    places: Sequence[Path],
    next_load: NextLoad | None = None,
    now: datetime | None = None,
) -> LoadReport:
    prepared = prepare(bench, [str(place) for place in places], None, lambda done, total: None, next_load)
    return store.load(prepared.files, now=now)


def content(store: Store) -> list[list[tuple[Any, ...]]]:
    snapshot = store.snapshot()
    return [
        duckdb.execute(
            f"SELECT {', '.join(table.relation.columns)} FROM read_parquet(?) ORDER BY row", [snapshot.files(table)]
        ).fetchall()
        for table in TABLES
        if snapshot.files(table)
    ]


@pytest.fixture
def plain(bench: Workbench, tmp_path: Path) -> Store:
    """The sample, loaded without making it ready."""
    store = Store(tmp_path / "plain")
    load(bench, store, archives(), now=NOW)
    return store


def test_the_same_is_stored(bench: Workbench, tmp_path: Path, plain: Store) -> None:
    store = Store(tmp_path / "ready")
    report = load(bench, store, archives(), NextLoad(store.next_load().first_part, NOW))
    assert report.totals.new == sum(len(rows) for rows in content(plain))
    assert report.loaded_at == NOW
    assert content(store) == content(plain)
    assert [part.counts for part in store.snapshot().loads[0].parts] == [
        part.counts for part in plain.snapshot().loads[0].parts
    ]


def test_rows_made_ready_are_written_once(bench: Workbench, tmp_path: Path) -> None:
    store = Store(tmp_path / "ready")
    next_load = store.next_load()
    files = prepare(bench, [str(archives()[-1])], None, lambda done, total: None, next_load).files
    store.load(files)
    (stored,) = (Path(path) for path in store.snapshot().files(StopSearches))
    assert stored.read_bytes() == files[0].rows.read_bytes()


def test_another_load_came_between(bench: Workbench, tmp_path: Path, plain: Store) -> None:
    first, *others = archives()
    ready, twin = Store(tmp_path / "ready"), Store(tmp_path / "twin")
    stale = NextLoad(ready.next_load().first_part, NOW)
    for store in (ready, twin):
        load(bench, store, [first], now=NOW)
    assert load(bench, ready, others, stale).totals == load(bench, twin, others, now=NOW).totals
    assert content(ready) == content(twin)
    moments = [one.loaded_at for one in ready.snapshot().loads]
    assert moments == [NOW, NOW + timedelta(microseconds=1)]


def test_what_is_stored_already_is_not_stored_again(bench: Workbench, tmp_path: Path) -> None:
    store = Store(tmp_path / "ready")
    load(bench, store, archives(), store.next_load())
    before = content(store)
    report = load(bench, store, archives(), store.next_load())
    assert report.load is None
    assert report.totals.unchanged == sum(len(rows) for rows in before)
    assert content(store) == before


def test_no_key_and_no_line_comes_twice(bench: Workbench, tmp_path: Path, shared_data: Path) -> None:
    store = Store(tmp_path / "ready")
    real = [
        shared_data / "police-uk" / "south-west-2021-03-to-2022-03.zip",
        shared_data / "police-uk" / "stop-and-search-south-wales-2019-04-to-2022-03.zip",
    ]
    total = load(bench, store, real, store.next_load()).totals.new
    found = [
        duckdb.execute(
            "SELECT count(*), count(DISTINCT row), count(DISTINCT (force, source, record_key)) FROM read_parquet(?)",
            [store.snapshot().files(table)],
        ).fetchall()[0]
        for table in TABLES
    ]
    assert total == 925_164 == sum(rows for rows, _, _ in found)
    assert all(rows == lines == keys for rows, lines, keys in found)


def test_a_row_with_the_number_of_another_file_is_told_and_nothing_stored(bench: Workbench, tmp_path: Path) -> None:
    store = Store(tmp_path / "ready")
    later = replace(store.next_load(), first_part=7)
    files = prepare(bench, [str(archives()[-1])], None, lambda done, total: None, later).files
    with pytest.raises(OpenPeelError, match="numbers of another file"):
        store.load([replace(file, number=store.next_load().first_part) for file in files])
    with pytest.raises(Refused, match="there are no records yet"):
        store.snapshot()

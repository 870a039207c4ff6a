"""A snapshot never changes, and can be opened again."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from openpeel.errors import Refused
from openpeel.language.columns import Precision, moment, text
from openpeel.language.tables import Table
from openpeel.records.loads import LoadKind
from openpeel.records.store import Store, TableCount, delta
from tests.records.made import Assessments, Row, Stager, current, day, stored


def test_snapshot_stays_as_it_was_whatever_is_loaded_later(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a"), Row("b")], read=1)], now=day(1))
    first = store.snapshot()
    before = stored(first)
    for number in range(2, 6):
        rows = [Row("a", f"grade {number}"), Row(f"new {number}")]
        store.load([stage(rows, read=number, kind=LoadKind.FULL)], now=day(number))
    assert stored(first) == before
    assert stored(store.snapshot(first.identifier)) == before
    assert stored(store.snapshot(first.identifier[:12])) == before
    assert len(store.snapshot(first.identifier).loads) == 1
    assert current(store.snapshot()) == {"a": "grade 5", "new 5": "standard"}


def test_old_snapshots_outlive_the_checkpoints_of_the_tables_log(
    store: Store, stage: Stager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(delta.CONFIGURATION, "delta.checkpointInterval", "5")  # in place of 100, which takes minutes
    store.load([stage([Row("a")], read=1)], now=day(1))
    first, before = store.snapshot(), stored(store.snapshot())
    for number in range(2, 13):
        store.load([stage([Row("a", f"grade {number}")], read=number)], now=day(number))
    log = store.folder / "tables" / "assessments" / "_delta_log"
    assert len(list(log.glob("*.checkpoint.parquet"))) == 2
    assert stored(store.snapshot(first.identifier)) == before
    assert len(stored(store.snapshot())) == 12


def test_unknown_snapshot_and_unknown_row_are_refused(store: Store, stage: Stager) -> None:
    with pytest.raises(Refused, match="no records yet"):
        store.snapshot()
    store.load([stage([Row("a")], read=1)], now=day(1))
    with pytest.raises(Refused, match="no snapshot"):
        store.snapshot("0123")
    with pytest.raises(Refused, match="no snapshot"):
        store.snapshot("")
    with pytest.raises(Refused, match="is not of this store"):
        store.snapshot().origins([1])


def test_what_a_snapshot_tells_of_its_loads(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=1), stage([Row("a")], read=1, force="dorset")], now=day(1))
    store.load([stage([Row("a", "high")], read=2)], now=day(2))
    snapshot = store.snapshot()
    assert snapshot.forces() == ("dorset", "wiltshire")
    assert snapshot.first_loaded(Assessments, "wiltshire") == day(1)
    assert snapshot.first_loaded(Assessments, "gwent") is None
    assert [(one.load, one.force, one.loaded_at) for one in snapshot.coverage] == [
        (1, "wiltshire", day(1)),
        (1, "dorset", day(1)),
        (2, "wiltshire", day(2)),
    ]
    assert snapshot.counts() == (
        TableCount("assessments", "dorset", 1, 1),
        TableCount("assessments", "wiltshire", 1, 2),
    )


def test_two_loads_never_share_a_moment(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=1)], now=day(5))
    report = store.load([stage([Row("b")], read=1)], now=day(3))
    assert report.loaded_at > day(5)


def test_other_tools_read_the_tables_as_they_are(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a"), Row("b")], read=1)], now=day(1))
    store.load([stage([Row("a", "high")], read=2)], now=day(2))
    table = DeltaTable(store.folder / "tables" / "assessments")
    assert table.schema().to_arrow().names == [*Assessments.relation.schema()]
    assert table.to_pyarrow_table().num_rows == 3
    assert table.metadata().description == (Assessments.__doc__ or "").strip()


def test_load_that_only_appends_rewrites_nothing(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=1)], now=day(1))
    before = set(store.snapshot().files(Assessments))
    store.load([stage([Row("b")], read=2)], now=day(2))
    assert before < set(store.snapshot().files(Assessments))


def test_column_that_is_declared_later_is_empty_in_older_rows(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a"), Row("b")], read=1)], now=day(1))

    class WiderAssessments(Table):
        """A risk assessment, in the form that the tests need."""

        assessment_id = text("Its reference", key=True)
        grade = text("What it came to")
        reviewer = text("Who reviewed it")
        done_at = moment("When it was done", precision=Precision.DAY, required=True)
        place = text("Where it was done")
        begins = done_at

    WiderAssessments.name = Assessments.name
    staged = stage([Row("a", "high")], read=2)
    pq.write_table(pq.read_table(staged.rows).append_column("place", [["Devizes"]]), staged.rows)
    coverage = replace(staged.coverage, columns=frozenset(WiderAssessments.columns))
    store.load([replace(staged, table=WiderAssessments, coverage=coverage)], now=day(2))
    rows = duckdb.execute(
        "SELECT assessment_id, grade, place FROM read_parquet(?, union_by_name = true) ORDER BY ALL",
        [store.snapshot().files(WiderAssessments)],
    ).fetchall()
    assert rows == [("a", "high", "Devizes"), ("a", "standard", None), ("b", "standard", None)]

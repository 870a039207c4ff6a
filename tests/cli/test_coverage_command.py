"""openpeel coverage, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import Run

from openpeel.records.incidents import Incidents
from openpeel.records.loads import Coverage, LoadKind, Rejected, StagedFile
from openpeel.records.store import Store

SECRET = "Xanthippe Quillfeather"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Incidents of January and March 2024 for two forces; one file leaves a column out, one has a faulty row."""
    rows = tmp_path / "rows.parquet"
    schema = Incidents.relation.schema().to_pyarrow()
    names = [*Incidents.columns]
    empty = pa.schema([*(schema.field(name) for name in names), ("line", pa.int64())]).empty_table()
    pq.write_table(empty, rows)
    january = Coverage(
        table=Incidents.name,
        force="wiltshire",
        source="command and control",
        columns=frozenset(names),
        kind=LoadKind.WINDOW,
        begins=datetime(2024, 1, 1),
        ends=datetime(2024, 2, 1),
        extracted_at=datetime(2024, 2, 2),
    )
    # March ends in summer time, an hour earlier in UTC.
    march = replace(january, begins=datetime(2024, 3, 1), ends=datetime(2024, 3, 31, 23))
    files = [
        StagedFile(Incidents, january, "january.csv", "a", rows),
        StagedFile(
            Incidents,
            replace(march, columns=frozenset(names[:-1])),
            "march.csv",
            "b",
            rows,
            (Rejected(2, names[0], "a key is missing", SECRET),),
        ),
        StagedFile(Incidents, replace(january, force="dorset"), "dorset.csv", "c", rows),
    ]
    Store(tmp_path / "data").load(files, now=datetime(2024, 4, 2))
    return tmp_path / "data"


def test_says_periods_gaps_and_columns(run: Run, data: Path) -> None:
    ran = run("coverage", "--data", data, "--json")
    dorset, wiltshire = json.loads(ran.out)
    assert (dorset["force"], dorset["from"], dorset["to"], dorset["gaps"]) == (
        "dorset",
        "2024-01-01",
        "2024-01-31",
        "none",
    )
    assert (wiltshire["from"], wiltshire["to"]) == ("2024-01-01", "2024-03-31")
    assert wiltshire["gaps"] == "2024-02-01 to 2024-02-29"
    assert wiltshire["columns not supplied"] == f"{[*Incidents.columns][-1]} (by some files)"
    assert wiltshire["set aside"] == 1
    assert ran.code == 0


def test_lists_files(run: Run, data: Path) -> None:
    ran = run("coverage", "incidents", "--force", "wiltshire", "--files", "--csv", "--data", data)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["load"], row["file"], row["holds"]) for row in rows] == [
        ("1", "january.csv", "window"),
        ("1", "march.csv", "window"),
    ]


def test_prints_a_table_that_shows_no_record(run: Run, data: Path) -> None:
    ran = run("coverage", "--data", data)
    assert "2024-02-01 to 2024-02-29" in ran.words
    assert SECRET not in ran.words
    assert "Nothing was loaded" in run("coverage", "calls", "--data", data).words


def test_nothing_loaded_is_refused_with_what_to_do(run: Run, tmp_path: Path) -> None:
    ran = run("coverage", "--data", tmp_path / "nothing")
    assert ran.code == 2
    assert "there are no records yet" in ran.err
    assert "openpeel load" in ran.err
    assert not (tmp_path / "nothing").exists()

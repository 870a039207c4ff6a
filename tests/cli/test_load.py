"""openpeel load on real archives: what it says, and that readers find what it stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpeel.records.published_crimes import PublishedCrimes
from openpeel.records.stop_and_search import StopSearches
from openpeel.records.store import Store
from openpeel.sources.police_uk.sample import archives


def test_the_sample(tmp_path: Path, run: Callable[..., Any]) -> None:
    ran = run("load", *archives(), "--data", tmp_path)
    assert ran.code == 0, ran.words
    assert "44659" in ran.out  # crimes
    assert "3 forces" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100
    assert len(ran.out.splitlines()) == 4
    snapshot = Store(tmp_path).snapshot()
    assert snapshot.files(PublishedCrimes)
    assert snapshot.files(StopSearches)
    again = run("load", *archives(), "--data", tmp_path)
    assert again.code == 0
    assert "nothing changed" in again.err


def test_a_dry_run_stores_nothing(tmp_path: Path, run: Callable[..., Any]) -> None:
    ran = run("load", archives()[-1], "--data", tmp_path / "data", "--dry-run", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)[0] == {
        "table": "stop_searches",
        "rows": 142,
        "set aside": 0,
        "period": "2024-06",
        "forces": "wiltshire",
    }
    assert not (tmp_path / "data").exists()


def test_a_month_loaded_again_replaces_the_month(tmp_path: Path, run: Callable[..., Any]) -> None:
    heading = (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
        "Last outcome category,Context"
    )
    row = "{},2021-06,Dorset Police,Dorset Police,-1.88,50.76,On or near High Street,E01015301,B,Drugs,{},"
    path = tmp_path / "2021-06-dorset-street.csv"
    path.write_text("\n".join([heading, row.format("a", "Under investigation"), row.format("b", "")]) + "\n")
    assert run("load", path, "--data", tmp_path / "data").code == 0
    path.write_text("\n".join([heading, row.format("a", "Local resolution"), row.format("c", "")]) + "\n")
    ran = run("load", path, "--data", tmp_path / "data", "--json")
    found = json.loads(ran.out)[0]
    assert (found["new"], found["removed"]) == (2, 2)


def test_two_archives_with_one_month_are_refused(tmp_path: Path, run: Callable[..., Any]) -> None:
    copy = tmp_path / "copy.zip"
    copy.write_bytes(archives()[-1].read_bytes())
    ran = run("load", archives()[-1], copy, "--data", tmp_path / "data")
    assert ran.code == 2
    assert "two files are of the same force, month and kind" in ran.words


def test_help_teaches(run: Callable[..., Any]) -> None:
    ran = run("load", "--help")
    assert ran.code == 0
    assert "Exit codes: 0 all rows are stored; 2 refused" in ran.words

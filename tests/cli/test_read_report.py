"""openpeel read-report, as a user meets it."""

from __future__ import annotations

import csv
import gc
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Run

from openpeel.language.source_text import PEEL_2021_22


def test_the_report_that_ships(run: Run) -> None:
    ran = run("read-report")
    assert ran.code == 0
    for words in ("Wiltshire Police, cycle 2021/22", "Inspector: Wendy Williams", "within three months: October 2022"):
        assert words in ran.words
    assert "425 paragraphs, 0 of them unread" in ran.words
    assert "prints no day of publication (July 2022)" in ran.words


def test_json_fits_its_schema(run: Run) -> None:
    schema = json.loads(run("read-report", "--schema").out)
    data = json.loads(run("read-report", PEEL_2021_22.file, "--json").out)
    jsonschema.validate(data, schema)
    assert data["force"] == "Wiltshire Police"


@pytest.mark.parametrize(("show", "rows"), [("summary", 14), ("items", 14), ("unread", 0)])
def test_csv(show: str, rows: int, run: Run) -> None:
    read = list(csv.DictReader(io.StringIO(run("read-report", "--show", show, "--csv").out)))
    assert len([row for row in read if row["kind"] == "recommendation"]) == rows


def test_figures_and_paragraphs(run: Run) -> None:
    assert "18 out of 51" in run("read-report", "--show", "figures").words
    assert "sentence that states the grade" in run("read-report", "--show", "paragraphs", "--csv").out
    assert "every paragraph was placed" in run("read-report", "--show", "unread").words


def test_workbook(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.xlsx"
    ran = run("read-report", "--xlsx", file, "--csv")
    assert ran.code == 0
    assert "Written" in ran.err
    assert file.stat().st_size > 10_000


def test_what_is_no_report(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("To whom it may concern.", encoding="utf-8")
    ran = run("read-report", file, "--xlsx", tmp_path / "out.xlsx")
    assert ran.code == 2
    assert "form of an inspection report" in ran.words
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    ran = run("read-report", "--xlsx", tmp_path / "nowhere" / "out.xlsx")
    gc.collect()  # what a sheet left open complains of when it is given up, pytest takes for a fault
    assert ran.code == 2
    assert "cannot be read or written" in ran.words

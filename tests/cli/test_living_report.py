"""openpeel living-report, as a user meets it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.conftest import Run

from openpeel.language.source_text import PEEL_2021_22


def test_counts_and_page(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "living.html"
    ran = run("living-report", "--output", page, "--data", tmp_path / "none")
    assert ran.code == 0
    assert "Protecting vulnerable people" in ran.out
    assert "sentences have a standard or an indicator" in ran.words
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_to_build(run: Run, tmp_path: Path) -> None:
    ran = run("living-report", "--to-build", "--csv", "--data", tmp_path)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert rows[0]["measure"] == "detective posts filled"
    assert len(rows) > 50


def test_every_sentence_as_rows(run: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("living-report", "--csv", "--data", tmp_path).out)))
    assert len(rows) > 800
    assert all(row["class"] for row in rows)


def test_a_draft_for_another_report(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    text = PEEL_2021_22.file.read_text(encoding="utf-8").replace("Wiltshire Police", "Northmark Constabulary")
    other.write_text(text, encoding="utf-8")
    refused = run("living-report", other, "--data", tmp_path)
    assert refused.code == 2
    assert "--draft FILE" in refused.words

    draft = tmp_path / "classes.csv"
    assert run("living-report", other, "--draft", draft).code == 0
    assert run("living-report", other, "--draft", draft).code == 2
    unfinished = run("living-report", other, "--classes", draft, "--data", tmp_path)
    assert unfinished.code == 2
    assert "has no class" in unfinished.words


def test_no_records_were_judged(run: Run, tmp_path: Path) -> None:
    ran = run("living-report", "--force", "wiltshire", "--data", tmp_path)
    assert ran.code == 2
    assert "openpeel evaluate" in ran.words


def test_todays_answers_are_those_of_the_force_in_the_records(run: Run, demo: Path, tmp_path: Path) -> None:
    """Wiltshire's own records answer by themselves; another force's do only when asked, and the page says whose."""
    page = tmp_path / "living.html"
    own = run("living-report", "--data", demo / "store", "--output", page)
    assert own.code == 0
    assert "from the records of <strong>wiltshire</strong>" in page.read_text(encoding="utf-8")
    assert "residents: 2.54 (95% interval 2.14 to 3.00, n = 142)" in page.read_text(encoding="utf-8")

    both = run("living-report", "--data", demo / "store", "--force", "exampleshire", "--output", page, "--csv")
    shown = page.read_text(encoding="utf-8")
    assert "from the records of <strong>exampleshire</strong>" in shown
    rows = csv.DictReader(io.StringIO(both.out))
    answered = {row["tests"]: row["today"] for row in rows if row["today"]}
    assert "had no DASH risk assessment" in answered["dash-completed"]
    assert answered["dash-completed"] in shown

    refused = run("living-report", "--data", demo / "store", "--force", "atlantis")
    assert refused.code == 2
    assert "exampleshire" in refused.words

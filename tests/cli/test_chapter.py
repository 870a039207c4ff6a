"""openpeel chapter, argue, evidence and recommendations test, as a user meets them, on the demo's records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

ASSESSMENT = "store/assessments/responding-to-the-public.json"
AREA = ("--area", "responding-to-the-public", "--force", "exampleshire")


def test_a_chapter_from_records_alone(run: Run, demo: Path, tmp_path: Path) -> None:
    page, pdf = tmp_path / "chapter.html", tmp_path / "chapter.pdf"
    ran = run("chapter", *AREA, "--html", page, "--pdf", pdf, "--data", demo / "store")
    assert ran.code == 0
    assert "No judgment yet" in page.read_text(encoding="utf-8")
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_same_input_gives_the_same_files(run: Run, demo: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.html", "one.pdf", "two.html", "two.pdf")]
    for html, pdf in (files[:2], files[2:]):
        assert (
            run(
                "chapter", "--assessment", demo / ASSESSMENT, "--html", html, "--pdf", pdf,
                "--data", demo / "store",
            ).code
            == 0
        )  # fmt: skip
    assert files[0].read_bytes() == files[2].read_bytes() == (demo / "chapter.html").read_bytes()
    assert files[1].read_bytes() == files[3].read_bytes() == (demo / "chapter.pdf").read_bytes()


def test_what_the_demo_writes_names_no_protected_source(demo: Path) -> None:
    page = (demo / "chapter.html").read_text(encoding="utf-8")
    assert "is inadequate at responding to the public" in page
    for secret in ("asked not to be named", "diary", "Desks 4 to 9"):
        assert secret not in page
        assert secret in (demo / ASSESSMENT).read_text(encoding="utf-8")


def test_an_argument_as_a_table_and_as_data(run: Run, demo: Path) -> None:
    ran = run("argue", *AREA, "--data", demo / "store")
    assert ran.code == 0
    assert "Cause of concern proposed" in ran.words
    assert "not official" in ran.words
    data = json.loads(run("argue", *AREA, "--json", "--data", demo / "store").out)
    assert [one["characteristic"] for one in data["characteristics"]] == ["4.1", "4.2", "4.3"]
    assert data["band"]["worst"] == "Inadequate"
    assert data["rule"]["official"] is False


def test_evidence_of_every_basis_is_listed_and_chosen(run: Run, demo: Path) -> None:
    options = ("--assessment", demo / ASSESSMENT, "--data", demo / "store", "--csv")
    rows = list(csv.DictReader(io.StringIO(run("evidence", *options).out)))
    assert {"all records", "interview", "reality test", "listened call"} <= {row["basis"] for row in rows}
    assert any(row["source"].startswith("A member of staff") for row in rows)
    chosen = list(csv.DictReader(io.StringIO(run("evidence", *options, "--basis", "interview", "--for", "force").out)))
    assert [(row["id"], row["source"], row["reach"]) for row in chosen] == [
        ("confidential-1", "a confidential source", "")
    ]


def test_a_draft_can_be_read_again_and_is_not_overwritten(run: Run, demo: Path, tmp_path: Path) -> None:
    draft = tmp_path / "assessment.json"
    assert run("evidence", *AREA, "--draft", draft, "--data", demo / "store").code == 0
    assert run("evidence", *AREA, "--draft", draft, "--data", demo / "store").code == 2
    assert "example-interview" in run("evidence", "--assessment", draft, "--data", demo / "store").words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chapter", *AREA), "no file to write"),
        (("argue",), "it is one of: victim-service, treatment-of-the-public"),
        (("argue", "--area", "responding-to-the-public"), "it is one of: dorset, exampleshire"),
        (("argue", "--area", "responding-to-the-public", "--force", "exampleshir"), "no records of a force"),
        (("argue", *AREA, "--on", "someday"), "is not a date"),
        (("argue", *AREA, "--on", "2019-01-01"), "No rule"),
        (("argue", "--assessment", "nowhere.json"), "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, demo: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = run(*arguments, "--data", demo / "store")
    assert ran.code == 2
    assert words in ran.words


def test_an_assessment_of_another_force_is_not_mixed_in(run: Run, demo: Path) -> None:
    options = ("--assessment", demo / ASSESSMENT, "--data", demo / "store")
    assert "of another force" in run("argue", *options, "--force", "wiltshire").words
    assert "of another area" in run("argue", *options, "--area", "managing-offenders").words


def test_nothing_judged_is_said(run: Run, tmp_path: Path) -> None:
    ran = run("argue", *AREA, "--data", tmp_path)
    assert ran.code == 2
    assert "openpeel evaluate" in ran.words


def test_a_recommendation_closes_by_its_measure(run: Run, demo: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.json"
    data = json.loads((demo / ASSESSMENT).read_text(encoding="utf-8"))["recommendations"]
    register.write_text(json.dumps(data), encoding="utf-8")
    measure = ("recommendations", "measure", register, "exampleshire-01", "--of")
    assert run(*measure, "thrive-at-outse", "--at-least", 0.9).code == 2
    test = ("recommendations", "test", register, "--force", "exampleshire", "--enter", "--data", demo / "store")

    assert run(*measure, "thrive-at-outset", "--at-least", 0.9, "--owner", "Head of contact").code == 0
    assert "open: the measure is not reached" in run(*test).words
    assert run(*measure, "thrive-at-outset", "--at-least", 0.2).code == 0
    assert "closed: the measure has held" in run(*test).words
    shown = run("recommendations", "show", register, "exampleshire-01").words
    assert "closed, by the measure" in shown
    assert run(*test).code == 0
    assert run("recommendations", "show", register, "exampleshire-01").words == shown
    assert run("recommendations", "test", register, "--force", "nowhere", "--data", demo / "store").code == 2

"""openpeel identify as a user runs it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.identity.made import Records, described, staged

from openpeel.records.loads import Rejected
from openpeel.records.people import PersonDetails
from openpeel.sources.police_uk.sample import archives

ANN: dict[str, Any] = {
    "given_name": "Annabella",
    "family_name": "Quillfeather",
    "date_of_birth": "1984-03-09",
    "email": "a@example.org",
}


def test_links_are_stored_once(tmp_path: Path, run: Callable[..., Any]) -> None:
    data = Records(tmp_path).load([described("a", **ANN), described("b", 2, **ANN), described("c", 3)]).store.folder
    dry = run("identify", "--data", data, "--dry-run", "--json")
    assert dry.code == 0, dry.words
    (row,) = json.loads(dry.out)
    assert (row["descriptions"], row["people"], row["same details"], row["alone"]) == (3, 2, 2, 1)
    first = run("identify", "--data", data)
    assert first.code == 0
    assert "Quillfeather" not in first.words + dry.words
    assert "nothing changed" in run("identify", "--data", data).err


def test_a_description_set_aside_stands_once_in_the_quarantine(tmp_path: Path, run: Callable[..., Any]) -> None:
    """With its own file and line, however often who is who was worked out since."""
    records = Records(tmp_path)
    for day in (1, 2):
        file = staged(tmp_path, PersonDetails, [described("a", day, **ANN)])
        broken = Rejected(7, "described_at", "not a moment", "b,Ann,soon")
        records.store.load([replace(file, rejected=(broken,) if day == 1 else ())])
        assert run("identify", "--data", records.store.folder).code == 0
    ran = run("quarantine", "--data", records.store.folder, "--json")
    assert [(row["table"], row["line"]) for row in json.loads(ran.out)] == [("person_details", 7)]
    assert "openpeel identify" in ran.err


def test_nobody_described(tmp_path: Path, run: Callable[..., Any]) -> None:
    assert run("load", archives()[-1], "--data", tmp_path).code == 0
    ran = run("identify", "--data", tmp_path)
    assert ran.code == 2
    assert "no descriptions of people are loaded" in ran.words
    assert run("identify", "--data", tmp_path, "--force", "wiltshir").code == 2


def test_doubtful_pairs_go_to_a_person_and_come_back(tmp_path: Path, run: Callable[..., Any]) -> None:
    other = ANN | {"date_of_birth": "1991-11-22", "given_name": "=Annabella"}
    rows = [described("a", **ANN, local_person_id="7"), described("b", 2, **other, local_person_id="7")]
    data = Records(tmp_path).load(rows).store.folder
    pairs = tmp_path / "pairs.csv"
    ran = run("identify", "--data", data, "--doubtful", "--to-decide", pairs, "--json")
    assert ran.code == 0, ran.words
    (pair,) = json.loads(ran.out)
    assert (pair["one"], pair["other"], pair["why not linked"]) == ("a", "b", "their dates of birth differ")
    assert pair["agrees"] == "given name; family name; e-mail"
    assert pair["differs"] == "date of birth"
    assert "Quillfeather" not in ran.words
    assert pairs.stat().st_mode & 0o077 == 0
    with pairs.open(newline="", encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert row["other given_name"] == "'=Annabella"

    def decide(decision: str) -> Any:
        with pairs.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerow({**row, "decision": decision})
        return run("identify", "--data", data, "--decisions", pairs, "--by", "4711", "--json")

    assert json.loads(decide("one person").out)[0]["by hand"] == 2
    assert json.loads(decide("Withdrawn").out)[0]["doubtful pairs"] == 1
    assert json.loads(decide("two people").out)[0]["doubtful pairs"] == 0
    assert "No decision is written" in decide("").err
    wrong = decide("perhaps")
    assert wrong.code == 2
    assert "line 2: the decision is none of one person, two people, withdrawn" in wrong.words
    pairs.write_text("name\nx\n")
    assert "no column force, detail_id" in run("identify", "--data", data, "--decisions", pairs).words
    pairs.write_bytes(b"\xff\xfe\x00")
    assert run("identify", "--data", data, "--decisions", pairs).code == 2
    assert run("identify", "--data", data, "--decisions", pairs, "--dry-run").code == 2


def test_it_is_said_when_links_are_older_than_the_records(tmp_path: Path, run: Callable[..., Any]) -> None:
    records = Records(tmp_path).load([described("a", **ANN)])
    data = records.store.folder
    assert "Who is who is older than the records of wiltshire" in run("coverage", "--data", data).words
    assert run("identify", "--data", data).code == 0
    assert "Who is who is older" not in run("coverage", "--data", data).words
    records.load([described("a", **ANN), described("b", 2, **ANN)])
    assert "Who is who is older" in run("coverage", "--data", data).words

"""openpeel recommendations: a register from the first report to a closed recommendation."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run

from openpeel.language.source_text import PEEL_2021_22


def test_a_register_over_a_year(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "register.json"

    def do(*arguments: object) -> str:
        ran = run("recommendations", *arguments)
        assert ran.code == 0, ran.err
        return ran.out

    added = do("add", file, PEEL_2021_22.file, "--published", "2022-07-07")
    assert "0 were there already, 0 doubtful" in added
    assert "outstanding Area for Improvement from our 2018/19 inspection" in added
    assert "holds this report already" in do("add", file, PEEL_2021_22.file, "--published", "2022-07-07")

    late = list(csv.DictReader(io.StringIO(do("list", file, "--overdue", "--on", "2022-11-30", "--csv"))))
    assert len(late) == 15
    assert late[0]["since"] == "2017"
    item = late[1]["item"]
    assert do("list", file, "--due-within", "7", "--on", "2022-10-01", "--csv").count("recommendation,") == 14

    do("source", file, "letter-2022-12", "--title", "Revisit letter", "--published", "2022-12")
    do("enter", file, item, "--kind", "progress", "--on", "2022-11", "--text", "Better", "--source", "letter-2022-12")
    do("enter", file, item, "--kind", "closed", "--on", "2023-03-01", "--text", "41 of 41 held", "--by", "A. Person")
    shown = do("show", file, item)
    assert "November 2022: progress: Better [Revisit letter]" in shown
    assert "closed, by A. Person: 41 of 41 held" in shown
    assert json.loads(do("show", file, item, "--json"))["events"][1]["kind"] == "closed"
    assert item not in do("list", file, "--csv")
    assert item in do("list", file, "--all", "--csv")

    assert "the day has passed" in do("responses", file, "--on", "2022-09-01")
    assert "30 August 2022" in do("responses", file, "--source", "wiltshire-2021-22", "--published", "2022-08-30")
    do("monitoring", file, "--enter", "Engage", "--on", "2022-06", "--source", "letter-2022-12")
    assert "June 2022" in do("monitoring", file)
    assert "No doubts" in do("doubts", file)


def test_faults_of_use(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    assert "no such register" in run("recommendations", "list", file).words
    run("recommendations", "add", file, PEEL_2021_22.file)
    before = file.read_text(encoding="utf-8")
    for arguments, said in (
        (("enter", file, "nothing", "--kind", "note", "--text", "x"), "no item"),
        (("enter", file, "wiltshire-2021-22-01", "--kind", "closed", "--text", "x"), "who closed it"),
        (("enter", file, "wiltshire-2021-22-01", "--kind", "note", "--text", "x", "--on", "soon"), "not a day"),
        (("responses", file, "--published", "2022-08-30"), "--source"),
        (("responses", file, "--published", "2022-08-30", "--source", "x"), "no source"),
        (("monitoring", file, "--enter", "Scan"), "its day and its source"),
        (("doubts", file, "--settle", "a", "b"), "--same or --different"),
        (("add", file, tmp_path / "none.pdf"), "no such file"),
    ):
        ran = run("recommendations", *arguments)
        assert ran.code == 2
        assert said in ran.words
    assert file.read_text(encoding="utf-8") == before

"""The commands that judge: run as a user runs them, on the made force."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import kept_runs, run_folders
from openpeel.sources.police_uk.sample import archives

Openpeel = Callable[..., Any]
DASH = "dash-completed"


@pytest.fixture
def openpeel(demo: Path, run: Callable[..., Any]) -> Callable[..., Any]:
    """A command over the demo's records."""
    return lambda *arguments: run(*arguments, "--data", demo / "store")


def test_the_demo_says_what_it_found_and_writes_a_page_that_stands_alone(demo: Path) -> None:
    page = (demo / "page.html").read_text(encoding="utf-8")
    assert "What the records show" in page
    assert "What cannot be told, and why" in page
    assert "Open Government Licence v3.0" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page


def test_the_demo_does_not_empty_a_folder_that_it_did_not_make(tmp_path: Path, run: Openpeel) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    finished = run("demo", "--data", tmp_path)
    assert finished.code == 2
    assert "was not made by the demo" in finished.err
    assert (tmp_path / "kept.txt").read_text() == "mine"


def test_evaluate_counts_what_its_worklist_lists(openpeel: Openpeel) -> None:
    evaluated = openpeel("evaluate", "--standard", "dash-completed", "--as-happened-by", "2024-03-31", "--json")
    (row,) = json.loads(evaluated.out)
    listed = openpeel("worklist", "dash-completed", "--verdict", "all", "--json")
    verdicts = Counter(case["verdict"] for case in json.loads(listed.out))
    assert row["n"] == verdicts["met"] + verdicts["late"] + verdicts["overdue"]
    for verdict in ("late", "overdue", "pending", "excused", "unknown"):
        assert row[verdict] == verdicts[verdict]


def test_a_worklist_shows_by_default_what_someone_must_act_on_overdue_longest_first(openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", "bail-not-lapsed", "--as-happened-by", "2024-03-31")
    listed = csv.DictReader(io.StringIO(openpeel("worklist", "bail-not-lapsed", "--csv").out))
    rows = list(listed)
    assert {row["verdict"] for row in rows} == {"overdue", "pending"}
    over = [int(row["days over"]) for row in rows if row["days over"]]
    assert over == sorted(over, reverse=True)
    assert all(row["owner"] for row in rows)


def test_a_case_leads_to_its_source_rows(demo: Path, openpeel: Openpeel) -> None:
    openpeel("evaluate", "--as-happened-by", "2024-03-31")
    listed = json.loads(openpeel("worklist", "marac-considered", "--verdict", "met", "--json").out)
    opened = openpeel("case", "marac-considered", listed[0]["incident_id"], "--json")
    (case,) = json.loads(opened.out)
    assert case["facts"]["incident_id"] == listed[0]["incident_id"]
    assert {row["standard"] for row in case["verdicts"]} >= {"marac-considered"}
    tables = {row["table"] for row in case["source rows"]}
    assert {"incidents", "incident_people", "marac_considerations"} <= tables
    log = next(row for row in case["source rows"] if row["table"] == "incidents")
    lines = (demo / "made" / "extracts" / log["file"]).read_text(encoding="utf-8").splitlines()
    assert listed[0]["incident_id"] in lines[log["line"] - 1]


def test_of_cases_that_begin_alike_none_is_opened_and_all_are_listed(openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", DASH, "--as-happened-by", "2024-03-31")
    cases = sorted({row["incident_id"] for row in json.loads(openpeel("worklist", DASH, "--json").out)})
    asked = openpeel("case", DASH, cases[0][:4])
    assert asked.code == 2
    assert "which one?" in asked.out
    assert f"openpeel case {DASH}" in asked.out
    assert "Source rows" not in asked.out


def test_forces_whose_records_end_on_different_days_are_not_judged_together_unasked(openpeel: Openpeel) -> None:
    refused = openpeel("evaluate")
    assert refused.code == 2
    assert "end on different days" in refused.err
    assert "--force" in refused.err
    assert openpeel("evaluate", "--standard", DASH).code == 0
    assert openpeel("evaluate", "--force", "exampleshire").code == 0
    elsewhere = openpeel("evaluate", "--force", "dorset")
    assert elsewhere.code == 0
    assert "standards (attended-emergency, attended-priority, attended-scheduled, ...)" in elsewhere.words
    assert "openpeel show lists all standards" in elsewhere.words


def test_a_standard_of_which_nothing_is_loaded_says_what_to_load(tmp_path: Path, run: Openpeel) -> None:
    months = tmp_path / "months"
    months.mkdir()
    with ZipFile(archives()[-1]) as archive:
        (name,) = archive.namelist()
        text = archive.read(name).decode()
    (months / "2024-06-wiltshire-stop-and-search.csv").write_text(text, newline="")
    (months / "2024-05-dorset-stop-and-search.csv").write_text(text.replace("2024-06", "2024-05"), newline="")
    assert run("load", months, "--data", tmp_path / "data").code in (0, 3)
    refused = run("evaluate", "--standard", DASH, "--data", tmp_path / "data")
    assert refused.code == 2
    assert "incidents" in refused.err
    assert "openpeel new mapping FILE --table" in refused.err


def test_each_force_has_its_cases_from_the_newest_run_that_judged_it(openpeel: Openpeel) -> None:
    """Forces whose records end on different days are judged in runs of their own; the figures of each open theirs."""
    searches = "stop-search-record-complete"
    judged = {
        force: json.loads(openpeel("evaluate", "--standard", searches, "--force", force, "--json").out)[0]
        for force in ("south-wales", "exampleshire")
    }
    for force, figures in judged.items():
        listed = json.loads(openpeel("worklist", searches, "--force", force, "--verdict", "overdue", "--json").out)
        assert len(listed) == figures["overdue"] > 0
        (opened,) = json.loads(openpeel("case", searches, listed[0]["record_key"], "--json").out)
        assert [row["verdict"] for row in opened["verdicts"] if row["standard"] == searches] == ["overdue"]
        assert force in openpeel("show", searches).out
    assert "south-wales" in openpeel("worklist", searches).err


def test_a_run_without_a_case_gives_way_to_one_that_has_some(openpeel: Openpeel) -> None:
    crimes = ("--standard", "crime-reaches-outcome", "--as-happened-by", "2024-03-31")
    openpeel("evaluate", *crimes, "--force", "dorset")
    openpeel("evaluate", *crimes, "--force", "exampleshire")
    assert json.loads(openpeel("worklist", "crime-reaches-outcome", "--json").out)
    assert json.loads(openpeel("whatif", "outcome-within=2 civil months", "--json").out)


def test_whatif_lists_the_cases_between_two_policies(openpeel: Openpeel) -> None:
    asked = ("whatif", "marac-incidents-by-force-policy=3", "--as-happened-by", "2024-03-31")
    changed = json.loads(openpeel(*asked, "--json").out)
    assert changed
    assert {row["standard"] for row in changed} == {"marac-considered-force-policy"}
    assert all(row["verdict now"] != row["what if"] for row in changed)
    assert "Changed verdicts" in openpeel(*asked).out


def test_whatif_reaches_limits_behind_histories_and_keeps_nothing(demo: Path, openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", "sex-offender-visited", "--as-happened-by", "2024-03-31")
    before = sorted((demo / "store" / "runs").iterdir())
    asked = ("whatif", "sex-offender-visit:medium=3 civil months", "--as-happened-by", "2024-03-31", "--json")
    assert {row["standard"] for row in json.loads(openpeel(*asked).out)} == {"sex-offender-visited"}
    assert sorted((demo / "store" / "runs").iterdir()) == before


def test_an_owner_without_any_case_is_told_from_one_with_nothing_to_do(openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", DASH, "--as-happened-by", "2024-03-31")
    assert "owns no case" in openpeel("worklist", DASH, "--owner", "Nobody").err
    (owner, *_) = {row["owner"] for row in json.loads(openpeel("worklist", DASH, "--json").out)}
    assert openpeel("worklist", DASH, "--owner", owner).err == ""


def test_a_worklist_says_how_many_more_there_are(openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", DASH, "--as-happened-by", "2024-03-31")
    every = len(json.loads(openpeel("worklist", DASH, "--json").out))
    assert f"2 of {every} cases" in openpeel("worklist", DASH, "--limit", "2").err
    assert openpeel("worklist", DASH, "--limit", str(every)).err == ""


def test_a_case_of_a_run_that_judged_by_a_standard_that_is_gone(demo: Path, openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", DASH, "--as-happened-by", "2024-03-31")
    described = run_folders(demo / "store" / "runs")[0] / "run.json"
    document = json.loads(described.read_text(encoding="utf-8"))
    document["standards"].append({**document["standards"][0], "id": "standard-of-old"})
    document["standards"][0]["fingerprint"] = "of another definition"
    described.write_text(json.dumps(document), encoding="utf-8")
    (case, *_) = json.loads(openpeel("worklist", DASH, "--json").out)
    opened = openpeel("case", DASH, case["incident_id"], "--json")
    assert [found["case"] for found in json.loads(opened.out)] == [case["incident_id"]]
    assert "has been changed since run" in opened.err


@pytest.mark.parametrize("kept", [None, 100, -4])
def test_a_run_whose_ledger_is_gone_or_cut_off_is_refused(demo: Path, openpeel: Openpeel, kept: int | None) -> None:
    openpeel("evaluate", "--standard", DASH, "--as-happened-by", "2024-03-31")
    folder = run_folders(demo / "store" / "runs")[0]
    whole = (folder / "ledger.parquet").read_bytes()
    (folder / "ledger.parquet").write_bytes(b"" if kept is None else whole[:kept])
    finished = openpeel("worklist", DASH)
    shutil.rmtree(folder)
    assert finished.code == 2
    assert "this run cannot be read" in finished.err


def test_what_is_no_run_is_passed_over(demo: Path, openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", DASH, "--as-happened-by", "2024-03-31")
    (demo / "store" / "runs" / "notes.txt").write_text("mine")
    (demo / "store" / "runs" / "zz-mine").mkdir()
    assert openpeel("worklist", DASH).code == 0


def test_a_folder_that_cannot_be_written_is_no_traceback(tmp_path: Path, run: Openpeel) -> None:
    (tmp_path / "file").write_text("mine")
    finished = run("demo", "--data", tmp_path / "file" / "under")
    assert finished.code == 2
    assert "cannot be read or written" in finished.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("whatif", "marac-incidents-in-12-month=3"), "did you mean 'marac-incidents-in-12-months'"),
        (("whatif", "dash-without-delay=soon"), "a length of time"),
        (("whatif", "sex-offender-visit=3 civil months"), "say which: high, low, medium, very_high"),
        (("worklist", "dash-complete"), "did you mean 'dash-completed'"),
        (("case", "dash-completed", "NO-SUCH-CASE"), "there is no such case"),
        (("evaluate", "--as-known-on", "2024-01-01", "--as-happened-by", "2024-01-01"), "two questions"),
        (("evaluate", "--as-happened-by", "soon"), "write it as 2024-03-31"),
        (("evaluate", "--as-known-on", "2024-03-31T18:00+01:00"), "write it as 2024-03-31"),
        (("evaluate", "--as-happened-by", "20240331"), "write it as 2024-03-31"),
        (("evaluate", "--as-happened-by", "9999-12"), "write it as 2024-03-31"),
        (("evaluate", "--as-known-on", "2101-01-01"), "is still to come"),
        (("evaluate", "--force", "atlantis"), "the forces are"),
        (("evaluate", "--force", "wiltsire", "--as-happened-by", "2024-03-31"), "did you mean 'wiltshire'"),
        (("worklist", "dash-completed", "--force", "exmpleshire"), "did you mean 'exampleshire'"),
        (("worklist", "dash-completed", "--run", ".."), "there is no run '..'"),
        (("worklist", "dash-completed", "--run", ".plans"), "there is no run '.plans'"),
        (("whatif", "victim-told:standard=5000 working days"), "at most 2,500 working days"),
        (("whatif", f"dash-without-delay={10**21} hours"), "at most 3,162,240,000 seconds"),
        (("indicator", "find-rates"), "did you mean 'find-rate'"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_advice(openpeel: Openpeel, arguments: tuple[str, ...], said: str) -> None:
    finished = openpeel(*arguments)
    assert finished.code == 2
    assert said in finished.err
    assert "Traceback" not in finished.err


def test_the_cases_of_an_indicator_lead_to_their_source_rows(openpeel: Openpeel) -> None:
    (figures,) = (row for row in json.loads(openpeel("indicator", "find-rate", "--json").out) if row["n"] == 56)
    cases = json.loads(openpeel("indicator", "find-rate", "--cases", "wiltshire", "--json").out)
    assert sum(case["counts"] != "cannot be told" for case in cases) == figures["n"]
    assert sum(case["counts"] == "cannot be told" for case in cases) == figures["not told"]
    assert {(case["file"], case["line"] > 1) for case in cases} == {
        ("2024-06/2024-06-wiltshire-stop-and-search.csv", True)
    }
    assert "2 of 142 cases" in openpeel("indicator", "find-rate", "--cases", "wiltshire", "--limit", "2").err
    assert openpeel("indicator", "find-rate", "--cases", "wilshire").code == 2


def test_an_indicator_names_its_denominator_and_interval(openpeel: Openpeel) -> None:
    rows = json.loads(openpeel("indicator", "crimes-per-1000", "--json").out)
    wiltshire = next(row for row in rows if row["force"] == "wiltshire")
    assert wiltshire["residents"] == 680_137
    assert wiltshire["of"] == "usual residents, Census 2011"
    assert wiltshire["95% interval low"] < wiltshire["rate"] < wiltshire["95% interval high"]


def test_a_day_before_the_first_load_is_told_from_entry_times(openpeel: Openpeel) -> None:
    differ = 0
    for month in ("2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"):
        (known,) = json.loads(openpeel("evaluate", "--standard", DASH, "--as-known-on", month, "--json").out)
        (happened,) = json.loads(openpeel("evaluate", "--standard", DASH, "--as-happened-by", month, "--json").out)
        # An assessment that was entered later, and back-dated, was not known on the day.
        assert known["overdue"] >= happened["overdue"]
        differ += known["overdue"] - happened["overdue"]
    assert differ > 0


def test_a_past_day_that_cannot_be_told_is_refused_by_column(openpeel: Openpeel) -> None:
    finished = openpeel("evaluate", "--standard", "crime-reaches-outcome", "--as-known-on", "2022-01-31")
    assert finished.code == 2
    assert "do not say when rows were entered" in finished.err


def test_runs_are_kept_with_what_they_rest_on(demo: Path, openpeel: Openpeel) -> None:
    openpeel("evaluate", "--standard", "bail-not-lapsed", "--as-happened-by", "2024-03-31")
    run = kept_runs(demo / "store" / "runs")[0]
    (judged,) = run.standards
    assert judged.id == "bail-not-lapsed"
    assert judged.limits == ("bail-initial",)
    assert [value["since"] for value in run.limits["bail-initial"]] == ["2017-04-03", "2022-10-28"]
    assert sum(tally.all for tally in Ledger(run).tallies().values()) == len(Ledger(run).rows("bail-not-lapsed"))


def test_show_explains_a_standard_and_lists_all(openpeel: Openpeel) -> None:
    assert "dash-completed" in openpeel("show").out
    shown = openpeel("show", "dash-completed", "--examples").out
    assert "local setting" in shown
    assert "Worked examples" in shown
    assert "SELECT" in openpeel("show", "dash-completed", "--sql").out


def test_the_sql_of_a_standard_is_the_same_each_time() -> None:
    shown = {
        subprocess.run(
            [sys.executable, "-m", "openpeel.cli.main", "show", "marac-considered", "--sql"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [("EXC-20240101-0001", "openpeel case STANDARD EXC-20240101-0001"), ("dash-completed", "worklist dash-completed")],
)
def test_a_case_needs_its_standard(run: Openpeel, given: str, words: str) -> None:
    ran = run("case", given)
    assert ran.code == 2
    assert words in ran.words

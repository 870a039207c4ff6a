"""What `openpeel new` drafts is right as it stands: it imports, its examples hold, the linters pass it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import Ran, Run

from openpeel import library
from openpeel.cli.drafting.standard import SHAPES, draft_standard
from openpeel.engine.examples import judge_examples
from openpeel.errors import Refused
from openpeel.language.columns import Flag, Moment
from openpeel.language.framework import Area
from openpeel.language.standards import Standard
from openpeel.language.units import Unit
from openpeel.records.calls import Calls

ROOT = Path(__file__).parents[2]

VERDICTS = {
    "deadline": {"met", "late", "overdue", "pending", "unknown", "not applicable"},
    "recurring": {"met", "late", "overdue", "pending", "unknown", "not applicable"},
    "condition": {"met", "overdue", "unknown", "not applicable"},
    "never": {"met", "overdue", "pending", "unknown", "not applicable"},
}


def lacks(unit: type[Unit], shape: str) -> bool:
    wanted = Flag if shape == "condition" else Moment
    return not any(isinstance(fact, wanted) and fact is not unit.begins for fact in unit.facts.values())


def loaded(path: Path) -> Standard:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (standard,) = (value for value in vars(module).values() if isinstance(value, Standard))
    return standard


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("unit", library.units().values(), ids=lambda unit: unit.name)
def test_a_drafted_standard_shows_every_verdict_of_its_shape(unit: type[Unit], shape: str, tmp_path: Path) -> None:
    if lacks(unit, shape):
        with pytest.raises(Refused, match=f"which a {shape} needs"):
            draft_standard("try-it", unit, Area.WORKFORCE, shape, tmp_path / "ours")
        return
    draft = draft_standard("try-it", unit, Area.WORKFORCE, shape, tmp_path / "ours")
    judged = judge_examples(loaded(draft.path))
    assert [one for one in judged if not one.agrees] == []
    assert {one.verdict for one in judged} == VERDICTS[shape]


def test_each_area_can_have_a_drafted_standard(tmp_path: Path) -> None:
    for area in Area:
        draft = draft_standard(f"try-{area.identifier}", library.unit("call"), area, "deadline", tmp_path / "ours")
        assert loaded(draft.path).area is area


STANDARD = ("new", "standard", "our-standard", "--unit", "call", "--area", "responding-to-the-public", "--folder")


def test_it_says_where_to_go_on_and_never_overwrites(run: Run, tmp_path: Path) -> None:
    first = run(*STANDARD, tmp_path / "ours")
    assert first.code == 0
    assert "marked FILL IN" in first.words
    assert "openpeel show our-standard --examples" in first.words
    path = tmp_path / "ours/src/ours/standards/our_standard.py"
    path.write_text("# mine\n", encoding="utf-8")
    again = run(*STANDARD, tmp_path / "ours")
    assert again.code == 2
    assert "exists already" in again.words
    assert path.read_text(encoding="utf-8") == "# mine\n"


REFUSED = {
    ("standard", "Our Standard", "--unit", "call", "--area", "workforce"): "cannot name a standard",
    ("standard", "dash-completed", "--unit", "call", "--area", "workforce"): "there is a standard 'dash-completed'",
    ("standard", "x", "--unit", "calls", "--area", "workforce"): "did you mean 'call'",
    ("standard", "x", "--unit", "call", "--area", "the-weather"): "'the-weather' is not one of",
    ("unit", "call", "--table", "calls"): "there is a unit 'call' already",
    ("unit", "x", "--table", "call"): "did you mean 'call_legs' or 'calls'",
    ("table", "calls"): "there is a table 'calls' already",
    ("table", "Missing-People"): "cannot name a table",
    ("source", "police_uk", "--table", "calls"): "there is a source 'police_uk' already",
    ("limit", "answer-999", "--value", "60 seconds"): "there is a limit 'answer-999' already",
    ("limit", "answer-other", "--value", "soon"): "is no value of a limit",
    ("limit", "answer-other", "--value", "5000 working days"): "at most 2,500 working days",
    ("table", "stage2"): "write a number as a word of its own: stage_2",
    ("limit", "answer-998", "--value", "5", "--force", "wiltshire"): "did you mean 'answer-999'",
    ("limit", "answer-999", "--value", "5 seconds", "--force", "wiltshire"): "name its folder",
    ("indicator", "find-rate", "--unit", "call", "--area", "workforce"): "'find-rate' already",
    ("indicator", "x", "--unit", "victim_event", "--area", "the-weather"): "'the-weather' is not one of",
    ("fact", "team", "--unit", "call", "--column", "team"): "has a fact 'team' already",
    ("fact", "x", "--unit", "call", "--column", "teem"): "did you mean 'team'",
    ("fact", "x", "--unit", "call", "--table", "vehicles", "--column", "district"): "name the column with --by",
    ("fact", "x", "--unit", "sex_offender_visit_owed", "--column", "team"): "has no table of its own",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_cannot_be_drafted_is_refused_with_the_way_out(run: Run, arguments: tuple[str, ...]) -> None:
    ran: Ran = run("new", *arguments)
    assert ran.code == 2
    assert REFUSED[arguments] in ran.words


# What is drafted into the house is drafted into a copy of it.


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run_in(folder: Path, *command: str | Path, path: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.defpath, "PYTHONPATH": str(path), "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


DRAFTED = (
    ("standard", "our-standard", "--unit", "incident", "--area", "workforce"),
    ("standard", "our-condition", "--unit", "stop_search", "--area", "workforce", "--shape", "condition"),
    ("fact", "dash_supervised_at", "--unit", "incident", "--table", "risk_assessments", "--column", "supervised_at"),
    ("fact", "cuffs", "--unit", "search_officer", "--table", "use_of_force_forms", "--column", "handcuffs"),
    ("fact", "call_ended_at", "--unit", "call", "--column", "ended_at"),
    ("unit", "risk_assessment", "--table", "risk_assessments"),
    ("indicator", "seen-share", "--unit", "sex_offender_visit", "--area", "managing-offenders"),
    ("indicator", "calls-rate", "--unit", "call", "--area", "workforce", "--measure", "rate"),
    ("limit", "answer-other", "--value", "60 seconds"),
    ("limit", "enough-elements", "--value", "4"),
    ("table", "missing_person_reports"),
    ("source", "duty_system", "--table", "calls"),
)

FILES = (
    "standards/workforce/our_standard.py",
    "standards/workforce/our_condition.py",
    "units/incident.py",
    "units/search_officer.py",
    "units/call.py",
    "units/risk_assessment.py",
    "indicators/seen_share.py",
    "indicators/calls_rate.py",
    "limits/answer_other.py",
    "limits/enough_elements.py",
    "records/missing_person_reports.py",
    "sources/duty_system/reading.py",
)

USED = """
from datetime import datetime
from pathlib import Path

from openpeel.library import indicators, limits, standards, unit
from openpeel.records.calls import Calls
from openpeel.language.units import fact_descriptions
from openpeel.records.missing_person_reports import MissingPersonReports
from openpeel.sources.duty_system.reading import read_duty_system
from openpeel.sources.workbench import workbench

assert {"our-standard", "our-condition"} <= set(standards())
assert {"seen-share", "calls-rate"} <= set(indicators())
assert {"answer-other", "enough-elements"} <= set(limits())
assert "When a supervisor reviewed it" in fact_descriptions(unit("incident"))["dash_supervised_at"]
assert {"cuffs"} <= set(unit("search_officer").facts)
assert set(unit("risk_assessment").facts) == set(unit("risk_assessment").rows.columns)
assert MissingPersonReports.name == "missing_person_reports"

def line(**values):
    return ",".join(values.get(name, "") for name in Calls.columns)


begun = "04/03/2024 08:55"
calls = [
    line(call_id="A1", line_dialled="101", presented_at=begun),
    line(call_id="A2", line_dialled="777", presented_at=begun),
]
Path("calls.csv").write_text("\\n".join([",".join(Calls.columns), *calls]) + "\\n")
with workbench() as bench:
    staged = read_duty_system(
        bench,
        Path("calls.csv"),
        force="exampleshire",
        begins=datetime(2024, 3, 4),
        ends=datetime(2024, 3, 5),
        extracted_at=datetime(2024, 3, 5),
    )
    ((count,),) = bench.rows(f"select count(*) from read_parquet('{staged.rows}')")
assert (count, len(staged.rejected)) == (1, 1)
"""


DRAFTING = """
import json
import sys

from openpeel.cli.main import main

for arguments in json.loads(sys.argv[1]):
    sys.argv = ["openpeel", "new", *arguments]
    main()
    print("drafted")
"""
"""Drafts one after the other: to start anew for each takes longer than to draft it."""


def test_drafts_in_the_house_import_run_and_pass_the_linters(clone: Path) -> None:
    (clone / "drafting.py").write_text(DRAFTING, encoding="utf-8")
    ran = run_in(clone, "drafting", json.dumps(DRAFTED), path=clone / "src")
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.split("drafted\n")
    assert len(said) == len(DRAFTED) + 1
    assert all("FILL IN" in one for one in said[:-1])
    (clone / "use.py").write_text(USED, encoding="utf-8")
    used = run_in(clone, "use", path=clone / "src")
    assert used.returncode == 0, used.stderr
    written = [f"src/openpeel/{name}" for name in FILES]
    for linter in (("ruff", "format", "--check"), ("ruff", "check"), ("mypy", "--follow-imports", "silent")):
        found = run_in(clone, *linter, *written, path=clone / "src")
        assert found.returncode == 0, found.stdout + found.stderr


# A force's own package, found by its entry points.


def installed(folder: Path) -> Path:
    """Install the package in ``folder`` as an installer does: its source and its entry points, side by side."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = folder.parent / "site"
    shutil.copytree(folder / "src", site)
    about = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    about.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    lines = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {target}" for name, target in entries.items())]
    about.joinpath("entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return site


def test_a_forces_own_standards_are_found_by_their_entry_points(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "exampleshire-standards"
    assert run("new", "unit", "assessment", "--table", "risk_assessments", "--folder", folder).code == 0
    assert run(*STANDARD, folder).code == 0
    path = f"{installed(folder)}{os.pathsep}{ROOT / 'src'}"
    shown = run_in(tmp_path, "openpeel.cli.main", "show", "our-standard", "--examples", path=Path(path))
    assert shown.returncode == 0, shown.stderr
    assert "as expected" in shown.stdout
    more = ("new", "standard", "another", "--unit", "assessment", "--area", "workforce", "--folder", str(folder))
    assert run_in(tmp_path, "openpeel.cli.main", *more, path=Path(path)).returncode == 0
    reference = run_in(tmp_path, "openpeel.cli.main", "docs", "--folder", "ours", path=Path(path))
    assert reference.returncode == 0, reference.stderr
    assert "### our-standard" in (tmp_path / "ours/standards.md").read_text(encoding="utf-8")


OWN_STANDARD = """
from datetime import date

from openpeel.language.source_text import OwnPolicy
from ours.standards.our_standard import our_standard as drafted

import dataclasses

ours_by_policy = dataclasses.replace(
    drafted,
    id="ours-by-policy",
    source=OwnPolicy("Exampleshire Constabulary", "Contact policy", "section 4", date(2024, 1, 1)),
)
"""

CALL = {
    "call_id": "A1",
    "line_dialled": "999",
    "presented_at": "04/01/2024 08:55",
    "answered_at": "04/01/2024 08:56",
    "ended_at": "04/01/2024 08:58",
}


def test_a_forces_own_package_holds_tables_sources_own_values_and_cites_its_own_policy(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    for arguments in (
        ("table", "kennel_visits"),
        ("source", "duty_system", "--table", "calls"),
        ("limit", "answer-999", "--value", "5 minutes", "--force", "exampleshire"),
        ("standard", "our-standard", "--unit", "call", "--area", "responding-to-the-public"),
    ):
        assert run("new", *arguments, "--folder", folder).code == 0
    (folder / "src/ours/standards/ours_by_policy.py").write_text(OWN_STANDARD, encoding="utf-8")
    own = folder / "src/ours/limits/own_answer_999.py"
    own.write_text(re.sub(r"date\(\d+", "date(2020", own.read_text(encoding="utf-8")), encoding="utf-8")
    path = Path(f"{installed(folder)}{os.pathsep}{ROOT / 'src'}")
    cells = (CALL.get(name, "") for name in Calls.columns)
    (tmp_path / "calls.csv").write_text(f"{','.join(Calls.columns)}\n{','.join(cells)}\n", encoding="utf-8")

    def openpeel(*arguments: str) -> str:
        ran = run_in(tmp_path, "openpeel.cli.main", *arguments, path=path)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    unit = ("new", "unit", "kennel_visit", "--table", "kennel_visits", "--folder", str(folder))
    assert "kennel_visit.py" in openpeel(*unit)
    shown = " ".join(openpeel("show", "ours-by-policy").split())
    assert "Exampleshire Constabulary's own policy: Contact policy, 2024-01-01, section 4" in shown
    assert "5 minutes in exampleshire" in openpeel("show", "calls-999-answered")
    openpeel("load", "calls.csv", "--source", "duty_system", "--data", "data")
    asked = (
        "evaluate",
        "--standard",
        "calls-999-answered",
        "--as-happened-by",
        "2024-02-10",
        "--data",
        "data",
        "--json",
    )
    (row,) = json.loads(openpeel(*asked))
    assert (row["n"], row["late"]) == (1, 0), "a minute is in time by the force's own five"
    stranger = run_in(tmp_path, "openpeel.cli.main", "load", "calls.csv", "--source", "x", path=path)
    assert stranger.returncode == 2
    assert "there are: duty_system" in stranger.stderr


WRONG = {
    "applies=Call.presented_at.is_present() and Call.answered_at.is_present()": "Write & for and",
    "applies=Call.answered_at == None": "write .is_missing()",
    "applies=Call.anserwed_at.is_present()": "did you mean 'answered_at'",
    "applies=Cal.answered_at.is_present()": "name 'Cal' is not defined",
    "applies=Call.answered_at..is_present()": "invalid syntax",
    "applied=Call.answered_at.is_present()": "unexpected keyword argument 'applied'",
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_in_a_forces_own_standard_is_told_by_file_and_line(run: Run, tmp_path: Path, mistake: str) -> None:
    folder = tmp_path / "ours"
    assert run(*STANDARD, folder).code == 0
    path = folder / "src/ours/standards/our_standard.py"
    text = path.read_text(encoding="utf-8").replace("applies=Call.presented_at.is_present()", mistake)
    path.write_text(text, encoding="utf-8")
    wanted = "our_standard = Standard(" if "applied" in mistake else mistake
    line = next(number for number, one in enumerate(text.splitlines(), start=1) if wanted in one)
    site = installed(folder)
    shown = run_in(tmp_path, "openpeel.cli.main", "show", path=Path(f"{site}{os.pathsep}{ROOT / 'src'}"))
    assert shown.returncode == 2
    assert WRONG[mistake] in shown.stderr
    assert f"our_standard.py, line {line}" in shown.stderr
    assert "Traceback" not in shown.stderr

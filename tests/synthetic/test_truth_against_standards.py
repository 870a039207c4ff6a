"""The made force, loaded as a user would and judged by the standards, comes out as its truth says.

The standards know nothing of the made force, and the made force nothing of the standards: what they agree on was
written twice.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
from collections import Counter, defaultdict
from dataclasses import dataclass

import duckdb
import pytest

import openpeel.standards
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.runs import evaluate
from openpeel.engine.verdicts import Verdict
from openpeel.language.standards import Standard
from openpeel.records.catalogue import TABLES
from openpeel.records.loads import StagedFile
from openpeel.records.store import Store
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import prepare
from openpeel.sources.workbench import workbench
from openpeel.synthetic.force import MadeForce, make
from openpeel.synthetic.scenario import Fate
from openpeel.synthetic.systems.extract import PERIOD

STANDARD_OF = {
    "answering a 999 call": "calls-999-answered",
    "assessing vulnerability at the outset of a call": "thrive-at-outset",
    "assessing the risk of domestic abuse": "dash-completed",
    "considering a MARAC, by the national recommendation": "marac-considered",
    "considering a MARAC, by the force's own policy": "marac-considered-force-policy",
    "deciding what follows before bail ends": "bail-not-lapsed",
    "visiting a registered sex offender": "sex-offender-visited",
    "visiting with two officers": "sex-offender-visit-double-crewed",
    "a use of force form for handcuffs in a search": "handcuffs-have-use-of-force-form",
    "recording a search whole": "stop-search-record-complete",
    "telling the victim of a step": "victim-told-within-working-days",
}

NOT_APPLICABLE = "not applicable"

VERDICTS_OF = {
    Fate.IN_TIME: {"met"},
    Fate.LATE: {"late"},
    Fate.NOT_DONE: {"overdue"},
    Fate.EXCUSED: {"excused", NOT_APPLICABLE},
    Fate.NOT_CONCERNED: {NOT_APPLICABLE},
    Fate.NOT_YET: {"pending"},
    Fate.CANNOT_TELL: {"unknown"},
}


@dataclass(frozen=True)
class Judged:
    """The truth about the made force, and the verdicts on it, by standard, table and key."""

    truth: list[dict[str, str]]
    verdicts: dict[str, dict[tuple[str, str], str]]


def _standards() -> list[Standard]:
    found: dict[str, Standard] = {}
    for module in pkgutil.walk_packages(openpeel.standards.__path__, "openpeel.standards."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Standard) and value.id in STANDARD_OF.values():
                found[value.id] = value
    return list(found.values())


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("judged")
    made = make(folder / "force", scale=0.5)
    store = Store(folder / "data")
    _load(store, made)
    snapshot = store.snapshot()
    run = evaluate(snapshot, _standards(), as_happened_by(PERIOD.ends), runs=folder / "runs")
    verdicts: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    with duckdb.connect() as connection:
        keys: dict[int, tuple[str, str]] = {}
        for name, table in TABLES.items():
            files = snapshot.files(table)
            if files:
                rows = connection.execute(f'SELECT row, "{table.key[0]}" FROM read_parquet(?)', [files]).fetchall()
                keys |= {row: (name, key) for row, key in rows}
        ledger = connection.execute("SELECT standard, unit, verdict FROM read_parquet(?)", [str(run.ledger)])
        for standard, unit, verdict in ledger.fetchall():
            verdicts[run.standards[standard].id][keys[unit]] = Verdict(verdict).name.lower()
    with made.truth.open(newline="", encoding="utf-8") as lines:
        return Judged(list(csv.DictReader(lines)), verdicts)


def _load(store: Store, made: MadeForce) -> None:
    with workbench() as bench:
        staged: list[StagedFile] = []
        for file, mapping in made.extracts:
            prepared = prepare(bench, [str(file)], read_mapping(mapping), lambda done, total: None)
            assert prepared.notes == ()
            staged += prepared.files
        assert store.load(staged).rejected == 0


@pytest.mark.parametrize("matter", STANDARD_OF)
def test_each_case_is_judged_as_its_truth_says(judged: Judged, matter: str) -> None:
    verdicts = judged.verdicts[STANDARD_OF[matter]]
    told = [truth for truth in judged.truth if truth["matter"] == matter]
    wrong: Counter[tuple[str, str, str]] = Counter()
    for truth in told:
        verdict = verdicts.get((truth["table"], truth["key"]), NOT_APPLICABLE)
        if verdict not in VERDICTS_OF[Fate(truth["fate"])]:
            wrong[truth["scenario"], truth["fate"], verdict] += 1
    assert told
    assert not wrong


@pytest.mark.parametrize("matter", STANDARD_OF)
def test_no_case_is_judged_that_the_truth_does_not_know(judged: Judged, matter: str) -> None:
    known = {(truth["table"], truth["key"]) for truth in judged.truth if truth["matter"] == matter}
    assert judged.verdicts[STANDARD_OF[matter]].keys() <= known


@pytest.mark.parametrize("scenario", ["domestic incident not flagged", "missing child logged as a concern"])
def test_abuse_and_missing_children_that_records_do_not_show_are_judged_by_no_standard(
    judged: Judged, scenario: str
) -> None:
    hidden = {(truth["table"], truth["key"]) for truth in judged.truth if truth["scenario"] == scenario}
    assert hidden
    assert not hidden & (judged.verdicts["dash-completed"].keys() | judged.verdicts["marac-considered"].keys())

"""The made force, loaded as a user would, and what the standards say of it, beside its truth."""

from __future__ import annotations

import csv
import importlib
import pkgutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import duckdb

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

STANDARDS_OF = {
    "answering a 999 call": ("calls-999-answered", "calls-999-answered-from-queue"),
    "reaching somebody in each queue of 101": (
        "switchboard-not-abandoned",
        "second-queue-not-abandoned",
        "other-department-not-abandoned",
    ),
    "taking down who is calling before passing the caller on": ("caller-details-before-transfer",),
    "asking about risk before passing the caller on": ("risk-asked-before-transfer",),
    "telling the victim before they have to ask": ("caller-had-been-told",),
    "assessing vulnerability at the outset of a call": ("thrive-at-outset",),
    "grading by the risk that was found": ("thrive-drives-grade",),
    "checking whether the caller has called before": ("repeat-caller-checked",),
    "checking whether the victim was harmed before": ("repeat-victim-checked",),
    "checking who else is in the household": ("household-checked",),
    "recording that somebody is vulnerable": (
        "domestic-abuse-vulnerability-recorded",
        "child-vulnerability-recorded",
        "mental-health-vulnerability-recorded",
    ),
    "advising how to keep evidence": ("evidence-advice-given",),
    "advising how to prevent crime": ("prevention-advice-given",),
    "assessing the risk of what comes in online": ("contact-assessed",),
    "attending in the time published for the grade": ("attended-emergency", "attended-priority", "attended-scheduled"),
    "telling the victim that officers will be late": ("delay-told",),
    "looking at the risk again while nobody is free to come": ("waiting-log-reviewed",),
    "lowering a grade with a reason and a fresh look at the risk": (
        "grade-lowered-with-reason",
        "grade-lowered-after-fresh-look",
    ),
    "advice of a mental health practitioner": ("mental-health-advice-given",),
    "the steps of the golden hour": ("golden-hour-complete",),
    "opening the log of a missing child as such": ("missing-child-log-not-a-concern",),
    "recording a missing child as missing": ("missing-child-recorded-as-missing",),
    "assessing the risk to a missing child": ("missing-risk-assessed",),
    "looking for a missing child without delay": ("missing-child-acted-on",),
    "telling the duty inspector of a missing child": ("missing-inspector-told",),
    "an independent interview after a child's return": ("missing-return-interview",),
    "training that takes place as planned": ("training-kept",),
    "an experienced tutor for a student officer": ("tutor-experienced",),
    "a first update for the victim within a month": ("victim-updated",),
    "assessing the risk of domestic abuse": ("dash-completed",),
    "considering a MARAC, by the national recommendation": ("marac-considered",),
    "considering a MARAC, by the force's own policy": ("marac-considered-force-policy",),
    "deciding what follows before bail ends": ("bail-not-lapsed",),
    "visiting a registered sex offender": ("sex-offender-visited",),
    "visiting with two officers": ("sex-offender-visit-double-crewed",),
    "a use of force form for handcuffs in a search": ("handcuffs-have-use-of-force-form",),
    "recording a search whole": ("stop-search-record-complete",),
    "telling the victim of a step": ("victim-told-within-working-days",),
}
"""What each matter is judged by; of several standards the worst verdict counts."""

ALSO_RIGHT = {
    ("a first update for the victim within a month", "told after months"): {"excused"},
    ("a first update for the victim within a month", "never updated"): {"excused"},
    ("recording a missing child as missing", "recorded as missing at once"): {"not applicable"},
    ("looking for a missing child without delay", "looked for at once"): {"not applicable"},
    ("telling the duty inspector of a missing child", "inspector told at once"): {"not applicable"},
    ("looking at the risk again while nobody is free to come", "left without a look"): {"met"},
    ("grading by the risk that was found", "graded low at high risk"): {"excused"},
    ("recording that somebody is vulnerable", "nothing shows vulnerability"): {"unknown"},
    ("recording that somebody is vulnerable", "vulnerability recorded"): {"not applicable"},
    ("opening the log of a missing child as such", "log says concern for welfare"): {"not applicable"},
}
"""Where two matters meet in one record: investigations that ended within the month; adults among the missing; logs that
were looked through when their grade was lowered, or lowered with a reason; flags of abuse left blank; children whom no
description shows."""

JUDGES_MORE = {"victim-updated", "waiting-log-reviewed", "thrive-drives-grade"}
"""Standards that judge each further turn of a duty, of which the truth tells the first only; and logs of which nobody
can tell, since the old screen kept no level of risk."""

WORST_FIRST = ("overdue", "late", "unknown", "pending", "excused", "met")

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
    wanted = {name for names in STANDARDS_OF.values() for name in names}
    found: dict[str, Standard] = {}
    for module in pkgutil.walk_packages(openpeel.standards.__path__, "openpeel.standards."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Standard) and value.id in wanted:
                found[value.id] = value
    return list(found.values())


def judge_made_force(folder: Path, scale: float) -> Judged:
    """Make a force, load it as a user would, and judge it; all in ``folder``."""
    made = make(folder / "force", scale=scale)
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


def worst(judged: Judged, matter: str, case: tuple[str, str]) -> str:
    """The worst verdict that the standards of a matter give on a case."""
    given = {judged.verdicts[name].get(case, NOT_APPLICABLE) for name in STANDARDS_OF[matter]}
    return next((verdict for verdict in WORST_FIRST if verdict in given), NOT_APPLICABLE)

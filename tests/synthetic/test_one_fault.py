"""What changes when one planted fault is not there: the characteristic that it bears on, and no other.

From end to end: the force is made, loaded, judged and argued, each time with the same seed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openpeel import library
from openpeel.cli.assessing import open_dossier
from openpeel.cli.judging import runs_folder
from openpeel.cli.made_files import staged
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.runs import evaluate
from openpeel.inspection.argument.argue import Argument
from openpeel.inspection.assessment.file import write_assessment
from openpeel.inspection.example import AREA, example_assessment
from openpeel.records.store import Store
from openpeel.sources.workbench import workbench
from openpeel.synthetic.first_contact import advice
from openpeel.synthetic.force import make
from openpeel.synthetic.organisation import FORCE
from openpeel.synthetic.response import mental_health
from openpeel.synthetic.scenario import Matter
from openpeel.synthetic.staff import force_staff
from openpeel.synthetic.times import Period, start_of

PERIOD = Period(start_of(date(2023, 12, 1)), start_of(date(2024, 4, 1)))

FAULTS = [
    (advice, "PREVENTION", "not told how to prevent it", {"prevention-advice-given"}, "4.1"),
    (
        mental_health,
        "ADVISING",
        "practitioner never answered",
        {"mental-health-advice-given", "detained-after-advice"},
        "4.2",
    ),
    (force_staff, "TUTORING", "tutor is new too", {"tutor-experienced"}, "4.3"),
]
"""Where the matter is, the fault, the figures that it bears on, and the characteristic that they evidence."""


def argued(folder: Path, plans: Path) -> Argument:
    """The argument about a small force, made as it is at this moment; the plan of judging is kept for the next."""
    made = make(folder / "force", scale=0.05, period=PERIOD)
    store = Store(folder / "data")
    with workbench() as bench:
        store.load(staged(bench, made.extracts))
    standards = [standard for standard in library.standards().values() if standard.area is AREA]
    as_at = as_happened_by(PERIOD.ends, (FORCE,))
    evaluate(store.snapshot(), standards, as_at, runs=runs_folder(folder / "data"), plans=plans, keeps_shown=False)
    write_assessment(example_assessment(), folder / "assessment.json")
    return open_dossier(folder / "data", folder / "assessment.json", None, None, None).dossier.argument


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@pytest.fixture(scope="module")
def with_all_faults(tmp_path_factory: pytest.TempPathFactory, plans: Path) -> Argument:
    return argued(tmp_path_factory.mktemp("all faults"), plans)


@pytest.mark.parametrize(("part", "name", "fault", "figures", "identifier"), FAULTS)
def test_one_fault_less_changes_one_characteristic(
    part: ModuleType,
    name: str,
    fault: str,
    figures: set[str],
    identifier: str,
    with_all_faults: Argument,
    plans: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matter: Matter[Any] = getattr(part, name)
    others = tuple(scenario for scenario in matter.scenarios if scenario.name != fault)
    assert len(others) == len(matter.scenarios) - 1
    monkeypatch.setattr(part, name, Matter(matter.name, others))
    without = argued(tmp_path, plans)
    for before, after in zip(with_all_faults.characteristics, without.characteristics, strict=True):
        if before.characteristic.identifier != identifier:
            assert before == after
        else:
            was, now = ({piece.evidence.id: piece.evidence for piece in one.pieces} for one in (before, after))
            differ = {piece for piece in was if was[piece] != now[piece]}
            assert differ == figures

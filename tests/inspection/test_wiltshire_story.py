"""The worked example builds what it ships, and says only what its sources say."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from openpeel.inspection.assessment.file import read_assessment
from openpeel.inspection.evidence.figures import Counted, Quoted
from openpeel.inspection.framework.cycles import cycle
from openpeel.inspection.recommendations.file import read_register, write_register
from openpeel.language.source_text import PEEL_2021_22, plain

FOLDER = Path(__file__).parents[2] / "examples" / "wiltshire_2022"


@pytest.fixture(scope="module")
def story() -> ModuleType:
    spec = importlib.util.spec_from_file_location("story", FOLDER / "story.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_register_is_what_the_story_builds(story: ModuleType, tmp_path: Path) -> None:
    built = tmp_path / "register.json"
    write_register(story.story(), built)
    assert built.read_text(encoding="utf-8") == (FOLDER / "register.json").read_text(encoding="utf-8")


def test_overdue_when_the_inspectorate_came_back() -> None:
    register = read_register(FOLDER / "register.json")
    late = register.overdue(date(2022, 11, 30))
    asked = [item for item in late if item.under]
    assert len(asked) == 14
    assert {(date(2022, 11, 30) - item.due.latest).days for item in asked if item.due} == {54}
    repeat = next(item for item in asked if "repeat callers" in item.text)
    assert repeat.id == "wiltshire-2021-22-14"  # named in the README
    assert [event.kind.words for event in repeat.events] == ["no progress", "note"]
    assert not [item for item in register.items if item.ended]


def test_monitoring_and_the_next_report(story: ModuleType) -> None:
    register = read_register(FOLDER / "register.json")
    assert [(str(m.on), m.phase) for m in register.monitoring] == [("June 2022", "Engage"), ("May 2024", "Scan")]
    counts = Counter(story.GRADES_2023_25.values())
    assert counts == {"Good": 2, "Adequate": 3, "Requires improvement": 4}
    assert set(story.GRADES_2023_25) == {area.name for area in cycle("2023-25").areas if area.graded}


def test_the_shipped_assessment_is_what_its_program_builds() -> None:
    spec = importlib.util.spec_from_file_location("wiltshire_assessment", FOLDER / "assessment.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    built = module.assessment()
    assert read_assessment(FOLDER / "assessment.json") == built
    figures = {one.id: one.figure for one in built.evidence if one.figure is not None}
    counted = {name: figure.words for name, figure in figures.items() if isinstance(figure, Counted)}
    assert counted == {
        "no-structured-assessment": "18 of 51 (35.3%, 95% interval 23.6 to 49.0, of sampling)",
        "evidence-advice": "20 of 30 (66.7%, 95% interval 48.8 to 80.8, of sampling)",
    }
    quoted = [figure for figure in figures.values() if isinstance(figure, Quoted)]
    assert len(quoted) == 2
    report = " ".join(paragraph.text for paragraph in PEEL_2021_22.paragraphs())
    for one in built.evidence:
        assert plain(one.says) in plain(report)

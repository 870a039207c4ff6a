"""Compiled plans are kept, read back as they were, and found only by what they follow from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from openpeel import library
from openpeel.engine.clocks import as_happened_by, as_known_on
from openpeel.engine.plan_store import kept, kept_plan

NOW = datetime(2024, 4, 1)
STANDARDS = [library.standard(name) for name in ("calls-999-answered", "thrive-at-outset")]


def test_a_kept_plan_is_the_plan_that_was_compiled_for_the_same_past_standards_and_facts(tmp_path: Path) -> None:
    def plans() -> list[object]:
        return [
            kept_plan(tmp_path, standards, as_at=as_at, limits={}, coverage=[], with_shown=with_shown)
            for as_at in (as_happened_by(NOW), as_known_on(NOW))
            for standards in (STANDARDS, STANDARDS[:1])
            for with_shown in (True, False)
        ]

    compiled = plans()
    assert plans() == compiled
    assert len(list(tmp_path.iterdir())) == len(compiled)


def test_a_plan_serves_any_day_and_any_forces(tmp_path: Path) -> None:
    for as_at in (as_known_on(NOW), as_known_on(datetime(2024, 5, 1)), as_known_on(NOW, forces=("wiltshire",))):
        kept_plan(tmp_path, STANDARDS, as_at=as_at, limits={}, coverage=[])
    assert len(list(tmp_path.iterdir())) == 1


def test_a_plan_that_cannot_be_written_to_its_end_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        kept(tmp_path, ["a plan"], object, lambda made: {"begun": 1, "not JSON": made}, lambda document: document)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damaged", ["", "null", "[]", "{}", '{"frames": 1, "tables": 1}'])
def test_a_damaged_plan_is_made_anew(tmp_path: Path, damaged: str) -> None:
    def plan() -> object:
        return kept_plan(tmp_path, STANDARDS[:1], as_at=as_happened_by(NOW), limits={}, coverage=[])

    made = plan()
    (file,) = tmp_path.iterdir()
    whole = file.read_text()
    file.write_text(damaged)
    assert plan() == made
    assert file.read_text() == whole

"""Compiled plans are kept, read back as they were, and found only by what they follow from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpeel import library
from openpeel.engine.clocks import as_happened_by, as_known_on
from openpeel.engine.plan_store import kept_plan, kept_shown_plan

NOW = datetime(2024, 4, 1)
STANDARDS = [library.standard(name) for name in ("calls-999-answered", "thrive-at-outset")]


def test_a_kept_plan_is_the_plan_that_was_compiled(tmp_path: Path) -> None:
    judging = kept_plan(tmp_path, STANDARDS, as_at=as_happened_by(NOW), limits={}, coverage=[])
    shown = kept_shown_plan(tmp_path, STANDARDS, as_at=as_happened_by(NOW), coverage=[])
    assert kept_plan(tmp_path, STANDARDS, as_at=as_happened_by(NOW), limits={}, coverage=[]) == judging
    assert kept_shown_plan(tmp_path, STANDARDS, as_at=as_happened_by(NOW), coverage=[]) == shown
    assert len(list(tmp_path.iterdir())) == 2


def test_what_lists_show_is_kept_for_each_past_and_for_each_choice_of_facts(tmp_path: Path) -> None:
    for _ in range(2):
        for as_at in (as_happened_by(NOW), as_known_on(NOW)):
            for standards in (STANDARDS, STANDARDS[:1]):
                kept_shown_plan(tmp_path, standards, as_at=as_at, coverage=[])
    assert len(list(tmp_path.glob("shown-*.json"))) == 4

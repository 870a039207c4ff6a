"""Fingerprints: the same for one definition in every process, another for each change that could alter a verdict."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from openpeel.engine.fingerprints import fingerprint
from openpeel.language.columns import Known
from openpeel.language.durations import hours
from openpeel.language.standards import Deadline
from openpeel.library import standards
from openpeel.limits.domestic_abuse import DASH_WITHOUT_DELAY
from openpeel.records.incidents import Incidents
from openpeel.units.incident import Incident

DASH = standards()["dash-completed"]
PROGRAM = """
from openpeel.engine.fingerprints import fingerprint
from openpeel.library import standards
print(" ".join(fingerprint(standard) for standard in standards().values()))
"""


def test_a_fingerprint_is_the_same_in_another_process() -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.split() == [fingerprint(standard) for standard in standards().values()]


def test_no_two_standards_have_the_same() -> None:
    assert len({fingerprint(standard) for standard in standards().values()}) == len(standards())


LONGER = replace(DASH_WITHOUT_DELAY.values[0], value=hours(48))
EARLIER = replace(DASH_WITHOUT_DELAY.values[0], since=DASH_WITHOUT_DELAY.values[0].since - timedelta(days=1))


def due_by(*values: Any) -> dict[str, Any]:
    limit = DASH_WITHOUT_DELAY.replaced(*values)
    runs_from = Incident.risk_assessment_runs_from
    due = limit.after(runs_from, deciding=Incident.reported_at, force=Incident.force)
    return {"rule": Deadline(done=Incident.risk_assessed_at, due=due)}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"applies": Incident.is_domestic_abuse}, id="whom it applies to"),
        pytest.param({"excused": Incident.is_cancelled}, id="what excuses"),
        pytest.param(due_by(LONGER), id="the length of a limit"),
        pytest.param(due_by(EARLIER), id="the day of a limit"),
        pytest.param(
            {"rule": Deadline(done=Incident.closed_at, due=Incident.reported_at + hours(24))}, id="what counts as done"
        ),
    ],
)
def test_what_decides_changes_it(changes: dict[str, Any]) -> None:
    assert fingerprint(replace(DASH, **changes)) != fingerprint(DASH)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"says": "In other words"}, id="words"),
        pytest.param({"shows": replace(DASH.shows, worklist=())}, id="the worklist"),
        pytest.param({"examples_as_at": "2025-01-01 00:00"}, id="examples"),
        pytest.param(due_by(DASH_WITHOUT_DELAY.values[0]), id="the same limit, written again"),
    ],
)
def test_what_does_not_decide_leaves_it(changes: dict[str, Any]) -> None:
    assert fingerprint(replace(DASH, **changes)) == fingerprint(DASH)


def test_what_protects_a_column_on_a_past_day_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that was kept before such a change would mask other values."""
    before, column = fingerprint(DASH), Incidents.columns["attended_at"]
    assert column.declaration is not None
    planned = replace(column, declaration=replace(column.declaration, known=Known.PLANNED))
    monkeypatch.setitem(Incidents.columns, "attended_at", planned)
    assert fingerprint(DASH) != before

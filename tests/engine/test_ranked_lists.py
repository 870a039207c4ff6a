"""Lists of cases: who is on them, in which order and for which reasons, against plain Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.hand_made import HandMade, Job, Jobs, Notes, Row, covers
from tests.how_many import examples

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.ranked_lists import Listed, cases_on, number_on
from openpeel.language.columns import LanguageError
from openpeel.language.durations import civil_days, days
from openpeel.language.lists import Because, CaseList
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Review

NOW = datetime(2024, 2, 1)


def made_list(**changed: Any) -> CaseList:
    declared: dict[str, Any] = {
        "id": "made-for-a-test",
        "says": "Made for a test",
        "why": "Made for a test",
        "source": PEEL_2021_22.at("Investigating crime", "Area for improvement", "timely"),
        "unit": Job,
        "includes": Job.closed_at.is_missing(),
        "reasons": (Because("serious", Job.is_serious), Because("without a note", ~Job.has_note)),
        "since": Job.began_at,
        "case": Job.job_id,
        "owner": Job.officer_id,
        "shows": (Job.began_at, Job.notes),
        "review": Review(by="nobody", on=date(2024, 1, 1), next=date(2025, 1, 1)),
        **changed,
    }
    return CaseList(**declared)


def listed(folder: Path, jobs: list[Row], notes: list[Row], chosen: CaseList, **asked: Any) -> list[Listed]:
    snapshot = HandMade({Jobs: jobs, Notes: notes}, [covers(Jobs), covers(Notes)], folder)
    return cases_on(snapshot, chosen, as_happened_by(NOW), **asked)  # type: ignore[arg-type]


JOBS = st.lists(
    st.fixed_dictionaries(
        {
            "began_at": st.integers(0, 20).map(lambda number: NOW - timedelta(days=number)),
            "closed_at": st.sampled_from((None, None, NOW)),
            "is_serious": st.sampled_from((True, False, None)),
            "officer_id": st.sampled_from(("x", "y")),
        }
    ),
    max_size=8,
)


@settings(max_examples=examples(40), deadline=None)
@given(jobs=JOBS, noted=st.sets(st.integers(0, 7)), needs=st.booleans(), whole=st.booleans())
def test_the_order_is_that_of_the_reasons(
    tmp_path_factory: pytest.TempPathFactory, jobs: list[Row], noted: set[int], needs: bool, whole: bool
) -> None:
    jobs = [{**job, "job_id": str(number)} for number, job in enumerate(jobs)]
    notes = [{"note_id": str(number), "job_id": str(number), "written_at": NOW - timedelta(days=1)} for number in noted]
    expected = []
    for number, job in enumerate(jobs):
        reasons = [*["serious"] * (job["is_serious"] is True), *["without a note"] * (number not in noted)]
        recent = whole or job["began_at"] >= NOW - timedelta(days=10)
        if job["closed_at"] is None and recent and (reasons or not needs):
            unknown = ["serious"] * (job["is_serious"] is None)
            rank = (job["is_serious"] is not True, number in noted, job["began_at"], number)
            expected.append((rank, number, tuple(reasons), tuple(unknown)))
    chosen = made_list(needs_reason=needs, within=days(10))
    found = listed(tmp_path_factory.mktemp("list"), jobs, notes, chosen, whole=whole)
    assert [(one.unit, one.reasons, one.not_known) for one in found] == [tuple(rest) for _, *rest in sorted(expected)]
    assert all(one.facts["job_id"] == str(one.unit) for one in found)


def test_the_number_on_a_list_is_that_of_its_cases(tmp_path: Path) -> None:
    jobs = [
        {"job_id": str(days_ago), "began_at": NOW - timedelta(days=days_ago), "is_serious": days_ago % 2 == 0}
        for days_ago in range(20)
    ]
    notes = [{"note_id": "1", "job_id": "3", "written_at": NOW}]
    chosen = made_list(needs_reason=True, within=days(10))
    snapshot = HandMade({Jobs: jobs, Notes: notes}, [covers(Jobs), covers(Notes)], tmp_path)
    number = number_on(snapshot, chosen, as_happened_by(NOW))  # type: ignore[arg-type]
    assert number == len(cases_on(snapshot, chosen, as_happened_by(NOW))) > 0  # type: ignore[arg-type]


def test_one_owner_and_the_first_so_many(tmp_path: Path) -> None:
    jobs = [
        {"job_id": str(number), "began_at": NOW - timedelta(days=9 - number), "officer_id": "xy"[number % 2]}
        for number in range(6)
    ]
    assert [one.unit for one in listed(tmp_path, jobs, [], made_list(), owner="x")] == [0, 2, 4]
    assert [one.unit for one in listed(tmp_path, jobs, [], made_list(), limit=2)] == [0, 1]


def test_what_a_list_cannot_be() -> None:
    with pytest.raises(LanguageError, match="elapsed"):
        made_list(within=civil_days(1))
    with pytest.raises(LanguageError, match="hyphens"):
        made_list(id="Made for a test")
    with pytest.raises(LanguageError, match="not a fact"):
        made_list(shows=(Jobs.people,))

"""What is not known never counts as if it were not so: in cases that can be read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.engine.hand_made import HandMade, Job, Jobs, Notes, Row, covers, judge, standard_of

from openpeel.engine.clocks import as_happened_by
from openpeel.language.columns import Flag, LanguageError
from openpeel.language.durations import days
from openpeel.language.facts import each, earlier
from openpeel.language.standards import Condition, Deadline, Never, Standard
from openpeel.language.units import Unit
from openpeel.library import standards
from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.incidents import IncidentPeople, Incidents

BEGAN = datetime(2024, 3, 30)
LATER = as_happened_by(datetime(2024, 12, 31))
ALWAYS = Job.began_at.is_present()
NOT_RECORDED = "unknown: NOT_RECORDED"
JOB: Row = {"job_id": "a", "began_at": BEGAN, "officer_id": "x", "hearing_at": BEGAN + timedelta(days=9)}


def note(is_useful: bool | None, day: int = 1) -> Row:
    return {"note_id": str(day), "job_id": "a", "written_at": BEGAN + timedelta(days=day), "is_useful": is_useful}


def verdict(tmp_path: Path, standard: Standard, notes: Sequence[Row] = (), job: Row = JOB) -> str:
    records = HandMade({Jobs: [job], Notes: notes}, (covers(Jobs), covers(Notes)), tmp_path)
    (found,) = judge([standard], records, LATER).verdicts().values()
    return found


def condition(holds: Flag) -> Standard:
    return standard_of(Job, Condition(holds=holds, observed=Job.began_at), ALWAYS)


HELPED = standard_of(Job, Deadline(done=Job.first_useful_at, due=Job.began_at + days(2)), ALWAYS)
"""A note that helps is written within two days."""
UNTOUCHED = standard_of(Job, Never(breach=Job.first_useful_at, until=Job.hearing_at), ALWAYS)
"""No note that helps is written before the hearing."""
OWNER_NOTED = standard_of(Job, Deadline(done=Job.own_note_at, due=Job.began_at + days(3)), ALWAYS)
"""The owner writes a note about that time."""


WITHOUT_DULL = condition(Job.has_no_dull_note)


@pytest.mark.parametrize(
    ("standard", "none", "one"),
    [
        pytest.param(WITHOUT_DULL, "met", "overdue", id="~exists()"),
        pytest.param(condition(~(Job.useful >= 1)), "met", "overdue", id="a count"),
        pytest.param(condition(Job.useful + 2 <= 2), "met", "overdue", id="a sum of a count"),
        pytest.param(condition(Job.first_useful_at.is_missing()), "met", "overdue", id="is_missing()"),
        pytest.param(condition((Job.first_useful_at + days(1)).is_missing()), "met", "overdue", id="of one moved"),
        pytest.param(UNTOUCHED, "met", "overdue", id="Never"),
        pytest.param(HELPED, "overdue", "met", id="Deadline"),
    ],
)
def test_rows_of_which_it_is_not_known_whether_they_count(
    tmp_path: Path, standard: Standard, none: str, one: str
) -> None:
    counts = standard is not WITHOUT_DULL
    for name, notes, expected in (
        ("none", [], none),
        ("one", [note(counts)], one),
        ("other", [note(not counts)], none),
        ("not told", [note(None)], NOT_RECORDED),
        ("told too", [note(None), note(counts, 2)], one),
    ):
        (tmp_path / name).mkdir()
        assert verdict(tmp_path / name, standard, notes) == expected, name


def test_an_act_that_may_count_and_one_that_does_too_late_cannot_be_told_apart_from_one_in_time(tmp_path: Path) -> None:
    assert verdict(tmp_path, HELPED, [note(None), note(True, 5)]) == "unknown: PRECISION"


def test_an_act_that_may_count_and_is_too_late_is_not_known_to_be_either(tmp_path: Path) -> None:
    assert verdict(tmp_path, HELPED, [note(None, 5)]) == NOT_RECORDED


def test_of_a_unit_that_does_not_name_its_rows_none_is_known_to_be_missing(tmp_path: Path) -> None:
    nobody = {**JOB, "officer_id": None}
    none_written = condition(Job.no_own_note_known)
    assert verdict(tmp_path, OWNER_NOTED) == "overdue"
    assert verdict(tmp_path, none_written) == "met"
    assert verdict(tmp_path, OWNER_NOTED, job=nobody) == NOT_RECORDED
    assert verdict(tmp_path, none_written, job=nobody) == NOT_RECORDED
    assert verdict(tmp_path, condition(~(Job.own_notes >= 1)), job=nobody) == NOT_RECORDED


def test_a_value_under_a_condition_that_is_not_known_may_be_there(tmp_path: Path) -> None:
    closed = standard_of(Job, Deadline(done=Job.closed_if_serious_at, due=Job.began_at + days(2)), ALWAYS)
    job = {**JOB, "closed_at": BEGAN + timedelta(days=1)}
    for serious, expected in ((True, "met"), (False, "overdue"), (None, NOT_RECORDED)):
        (tmp_path / str(serious)).mkdir()
        assert verdict(tmp_path / str(serious), closed, job={**job, "is_serious": serious}) == expected


def test_the_case_before_is_known_to_be_missing_only_where_the_records_reach_back(tmp_path: Path) -> None:
    class Repeat(Unit):
        """A job, with those of the person before it."""

        rows = Jobs
        job_id = Jobs.job_id
        began_at = Jobs.began_at
        person_id = Jobs.person_id
        recent_at = earlier(by=person_id, order=began_at, within=days(5)).previous()
        ever_at = earlier(by=person_id, order=began_at).previous()
        begins = began_at

    always = Repeat.began_at.is_present()
    recent, ever = (
        standard_of(Repeat, Condition(holds=one.is_missing(), observed=Repeat.began_at), always)
        for one in (Repeat.recent_at, Repeat.ever_at)
    )
    never = standard_of(Repeat, Never(breach=Repeat.recent_at, until=Repeat.began_at), always)
    far_back, short = covers(Jobs, BEGAN - timedelta(days=5)), covers(Jobs, BEGAN - timedelta(days=4))
    person = {**JOB, "person_id": "p"}
    before = {**person, "job_id": "b", "began_at": BEGAN - timedelta(days=1)}
    for name, jobs, covered, expected in (
        ("first", [person], far_back, ["met", "unknown: NOT_COVERED", "met"]),
        ("short", [person], short, ["unknown: NOT_COVERED"] * 3),
        ("second", [person, before], short, ["overdue"] * 3),
        ("nobody", [JOB], far_back, ["unknown: NOT_RECORDED"] * 3),
    ):
        (tmp_path / name).mkdir()
        result = judge([recent, ever, never], HandMade({Jobs: jobs}, [covered], tmp_path / name), LATER)
        assert [result.verdicts(number)[0] for number in range(3)] == expected, name


def test_a_second_value_is_kept_only_where_something_can_be_missing() -> None:
    required = each(Notes, by=Notes.job_id, where=Notes.note_id == "1")
    assert required.earliest(Notes.written_at).highest is None
    assert each(Notes, by=Notes.job_id, where=Notes.is_useful).earliest(Notes.written_at).highest is not None
    # Filled in with something later, so that a past day may lack it.
    assert each(Notes, by=Notes.job_id, where=Notes.colour == "red").earliest(Notes.written_at).highest is not None
    assert (
        each(Notes, by=Notes.job_id, where=Notes.is_useful.missing_is(False)).earliest(Notes.written_at).highest is None
    )
    assert Job.closed_at.only_if(Job.began_at.is_present()).highest is None


BAIL = standards()["bail-not-lapsed"]


@pytest.mark.parametrize(
    ("resolution", "rationale", "expected"),
    [
        ("charged", False, "met"),
        ("released under investigation", True, "met"),
        ("released under investigation", False, "overdue"),
        ("released under investigation", None, NOT_RECORDED),
        (None, False, NOT_RECORDED),
        (None, True, "met"),
    ],
)
def test_bail_resolved_without_a_resolution_or_assessed_without_a_rationale(
    tmp_path: Path, resolution: str | None, rationale: bool | None, expected: str
) -> None:
    released = datetime(2024, 3, 1, 12)
    bail = {"bail_id": "b", "arrested_at": released, "bailed_at": released, "ends_at": datetime(2024, 4, 1)}
    resolved = {"resolved_at": datetime(2024, 3, 20), "resolution": resolution}
    assessed = {
        "assessment_id": "1",
        "bail_id": "b",
        "assessed_at": datetime(2024, 3, 19),
        "rationale_recorded": rationale,
    }
    tables = (BailPeriods, BailExtensions, ReleaseAssessments)
    records = HandMade(
        {BailPeriods: [{**bail, **resolved}], ReleaseAssessments: [assessed]},
        [covers(table) for table in tables],
        tmp_path,
    )
    assert list(judge([BAIL], records, LATER).verdicts().values()) == [expected]


@pytest.mark.parametrize(("reason", "expected"), [(True, "met"), (False, "overdue"), (None, NOT_RECORDED)])
def test_a_referral_considered_without_saying_whether_a_reason_is_recorded(
    tmp_path: Path, reason: bool | None, expected: str
) -> None:
    at = datetime(2024, 3, 1, 12)
    incident = {"incident_id": "i", "reported_at": at, "is_domestic_abuse": True}
    assessment = {
        "assessment_id": "r",
        "incident_id": "i",
        "completed_at": at,
        "instrument": "dash",
        "risk_level": "high",
    }
    considered = {"consideration_id": "c", "incident_id": "i", "considered_at": at, "decision": "referred"}
    tables = (Incidents, IncidentPeople, RiskAssessments, MaracConsiderations)
    records = HandMade(
        {
            Incidents: [incident],
            RiskAssessments: [assessment],
            MaracConsiderations: [{**considered, "reason_recorded": reason}],
        },
        [covers(table) for table in tables],
        tmp_path,
    )
    assert list(judge([standards()["marac-considered"]], records, LATER).verdicts().values()) == [expected]


class SeriousJob(Unit):
    """A job that is serious, with those of the person before it."""

    rows = Jobs
    where = Jobs.is_serious
    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it was reported."""
    person_id = Jobs.person_id
    """Whom it concerns."""
    closed_at = Jobs.closed_at
    """When it was closed."""
    before = earlier(by=person_id, order=began_at, within=days(5)).count()
    """How many serious jobs there were in the five days before it."""
    previous_at = earlier(by=person_id, order=began_at, within=days(5)).previous()
    """When the last of them was reported."""
    begins = began_at


SERIOUS_CLOSED = standard_of(
    SeriousJob,
    Deadline(done=SeriousJob.closed_at, due=SeriousJob.began_at + days(2)),
    SeriousJob.began_at.is_present(),
)


def jobs_with(*serious: bool | None) -> list[Row]:
    """Jobs of one person, a day apart."""
    return [
        {**JOB, "row": n, "job_id": str(n), "person_id": "p", "began_at": BEGAN + timedelta(days=n), "is_serious": one}
        for n, one in enumerate(serious)
    ]


def test_a_row_of_which_it_is_not_known_whether_it_is_a_unit_does_not_vanish(tmp_path: Path) -> None:
    records = HandMade({Jobs: jobs_with(True, False, None)}, [covers(Jobs)], tmp_path)
    assert judge([SERIOUS_CLOSED], records, LATER).verdicts() == {0: "overdue", 2: "unknown: APPLIES"}


def test_a_row_that_may_be_a_unit_does_not_come_back_where_the_standard_surely_does_not_apply(tmp_path: Path) -> None:
    never = standard_of(SeriousJob, SERIOUS_CLOSED.rule, SeriousJob.began_at.is_missing())
    assert judge([never], HandMade({Jobs: jobs_with(None)}, [covers(Jobs)], tmp_path), LATER).verdicts() == {}


@pytest.mark.parametrize("serious", list(itertools.product((True, False, None), repeat=3)))
def test_counts_over_units_say_what_each_choice_of_them_agrees_on(
    tmp_path: Path, serious: tuple[bool | None, ...]
) -> None:
    """Against every choice of which of the rows not told are units."""
    records = HandMade({Jobs: jobs_with(*serious, True)}, [covers(Jobs)], tmp_path)
    applies = (SeriousJob.before >= 0) & SeriousJob.previous_at.is_present()
    facts = judge([standard_of(SeriousJob, SERIOUS_CLOSED.rule, applies)], records, LATER).facts["serious_job"][3]
    worlds = [
        [BEGAN + timedelta(days=n) for n, counts in enumerate(world) if counts]
        for world in itertools.product((True, False), repeat=3)
        if all(told in (None, counts) for told, counts in zip(serious, world, strict=True))
    ]
    counts = [len(world) for world in worlds]
    assert (facts["before"], facts["before__highest"]) == (min(counts), max(counts))
    there = [max(world) for world in worlds if world]
    assert facts["previous_at"] == min(there, default=None)
    assert facts["previous_at__latest"] == (max(there) if there and len(there) == len(worlds) else None)


def test_units_are_one_per_value_and_each_row_without_a_value_may_be_one(tmp_path: Path) -> None:
    class Officer(Unit):
        """Somebody who owns a job."""

        rows = Jobs
        where = Jobs.officer_id.is_present()
        one_per = Jobs.officer_id
        officer_id = Jobs.officer_id
        """Who."""
        began_at = Jobs.began_at
        """When the first job was reported."""
        begins = began_at

    some = [{**JOB, "job_id": name, "officer_id": who} for name, who in (("a", "x"), ("b", "x"), ("c", None))]
    there = Officer.began_at.is_present()
    held = standard_of(Officer, Condition(holds=there, observed=Officer.began_at), there)
    assert judge([held], HandMade({Jobs: some}, [covers(Jobs)], tmp_path), LATER).verdicts() == {0: "met"}
    (tmp_path / "other").mkdir()
    not_supplied = [{**job, "officer_id": None} for job in some]
    records = HandMade({Jobs: not_supplied}, [covers(Jobs, without=["officer_id"])], tmp_path / "other")
    assert judge([held], records, LATER).verdicts() == dict.fromkeys(range(3), "unknown: APPLIES")


def test_the_earliest_of_a_history_needs_rows_that_surely_are_units() -> None:
    with pytest.raises(LanguageError, match="missing_is"):

        class Doubtful(Unit):
            """A serious job, with the earliest hearing so far."""

            rows = Jobs
            where = Jobs.is_serious
            began_at = Jobs.began_at
            person_id = Jobs.person_id
            hearing_so_far_at = earlier(by=person_id, order=began_at).earliest_so_far(Jobs.hearing_at)
            begins = began_at


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        pytest.param([], "met", id="none"),
        pytest.param([BEGAN], "met", id="one inside"),
        pytest.param([BEGAN, BEGAN], "overdue", id="two inside"),
        pytest.param([BEGAN, BEGAN + timedelta(days=5)], "met", id="one outside"),
        pytest.param([None], "met", id="one without a moment cannot make it too many"),
        pytest.param([BEGAN, None], NOT_RECORDED, id="one without a moment may make it too many"),
    ],
)
def test_a_row_without_the_moment_of_a_window_may_lie_in_it(
    tmp_path: Path, checked: list[datetime | None], expected: str
) -> None:
    notes = [{**note(True), "note_id": str(n), "officer_id": "x", "checked_at": at} for n, at in enumerate(checked)]
    assert verdict(tmp_path, condition(Job.checked_then <= 1), notes) == expected


def test_what_has_not_happened_lies_in_no_window_where_the_author_says_so() -> None:
    window = (Notes.checked_at, Jobs.began_at, Jobs.began_at + days(1))
    doubtful = each(Notes, by=Notes.officer_id, to=Jobs.officer_id, between=window, longest=days(1))
    there = Notes.checked_at.is_present()
    settled, exact = (
        each(
            Notes,
            by=Notes.officer_id,
            to=Jobs.officer_id,
            where=(Notes.note_id == "1") & condition,
            between=window,
            longest=days(1),
        )
        for condition in (there, there.missing_is(False))
    )
    required = (Notes.written_at, *window[1:])
    dated = each(Notes, by=Notes.officer_id, to=Jobs.officer_id, between=required, longest=days(1))
    assert [one.may_be_undated for one in (doubtful, settled, exact, dated)] == [True, False, False, False]
    assert exact.latest(Notes.written_at).highest is None


def test_a_window_needs_moments_that_are_known_exactly() -> None:
    with pytest.raises(LanguageError, match="exact"):
        each(
            Notes,
            by=Notes.officer_id,
            to=Jobs.officer_id,
            between=(Notes.happened_on, Jobs.began_at, Jobs.began_at + days(1)),
            longest=days(1),
        )

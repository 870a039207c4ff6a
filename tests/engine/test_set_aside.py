"""A row that was set aside may be about a case: in cases that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.engine.hand_made import FORCE, HandMade, Job, Jobs, Notes, Row, covers, judge, standard_of

from openpeel.engine.clocks import as_happened_by
from openpeel.language.columns import Flag
from openpeel.language.durations import days
from openpeel.language.facts import each, earlier
from openpeel.language.standards import Condition, Deadline, Never, Recurring, Standard
from openpeel.language.tables import Table
from openpeel.language.units import Unit
from openpeel.library import standards
from openpeel.records.loads import Unstored
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits

BEGAN = datetime(2024, 3, 30)
LATER = as_happened_by(datetime(2024, 12, 31))
ALWAYS = Job.began_at.is_present()
SET_ASIDE = "unknown: SET_ASIDE"
JOBS: list[Row] = [
    {"job_id": name, "began_at": BEGAN, "officer_id": "x", "hearing_at": BEGAN + timedelta(days=9)} for name in "ab"
]
NOTED = standard_of(Job, Deadline(done=Job.first_note_at, due=Job.began_at + days(2)), ALWAYS)
CLOSED = standard_of(Job, Deadline(done=Job.closed_at, due=Job.began_at + days(2)), ALWAYS)
UNTOUCHED = standard_of(Job, Never(breach=Job.first_note_at, until=Job.hearing_at), ALWAYS)
WITHOUT = standard_of(Job, Condition(holds=~Job.has_note, observed=Job.began_at), ALWAYS)
OWNER_NOTED = standard_of(Job, Deadline(done=Job.own_note_at, due=Job.began_at + days(3)), ALWAYS)


def unstored(
    references: Mapping[str, str | None],
    *,
    table: type[Table] = Notes,
    first: int = 1,
    last: int | None = None,
    force: str = FORCE,
) -> Unstored:
    """A row that began ``first`` to ``last`` days after the jobs."""
    began, ended = (BEGAN + timedelta(days=day) for day in (first, first if last is None else last))
    return Unstored(table.name, force, began, ended, references)


def verdicts(tmp_path: Path, standard: Standard, set_aside: Sequence[Unstored], notes: Sequence[Row] = ()) -> list[str]:
    records = HandMade({Jobs: JOBS, Notes: notes}, (covers(Jobs), covers(Notes)), tmp_path, set_aside)
    return [verdict for _, verdict in sorted(judge([standard], records, LATER).verdicts().items())]


@pytest.mark.parametrize(
    ("standard", "otherwise"),
    [
        pytest.param(NOTED, "overdue", id="Deadline"),
        pytest.param(UNTOUCHED, "met", id="Never"),
        pytest.param(WITHOUT, "met", id="Condition"),
    ],
)
def test_one_that_names_a_case_leaves_that_case_open_and_no_other(
    tmp_path: Path, standard: Standard, otherwise: str
) -> None:
    assert verdicts(tmp_path, standard, [unstored({"job_id": "a"})]) == [SET_ASIDE, otherwise]
    assert verdicts(tmp_path, standard, [unstored({"job_id": "a"}, force="dorset")]) == [otherwise] * 2
    # It says that it belongs to none.
    assert verdicts(tmp_path, standard, [unstored({"job_id": None})]) == [otherwise] * 2


def test_what_was_done_in_time_is_met_whatever_was_set_aside(tmp_path: Path) -> None:
    note = {"note_id": "1", "job_id": "a", "written_at": BEGAN + timedelta(days=1)}
    assert verdicts(tmp_path, NOTED, [unstored({})], [note]) == ["met", SET_ASIDE]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(-9, -1, "overdue", id="before the cases began"),
        pytest.param(-9, 0, SET_ASIDE, id="up to when they began"),
        pytest.param(2, 2, SET_ASIDE, id="when they were due"),
        pytest.param(3, 3, "overdue", id="after they were due"),
        pytest.param(-9, 9, SET_ASIDE, id="at any time"),
    ],
)
def test_one_that_does_not_say_whose_it_is_leaves_all_open_whose_time_it_may_lie_in(
    tmp_path: Path, first: int, last: int, expected: str
) -> None:
    lost = unstored({"note_id": "1"}, first=first, last=last)
    assert verdicts(tmp_path, NOTED, [lost]) == [expected] * 2


def test_a_link_by_time_minds_when_the_row_began(tmp_path: Path) -> None:
    assert verdicts(tmp_path, OWNER_NOTED, [unstored({"officer_id": "x"})]) == [SET_ASIDE] * 2
    assert verdicts(tmp_path, OWNER_NOTED, [unstored({"officer_id": "x"}, first=9)]) == ["overdue"] * 2
    assert verdicts(tmp_path, OWNER_NOTED, [unstored({"officer_id": "y"})]) == ["overdue"] * 2


def test_a_later_state_of_the_cases_own_row_leaves_it_open(tmp_path: Path) -> None:
    own = unstored({"job_id": "a"}, table=Jobs, first=0)
    assert verdicts(tmp_path, CLOSED, [own]) == [SET_ASIDE, "overdue"]
    assert verdicts(tmp_path, CLOSED, [unstored({}, table=Jobs, first=0)]) == [SET_ASIDE] * 2
    assert verdicts(tmp_path, CLOSED, [unstored({}, table=Jobs, first=1)]) == ["overdue"] * 2


def test_a_visit_that_was_set_aside_may_meet_the_duty(tmp_path: Path) -> None:
    at = datetime(2023, 1, 10, 12)
    visited = standards()["sex-offender-visited"]
    assert isinstance(visited.rule, Recurring)
    tables = (RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits)
    rows: dict[type[Table], list[Row]] = {
        RegisteredSexOffenders: [{"row": n, "offender_id": f"o{n}", "registered_at": at} for n in (1, 2)],
        SexOffenderRiskLevels: [
            {"row": 10 + n, "level_id": str(n), "offender_id": f"o{n}", "set_at": at, "level": "high"} for n in (1, 2)
        ],
    }
    lost = Unstored(SexOffenderVisits.name, FORCE, at, at, {"offender_id": "o1"})
    records = HandMade(rows, [covers(table) for table in tables], tmp_path, [lost])
    assert judge([visited], records, LATER).verdicts() == {1: SET_ASIDE, 2: "overdue"}


class Repeat(Unit):
    """A job, with those of the same person before it."""

    rows = Jobs
    _before = earlier(by=Jobs.person_id, order=Jobs.began_at, within=days(10))
    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it was reported."""
    person_id = Jobs.person_id
    """Whom it concerns."""
    before = _before.count()
    """How many there were in the ten days before it."""
    previous_at = _before.previous()
    """When the last of them was reported."""
    begins = began_at


def repeats(
    tmp_path: Path, holds: Flag, set_aside: Sequence[Unstored], *, before: Sequence[int] = (), person: str = "p"
) -> str:
    """The verdict on a job of one person, with others so many days before it."""
    jobs = [{"job_id": str(day), "began_at": BEGAN - timedelta(days=day), "person_id": person} for day in (*before, 0)]
    records = HandMade({Jobs: jobs}, [covers(Jobs)], tmp_path, set_aside)
    standard = standard_of(Repeat, Condition(holds=holds, observed=Repeat.began_at), Repeat.began_at.is_present())
    return judge([standard], records, LATER).verdicts()[len(before)]


@pytest.mark.parametrize(
    ("lost", "is_open"),
    [
        pytest.param(unstored({"person_id": "p"}, table=Jobs, first=-5), True, id="names the person"),
        pytest.param(unstored({"person_id": "q"}, table=Jobs, first=-5), False, id="names another"),
        pytest.param(unstored({"person_id": None}, table=Jobs, first=-5), False, id="concerns nobody"),
        pytest.param(unstored({}, table=Jobs, first=-5), True, id="does not say"),
        pytest.param(unstored({}, table=Jobs, first=-5, force="dorset"), False, id="of another force"),
        pytest.param(unstored({}, table=Jobs, first=-12, last=-10), True, id="up to when the history begins"),
        pytest.param(unstored({}, table=Jobs, first=-12, last=-11), False, id="before that"),
        pytest.param(unstored({}, table=Jobs, first=0), True, id="at the same moment"),
        pytest.param(unstored({}, table=Jobs, first=1), False, id="after it"),
    ],
)
def test_a_row_of_the_units_own_table_may_belong_to_a_history(tmp_path: Path, lost: Unstored, is_open: bool) -> None:
    expected = SET_ASIDE if is_open else "met"
    for number, holds in enumerate((Repeat.before <= 0, Repeat.previous_at.is_missing())):
        (tmp_path / str(number)).mkdir()
        assert repeats(tmp_path / str(number), holds, [lost]) == expected


def test_one_row_is_one_case_more_and_leaves_alone_whom_that_does_not_carry_over_the_number(tmp_path: Path) -> None:
    lost = [unstored({}, table=Jobs, first=-5), unstored({"person_id": "p"}, table=Jobs, first=-3)]
    for name, before, expected in (("none", (), "overdue"), ("one", (4,), SET_ASIDE), ("three", (2, 4, 6), "met")):
        (tmp_path / name).mkdir()
        assert repeats(tmp_path / name, Repeat.before >= 3, lost, before=before) == expected, name


def test_the_case_before_may_have_been_set_aside_only_after_the_last_that_is_known(tmp_path: Path) -> None:
    recent = Repeat.previous_at >= Repeat.began_at - days(3)
    for name, day, expected in (("before it", -7, "overdue"), ("after it", -2, SET_ASIDE)):
        (tmp_path / name).mkdir()
        assert repeats(tmp_path / name, recent, [unstored({}, table=Jobs, first=day)], before=[5]) == expected, name


class LinkedRepeat(Unit):
    """A job, with those before it of the same person, whom a note names."""

    rows = Jobs
    _person = each(Notes, by=Notes.job_id).first(Notes.officer_id, by=Notes.written_at)
    _before = earlier(by=_person, order=Jobs.began_at, within=days(10))
    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it was reported."""
    before = _before.count()
    """How many there were in the ten days before it."""
    previous_at = _before.previous()
    """When the last of them was reported."""
    begins = began_at


@pytest.mark.parametrize(
    ("lost", "is_open"),
    [
        pytest.param(unstored({"job_id": "other", "officer_id": "p"}, first=-5), True, id="names the person"),
        pytest.param(unstored({"job_id": "other", "officer_id": "p"}, first=40), True, id="names the person later"),
        pytest.param(unstored({"job_id": "other", "officer_id": "q"}, first=-5), False, id="names another"),
        pytest.param(unstored({"job_id": "other"}, first=-5), True, id="does not say whom"),
        pytest.param(unstored({"job_id": "other"}, first=40), True, id="does not say whom, later"),
        pytest.param(unstored({"job_id": "other"}, first=-5, force="dorset"), False, id="of another force"),
        pytest.param(unstored({"job_id": "other", "officer_id": "p"}, first=-12, last=-11), False, id="before it all"),
    ],
)
def test_a_link_that_was_set_aside_may_make_the_history_longer_of_whom_it_may_name(
    tmp_path: Path, lost: Unstored, is_open: bool
) -> None:
    """The other job is there; the row that says whose it is is not."""
    jobs: list[Row] = [
        {"job_id": name, "began_at": BEGAN - timedelta(days=day)} for name, day in (("other", 5), ("a", 0))
    ]
    notes: list[Row] = [{"note_id": "1", "job_id": "a", "officer_id": "p", "written_at": BEGAN}]
    expected = SET_ASIDE if is_open else "met"
    for number, holds in enumerate((LinkedRepeat.before <= 0, LinkedRepeat.previous_at.is_missing())):
        (tmp_path / str(number)).mkdir()
        records = HandMade({Jobs: jobs, Notes: notes}, [covers(Jobs), covers(Notes)], tmp_path / str(number), [lost])
        applies = LinkedRepeat.job_id == "a"
        standard = standard_of(LinkedRepeat, Condition(holds=holds, observed=LinkedRepeat.began_at), applies)
        assert list(judge([standard], records, LATER).verdicts().values()) == [expected]

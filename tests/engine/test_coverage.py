"""What was not loaded is not known: overdue only where the records would have shown that it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.engine.hand_made import HandMade, Job, Jobs, Notes, Row, covers, judge, standard_of

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.coverage import linked_periods, own_periods
from openpeel.language.columns import Flag
from openpeel.language.durations import days
from openpeel.language.facts import each
from openpeel.language.standards import Condition, Deadline, Never, Standard
from openpeel.language.units import Unit
from openpeel.library import standards
from openpeel.records.loads import Coverage, LoadKind
from openpeel.records.stop_and_search import StopSearches

MARCH, APRIL, MAY, JUNE = (datetime(2024, month, 1) for month in (3, 4, 5, 6))
LATER = as_happened_by(datetime(2024, 12, 31))
BEGAN = datetime(2024, 3, 30)
JOB: Row = {"job_id": "a", "began_at": BEGAN, "hearing_at": datetime(2024, 4, 10), "officer_id": "x"}

ALWAYS = Job.began_at.is_present()
NOTED = standard_of(Job, Deadline(done=Job.first_note_at, due=Job.began_at + days(2)), ALWAYS)
"""A note is written within two days: by midnight of 1 April."""
CLOSED = standard_of(Job, Deadline(done=Job.closed_at, due=Job.began_at + days(2)), ALWAYS)
"""The job is closed within two days: a column of its own row."""
UNTOUCHED = standard_of(Job, Never(breach=Job.first_note_at, until=Job.hearing_at), ALWAYS)
"""Nobody writes a note before the hearing."""


def verdict(
    tmp_path: Path, standard: Standard, coverage: Sequence[Coverage], *, job: Row = JOB, notes: Sequence[Row] = ()
) -> str:
    (found,) = judge([standard], HandMade({Jobs: [job], Notes: notes}, coverage, tmp_path), LATER).verdicts().values()
    return found


@pytest.mark.parametrize(
    ("notes_covered", "expected"),
    [
        pytest.param([], "unknown: NOT_COVERED", id="nothing loaded"),
        pytest.param([covers(Notes, MARCH, MAY)], "overdue", id="past the due moment"),
        pytest.param([covers(Notes, MARCH, APRIL)], "unknown: NOT_COVERED", id="to the due moment, not including it"),
        pytest.param([covers(Notes, MARCH, APRIL + timedelta(microseconds=1))], "overdue", id="just past it"),
        pytest.param([covers(Notes, BEGAN, MAY)], "overdue", id="from the moment it began"),
        pytest.param([covers(Notes, APRIL, MAY)], "unknown: NOT_COVERED", id="from after it began"),
        pytest.param([covers(Notes, MARCH, MAY, force="dorset")], "unknown: NOT_COVERED", id="of another force"),
        pytest.param([covers(Jobs, MARCH, MAY)], "unknown: NOT_COVERED", id="of another table"),
        pytest.param([covers(Notes, MARCH, MAY, without=["job_id"])], "unknown: NOT_COVERED", id="without the link"),
        pytest.param(
            [covers(Notes, MARCH, MAY, without=["written_at"])], "unknown: NOT_COVERED", id="without its time"
        ),
        pytest.param([covers(Notes, MARCH, MAY, without=["colour"])], "overdue", id="without a column not asked for"),
        pytest.param([covers(Notes, MARCH, APRIL), covers(Notes, APRIL, MAY)], "overdue", id="two loads that meet"),
        pytest.param(
            [covers(Notes, MARCH, datetime(2024, 3, 31)), covers(Notes, datetime(2024, 3, 31, 12), MAY)],
            "unknown: NOT_COVERED",
            id="two loads with a gap",
        ),
        pytest.param([covers(Notes, MARCH, MAY), covers(Notes, MARCH, APRIL)], "overdue", id="two loads that overlap"),
        pytest.param(
            [covers(Notes, MARCH, APRIL), covers(Notes, APRIL, MAY, without=["job_id"])],
            "unknown: NOT_COVERED",
            id="the second load without the link",
        ),
        pytest.param([covers(Notes, MARCH, MAY, kind=LoadKind.CHANGES)], "overdue", id="changes"),
        pytest.param(
            [covers(Notes, MARCH, APRIL, source="one"), covers(Notes, APRIL, MAY, source="other")],
            "overdue",
            id="one source followed by another",
        ),
        pytest.param(
            [
                covers(Notes, MARCH, MAY, source="one"),
                covers(Notes, MARCH, BEGAN, source="other"),
                covers(Notes, APRIL, MAY, source="other"),
            ],
            "unknown: NOT_COVERED",
            id="two sources, one of them with a gap",
        ),
    ],
)
def test_a_missing_row_means_not_done_only_where_it_would_have_been_loaded(
    tmp_path: Path, notes_covered: list[Coverage], expected: str
) -> None:
    assert verdict(tmp_path, NOTED, [covers(Jobs), *notes_covered]) == expected


def test_what_is_there_counts_whatever_the_extract_said_that_it_covers(tmp_path: Path) -> None:
    in_time = {"note_id": "1", "job_id": "a", "written_at": BEGAN + timedelta(days=1)}
    too_late = {"note_id": "1", "job_id": "a", "written_at": BEGAN + timedelta(days=3)}
    assert verdict(tmp_path, NOTED, [covers(Jobs)], notes=[in_time]) == "met"
    # An earlier note may be missing.
    assert verdict(tmp_path, NOTED, [covers(Jobs)], notes=[too_late]) == "unknown: NOT_COVERED"
    assert verdict(tmp_path, NOTED, [covers(Jobs), covers(Notes)], notes=[too_late]) == "late"


def test_never_is_met_only_where_a_breach_would_have_been_loaded(tmp_path: Path) -> None:
    breach = {"note_id": "1", "job_id": "a", "written_at": APRIL}
    whole, short = covers(Notes, MARCH, MAY), covers(Notes, MARCH, APRIL)
    assert verdict(tmp_path, UNTOUCHED, [covers(Jobs), whole]) == "met"
    assert verdict(tmp_path, UNTOUCHED, [covers(Jobs), short]) == "unknown: NOT_COVERED"
    assert verdict(tmp_path, UNTOUCHED, [covers(Jobs), short], notes=[breach]) == "overdue"


@pytest.mark.parametrize(
    ("extracts", "expected"),
    [
        pytest.param([covers(Jobs, MARCH, APRIL, read_at=MAY)], "overdue", id="read after it was due"),
        pytest.param([covers(Jobs, MARCH, APRIL)], "unknown: NOT_COVERED", id="read when it was due"),
        pytest.param([covers(Jobs, MARCH, BEGAN + timedelta(days=1))], "unknown: NOT_COVERED", id="read before"),
        pytest.param(
            [covers(Jobs, MARCH, APRIL), covers(Jobs, APRIL, MAY, kind=LoadKind.CHANGES)],
            "overdue",
            id="read before, then the changes",
        ),
        pytest.param(
            [covers(Jobs, MARCH, APRIL), covers(Jobs, APRIL + timedelta(days=1), MAY, kind=LoadKind.CHANGES)],
            "unknown: NOT_COVERED",
            id="read before, then changes after a gap",
        ),
        pytest.param(
            [covers(Jobs, MARCH, APRIL), covers(Jobs, APRIL, MAY)],
            "unknown: NOT_COVERED",
            id="read before, then a window of later jobs",
        ),
        pytest.param(
            [covers(Jobs, MARCH, APRIL), covers(Jobs, MARCH, APRIL, read_at=MAY)], "overdue", id="read again later"
        ),
        pytest.param(
            [covers(Jobs, MARCH, APRIL), covers(Jobs, MARCH, APRIL, read_at=MAY, source="other")],
            "unknown: NOT_COVERED",
            id="another source read later",
        ),
        pytest.param(
            [covers(Jobs, MARCH, APRIL), covers(Jobs, MARCH, APRIL, read_at=MAY, without=["closed_at"])],
            "unknown: NOT_COVERED",
            id="read again later without the column",
        ),
    ],
)
def test_a_value_of_the_own_row_is_known_as_it_stood_when_it_was_read(
    tmp_path: Path, extracts: list[Coverage], expected: str
) -> None:
    assert verdict(tmp_path, CLOSED, extracts) == expected


def completeness(tmp_path: Path, row: Row, *, without: Sequence[str] = ()) -> str:
    standard = standards()["stop-search-record-complete"]
    search: Row = {
        "record_key": "s",
        "searched_at": BEGAN,
        "object_of_search": "Drugs",
        "legislation": "Misuse of Drugs Act 1971",
        "outcome": "Arrest",
        "self_defined_ethnicity": "Not stated",
        "latitude": 51.0,
        "longitude": -2.0,
    }
    records = HandMade({StopSearches: [{**search, **row}]}, [covers(StopSearches, without=without)], tmp_path)
    (found,) = judge([standard], records, LATER).verdicts().values()
    return found


def test_a_column_that_an_extract_leaves_out_is_not_an_empty_one(tmp_path: Path) -> None:
    assert completeness(tmp_path, {}) == "met"
    assert completeness(tmp_path, {"latitude": None}) == "overdue"
    assert completeness(tmp_path, {"latitude": None}, without=["latitude"]) == "unknown: NOT_COVERED"
    # What is missing for sure decides, whatever else was not supplied.
    assert completeness(tmp_path, {"latitude": None, "outcome": None}, without=["latitude"]) == "overdue"


class MarkedJob(Unit):
    """A job, with conditions over columns that may not have been supplied."""

    rows = Jobs
    where = Jobs.officer_id.is_present()
    _unread = each(Notes, by=Notes.job_id, where=Notes.checked_at.is_missing())
    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it began."""
    unread_at = _unread.earliest(Notes.written_at)
    """When the first note was written that nobody read."""
    ended_at = Jobs.closed_at.or_else(unread_at)
    """When it was closed or, failing that, a note was left unread."""
    no_end_known = ended_at.is_missing()
    """Whether neither was."""
    begins = began_at


def test_a_condition_on_rows_is_not_met_by_a_column_that_was_not_supplied(tmp_path: Path) -> None:
    note = {"note_id": "1", "job_id": "a", "written_at": BEGAN}
    unread = standard_of(
        MarkedJob,
        Deadline(done=MarkedJob.unread_at, due=MarkedJob.began_at + days(2)),
        MarkedJob.began_at.is_present(),
    )
    for notes_covered, expected in (
        (covers(Notes), "met"),
        (covers(Notes, without=["checked_at"]), "unknown: NOT_COVERED"),
    ):
        records = HandMade({Jobs: [JOB], Notes: [note]}, [covers(Jobs), notes_covered], tmp_path)
        assert list(judge([unread], records, LATER).verdicts().values()) == [expected]


@pytest.mark.parametrize(
    ("coverage", "applies"),
    [
        ([covers(Jobs), covers(Notes)], True),
        ([covers(Jobs, without=["closed_at"]), covers(Notes)], None),
        ([covers(Jobs)], None),
    ],
)
def test_of_one_value_or_another_both_must_have_been_loaded_to_be_missing(
    tmp_path: Path, coverage: list[Coverage], applies: bool | None
) -> None:
    standard = standard_of(
        MarkedJob, Condition(holds=MarkedJob.no_end_known, observed=MarkedJob.began_at), MarkedJob.no_end_known
    )
    (facts,) = judge([standard], HandMade({Jobs: [JOB]}, coverage, tmp_path), LATER).facts["marked_job"].values()
    assert facts["no_end_known"] is applies


HISTORY = [
    {"job_id": name, "began_at": datetime(2024, 3, day), "person_id": "p", "is_serious": True}
    for name, day in (("a", 1), ("b", 3), ("c", 6))
]


@pytest.mark.parametrize(
    ("jobs_covered", "highest"),
    [
        pytest.param([covers(Jobs)], 2, id="long before"),
        pytest.param([covers(Jobs, datetime(2024, 3, 1))], 2, id="just as far as it asks"),
        pytest.param([covers(Jobs, datetime(2024, 3, 1, 0, 0, 0, 1))], None, id="not as far back"),
        pytest.param([covers(Jobs, ends=datetime(2024, 3, 2)), covers(Jobs, datetime(2024, 3, 3))], None, id="a gap"),
        pytest.param([covers(Jobs, without=["person_id"])], None, id="without whose they are"),
        pytest.param(
            [covers(Jobs, ends=datetime(2024, 3, 4), without=["person_id"]), covers(Jobs, datetime(2024, 3, 4))],
            None,
            id="whose they are not as far back",
        ),
    ],
)
def test_a_count_of_earlier_cases_is_exact_only_where_the_records_reach_back(
    tmp_path: Path, jobs_covered: list[Coverage], highest: int | None
) -> None:
    third: Flag = Job.serious_before >= 2
    fourth: Flag = Job.serious_before >= 3
    rule = Condition(holds=third, observed=Job.began_at)
    records = HandMade({Jobs: HISTORY}, jobs_covered, tmp_path)
    result = judge([standard_of(Job, rule, third), standard_of(Job, rule, fourth)], records, LATER)
    facts = result.facts["job"][2]
    assert (facts["serious_before"], facts["serious_before__highest"]) == (2, highest)
    # Two there are for sure; whether there is a third one depends on how far back the records reach.
    assert result.verdicts(0)[2] == "met"
    assert result.verdicts(1).get(2) == (None if highest == 2 else "unknown: APPLIES")


def test_periods_of_linked_rows_join_and_periods_of_own_rows_keep_when_they_were_read() -> None:
    extracts = [covers(Jobs, MARCH, APRIL, read_at=MAY), covers(Jobs, APRIL, MAY, read_at=JUNE)]
    (joined,) = linked_periods(extracts, Jobs, frozenset({"job_id"}))
    assert (joined.begins, joined.ends, joined.until) == (MARCH, MAY, MAY)
    assert [(p.begins, p.ends, p.until) for p in own_periods(extracts, Jobs, frozenset())] == [
        (MARCH, APRIL, MAY),
        (APRIL, MAY, JUNE),
    ]

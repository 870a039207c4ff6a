"""The two clocks: what was known on a day, and what had happened by it, in cases that can be read."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.engine.hand_made import HandMade, Job, Jobs, Notes, Row, covers, judge, standard_of

from openpeel.engine.clocks import AsAt, as_happened_by, as_known_on
from openpeel.language.columns import Known
from openpeel.language.durations import days
from openpeel.language.standards import Deadline, Recurring
from openpeel.library import standards
from openpeel.records.domestic_abuse import RiskAssessments
from openpeel.records.incidents import Incidents
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits

DASH = standards()["dash-completed"]
REPORTED = datetime(2024, 3, 1, 20)
IN_TIME = datetime(2024, 3, 2, 9)
ENTERED = datetime(2024, 3, 23, 9)
"""Three weeks after the assessment is said to have been completed."""

INCIDENT: Row = {
    "incident_id": "i",
    "reported_at": REPORTED,
    "is_domestic_abuse": True,
    "known_from": REPORTED,
}
ASSESSMENT: Row = {
    "assessment_id": "r",
    "incident_id": "i",
    "completed_at": IN_TIME,
    "instrument": "dash",
    "risk_level": "high",
    "known_from": ENTERED,
}
COVERED = (covers(Incidents), covers(RiskAssessments))


def dash_verdict(tmp_path: Path, as_at: AsAt, incidents: list[Row], assessments: list[Row]) -> list[str]:
    records = HandMade({Incidents: incidents, RiskAssessments: assessments}, COVERED, tmp_path)
    return list(judge([DASH], records, as_at).verdicts().values())


@pytest.mark.parametrize(
    ("as_at", "verdict"),
    [
        (as_known_on(datetime(2024, 3, 2)), "pending"),
        (as_known_on(datetime(2024, 3, 10)), "overdue"),
        (as_known_on(ENTERED - timedelta(microseconds=1)), "overdue"),
        (as_known_on(ENTERED), "met"),
        (as_happened_by(datetime(2024, 3, 2)), "pending"),
        (as_happened_by(datetime(2024, 3, 10)), "met"),
        (as_happened_by(datetime(2024, 4, 1)), "met"),
    ],
    ids=str,
)
def test_a_dash_entered_three_weeks_late_and_back_dated(tmp_path: Path, as_at: AsAt, verdict: str) -> None:
    assert dash_verdict(tmp_path, as_at, [INCIDENT], [ASSESSMENT]) == [verdict]


@pytest.mark.parametrize(
    ("as_at", "verdicts"),
    [
        (as_known_on(datetime(2024, 3, 10)), ["overdue"]),
        (as_known_on(datetime(2024, 3, 15)), []),
        (as_happened_by(datetime(2024, 3, 10)), ["overdue"]),
        (as_happened_by(datetime(2024, 3, 15)), []),
    ],
    ids=str,
)
def test_a_cancellation_whose_time_is_kept_is_not_seen_before_it(
    tmp_path: Path, as_at: AsAt, verdicts: list[str]
) -> None:
    cancelled = {**INCIDENT, "cancelled_at": datetime(2024, 3, 15)}
    assert dash_verdict(tmp_path, as_at, [cancelled], []) == verdicts


@pytest.mark.parametrize(
    ("as_at", "verdicts"),
    [
        (as_known_on(datetime(2024, 3, 10)), ["overdue"]),
        (as_known_on(datetime(2024, 3, 20)), []),
        (as_happened_by(datetime(2024, 3, 10)), []),
    ],
    ids=str,
)
def test_a_cancellation_flag_set_later_without_a_time_is_told_by_the_versions_of_its_row(
    tmp_path: Path, as_at: AsAt, verdicts: list[str]
) -> None:
    """As happened by a day the flag cannot be placed in time: it is taken as we know it now."""
    corrected = datetime(2024, 3, 15)
    versions = [
        {**INCIDENT, "is_cancelled": False, "known_to": corrected},
        {**INCIDENT, "is_cancelled": True, "known_from": corrected},
    ]
    assert dash_verdict(tmp_path, as_at, versions, []) == verdicts
    assert Incidents.declaration("is_cancelled").known is Known.CURRENT_ONLY


@pytest.mark.parametrize(
    ("as_at", "verdict"),
    [
        (as_known_on(datetime(2024, 3, 25)), "late"),
        (as_known_on(datetime(2024, 4, 9, 23)), "late"),
        (as_known_on(datetime(2024, 4, 10)), "met"),
        (as_happened_by(datetime(2024, 3, 25)), "met"),
    ],
    ids=str,
)
def test_a_corrected_extract_changes_what_is_known_from_its_day_on(tmp_path: Path, as_at: AsAt, verdict: str) -> None:
    """The first extract had the day of entry as that of completion; one of 10 April put it right."""
    corrected = datetime(2024, 4, 10)
    versions = [
        {**ASSESSMENT, "completed_at": datetime(2024, 3, 22), "known_to": corrected},
        {**ASSESSMENT, "known_from": corrected},
    ]
    assert dash_verdict(tmp_path, as_at, [INCIDENT], versions) == [verdict]


def test_a_record_that_was_removed_is_gone_as_we_know_it_now_but_was_known_before(tmp_path: Path) -> None:
    removed = {**ASSESSMENT, "known_to": datetime(2024, 4, 1)}
    for as_at, verdict in (
        (as_known_on(datetime(2024, 3, 31)), "met"),
        (as_known_on(datetime(2024, 4, 1)), "overdue"),
        (as_happened_by(datetime(2024, 3, 31)), "overdue"),
    ):
        assert dash_verdict(tmp_path, as_at, [INCIDENT], [removed]) == [verdict]


def test_a_case_is_not_judged_before_it_was_known_or_began(tmp_path: Path) -> None:
    logged_late = {**INCIDENT, "known_from": datetime(2024, 3, 5)}
    assert dash_verdict(tmp_path, as_known_on(datetime(2024, 3, 4)), [logged_late], []) == []
    assert dash_verdict(tmp_path, as_happened_by(datetime(2024, 3, 4)), [logged_late], []) == ["overdue"]
    assert dash_verdict(tmp_path, as_happened_by(datetime(2024, 3, 1)), [logged_late], []) == []


def test_what_is_planned_is_seen_before_its_day_and_what_came_later_is_not(tmp_path: Path) -> None:
    job = {
        "job_id": "a",
        "began_at": datetime(2024, 1, 1),
        "hearing_at": datetime(2024, 6, 1),
        "closed_at": datetime(2024, 2, 1),
        "grade": "high",
    }
    note = {
        "note_id": "1",
        "job_id": "a",
        "written_at": datetime(2024, 1, 2),
        "checked_at": datetime(2024, 2, 1),
        "colour": "red",
    }
    standard = standard_of(
        Job,
        Deadline(done=Job.closed_at, due=Job.hearing_at),
        Job.grade.is_present() | Job.colours.is_present() | Job.began_at.is_present(),
    )
    records = HandMade({Jobs: [job], Notes: [note]}, (covers(Jobs), covers(Notes)), tmp_path)
    for question in (as_known_on, as_happened_by):
        before = judge([standard], records, question(datetime(2024, 1, 31)))
        facts = before.facts["job"][0]
        assert (facts["hearing_at"], facts["closed_at"], facts["grade"]) == (datetime(2024, 6, 1), None, None)
        assert facts["colours"] == 0
        assert before.verdicts() == {0: "pending"}
        after = judge([standard], records, question(datetime(2024, 2, 1))).facts["job"][0]
        assert (after["closed_at"], after["grade"], after["colours"]) == (datetime(2024, 2, 1), "high", 1)


VISITED = standards()["sex-offender-visited"]
OFFENDER = {"offender_id": "o", "registered_at": datetime(2023, 1, 10, 12)}


def level(number: int, at: datetime, value: str) -> Row:
    return {"row": 100 + number, "level_id": str(number), "offender_id": "o", "set_at": at, "level": value}


def visit(number: int, at: datetime, seen: bool | None = True) -> Row:
    return {"row": 200 + number, "visit_id": str(number), "offender_id": "o", "visited_at": at, "was_seen": seen}


def turns(tmp_path: Path, as_at: AsAt, levels: list[Row], visits: list[Row]) -> list[tuple[str, str, str]]:
    """The turns of the duty that count: when opened and due, and the verdict, in order."""
    records = HandMade(
        {RegisteredSexOffenders: [OFFENDER], SexOffenderRiskLevels: levels, SexOffenderVisits: visits},
        (covers(RegisteredSexOffenders), covers(SexOffenderRiskLevels), covers(SexOffenderVisits)),
        tmp_path,
    )
    result = judge([VISITED, EVERY_TURN], records, as_at)
    said = result.verdicts(0)
    facts = {row["unit"]: row for row in result.ledger if row["standard"] == 1}
    found = [(str(facts[row]["done"]), str(facts[row]["due"])[:10], verdict) for row, verdict in said.items()]
    return sorted((opened[:10], due, verdict) for opened, due, verdict in found)


OWED = VISITED.unit
EVERY_TURN = standard_of(
    OWED,
    Recurring(done=OWED.begins, due=OWED.facts["due_at"]),  # type: ignore[arg-type]
    OWED.begins.is_present(),
)


def test_visits_follow_the_level_and_a_change_never_puts_off_what_was_owed(tmp_path: Path) -> None:
    """Registered on 10 January at medium risk: due by 10 July. On 1 April high: three months from then is 1 July."""
    levels = [level(1, datetime(2023, 1, 10, 12), "medium"), level(2, datetime(2023, 4, 1, 12), "high")]
    later = as_happened_by(datetime(2023, 12, 31))
    assert turns(tmp_path, later, levels, []) == [("2023-04-01", "2023-07-01", "overdue")]
    assert turns(tmp_path, later, levels, [visit(1, datetime(2023, 6, 1))]) == [
        ("2023-04-01", "2023-07-01", "met"),
        ("2023-06-01", "2023-09-01", "overdue"),
    ]
    lowered = [levels[0], level(2, datetime(2023, 4, 1, 12), "low")]
    assert turns(tmp_path, later, lowered, []) == [("2023-04-01", "2023-07-10", "overdue")]


def test_a_visit_at_which_nobody_was_seen_meets_no_duty(tmp_path: Path) -> None:
    levels = [level(1, datetime(2023, 1, 10, 12), "high")]
    later = as_happened_by(datetime(2023, 12, 31))
    assert turns(tmp_path, later, levels, [visit(1, datetime(2023, 2, 1), False)]) == [
        ("2023-01-10", "2023-04-10", "overdue")
    ]


def test_a_visit_that_does_not_say_whether_anybody_was_seen_may_meet_the_duty(tmp_path: Path) -> None:
    """At high risk from 10 January, due by 10 April; a visit of 1 February does not say whom the officers saw."""
    high, later = level(1, datetime(2023, 1, 10, 12), "high"), as_happened_by(datetime(2023, 12, 31))
    doubtful = visit(1, datetime(2023, 2, 1), None)
    not_told, start = "unknown: NOT_RECORDED", "unknown: START"
    for levels, visits, expected in (
        ([high], [doubtful], [("2023-01-10", "2023-04-10", not_told)]),
        # A visit in time meets it whatever came before; one too late may not have been the first.
        (
            [high],
            [doubtful, visit(2, datetime(2023, 4, 1))],
            [("2023-01-10", "2023-04-10", "met"), ("2023-04-01", "2023-07-01", "overdue")],
        ),
        (
            [high],
            [doubtful, visit(2, datetime(2023, 5, 1))],
            [("2023-01-10", "2023-04-10", "unknown: PRECISION"), ("2023-05-01", "2023-08-01", "overdue")],
        ),
        # Whether the change of level closed the first turn, and from when on the next one ran, hangs on it too.
        (
            [high, level(2, datetime(2023, 3, 1), "medium")],
            [doubtful],
            [("2023-01-10", "2023-04-10", "unknown: APPLIES"), ("2023-03-01", "None", start)],
        ),
        # A visit after it that counts begins a run that is known.
        (
            [high, level(2, datetime(2023, 6, 1), "medium")],
            [doubtful, visit(2, datetime(2023, 4, 1))],
            [("2023-01-10", "2023-04-10", "met"), ("2023-06-01", "2023-07-01", "overdue")],
        ),
        # One before the duty began says nothing of it.
        ([high], [visit(1, datetime(2023, 1, 2), None)], [("2023-01-10", "2023-04-10", "overdue")]),
    ):
        assert turns(tmp_path, later, levels, visits) == expected


def test_a_neglected_person_is_one_row_and_a_past_day_has_its_own_turns(tmp_path: Path) -> None:
    levels = [level(1, datetime(2023, 1, 10, 12), "very_high")]
    visits = [visit(1, datetime(2023, 2, 1)), visit(2, datetime(2023, 8, 1))]
    assert turns(tmp_path, as_happened_by(datetime(2023, 7, 1)), levels, visits) == [
        ("2023-01-10", "2023-02-10", "met"),
        ("2023-02-01", "2023-03-01", "overdue"),
    ]
    assert turns(tmp_path, as_happened_by(datetime(2023, 8, 2)), levels, visits) == [
        ("2023-01-10", "2023-02-10", "met"),
        ("2023-02-01", "2023-03-01", "late"),
        ("2023-08-01", "2023-09-01", "pending"),
    ]


def test_a_level_set_again_as_it_was_or_before_the_start_opens_no_turn(tmp_path: Path) -> None:
    levels = [
        level(1, datetime(2022, 6, 1), "low"),
        level(2, datetime(2023, 1, 10, 12), "high"),
        level(3, datetime(2023, 2, 1), "high"),
    ]
    assert turns(tmp_path, as_happened_by(datetime(2023, 12, 31)), levels, []) == [
        ("2023-01-10", "2023-04-10", "overdue")
    ]


def test_without_a_level_nothing_is_known_of_when_it_is_due(tmp_path: Path) -> None:
    assert turns(tmp_path, as_happened_by(datetime(2023, 12, 31)), [], []) == [("2023-01-10", "None", "unknown: START")]


def test_deadlines_of_the_unit_use_elapsed_days_when_the_clocks_change(tmp_path: Path) -> None:
    job = {"job_id": "a", "began_at": datetime(2024, 3, 30, 12)}
    standard = standard_of(Job, Deadline(done=Job.first_note_at, due=Job.began_at + days(1)), Job.began_at.is_present())
    records = HandMade({Jobs: [job]}, (covers(Jobs), covers(Notes)), tmp_path)
    ledger = judge([standard], records, as_happened_by(datetime(2024, 4, 1))).ledger
    assert [row["due"] for row in ledger] == [datetime(2024, 3, 31, 12)]

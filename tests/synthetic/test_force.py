"""The made force: the same for the same seed, sound in time and reference, and nothing planted goes missing."""

from __future__ import annotations

import csv
import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from openpeel.errors import Refused
from openpeel.language.source_text import PEEL_2021_22
from openpeel.records.bail import BailPeriods
from openpeel.records.calls import Calls
from openpeel.records.catalogue import TABLES
from openpeel.records.contacts import Contacts
from openpeel.records.domestic_abuse import RiskAssessments
from openpeel.records.first_contact import AdviceRecords
from openpeel.records.incidents import Incidents
from openpeel.records.triage import TriageEntries
from openpeel.synthetic import (
    attendance,
    bail,
    domestic_abuse,
    in_order,
    marac,
    searches,
    sex_offenders,
    triage,
    unseen,
    updates,
    use_of_force,
    victims,
)
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre import answering, passing_on, planning
from openpeel.synthetic.first_contact import advice, checks, online, regrading, vulnerability
from openpeel.synthetic.force import MadeForce, make, record
from openpeel.synthetic.missing import recording, returning, risk, searching
from openpeel.synthetic.occurrence import Occurrence
from openpeel.synthetic.response import golden_hour, mental_health, sending
from openpeel.synthetic.scenario import Fate, Matter, Scenario, name_of, what_of
from openpeel.synthetic.staff import courses, fleet, force_staff, one_to_ones, skills
from openpeel.synthetic.systems.catalogue import EXTRACTS
from openpeel.synthetic.systems.extract import PERIOD, TRIAGE_LOST
from openpeel.synthetic.times import (
    Period,
    around_what_comes_twice,
    comes_twice,
    london,
    months_on,
    start_of,
    utc,
    working_days_on,
)

PARTS = (
    answering,
    passing_on,
    planning,
    fleet,
    attendance,
    triage,
    checks,
    vulnerability,
    advice,
    regrading,
    online,
    sending,
    mental_health,
    golden_hour,
    recording,
    risk,
    searching,
    returning,
    updates,
    force_staff,
    one_to_ones,
    skills,
    courses,
    domestic_abuse,
    marac,
    victims,
    bail,
    sex_offenders,
    searches,
    use_of_force,
)


STAFF_TABLES = {
    "staff_members",
    "staff_posts",
    "shifts",
    "training_places",
    "one_to_ones",
    "staff_absences",
    "tutorships",
    "driving_permits",
    "vehicles",
}
"""Who serves is much the same in a small force as in a larger one."""


def _bytes(made: MadeForce) -> dict[str, bytes]:
    files = [path for pair in made.extracts for path in pair] + [made.truth, made.people]
    return {path.name: path.read_bytes() for path in files}


def test_the_same_seed_makes_the_same_bytes(made: MadeForce, tmp_path: Path) -> None:
    assert _bytes(make(tmp_path, scale=0.2)) == _bytes(made)


def test_another_seed_makes_other_records_of_the_same_form(tmp_path: Path) -> None:
    week = Period(start_of(date(2024, 3, 4)), start_of(date(2024, 3, 11)))
    first, other = (_bytes(make(tmp_path / f"{seed}", seed=seed, scale=0.1, period=week)) for seed in (7, 8))
    assert first["telephony.parquet"] != other["telephony.parquet"]
    assert first["telephony.toml"] == other["telephony.toml"]


def test_a_larger_force_has_more_of_everything(book: Book) -> None:
    larger = Counter(found.table.name for found in record(scale=0.5).rows)
    smaller = Counter(found.table.name for found in book.rows)
    of_any_size = {"vehicles_off_road", "staffed_half_hours", "fleet_days"} | {
        name for name in smaller if name in STAFF_TABLES
    }
    assert all(larger[name] > count for name, count in smaller.items() if name not in of_any_size)


def test_there_are_records_of_every_table_that_forces_hold(book: Book) -> None:
    """Who is who is worked out from the records, and is in none of them."""
    held = {name for name in TABLES if not name.startswith("published_")} - {"person_links"}
    assert {found.table.name for found in book.rows} == held


def _scenarios() -> Iterator[Callable[..., object]]:
    """Everything that can be planted: functions of dice, in the order of the files."""
    values = [value for part in PARTS for value in vars(part).values()]
    matters = [
        matter
        for value in values
        for matter in (value.values() if isinstance(value, dict) else (value,))
        if isinstance(matter, Matter)
    ]
    for matter in matters:
        for scenario in matter.scenarios:
            yield scenario.play
    yield from (play for play, _ in bail.AROUND_THE_REFORM)
    yield from (sex_offenders.visited_in_time, sex_offenders.visited_late, sex_offenders.not_visited)
    yield from (
        unseen.missing_child_logged_as_a_concern,
        unseen.domestic_incident_not_flagged,
        unseen.victim_known_under_two_references,
        unseen.queued_twice_behind_the_switchboard,
    )
    yield from (play for _, play in in_order.IN_ORDER)


@pytest.mark.parametrize("seed", [1, 2022])
def test_every_scenario_is_planted_at_any_scale(seed: int) -> None:
    planted = {truth.scenario for truth in record(seed=seed, scale=0.05).truths}
    assert {name_of(play) for play in _scenarios()} <= planted


@pytest.mark.parametrize("play", list(dict.fromkeys(_scenarios())), ids=name_of)
def test_each_scenario_says_what_happens_and_quotes_the_report_truly(play: Callable[..., object]) -> None:
    described = inspect.getdoc(play) or ""
    assert what_of(play).endswith(".")
    assert "Report, line" not in what_of(play)
    if "Report" in described:
        cited = re.search(r"Report, line (\d+): ‘(.+)’\.$", described, re.DOTALL)
        assert cited is not None, described
        line = PEEL_2021_22.lines()[int(cited[1]) - 1]
        assert _plain(cited[2]) in _plain(line)


def _plain(text: str) -> str:
    """Words as read: without link marks, with straight quotation marks."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", text).replace("’", "'").replace("‘", "'")


def test_what_is_wrong_is_mostly_drawn_from_the_report() -> None:
    faults = {play for play in _scenarios() if "in time" not in name_of(play)}
    drawn = {play for play in faults if "Report, line" in (inspect.getdoc(play) or "")}
    assert len(drawn) > len(faults) / 2


def test_each_truth_is_of_a_record_and_told_once(book: Book) -> None:
    kept = {(found.table.name, found.key) for found in book.rows}
    assert {(truth.table, truth.key) for truth in book.truths} <= kept
    told = Counter((truth.matter, truth.table, truth.key) for truth in book.truths)
    assert set(told.values()) == {1}


def test_keys_are_unique(book: Book) -> None:
    keys = Counter((found.table.name, found.key) for found in book.rows)
    assert set(keys.values()) == {1}


REFERENCES = {
    "incident_id": "incidents",
    "call_id": "calls",
    "crime_id": "crimes",
    "event_id": "investigation_events",
    "bail_id": "bail_periods",
    "offender_id": "registered_sex_offenders",
    "search_reference": "stop_searches",
    "contact_id": "contacts",
    "report_id": "missing_reports",
    "detail_id": "person_details",
    "other_detail_id": "person_details",
    "vehicle_id": "vehicles",
    "student_id": "staff_members",
    "tutor_id": "staff_members",
    "supervisor_id": "staff_members",
}
"""Columns that hold the reference of another record, and of which table."""


def test_references_lead_to_records(book: Book) -> None:
    keys = defaultdict(set)
    for found in book.rows:
        keys[found.table.name].add(found.key)
    lost = [
        (found.table.name, column)
        for found in book.rows
        for column, table in REFERENCES.items()
        if found.values.get(column) is not None and found.values[column] not in keys[table]
    ]
    assert lost == []


ORDER = (
    ("calls", "presented_at", "answered_at"),
    ("calls", "presented_at", "abandoned_at"),
    ("calls", "answered_at", "ended_at"),
    ("call_legs", "queued_at", "answered_at"),
    ("call_legs", "queued_at", "abandoned_at"),
    ("call_legs", "answered_at", "details_recorded_at"),
    ("call_legs", "details_recorded_at", "transferred_at"),
    ("call_legs", "risk_asked_at", "transferred_at"),
    ("call_legs", "answered_at", "ended_at"),
    ("contacts", "received_at", "assessed_at"),
    ("incidents", "reported_at", "graded_at"),
    ("deployments", "assigned_at", "arrived_at"),
    ("deployments", "arrived_at", "cleared_at"),
    ("delay_notices", "told_at", "expected_at"),
    ("mental_health_advice", "asked_at", "given_at"),
    ("missing_reports", "last_seen_at", "reported_at"),
    ("missing_reports", "reported_at", "recorded_as_missing_at"),
    ("missing_reports", "recorded_as_missing_at", "found_at"),
    ("missing_risk_assessments", "assessed_at", "review_at"),
    ("missing_actions", "set_at", "done_at"),
    ("missing_returns", "returned_at", "interview_held_at"),
    ("shifts", "started_at", "ended_at"),
    ("training_places", "booked_at", "planned_at"),
    ("training_places", "planned_at", "completed_at"),
    ("driving_permits", "granted_at", "expires_at"),
    ("vehicles_off_road", "off_road_at", "back_at"),
    ("incidents", "reported_at", "attended_at"),
    ("incidents", "attended_at", "closed_at"),
    ("risk_assessments", "completed_at", "supervised_at"),
    ("bail_periods", "arrested_at", "bailed_at"),
    ("bail_periods", "bailed_at", "ends_at"),
    ("bail_periods", "bailed_at", "resolved_at"),
    ("bail_extensions", "authorised_at", "new_ends_at"),
    ("use_of_force_forms", "used_at", "completed_at"),
    ("crimes", "reported_at", "recorded_at"),
)


@pytest.mark.parametrize(("table", "first", "second"), ORDER)
def test_nothing_happens_before_what_must_come_first(book: Book, table: str, first: str, second: str) -> None:
    pairs = [
        (found.moment(first), found.moment(second))
        for found in book.rows
        if found.table.name == table and found.moment(first) and found.moment(second)
    ]
    assert pairs
    assert all(early <= late for early, late in pairs if early and late)


def test_nothing_is_entered_before_it_began_or_after_the_end(book: Book) -> None:
    assert all(found.began <= found.entered_at < PERIOD.ends for found in book.rows)
    assert all(
        value < PERIOD.ends
        for found in book.rows
        for name, value in found.values.items()
        if isinstance(value, datetime) and found.table.declaration(name).known.value != "planned"
    )


def test_no_local_time_stands_for_two_moments(book: Book) -> None:
    moments = [value for found in book.rows for value in found.values.values() if isinstance(value, datetime)]
    assert not any(comes_twice(london(moment)) for moment in moments)


def test_a_call_is_answered_or_abandoned_and_triage_lies_within_it(book: Book) -> None:
    calls = {found.key: found for found in book.rows if found.table is Calls}
    assert all((call.moment("answered_at") is None) != (call.moment("abandoned_at") is None) for call in calls.values())
    logs = {found.key: found for found in book.rows if found.table is Incidents}
    entries = [found for found in book.rows if found.table is TriageEntries]
    assert entries
    for entry in entries:
        call = calls[str(logs[str(entry.values["incident_id"])].values["call_id"])]
        answered, ended = call.moment("answered_at"), call.moment("ended_at")
        assert answered is not None
        assert ended is not None
        assert answered <= entry.began <= ended
        assert entry.began not in TRIAGE_LOST


def test_what_belongs_to_an_online_report_is_recorded_while_it_is_read(book: Book) -> None:
    """Nobody gives advice on a report that nobody has looked at yet, however long it lay."""
    read = {found.values["incident_id"]: found for found in book.rows if found.table is Contacts}
    advice = [one for one in book.rows if one.table is AdviceRecords and one.values["incident_id"] in read]
    waits = set()
    for found in advice:
        contact = read[found.values["incident_id"]]
        assessed, answered = contact.moment("assessed_at"), contact.moment("answered_at")
        assert assessed is not None
        assert assessed <= found.began
        assert answered is None or found.began <= answered
        waits.add(assessed - contact.began > timedelta(days=1))
    assert waits == {True, False}


def test_what_is_done_after_the_end_is_not_yet_due_and_nothing_is_planted_so_late_that_nobody_knows() -> None:
    week = Period(start_of(date(2024, 3, 4)), start_of(date(2024, 3, 11)))
    case = attendance.Attendance(
        Occurrence(week.ends, "THEFT", "CRIME RECORDED", "scheduled", "North"),
        "EXC-1",
        week.ends - timedelta(minutes=30),
        is_settled=False,
    )
    told = Book(week)
    (_, kept), *_ = told.play(np.random.default_rng(1), attendance.ATTENDING["scheduled"], [case])
    assert kept.done_at is not None
    assert kept.done_at > week.ends
    assert [truth.fate for truth in told.truths] == [Fate.NOT_YET]
    late = Matter("late", (Scenario(attendance.appointment_kept_days_later, 1),))
    with pytest.raises(Refused, match="'appointment kept days later' falls after its end"):
        told.play(np.random.default_rng(1), late, [case])


def test_the_log_is_looked_at_before_and_after_the_hour_that_comes_twice() -> None:
    """By hand: in the night of 29 October 2023 the clocks went from 2:00 BST (1:00 UTC) back to 1:00 GMT."""
    night = datetime(2023, 10, 29)
    around = (night - timedelta(seconds=1), night + timedelta(hours=2))
    assert around_what_comes_twice(night - timedelta(minutes=20)) == (night - timedelta(minutes=20),)
    assert around_what_comes_twice(night + timedelta(minutes=19)) == around
    assert around_what_comes_twice(night + timedelta(minutes=119)) == around
    assert around_what_comes_twice(night + timedelta(hours=2)) == (night + timedelta(hours=2),)


def test_back_dated_assessments_were_entered_three_weeks_later(book: Book) -> None:
    by_incident = {found.values["incident_id"]: found for found in book.rows if found.table is RiskAssessments}
    told = [
        truth
        for truth in book.truths
        if truth.scenario == name_of(domestic_abuse.entered_three_weeks_later_and_dated_back)
    ]
    assert told
    for truth in told:
        assessment = by_incident[truth.key]
        assert truth.fate is Fate.IN_TIME
        assert truth.entered_at == assessment.entered_at
        assert assessment.entered_at - assessment.began > timedelta(days=20)


def test_victims_are_told_around_bank_holidays_as_the_calendar_has_it() -> None:
    """By hand: Good Friday 7 and Easter Monday 10 April 2023, the coronation 8 May, Christmas on a Monday."""
    assert working_days_on(date(2023, 4, 6), 1) == date(2023, 4, 11)
    assert working_days_on(date(2023, 4, 6), 5) == date(2023, 4, 17)
    assert working_days_on(date(2023, 5, 5), 1) == date(2023, 5, 9)
    assert working_days_on(date(2023, 12, 22), 1) == date(2023, 12, 27)
    assert working_days_on(date(2022, 8, 26), 1) == date(2022, 8, 30)


def test_months_end_with_their_last_day_where_they_are_shorter() -> None:
    assert months_on(date(2022, 11, 30), 3) == date(2023, 2, 28)
    assert months_on(date(2022, 10, 28), 3) == date(2023, 1, 28)


def test_the_law_of_bail_changes_at_midnight_local_time(book: Book) -> None:
    """27 October 2022, 23:20 UTC is 28 October in London."""
    periods = {found.key: found for found in book.rows if found.table is BailPeriods}
    arrests = {
        truth.scenario: periods[truth.key].moment("arrested_at")
        for truth in book.truths
        if truth.table == BailPeriods.name and "law" in truth.scenario
    }
    assert arrests == {
        "charged in the third month under the old law": datetime(2022, 10, 27, 22, 40),
        "charged in the third month under the new law": datetime(2022, 10, 27, 23, 20),
    }


def test_local_time_and_utc_are_told_apart() -> None:
    assert utc(datetime(2023, 7, 1, 12)) == datetime(2023, 7, 1, 11)
    assert utc(datetime(2023, 1, 1, 12)) == datetime(2023, 1, 1, 12)
    assert comes_twice(datetime(2023, 10, 29, 1, 30))
    assert comes_twice(london(datetime(2023, 10, 29, 1, 30)))
    assert not comes_twice(datetime(2023, 10, 29, 2, 30))


def test_days_have_a_rhythm(book: Book) -> None:
    hours = Counter(london(found.began).hour for found in book.rows if found.table is Calls)
    assert sum(hours[hour] for hour in range(12, 20)) > 2 * sum(hours[hour] for hour in range(8))


def test_the_extracts_hold_every_record_but_those_that_were_lost(book: Book, made: MadeForce) -> None:
    held: Counter[str] = Counter()
    for extract, (file, _) in zip(EXTRACTS, made.extracts, strict=True):
        if file.suffix == ".csv":
            with file.open(newline="", encoding="utf-8") as lines:
                held[extract.table.name] += sum(1 for _ in csv.DictReader(lines))
    expected = Counter(found.table.name for found in book.rows)
    others = {"calls", "call_legs", "marac_considerations"}
    assert held == {name: count for name, count in expected.items() if name not in others}


def test_files_of_three_kinds_speak_local_time_and_codes_of_their_own(book: Book, made: MadeForce) -> None:
    files = {file.name: file for file, _ in made.extracts}
    assert {file.suffix for file in files.values()} == {".csv", ".xlsx", ".parquet"}
    with files["command_and_control_logs.csv"].open(newline="", encoding="utf-8") as lines:
        shown = {line["Log No"]: line for line in csv.DictReader(lines)}
    logs = [found for found in book.rows if found.table is Incidents]
    summer = next(found for found in logs if found.began.month == 7)
    assert shown[summer.key]["Created"] == f"{summer.began + timedelta(hours=1):%d/%m/%Y %H:%M:%S}"
    assert {line["Grade"] for line in shown.values()} == {"1", "2", "3", "4"}


def test_no_extract_nor_mapping_gives_the_truth_away(made: MadeForce) -> None:
    words = {fate.value for fate in Fate} | {name_of(play) for play in _scenarios()}
    for file, mapping in made.extracts:
        assert made.truth.parent not in file.parents
        for path in (file, mapping):
            content = path.read_bytes()
            assert not any(word.encode() in content for word in words)


def test_the_truth_file_says_all_that_is_known(book: Book, made: MadeForce) -> None:
    with made.truth.open(newline="", encoding="utf-8") as lines:
        told = list(csv.DictReader(lines))
    assert len(told) == len(book.truths)
    assert {line["fate"] for line in told} == {fate.value for fate in Fate}
    assert all(line["what"] for line in told)

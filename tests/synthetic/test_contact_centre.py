"""The made contact centre: queues as theory has them, staff who are one person each, and waits that follow staffing."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpeel.records.calls import CallLegs, Calls
from openpeel.records.staff import Shifts
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre.queueing import Served, Turn, serve
from openpeel.synthetic.force import WILTSHIRE_SIZE, record
from openpeel.synthetic.times import Period, london, start_of

DAY = 86_400.0


def _simulated(
    staff: int, *, calls: int = 60_000, load: float = 4.0, patience: float = np.inf
) -> tuple[Served, np.ndarray]:
    """``load`` callers talk at a time on average, if nobody has to wait; each for 300 seconds on average."""
    dice = np.random.default_rng(7)
    arrived = np.cumsum(dice.exponential(300 / load, calls))
    turns = [Turn(0.0, float(arrived[-1]) + DAY)] * staff
    stays = np.full(calls, np.inf) if patience == np.inf else dice.exponential(patience, calls)
    served = serve(arrived, np.zeros(calls, dtype=np.bool_), dice.exponential(300, calls), stays, turns)
    return served, served.answered - arrived


def _erlang_c(staff: int, load: float) -> float:
    """The share of callers who wait at all, by Erlang's formula."""
    all_busy = load**staff / factorial(staff) * staff / (staff - load)
    return all_busy / (sum(load**number / factorial(number) for number in range(staff)) + all_busy)


@pytest.mark.parametrize("staff", [5, 6, 8])
def test_a_steady_queue_is_as_erlang_has_it(staff: int) -> None:
    served, waits = _simulated(staff)
    expected = _erlang_c(staff, 4.0)
    assert not np.isnan(served.answered).any()
    assert np.mean(waits > 1e-6) == pytest.approx(expected, abs=0.03)
    assert np.mean(waits) == pytest.approx(expected * 300 / (staff - 4.0), rel=0.15, abs=1.0)


def test_more_staff_means_shorter_waits_and_fewer_lost() -> None:
    waits = [float(np.mean(_simulated(staff)[1])) for staff in (5, 6, 7, 9)]
    assert waits == sorted(waits, reverse=True)
    lost = [float(np.mean(np.isnan(_simulated(staff, patience=120)[0].answered))) for staff in (3, 4, 5, 7)]
    assert lost == sorted(lost, reverse=True)
    assert lost[0] > 0.2 > 0.05 > lost[-1]


@given(
    st.lists(
        st.tuples(st.floats(0, 3000), st.booleans(), st.floats(1, 900), st.floats(1, 600)), min_size=1, max_size=40
    ),
    st.lists(st.tuples(st.floats(0, 2000), st.floats(60, 2000)), min_size=1, max_size=5),
)
def test_nobody_talks_with_two_callers_or_takes_one_off_duty(
    callers: list[tuple[float, bool, float, float]], duties: list[tuple[float, float]]
) -> None:
    callers = sorted(callers)
    arrived, urgent, busy, patience = (np.array(column) for column in zip(*callers, strict=True))
    turns = [Turn(begins, begins + length) for begins, length in duties]
    served = serve(arrived, urgent.astype(np.bool_), busy, patience, turns)
    talks: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for caller, (when, turn) in enumerate(zip(served.answered, served.turn, strict=True)):
        assert np.isnan(when) == (turn == -1)
        if turn >= 0:
            assert arrived[caller] <= when < arrived[caller] + patience[caller] or when == arrived[caller]
            assert turns[turn].begins <= when < turns[turn].ends
            talks[turn].append((when, when + busy[caller]))
    for spoken in talks.values():
        spoken.sort()
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spoken))


def test_the_urgent_are_served_first() -> None:
    arrived = np.array([0.0, 1.0, 2.0, 3.0])
    served = serve(
        arrived, np.array([False, False, True, False]), np.full(4, 10.0), np.full(4, np.inf), [Turn(0.0, 100.0)]
    )
    assert served.answered.tolist() == [0.0, 20.0, 10.0, 30.0]


@pytest.fixture(scope="module")
def week() -> Book:
    """A week of a force of Wiltshire's size."""
    return record(scale=WILTSHIRE_SIZE, period=Period(start_of(date(2024, 3, 4)), start_of(date(2024, 3, 11))))


def test_a_force_of_wiltshires_size_has_some_650_calls_a_day(week: Book) -> None:
    assert 550 < sum(found.table is Calls for found in week.rows) / 7 < 750


def test_emergency_calls_wait_longest_when_callers_are_many_for_those_on_duty(week: Book) -> None:
    duties = sorted(
        (found.began, found.moment("ended_at"))
        for found in week.rows
        if found.values.get("post") == "call handler" and found.table is Shifts
    )
    late: dict[float, list[bool]] = defaultdict(list)
    legs = [found for found in week.rows if found.table is CallLegs and found.values["stage"] != "switchboard"]
    began = sorted(found.began for found in legs)
    for call in week.rows:
        if call.table is Calls and call.values["line_dialled"] == "999":
            on_duty = sum(begins <= call.began < ends for begins, ends in duties if ends is not None)
            around = bisect_right(began, call.began) - bisect_right(began, call.began - timedelta(minutes=30))
            answered = call.moment("answered_at")
            waited = answered is None or answered - call.began > timedelta(seconds=10)
            late[around / max(1, on_duty)].append(waited)
    loads = sorted(late)
    third = len(loads) // 3
    quiet = [waited for load in loads[:third] for waited in late[load]]
    busy = [waited for load in loads[-third:] for waited in late[load]]
    assert np.mean(busy) > 2 * np.mean(quiet)
    assert 0.1 < np.mean([waited for found in late.values() for waited in found]) < 0.45


def test_who_answers_is_on_duty(week: Book) -> None:
    duties = defaultdict(list)
    for found in week.rows:
        if found.table is Shifts:
            duties[found.values["staff_id"]].append((found.began, found.moment("ended_at")))
    answered = [found for found in week.rows if found.table is CallLegs and found.values["handler_id"]]
    early = week.period.begins + timedelta(hours=8)
    assert answered
    for leg in answered:
        moment = leg.moment("answered_at")
        assert moment is not None
        # Whoever worked the night before the records begin has no turn of duty in them.
        if moment >= early:
            seconds = timedelta(seconds=10)
            # A turn that has not ended yet is not on record before it does.
            assert any(
                begins <= moment and (ends is None or moment <= ends + seconds)
                for begins, ends in duties[leg.values["handler_id"]]
            ) or moment > week.period.ends - timedelta(hours=9)


def test_only_calls_to_101_pass_through_the_switchboard_and_may_wait_again(week: Book) -> None:
    stages: dict[str, list[str]] = defaultdict(list)
    for leg in sorted((found for found in week.rows if found.table is CallLegs), key=lambda found: found.key):
        stages[str(leg.values["call_id"])].append(str(leg.values["stage"]))
    lines = {found.key: found.values["line_dialled"] for found in week.rows if found.table is Calls}
    seen = {(lines[call], tuple(passed)) for call, passed in stages.items()}
    assert seen == {
        ("999", ("control room",)),
        ("101", ("switchboard",)),
        ("101", ("switchboard", "second queue")),
        ("101", ("switchboard", "other department")),
        ("other", ("control room",)),
    }


def test_a_call_is_lost_where_its_last_leg_is(week: Book) -> None:
    legs: dict[str, list[object]] = defaultdict(list)
    for found in sorted((found for found in week.rows if found.table is CallLegs), key=lambda found: found.key):
        if found.values["stage"] != "other department":
            legs[str(found.values["call_id"])].append(found.moment("abandoned_at"))
    for call in week.rows:
        if call.table is Calls and call.key in legs:
            assert call.moment("abandoned_at") == legs[call.key][-1]


def test_the_week_has_a_rhythm(week: Book) -> None:
    hours = [london(found.began).hour for found in week.rows if found.table is Calls]
    assert sum(14 <= hour < 19 for hour in hours) > 3 * sum(1 <= hour < 6 for hour in hours)

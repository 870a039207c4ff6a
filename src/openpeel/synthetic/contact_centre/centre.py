"""A contact centre at work: calls come in, wait, are answered, passed on and wait again, or are lost.

Waits and losses are not chosen: they follow from who was on duty and how many were calling.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from openpeel.records.calls import CallLegs, Calls
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre.answering import (
    ANSWERING,
    ANSWERING_FROM_QUEUE,
    REACHING,
    REACHING_HANDLER,
    Wait,
)
from openpeel.synthetic.contact_centre.call import Call
from openpeel.synthetic.contact_centre.passing_on import DETAILS, RISK, Passing
from openpeel.synthetic.contact_centre.queueing import Turn, serve
from openpeel.synthetic.contact_centre.rota import Colleague, Duty, Staffing
from openpeel.synthetic.organisation import shift_on_duty
from openpeel.synthetic.scenario import Row, row
from openpeel.synthetic.times import Period

PUT_THROUGH = 5
"""Seconds at most in which the BT operator connects a 999 call to the force's own queue, whose clock starts then."""

RINGS = (2, 12)
"""Seconds that a call takes to be put through and picked up when somebody is free: for 999, by the BT operator."""


@dataclass(frozen=True)
class Outcome:
    """What came of a call."""

    answered: datetime | None
    """When a call handler or, if none was wanted, the switchboard answered."""
    ended: datetime
    handler: Colleague | None


@dataclass(frozen=True)
class _Leg:
    stage: str
    queued: datetime
    answered: datetime | None
    abandoned: datetime | None
    ended: datetime
    transferred: datetime | None
    by: Colleague | None


def take(
    dice: Generator, book: Book, calls: Sequence[Call], staffing: Staffing, old_telephony: Period
) -> dict[str, Outcome]:
    """Take all calls, write down each with its legs and what is true of them; what came of each, by its reference."""
    calls = sorted(calls, key=lambda call: (call.presented, call.call_id))
    legs: dict[str, list[_Leg]] = {call.call_id: [] for call in calls}
    by_switchboard = [call for call in calls if call.line == "101"]
    _switchboard(dice, book.period, by_switchboard, staffing, legs)
    _control_room(dice, book.period, calls, staffing, legs)
    outcomes = {}
    waits, in_queue, passings, reached, handled = [], [], [], [], []
    for call in calls:
        took = legs[call.call_id]
        outcomes[call.call_id] = _outcome(took)
        rows = [_leg_row(call, leg, number, took[-1].ended) for number, leg in enumerate(took, start=1)]
        main = _call_row(call, took)
        whole = Wait(main, call.presented, main.moment("answered_at"), main.moment("abandoned_at"))
        if call.line == "999":
            waits.append(whole)
            in_queue.append(replace(whole, began=took[0].queued))
            book.write(rows)
        else:
            if call.line == "101":
                handled.append(whole)
            else:
                book.write([main])
            for leg, found in zip(took, rows, strict=True):
                wait = Wait(found, leg.queued, leg.answered, leg.abandoned)
                if leg.transferred is not None and leg.answered is not None:
                    passings.append((wait, Passing(found, leg.answered, leg.transferred, leg.queued in old_telephony)))
                else:
                    reached.append(wait)
    book.play(dice, ANSWERING, waits)
    _pass_on(dice, book, passings)
    _reach(dice, book, reached)
    book.play(dice, REACHING_HANDLER, handled)
    for wait, scenario in ANSWERING_FROM_QUEUE.deal(dice, in_queue):
        book.write([], [ANSWERING_FROM_QUEUE.truth(scenario, wait.record, scenario.play(dice, wait))])
    return outcomes


def _pass_on(dice: Generator, book: Book, passings: Sequence[tuple[Wait, Passing]]) -> None:
    """What was written down on each leg: one row with both, three truths."""
    notes: dict[str, dict[str, object]] = {}
    for matter, column in ((DETAILS, "details_recorded_at"), (RISK, "risk_asked_at")):
        for passing, scenario in matter.deal(dice, [passing for _, passing in passings]):
            deed = scenario.play(dice, passing)
            notes.setdefault(passing.leg.key, {})[column] = deed.rows[0].values[column]
            book.write([], [matter.truth(scenario, passing.leg, deed)])
    whole = []
    for wait, passing in passings:
        leg = row(CallLegs, entered_at=passing.leg.entered_at, **{**passing.leg.values, **notes[passing.leg.key]})
        whole.append(Wait(leg, wait.began, wait.answered, wait.abandoned))
    _reach(dice, book, whole)


def _reach(dice: Generator, book: Book, waits: Sequence[Wait]) -> None:
    for stage, matter in REACHING.items():
        book.play(dice, matter, [wait for wait in waits if wait.record.values["stage"] == stage])


def _switchboard(
    dice: Generator, period: Period, calls: Sequence[Call], staffing: Staffing, legs: dict[str, list[_Leg]]
) -> None:
    talk = np.array(
        [dice.integers(35, 150) if call.wants != "switchboard" else call.length.total_seconds() for call in calls],
        dtype=float,
    )
    arrived = _seconds(period, [call.presented for call in calls])
    found = _wait(
        dice,
        arrived,
        np.zeros(len(calls), dtype=np.bool_),
        talk + 15,
        np.array([call.patience for call in calls]),
        period,
        staffing.operators,
    )
    for call, spoken, (answered, abandoned, by) in zip(calls, talk.tolist(), found, strict=True):
        ended = abandoned if answered is None else answered + timedelta(seconds=round(spoken))
        assert ended is not None
        passed = ended if answered is not None and call.wants != "switchboard" else None
        legs[call.call_id].append(_Leg("switchboard", call.presented, answered, abandoned, ended, passed, by))
        if passed is not None and call.wants == "other department":
            legs[call.call_id].append(_elsewhere(dice, passed))


def _elsewhere(dice: Generator, queued: datetime) -> _Leg:
    """An officer's telephone rings: two times in five somebody is there."""
    waited = queued + timedelta(seconds=int(dice.integers(15, 120)))
    if dice.random() < 0.4:
        ended = waited + timedelta(seconds=int(dice.integers(60, 400)))
        return _Leg("other department", queued, waited, None, ended, None, None)
    return _Leg("other department", queued, None, waited, waited, None, None)


def _control_room(
    dice: Generator, period: Period, calls: Sequence[Call], staffing: Staffing, legs: dict[str, list[_Leg]]
) -> None:
    waiting: list[tuple[datetime, str, Call]] = []
    for call in calls:
        if call.line != "101":
            waiting.append((call.presented, call.call_id, call))
        elif call.wants == "call handler" and (passed := legs[call.call_id][0].transferred) is not None:
            waiting.append((passed, call.call_id, call))
    waiting.sort(key=lambda found: found[:2])
    queued = [moment for moment, _, _ in waiting]
    found = _wait(
        dice,
        _seconds(period, queued),
        np.array([call.line == "999" for _, _, call in waiting], dtype=np.bool_),
        np.array([(call.length + staffing.after_call).total_seconds() for _, _, call in waiting]),
        np.array([call.patience for _, _, call in waiting]),
        period,
        staffing.handlers,
    )
    for (moment, _, call), (answered, abandoned, by) in zip(waiting, found, strict=True):
        ended = abandoned if answered is None else answered + call.length
        assert ended is not None
        stage = "control room" if call.line != "101" else "second queue"
        if call.line == "999":
            # A call may be answered, or given up, as it is put through.
            moment = min(moment + timedelta(seconds=1 + int(call.call_id[1:]) % PUT_THROUGH), answered or ended)
        legs[call.call_id].append(_Leg(stage, moment, answered, abandoned, ended, None, by))


def _wait(
    dice: Generator,
    arrived: NDArray[np.float64],
    urgent: NDArray[np.bool_],
    busy: NDArray[np.float64],
    patience: NDArray[np.float64],
    period: Period,
    duties: Sequence[Duty],
) -> list[tuple[datetime | None, datetime | None, Colleague | None]]:
    """When each caller was answered or gave up, and who answered."""
    rings = dice.integers(*RINGS, size=len(arrived)).astype(float)
    stays = patience > rings
    ringing = arrived[stays] + rings[stays]
    order = np.argsort(ringing, kind="stable")
    turns = [Turn(*_seconds(period, [duty.begins, duty.ends]).tolist()) for duty in duties]
    served = serve(ringing[order], urgent[stays][order], busy[stays][order], (patience - rings)[stays][order], turns)
    answered, by = np.full(len(arrived), np.nan), np.full(len(arrived), -1)
    places = np.flatnonzero(stays)[order]
    answered[places], by[places] = served.answered, served.turn
    gone = arrived + np.minimum(patience, 7200)
    return [
        (None, _moment(period, left), None)
        if math.isnan(when)
        else (_moment(period, when), None, duties[turn].colleague)
        for when, left, turn in zip(answered.tolist(), gone.tolist(), by.tolist(), strict=True)
    ]


def _seconds(period: Period, moments: Sequence[datetime]) -> NDArray[np.float64]:
    return np.array([(moment - period.begins).total_seconds() for moment in moments], dtype=float)


def _moment(period: Period, seconds: float) -> datetime:
    return period.begins + timedelta(seconds=math.ceil(seconds))


def _outcome(legs: Sequence[_Leg]) -> Outcome:
    last = legs[-1]
    return Outcome(last.answered, last.ended, last.by)


def _call_row(call: Call, legs: Sequence[_Leg]) -> Row:
    last = legs[-1]
    # Who was put through to an officer's telephone in vain had been answered by the force.
    told = legs[0] if last.stage == "other department" else last
    return row(
        Calls,
        entered_at=last.ended + timedelta(seconds=30),
        call_id=call.call_id,
        line_dialled=call.line,
        presented_at=call.presented,
        answered_at=told.answered,
        abandoned_at=told.abandoned,
        ended_at=last.ended,
        handler_id=None if told.by is None else told.by.staff_id,
        team=None if told.by is None else told.by.team,
        incident_id=None,
        purpose=None if told.answered is None else call.purpose,
        calling_number=call.number,
    )


def _leg_row(call: Call, leg: _Leg, number: int, call_ended: datetime) -> Row:
    return row(
        CallLegs,
        entered_at=call_ended + timedelta(seconds=30),
        leg_id=f"{call.call_id}-{number}",
        call_id=call.call_id,
        stage=leg.stage,
        queued_at=leg.queued,
        answered_at=leg.answered,
        abandoned_at=leg.abandoned,
        details_recorded_at=None,
        risk_asked_at=None,
        transferred_at=leg.transferred,
        ended_at=leg.ended,
        handler_id=None if leg.by is None else leg.by.staff_id,
        team=_staffed_by(leg) if leg.by is None else leg.by.team,
    )


def _staffed_by(leg: _Leg) -> str | None:
    """The team that staffs the queue of a leg that nobody answered; none for an officer's telephone."""
    if leg.stage == "other department":
        return None
    return "Switchboard" if leg.stage == "switchboard" else f"Contact {shift_on_duty(leg.queued)}"

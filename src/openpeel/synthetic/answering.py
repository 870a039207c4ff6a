"""Calls to the control room: answered at once, late or never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.calls import Calls
from openpeel.synthetic.organisation import call_handler
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import arrivals, between


@dataclass(frozen=True)
class Call:
    """A call that is about to come in."""

    call_id: str
    line: str
    presented: datetime
    length: timedelta


def answered_promptly(dice: Generator, call: Call) -> Deed:
    """The call was answered within eight seconds."""
    return _answered(dice, call, int(dice.integers(1, 9)), Fate.IN_TIME)


def answered_after_a_wait(dice: Generator, call: Call) -> Deed:
    """The call was answered after fourteen seconds or more.

    Report, line 150: ‘needs to improve the time it takes to answer emergency calls’.
    """
    return _answered(dice, call, int(14 + dice.exponential(25)), Fate.LATE)


def abandoned_after_a_wait(dice: Generator, call: Call) -> Deed:
    """The caller gave up after twenty seconds or more without an answer.

    Report, line 355: ‘a call abandonment rate which exceeds the national standards’.
    """
    return _abandoned(call, int(dice.integers(20, 90)), Fate.NOT_DONE)


def abandoned_at_once(dice: Generator, call: Call) -> Deed:
    """The caller rang off within four seconds, before an answer was due."""
    return _abandoned(call, int(dice.integers(1, 5)), Fate.EXCUSED)


def _answered(dice: Generator, call: Call, seconds: int, fate: Fate) -> Deed:
    answered = call.presented + timedelta(seconds=seconds)
    handler, team = call_handler(dice, call.presented)
    return Deed(fate, (_call_row(call, answered, None, answered + call.length, handler, team),))


def _abandoned(call: Call, seconds: int, fate: Fate) -> Deed:
    abandoned = call.presented + timedelta(seconds=seconds)
    return Deed(fate, (_call_row(call, None, abandoned, abandoned, None, None),))


def _call_row(
    call: Call,
    answered: datetime | None,
    abandoned: datetime | None,
    ended: datetime,
    handler: str | None,
    team: str | None,
) -> Row:
    return row(
        Calls,
        entered_at=ended + timedelta(seconds=30),
        call_id=call.call_id,
        line_dialled=call.line,
        presented_at=call.presented,
        answered_at=answered,
        abandoned_at=abandoned,
        ended_at=ended,
        handler_id=handler,
        team=team,
        incident_id=None,
    )


_ANSWERED = (Scenario(answered_promptly, 83), Scenario(answered_after_a_wait, 17))


ANSWERING = Matter("answering a 999 call", _ANSWERED)
"""For calls that open a log, and so were answered."""


ANSWERING_OTHERS = Matter(
    "answering a 999 call", (*_ANSWERED, Scenario(abandoned_after_a_wait, 9), Scenario(abandoned_at_once, 5))
)
"""For further calls: about an incident that has a log, made by mistake, silent."""


def answer_calls(dice: Generator, book: Book, calls: Sequence[Call]) -> dict[str, tuple[datetime, datetime]]:
    """Answer the calls that open a log: when each was answered and ended."""
    times = {}
    for call, scenario in ANSWERING.deal(dice, [call for call in calls if call.line == "999"]):
        deed = scenario.play(dice, call)
        book.write(deed.rows, [ANSWERING.truth(scenario, deed.rows[0], deed)])
        times[call.call_id] = _answered_and_ended(deed.rows[0])
    for call in calls:
        if call.line != "999":
            deed = _answered(dice, call, 5 + int(dice.exponential(95)), Fate.NOT_CONCERNED)
            book.write(deed.rows)
            times[call.call_id] = _answered_and_ended(deed.rows[0])
    return times


def _answered_and_ended(call: Row) -> tuple[datetime, datetime]:
    answered, ended = call.moment("answered_at"), call.moment("ended_at")
    assert answered is not None
    assert ended is not None
    return answered, ended


def take_other_calls(dice: Generator, book: Book, count: int) -> None:
    """Calls that open no log: on 999 about an incident already known or by mistake, on 101 mostly for an update.

    Report, line 367: ‘several victims used it to get updates for their crimes’.
    """
    emergency = [
        Call(f"T{40_000_000 + number}", "999", presented, between(dice, timedelta(seconds=20), timedelta(minutes=4)))
        for number, presented in enumerate(arrivals(dice, count // 3, book.period))
    ]
    for call, scenario in ANSWERING_OTHERS.deal(dice, emergency):
        deed = scenario.play(dice, call)
        book.write(deed.rows, [ANSWERING_OTHERS.truth(scenario, deed.rows[0], deed)])
    for number, presented in enumerate(arrivals(dice, count - len(emergency), book.period)):
        call = Call(f"T{60_000_000 + number}", "101", presented, length_of_call(dice))
        wait, patience = 5 + int(dice.exponential(110)), 20 + int(dice.exponential(700))
        gave_up = patience < wait
        deed = (
            _abandoned(call, patience, Fate.NOT_CONCERNED)
            if gave_up
            else _answered(dice, call, wait, Fate.NOT_CONCERNED)
        )
        book.write(deed.rows)


def length_of_call(dice: Generator) -> timedelta:
    """How long a call lasts once answered: three to seventeen minutes."""
    return timedelta(seconds=180 + int(min(dice.gamma(3.0, 110), 840)))

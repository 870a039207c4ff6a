"""Turns of duty of the mental health practitioners: whether somebody takes over, whatever the hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre.rota import Duty, shift_rows
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario
from openpeel.synthetic.times import london

NOT_WORKED = 0.12
"""Share of the night turns that nobody works, of those in which nobody asks for advice."""

BOOKED_OFF = timedelta(hours=18)
"""A turn is entered when it ends: how long after the one before it that is at most."""


@dataclass(frozen=True)
class Turn:
    """A practitioner's turn of duty, and whether the next one is worked."""

    record: Row
    is_followed: bool
    is_last: bool
    """True if the next one is not over when the records end."""


def somebody_takes_over(dice: Generator, case: Turn) -> Deed:
    """When the turn ended, another practitioner was on duty."""
    return Deed(Fate.IN_TIME, (case.record,))


def nobody_takes_over(dice: Generator, case: Turn) -> Deed:
    """The turn ended, and until the next morning no practitioner was on duty.

    Report, line 428: ‘6 full-time mental health practitioners who provide 24/7 support’.
    """
    return Deed(Fate.NOT_DONE, (case.record,))


def the_next_turn_is_not_over(dice: Generator, case: Turn) -> Deed:
    """Whoever took over, if anybody did, is still on duty as the records end."""
    return Deed(Fate.NOT_YET, (case.record,))


ROUND_THE_CLOCK = Matter(
    "a mental health practitioner on duty round the clock",
    (
        Scenario(the_next_turn_is_not_over, 1, lambda case: case.is_last),
        Scenario(somebody_takes_over, 1, lambda case: not case.is_last and case.is_followed),
        Scenario(nobody_takes_over, 1, lambda case: not case.is_last and not case.is_followed),
    ),
)
"""What happens follows from the turns that are worked, so of each only one is possible."""


def keep_turns(dice: Generator, book: Book, duties: Sequence[Duty], asked: Iterable[datetime]) -> None:
    """Write down the turns that were worked: all but some of the nights in which nobody was asked for advice."""
    period = book.period
    busy = {moment.replace(minute=0, second=0, microsecond=0) for moment in asked}
    nights = sorted({duty.begins for duty in duties if london(duty.begins).hour == 23 and duty.begins in period})
    empty = {
        begins
        for begins in nights
        if not any(begins + timedelta(hours=hour) in busy for hour in range(10)) and dice.random() < NOT_WORKED
    }
    worked = {duty.begins for duty in duties} - empty
    turns = [
        Turn(record, duty.ends in worked, duty.ends + BOOKED_OFF > period.ends)
        for duty in duties
        if duty.begins in worked
        for record in shift_rows([duty], period)
    ]
    book.play(dice, ROUND_THE_CLOCK, turns)

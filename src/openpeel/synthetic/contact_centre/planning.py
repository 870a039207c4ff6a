"""What the workforce planning system keeps: who was wanted in each half hour, who was there, and what came in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from numpy.random import Generator

from openpeel.records.staff import StaffedHalfHours
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre.call import Call
from openpeel.synthetic.contact_centre.centre import Outcome
from openpeel.synthetic.contact_centre.rota import Duty, Staffing
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.systems.workforce_planning import IN_USE
from openpeel.synthetic.times import comes_twice, london

HALF_HOUR = timedelta(minutes=30)
WEEK = timedelta(days=7)
SOON = 10.0
"""Seconds within which nine callers in ten are to be answered: for so many the forecast asks."""


@dataclass(frozen=True)
class HalfHour:
    """Half an hour of the control room's queue."""

    began: datetime
    wanted: int
    on_duty: int
    offered: int
    answered: int
    has_forecast: bool

    @property
    def is_short(self) -> bool:
        """True if fewer were there than the calls of such half hours ask for."""
        return self.on_duty < self.wanted


def as_many_as_the_calls_ask_for(dice: Generator, case: HalfHour) -> Deed:
    """As many call handlers were on duty as the calls of such half hours ask for."""
    return Deed(Fate.IN_TIME, (_row(case, case.wanted),))


def too_few_for_the_calls(dice: Generator, case: HalfHour) -> Deed:
    """Fewer call handlers were on duty than the calls of such half hours ask for.

    Report, line 363: ‘the distribution of resources to meet predicted demand was ineffective’.
    """
    return Deed(Fate.NOT_DONE, (_row(case, case.wanted),))


def no_forecast_was_made(dice: Generator, case: HalfHour) -> Deed:
    """Nobody knows: no forecast was made for that day.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL, (_row(case, None),))


def _row(case: HalfHour, wanted: int | None) -> Row:
    return row(
        StaffedHalfHours,
        entered_at=case.began + HALF_HOUR,
        interval_id=f"CCC-{london(case.began):%y%m%d-%H%M}",
        queue="control room",
        began_at=case.began,
        wanted=wanted,
        on_duty=case.on_duty,
        offered=case.offered,
        answered=case.answered,
    )


STAFFING = Matter(
    "as many call handlers as the calls of the half hour ask for",
    (
        Scenario(no_forecast_was_made, 1, lambda case: not case.has_forecast),
        Scenario(as_many_as_the_calls_ask_for, 1, lambda case: case.has_forecast and not case.is_short),
        Scenario(too_few_for_the_calls, 1, lambda case: case.has_forecast and case.is_short),
    ),
)


def keep_half_hours(
    dice: Generator, book: Book, calls: Sequence[Call], outcomes: Mapping[str, Outcome], staffing: Staffing
) -> None:
    """Keep the half hours since the system is in use."""
    begins = max(book.period.begins, IN_USE.begins)
    if begins >= book.period.ends:
        return
    wanting = [call for call in calls if call.wants == "call handler"]
    offered = Counter(_slot(call.presented) for call in wanting)
    answered = Counter(_slot(call.presented) for call in wanting if outcomes[call.call_id].answered is not None)
    usual = Counter(_of_week(call.presented) for call in wanting)
    weeks = (book.period.ends - book.period.begins) / WEEK
    each = sum((call.length + staffing.after_call for call in wanting), timedelta()) / max(1, len(wanting))
    there = _on_duty(staffing.handlers)
    unplanned = {london(begins).date() + timedelta(days=int(dice.integers(2, 12)) + 45 * n) for n in range(9)}
    cases = []
    for began in _half_hours(begins, book.period.ends):
        busy = usual[_of_week(began)] / weeks * (each / HALF_HOUR)
        cases.append(
            HalfHour(
                began,
                _needed(round(busy, 2), each.total_seconds()),
                there[began],
                offered[began],
                answered[began],
                london(began).date() not in unplanned,
            )
        )
    book.play(dice, STAFFING, cases)


@cache
def _needed(busy: float, seconds: float) -> int:
    """The fewest who answer nine callers in ten soon, where ``busy`` are busy on average (Erlang's formula C)."""
    free, number = 1.0, 0
    while True:
        number += 1
        free = busy * free / (number + busy * free)  # the share of callers who would be turned away, by formula B
        if number <= busy:
            continue
        waits = free / (1 - busy / number * (1 - free))
        if waits * math.exp(-(number - busy) * SOON / seconds) <= 0.1:
            return number


def _half_hours(begins: datetime, ends: datetime) -> Iterator[datetime]:
    began = _slot(begins)
    while began < ends:
        # The hour that comes twice in autumn has no two names in the system.
        if not comes_twice(london(began)):
            yield began
        began += HALF_HOUR


def _slot(moment: datetime) -> datetime:
    return moment.replace(minute=30 if moment.minute >= 30 else 0, second=0, microsecond=0)


def _of_week(moment: datetime) -> tuple[int, int, int]:
    local = london(moment)
    return local.weekday(), local.hour, local.minute // 30


def _on_duty(duties: Sequence[Duty]) -> Counter[datetime]:
    there: Counter[datetime] = Counter()
    for duty in duties:
        began = _slot(duty.begins)
        while began < duty.ends:
            there[began] += 1
            began += HALF_HOUR
    return there

"""Keeping victims informed how their crimes stand; and those who have to call to hear it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.calls import Calls
from openpeel.records.crimes import CHANNELS, Crimes, VictimUpdates
from openpeel.synthetic.book import Book
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import days, pick
from openpeel.synthetic.victims import Crime

LONG_AGO = timedelta(days=110)


@dataclass(frozen=True)
class Investigation:
    """A crime of which the victim wants to hear."""

    crime: Crime
    ended: datetime
    """When it was charged or filed or, failing that, when the records end."""
    is_settled: bool


def told_within_a_month(dice: Generator, case: Investigation) -> Deed:
    """The victim heard how things stood within 24 days, and every three weeks from then on."""
    told = case.crime.recorded + days(dice, 5, 24)
    rows: list[Row] = []
    while not rows or told < case.ended:
        rows.append(_update(dice, case.crime, len(rows) + 1, told))
        told += days(dice, 20, 25)
    return Deed(Fate.IN_TIME, tuple(rows))


def told_after_months(dice: Generator, case: Investigation) -> Deed:
    """The victim first heard how things stood after 45 to 100 days.

    Report, line 367: ‘officers are not keeping victims well enough informed’.
    """
    return Deed(Fate.LATE, (_update(dice, case.crime, 1, case.crime.recorded + days(dice, 45, 100)),))


def never_updated(dice: Generator, case: Investigation) -> Deed:
    """Nothing shows that the victim ever heard how things stood.

    Report, line 367: ‘officers are not keeping victims well enough informed about how their crimes are being taken’.
    """
    return Deed(Fate.NOT_DONE)


def _update(dice: Generator, crime: Crime, number: int, told: datetime) -> Row:
    return row(
        VictimUpdates,
        update_id=f"{crime.crime_id}-U{number}",
        crime_id=crime.crime_id,
        told_at=told,
        channel=pick(dice, tuple(CHANNELS), (7, 1, 1, 3)),
        told_by=str(crime.row.values["officer_id"]),
    )


UPDATING = Matter(
    "a first update for the victim within a month",
    (
        Scenario(told_within_a_month, 55),
        Scenario(told_after_months, 20, lambda case: case.is_settled),
        Scenario(never_updated, 25, lambda case: case.is_settled),
    ),
)


@dataclass(frozen=True)
class Asking:
    """A call by which somebody asks how far a crime has got."""

    call: Row
    crime: Crime
    last_told: datetime | None

    @property
    def days_untold(self) -> float:
        """Days since the victim was told or, if never, since the crime was recorded."""
        return (self.call.began - (self.last_told or self.crime.recorded)) / timedelta(days=1)


def asked_though_told(dice: Generator, case: Asking) -> Deed:
    """The victim asked how things stood, and had been told within the last two weeks."""
    return Deed(Fate.IN_TIME)


def asked_since_nobody_told(dice: Generator, case: Asking) -> Deed:
    """The victim had to ask how things stood: nobody had told them for five weeks or more.

    Report, line 367: ‘several victims used it to get updates for their crimes’.
    """
    return Deed(Fate.NOT_DONE)


ASKING = Matter(
    "telling the victim before they have to ask",
    (
        Scenario(asked_though_told, 1, lambda case: case.days_untold < 14),
        Scenario(asked_since_nobody_told, 1, lambda case: case.days_untold > 35),
    ),
)


def update(
    dice: Generator,
    book: Book,
    crimes: Sequence[Crime],
    ends: dict[str, datetime],
    telephones: dict[str, str],
) -> None:
    """Tell victims, or not; and let those call whom nobody tells.

    ``ends`` say when a crime was charged or filed, ``telephones`` are of victims, both by crime.
    """
    cases = [
        Investigation(
            crime,
            ends.get(crime.crime_id, book.period.ends),
            crime.recorded < book.period.ends - LONG_AGO
            and ends.get(crime.crime_id, book.period.ends) - crime.recorded > timedelta(days=30),
        )
        for crime in crimes
    ]
    told: dict[str, list[datetime]] = {}
    for case, deed in book.play(dice, UPDATING, cases, lambda case: (Crimes, case.crime.crime_id)):
        told[case.crime.crime_id] = [found.began for found in deed.rows]
    _ask(dice, book, crimes, told, telephones)


def _ask(
    dice: Generator,
    book: Book,
    crimes: Sequence[Crime],
    told: dict[str, list[datetime]],
    telephones: dict[str, str],
) -> None:
    """Say which crime each call for an update is about: one that began months before, two in three untold."""
    by_time = sorted(crimes, key=lambda crime: crime.recorded)
    recorded = [crime.recorded for crime in by_time]
    asking = []

    def asked(call: Row) -> Row:
        if call.values.get("purpose") != "update on a case":
            return call
        first, last = (bisect_left(recorded, call.began - timedelta(days=back)) for back in (160, 6))
        for _ in range(4):
            if last <= first:
                break
            crime = by_time[int(dice.integers(first, last))]
            before = [moment for moment in told[crime.crime_id] if moment < call.began]
            case = Asking(call, crime, before[-1] if before else None)
            if case.days_untold < 14 and dice.random() < 0.6:
                continue
            if case.days_untold < 14 or case.days_untold > 35:
                asking.append(case)
                number = telephones.get(crime.crime_id) or call.values["calling_number"]
                return changed(call, crime_id=crime.crime_id, calling_number=number)
        return call

    book.rows.rewrite(Calls, asked)
    book.play(dice, ASKING, asking, lambda case: (Calls, case.call.key))

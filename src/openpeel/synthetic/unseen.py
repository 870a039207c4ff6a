"""Faults that no standard over these records will find: each looks in order, or looks like nothing.

They keep readers honest about what records can tell. What would find them: listening to calls, reading files, and
knowing who is who.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from numpy.random import Generator

from openpeel.records.calls import Calls
from openpeel.records.incidents import Incidents
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.occurrence import Occurrence
from openpeel.synthetic.organisation import DISTRICTS, person
from openpeel.synthetic.scenario import Fate, Truth, name_of, row, what_of
from openpeel.synthetic.times import Period, arrivals, pick

MATTER = "what these records cannot show"


def missing_child_logged_as_a_concern(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    """A child was reported missing, and the log calls it a concern for welfare.

    Report, line 390: ‘frequently recording a ‘concerns for welfare’ incident when a child was reported missing’.
    """
    return [
        Occurrence(moment, "CONCERN-WELFARE", "CHILD RETURNED HOME", "scheduled", pick(dice, DISTRICTS))
        for moment in arrivals(dice, count, period)
    ]


def domestic_incident_not_flagged(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    """A couple's quarrel was logged as a nuisance, without the flag for domestic abuse.

    Report, line 344: ‘does not always complete checks to identify repeat and vulnerable callers’.
    """
    return [
        Occurrence(
            moment, "NOISE-NUISANCE", "COUPLE ARGUING - ADVICE GIVEN", "priority", pick(dice, DISTRICTS), is_verbal=True
        )
        for moment in arrivals(dice, count, period)
    ]


def victim_known_under_two_references(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    """A victim's third incident in a year is the first under another reference, so that nobody counts three.

    Report, line 150: ‘Repeat victims aren't always identified’.
    """
    found = []
    year = Period(period.begins, period.ends - timedelta(days=220))
    for number, moment in enumerate(arrivals(dice, count, year)):
        references = (person(4_000_000 + 10 * number), person(4_000_000 + 10 * number), person(4_000_001 + 10 * number))
        for nth, reference in enumerate(references):
            found.append(
                Occurrence(
                    moment + nth * timedelta(days=61),
                    "DOM-INCIDENT",
                    "DOM-ABUSE",
                    "priority",
                    "Central",
                    victim=reference,
                    suspect=person(4_500_000 + number),
                    is_domestic_abuse=True,
                )
            )
    return found


def queued_twice_behind_the_switchboard(dice: Generator, book: Book, count: int) -> None:
    """The switchboard answered at once, and the caller waited again in a queue that is not measured.

    Report, line 369: ‘where they may wait again to make a report’.
    """
    for number, moment in enumerate(arrivals(dice, count, book.period)):
        call = row(
            Calls,
            call_id=f"T{90_000_000 + number}",
            line_dialled="other",
            presented_at=moment,
            answered_at=moment + timedelta(seconds=4),
            ended_at=moment + timedelta(seconds=60 + int(dice.exponential(400))),
            handler_id="E7990",
            team="Switchboard",
        )
        book.write([call], [_unseen(queued_twice_behind_the_switchboard, Calls.name, call.key)])


def plan(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    """The occurrences of which the log will tell the wrong story."""
    return [
        *missing_child_logged_as_a_concern(dice, period, 3 * count),
        *domestic_incident_not_flagged(dice, period, 3 * count),
        *victim_known_under_two_references(dice, period, count),
    ]


def tell(book: Book, reports: Sequence[Report]) -> None:
    """Say which logs tell the wrong story."""
    plays = {
        "CHILD RETURNED HOME": missing_child_logged_as_a_concern,
        "COUPLE ARGUING - ADVICE GIVEN": domestic_incident_not_flagged,
    }
    for report in reports:
        play = plays.get(report.occurrence.closing)
        victim = report.occurrence.victim or ""
        if play is not None:
            book.write([], [_unseen(play, Incidents.name, report.incident_id)])
        elif victim.startswith("P400") and victim.endswith("1"):
            book.write([], [_unseen(victim_known_under_two_references, Incidents.name, report.incident_id)])


def _unseen(play: Callable[..., object], table: str, key: str) -> Truth:
    return Truth(MATTER, name_of(play), table, key, Fate.NOT_SEEN, what_of(play))

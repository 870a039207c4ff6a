"""Contacts by other channels than the telephone: how soon somebody looks at the risk in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.contacts import CHANNELS, Contacts
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report, clear_of
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, row
from openpeel.synthetic.systems.extract import TRIAGE_LOST
from openpeel.synthetic.times import arrivals, days, minutes, pick


@dataclass(frozen=True)
class Written:
    """A contact that came in by another channel."""

    contact_id: str
    received: datetime
    purpose: str
    channel: str
    incident_id: str | None
    is_settled: bool


def looked_at_soon(dice: Generator, case: Written) -> Deed:
    """Somebody assessed the risk within 50 minutes."""
    return _assessed(case, minutes(dice, 3, 50), Fate.IN_TIME)


def looked_at_the_next_day(dice: Generator, case: Written) -> Deed:
    """Somebody assessed the risk after a day and more.

    Report, line 406: ‘managed and appropriately risk assessed in a timely manner’.
    """
    wait = days(dice, 1.1, 4)
    return _assessed(case, clear_of(TRIAGE_LOST, case.received + wait) - case.received, Fate.LATE)


def never_looked_at(dice: Generator, case: Written) -> Deed:
    """Nobody assessed the risk.

    Report, line 406: ‘managed and appropriately risk assessed in a timely manner’.
    """
    return _assessed(case, None, Fate.NOT_DONE)


def _assessed(case: Written, wait: timedelta | None, fate: Fate) -> Deed:
    assessed = None if wait is None else case.received + wait
    return Deed(
        fate,
        (
            row(
                Contacts,
                contact_id=case.contact_id,
                channel=case.channel,
                received_at=case.received,
                assessed_at=assessed,
                answered_at=None if assessed is None else assessed + timedelta(minutes=25),
                purpose=case.purpose,
                incident_id=case.incident_id,
                handler_id=None if assessed is None else "E95001",
                team="Digital desk",
                referred_to="local council" if case.purpose == "other agency's business" else None,
            ),
        ),
        assessed,
    )


ASSESSING = Matter(
    "assessing the risk of what comes in online",
    (
        Scenario(looked_at_soon, 76),
        Scenario(looked_at_the_next_day, 17, lambda case: case.is_settled),
        Scenario(never_looked_at, 7, lambda case: case.is_settled and case.incident_id is None),
    ),
)


def write_in(dice: Generator, book: Book, reports: Sequence[Report], others: int) -> list[Report]:
    """The contacts that opened a log, and others that opened none; the reports, with when each was read."""
    cases = [
        Written(
            report.contact_id,
            report.reported_at,
            "crime" if report.occurrence.offence else "incident",
            pick(dice, tuple(CHANNELS), (70, 8, 4, 6, 9, 3)),
            report.incident_id,
            report.is_settled,
        )
        for report in reports
        if report.contact_id is not None
    ]
    settled = book.period.until(timedelta(days=35))
    for number, moment in enumerate(arrivals(dice, others, book.period)):
        purpose = pick(
            dice,
            ("information", "update on a case", "disclosure request", "other agency's business", "other"),
            (40, 25, 8, 20, 7),
        )
        channel = pick(dice, tuple(CHANNELS), (55, 15, 8, 12, 8, 2))
        cases.append(Written(f"W{60_000_000 + number}", moment, purpose, channel, None, moment in settled))
    read = {case.incident_id: deed.rows[0] for case, deed in book.play(dice, ASSESSING, cases)}
    return [
        replace(report, read_at=contact.moment("assessed_at"), ended_at=contact.moment("answered_at"))
        if (contact := read.get(report.incident_id)) is not None
        else report
        for report in reports
    ]

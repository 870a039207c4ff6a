"""Checks made while a caller is on the line: has this person called before, been harmed before, who lives there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from numpy.random import Generator

from openpeel.records.first_contact import ContactChecks
from openpeel.records.incidents import Incidents
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, row
from openpeel.synthetic.times import minutes


def _check(dice: Generator, report: Report, kind: str, moment: datetime) -> Deed:
    found = bool(dice.random() < 0.3)
    return Deed(
        Fate.IN_TIME if moment <= report.talk_ended else Fate.LATE,
        (
            row(
                ContactChecks,
                check_id=f"{report.incident_id}-{kind[:10].upper().replace(' ', '')}",
                incident_id=report.incident_id,
                kind=kind,
                made_at=moment,
                made_by=report.handler_id,
                found=found,
            ),
        ),
    )


def _while_talking(dice: Generator, report: Report, kind: str) -> Deed:
    return _check(dice, report, kind, report.while_talking(dice.uniform(0.2, 0.8)))


def repeat_caller_looked_up(dice: Generator, report: Report) -> Deed:
    """While the caller was on the line, it was checked whether they had called before."""
    return _while_talking(dice, report, "repeat caller")


def repeat_caller_not_looked_up(dice: Generator, report: Report) -> Deed:
    """Nobody checked whether the caller had called before.

    Report, line 344: ‘does not always complete checks to identify repeat and vulnerable callers’.
    """
    return Deed(Fate.NOT_DONE)


def repeat_caller_looked_up_hours_later(dice: Generator, report: Report) -> Deed:
    """It was checked hours after the call whether the caller had called before.

    Report, line 344: ‘the risk to the victim is not always accurately assessed’.
    """
    return _check(dice, report, "repeat caller", report.talk_ended + minutes(dice, 240, 900))


def repeat_victim_looked_up(dice: Generator, report: Report) -> Deed:
    """While the caller was on the line, it was checked whether the person at risk had been a victim before."""
    return _while_talking(dice, report, "repeat victim")


def repeat_victim_not_looked_up(dice: Generator, report: Report) -> Deed:
    """Nobody checked whether the person at risk had been a victim before.

    Report, line 150: ‘Repeat victims aren't always identified’.
    """
    return Deed(Fate.NOT_DONE)


def household_looked_up(dice: Generator, report: Report) -> Deed:
    """While the caller was on the line, it was checked who else lives there."""
    return _while_talking(dice, report, "household")


def household_not_looked_up(dice: Generator, report: Report) -> Deed:
    """Nobody checked who else lives there and may be vulnerable.

    Report, line 337: ‘repeat callers (and others in their household who may also be vulnerable)’.
    """
    return Deed(Fate.NOT_DONE)


def checks_lost_in_a_migration(dice: Generator, report: Report) -> Deed:
    """Nobody knows: what was checked that month was not carried over to the new system.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL)


def log_cancelled_before_the_check(dice: Generator, report: Report) -> Deed:
    """The log was cancelled as a duplicate, and no check was called for."""
    return Deed(Fate.EXCUSED)


def _usual(report: Report) -> bool:
    return report.cancelled_at is None and not report.is_lost


def _can_be_late(report: Report) -> bool:
    return _usual(report) and report.is_settled and not report.is_lost_soon


_NO_CHECK = (
    Scenario(log_cancelled_before_the_check, 1, lambda report: report.cancelled_at is not None),
    Scenario(checks_lost_in_a_migration, 1, lambda report: report.cancelled_at is None and report.is_lost),
)

CALLER = Matter(
    "checking whether the caller has called before",
    (
        *_NO_CHECK,
        Scenario(repeat_caller_looked_up, 62, _usual),
        Scenario(repeat_caller_not_looked_up, 30, _usual),
        Scenario(repeat_caller_looked_up_hours_later, 8, _can_be_late),
    ),
)

VICTIM = Matter(
    "checking whether the victim was harmed before",
    (*_NO_CHECK, Scenario(repeat_victim_looked_up, 55, _usual), Scenario(repeat_victim_not_looked_up, 45, _usual)),
)


HOUSEHOLD = Matter(
    "checking who else is in the household",
    (*_NO_CHECK, Scenario(household_looked_up, 40, _usual), Scenario(household_not_looked_up, 60, _usual)),
)


def check(dice: Generator, book: Book, reports: Sequence[Report]) -> None:
    """Check, or not, each report that was opened by a call."""
    calls = [report for report in reports if report.call_id is not None]
    for matter in (CALLER, VICTIM, HOUSEHOLD):
        book.play(dice, matter, calls, lambda report: (Incidents, report.incident_id))

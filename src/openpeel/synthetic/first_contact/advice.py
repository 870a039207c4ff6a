"""Advice to a caller: how to keep evidence, and how to keep it from happening again."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from openpeel.records.first_contact import AdviceRecords
from openpeel.records.incidents import Incidents
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, row

APPLIES = (
    "violence against the person",
    "sexual offences",
    "robbery",
    "theft",
    "criminal damage and arson",
)
"""Groups of offences in which there is evidence for a victim to keep, and something to prevent."""


def _said(dice: Generator, report: Report, kind: str, reason: str | None, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                AdviceRecords,
                advice_id=f"{report.incident_id}-{kind[:5].upper()}",
                incident_id=report.incident_id,
                kind=kind,
                recorded_at=report.while_talking(dice.uniform(0.5, 0.95)),
                was_given=reason is None,
                reason_not_given=reason,
                recorded_by=report.handler_id,
            ),
        ),
    )


def told_how_to_keep_evidence(dice: Generator, report: Report) -> Deed:
    """The caller was told how to keep evidence."""
    return _said(dice, report, "evidence preservation", None, Fate.IN_TIME)


def not_told_how_to_keep_evidence(dice: Generator, report: Report) -> Deed:
    """The report was of a crime with evidence to keep, and the caller was not told how.

    Report, line 346: ‘gave advice on preserving evidence in only 20 out of 30 cases’.
    """
    return Deed(Fate.NOT_DONE)


def no_evidence_to_keep(dice: Generator, report: Report) -> Deed:
    """The record says why advice on evidence did not apply."""
    return _said(dice, report, "evidence preservation", "nothing to keep: seen in a public place", Fate.EXCUSED)


def told_how_to_prevent_it(dice: Generator, report: Report) -> Deed:
    """The caller was told how to keep it from happening again."""
    return _said(dice, report, "crime prevention", None, Fate.IN_TIME)


def not_told_how_to_prevent_it(dice: Generator, report: Report) -> Deed:
    """The report was of a crime that may happen again, and the caller was not told how to prevent it.

    Report, line 346: ‘did not always give advice on preventing crime’.
    """
    return Deed(Fate.NOT_DONE)


def nothing_to_prevent(dice: Generator, report: Report) -> Deed:
    """The record says why advice on prevention did not apply."""
    return _said(dice, report, "crime prevention", "done already by a neighbourhood team", Fate.EXCUSED)


def advice_lost_in_a_migration(dice: Generator, report: Report) -> Deed:
    """Nobody knows: what was advised that month was not carried over to the new system.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL)


def no_advice_called_for(dice: Generator, report: Report) -> Deed:
    """The report was of no crime with a victim to advise, or its log was cancelled."""
    return Deed(Fate.NOT_CONCERNED)


def _applies(report: Report) -> bool:
    return report.cancelled_at is None and report.occurrence.offence in APPLIES


def _usual(report: Report) -> bool:
    return _applies(report) and not report.is_lost


_NO_ADVICE = (
    Scenario(no_advice_called_for, 1, lambda report: not _applies(report)),
    Scenario(advice_lost_in_a_migration, 1, lambda report: _applies(report) and report.is_lost),
)

EVIDENCE = Matter(
    "advising how to keep evidence",
    (
        *_NO_ADVICE,
        Scenario(told_how_to_keep_evidence, 62, _usual),
        Scenario(not_told_how_to_keep_evidence, 32, _usual),
        Scenario(no_evidence_to_keep, 6, _usual),
    ),
)

PREVENTION = Matter(
    "advising how to prevent crime",
    (
        *_NO_ADVICE,
        Scenario(told_how_to_prevent_it, 55, _usual),
        Scenario(not_told_how_to_prevent_it, 40, _usual),
        Scenario(nothing_to_prevent, 5, _usual),
    ),
)


def advise(dice: Generator, book: Book, reports: Sequence[Report]) -> None:
    """Advise, or not, on each report."""
    for matter in (EVIDENCE, PREVENTION):
        book.play(dice, matter, reports, lambda report: (Incidents, report.incident_id))
    # Advice on safety is given without a rule of its own.
    for report in reports:
        if report.occurrence.is_domestic_abuse and not report.is_lost and dice.random() < 0.6:
            book.write(_said(dice, report, "safety", None, Fate.IN_TIME).rows)

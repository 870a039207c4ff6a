"""Records that are in order, of things that were not: no standard over records can find them.

What would find them: listening to calls, asking victims and staff, and checking again under another spelling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from numpy.random import Generator

from openpeel.language.tables import Table
from openpeel.records.crimes import VictimUpdates
from openpeel.records.first_contact import AdviceRecords, ContactChecks
from openpeel.records.missing_people import MissingActions
from openpeel.records.staff import OneToOnes
from openpeel.records.triage import TriageEntries
from openpeel.synthetic.book import Book
from openpeel.synthetic.scenario import Deed, Fate, Row, Truth, name_of, what_of
from openpeel.synthetic.unseen import MATTER


def thrive_filled_in_without_asking(dice: Generator, found: Row) -> Deed:
    """The entry was made at the outset, and the question behind it was never asked.

    Report, line 342: ‘lacked the confidence and skills to ask the right questions’.
    """
    return Deed(Fate.NOT_SEEN)


def advice_ticked_and_not_given(dice: Generator, found: Row) -> Deed:
    """The advice was ticked, and the caller heard nothing of it.

    Report, line 346: ‘losing opportunities to preserve evidence’.
    """
    return Deed(Fate.NOT_SEEN)


def looked_up_under_a_misspelt_name(dice: Generator, found: Row) -> Deed:
    """The check was made under a name that was misheard, and found nothing.

    Report, line 344: ‘Failing to identify repeat or vulnerable callers’.
    """
    return Deed(Fate.NOT_SEEN)


def update_left_on_an_answerphone(dice: Generator, found: Row) -> Deed:
    """The update was a message on an answerphone that asked the victim to ring back.

    Report, line 367: ‘officers are not keeping victims well enough informed’.
    """
    return Deed(Fate.NOT_SEEN)


def met_in_the_corridor(dice: Generator, found: Row) -> Deed:
    """The one-to-one meeting was a word in the corridor.

    Report, line 410: ‘did not have regular one-to-one meetings with managers’.
    """
    return Deed(Fate.NOT_SEEN)


def other_actions_lost_by_the_spreadsheet(dice: Generator, found: Row) -> Deed:
    """Further actions were lost when two people saved the spreadsheet at once; this one was kept.

    Report, line 396: ‘the document could not be updated by more than one person at a time’.
    """
    return Deed(Fate.NOT_SEEN)


IN_ORDER: tuple[tuple[type[Table], Callable[[Generator, Row], Deed]], ...] = (
    (TriageEntries, thrive_filled_in_without_asking),
    (AdviceRecords, advice_ticked_and_not_given),
    (ContactChecks, looked_up_under_a_misspelt_name),
    (VictimUpdates, update_left_on_an_answerphone),
    (OneToOnes, met_in_the_corridor),
    (MissingActions, other_actions_lost_by_the_spreadsheet),
)


def hide(dice: Generator, book: Book, count: int) -> None:
    """Of ``count`` records of each table, say what they hide."""
    for table, play in IN_ORDER:
        many = sum(1 for _ in _that_can(book, table))
        chosen = set(dice.choice(many, size=min(count, many), replace=False).tolist()) if many else set()
        for place, found in enumerate(_that_can(book, table)):
            if place in chosen:
                deed = play(dice, found)
                book.write([], [Truth(MATTER, name_of(play), table.name, found.key, deed.fate, what_of(play))])


def _that_can(book: Book, table: type[Table]) -> Iterator[Row]:
    """The records of a table that can hide something."""
    for found in book.rows.of(table):
        if found.entered_at >= book.period.ends:
            continue
        if table is AdviceRecords and not found.values["was_given"]:
            continue
        if table is ContactChecks and found.values["found"]:
            continue
        yield found

"""Training and one-to-one meetings: planned, held, cancelled and forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from openpeel.synthetic.book import Book
from openpeel.synthetic.staff.courses import book_places
from openpeel.synthetic.staff.force_staff import Member
from openpeel.synthetic.staff.one_to_ones import meet
from openpeel.synthetic.staff.skills import train


def develop(dice: Generator, book: Book, members: Sequence[Member]) -> None:
    """Meet and train the staff of the contact centre, and book everybody on courses."""
    answering = [
        member
        for member in members
        if member.post in ("call handler", "switchboard operator", "control room supervisor")
    ]
    meet(dice, book, answering)
    train(dice, book, answering)
    book_places(dice, book, members)

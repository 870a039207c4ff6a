"""The made force, made once for all tests of it."""

from __future__ import annotations

import pytest

from openpeel.synthetic.book import Book
from openpeel.synthetic.force import MadeForce, hand_over, record


@pytest.fixture(scope="session")
def book() -> Book:
    """All that a small made force has on record."""
    return record(scale=0.2)


@pytest.fixture(scope="session")
def made(book: Book, tmp_path_factory: pytest.TempPathFactory) -> MadeForce:
    """The same force's files."""
    return hand_over(tmp_path_factory.mktemp("made force"), book)

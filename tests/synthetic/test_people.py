"""Made people: written down again and again, each time as somebody heard it, with the truth kept apart."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict

import pytest

from openpeel.records.people import PersonDetails
from openpeel.synthetic.book import Book
from openpeel.synthetic.force import MadeForce
from openpeel.synthetic.people.names import PATTERNS
from openpeel.synthetic.scenario import Described


@pytest.fixture(scope="module")
def truly(book: Book) -> dict[str, Described]:
    return {found.detail_id: found for found in book.described}


def test_of_every_description_it_is_known_whose_it_is(book: Book, truly: dict[str, Described]) -> None:
    assert {found.key for found in book.rows if found.table is PersonDetails} == truly.keys()


def test_people_are_described_again_and_again_and_of_every_naming_pattern(truly: dict[str, Described]) -> None:
    times = Counter(found.person for found in truly.values())
    assert sum(count > 1 for count in times.values()) > len(times) / 5
    assert {found.naming_pattern for found in truly.values()} == PATTERNS.keys()


def test_each_naming_pattern_is_damaged_in_its_own_way(truly: dict[str, Described]) -> None:
    damage: dict[str, set[str]] = defaultdict(set)
    for found in truly.values():
        damage[found.naming_pattern] |= set(found.damage.split("; "))
    assert "half of the family name" in damage["double-barrelled"]
    assert "family name taken for the given name" in damage["family name first"]
    assert "no family name" in damage["Singh and Kaur"]
    everywhere = set().union(*damage.values())
    assert {
        "short form",
        "other spelling",
        "given name mistyped",
        "family name mistyped",
        "names swapped",
        "no date of birth",
        "date of birth wrong",
        "no telephone",
        "no address",
    } <= everywhere


def test_people_move_and_change_their_numbers(book: Book, truly: dict[str, Described]) -> None:
    seen: dict[str, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for found in book.rows:
        if found.table is PersonDetails:
            for column in ("postcode", "telephone", "local_person_id"):
                if found.values[column] is not None:
                    seen[truly[found.key].person][column].add(found.values[column])
    assert {column for person in seen.values() for column, values in person.items() if len(values) > 1} == {
        "postcode",
        "telephone",
        "local_person_id",
    }


def test_numbers_and_postcodes_are_nobodys(book: Book) -> None:
    """No telephone area has the code 01632, and no postcode area is called XE."""
    for found in book.rows:
        if found.table is PersonDetails:
            assert str(found.values["telephone"] or "01632").startswith("01632")
            assert str(found.values["postcode"] or "XE").upper().startswith("XE")


def test_the_truth_about_people_stands_apart_from_the_records(book: Book, made: MadeForce) -> None:
    with made.people.open(newline="", encoding="utf-8") as lines:
        told = list(csv.DictReader(lines))
    assert len(told) == len(book.described)
    assert set(told[0]) == {"detail_id", "person", "household", "naming_pattern", "damage"}
    persons = {line["person"].encode() for line in told}
    nominals = next(file for file, _ in made.extracts if file.name == "nominals.csv")
    assert not any(person in nominals.read_bytes().split(b",") for person in list(persons)[:50])

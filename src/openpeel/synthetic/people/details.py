"""People as each record describes them: with what was misheard, misspelt, left out or has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from numpy.random import Generator

from openpeel.records.people import LinkDecisions, PersonDetails
from openpeel.synthetic.book import Book
from openpeel.synthetic.people.names import OTHER_SPELLINGS, SHORT
from openpeel.synthetic.people.population import Person
from openpeel.synthetic.scenario import Described, row


@dataclass
class Describer:
    """Writes people down, and keeps who is truly meant."""

    dice: Generator
    book: Book
    count: int = field(default=0)

    def describe(
        self,
        person: Person,
        part: str,
        record: tuple[str, str],
        moment: datetime,
        *,
        incident_id: str | None = None,
        reference: str | None = None,
        telephone: str | None = None,
    ) -> str:
        """Write a person down as a party to a record (its kind and reference); the description's reference.

        ``telephone`` is the number that the call came from, which needs no writing down by ear.
        """
        self.count += 1
        detail = f"D{self.count:07d}"
        said, damage = self._as_written(person, moment)
        values: dict[str, Any] = {**said, "telephone": telephone or said["telephone"]}
        home = person.home(moment)
        # Whoever does not say whether it was a child has written down when the person was born.
        is_age_left_open = self.dice.random() < 0.02 and said["date_of_birth"] is not None
        self.book.write(
            [
                row(
                    PersonDetails,
                    detail_id=detail,
                    record_kind=record[0],
                    record_id=record[1],
                    incident_id=incident_id,
                    part=part,
                    described_at=moment,
                    local_person_id=reference,
                    is_under_18=None if is_age_left_open else person.is_child(moment),
                    **values,
                )
            ]
        )
        self.book.described.append(
            Described(detail, person.person, home.household, person.name.pattern, "; ".join(damage))
        )
        return detail

    def _as_written(self, person: Person, moment: datetime) -> tuple[dict[str, str | None], list[str]]:
        dice = self.dice
        damage: list[str] = []
        given, family = person.name.given, person.name.family
        born: str | None = person.born.isoformat()
        telephone: str | None = person.telephone(moment)
        home = person.home(moment)
        address: str | None = home.address
        postcode: str | None = home.postcode
        given, family = _in_another_order(dice, person, given, family, damage)
        throw = dice.random(9)
        if throw[0] < 0.09 and given in SHORT:
            given = SHORT[given]
            damage.append("short form")
        elif throw[0] < 0.14 and given in OTHER_SPELLINGS:
            given = OTHER_SPELLINGS[given]
            damage.append("other spelling")
        elif throw[0] > 0.96:
            given = _mistyped(dice, given)
            damage.append("given name mistyped")
        if throw[1] < 0.05:
            family = OTHER_SPELLINGS.get(family) or _mistyped(dice, family)
            damage.append("family name mistyped")
        if throw[2] < 0.02:
            given, family = family, given
            damage.append("names swapped")
        if throw[3] < 0.2:
            born = None
            damage.append("no date of birth")
        elif throw[3] < 0.23:
            born = _day_and_month_swapped(born or "")
            damage.append("date of birth wrong")
        if throw[4] < 0.25:
            telephone = None
            damage.append("no telephone")
        if throw[5] < 0.2:
            address = postcode = None
            damage.append("no address")
        elif throw[5] < 0.25 and address:
            address = _mistyped(dice, address)
            damage.append("address mistyped")
        if throw[6] < 0.1:
            postcode = None
        if throw[7] < 0.05:
            given = given.upper()
            family = family.upper()
        email = None if throw[8] < 0.8 else _email(person)
        return {
            "given_name": given,
            "family_name": family,
            "date_of_birth": born,
            "telephone": telephone,
            "email": email,
            "address": address,
            "postcode": postcode,
        }, damage

    def decide(self, one: str, other: str, decision: str, moment: datetime, by: str, reason: str) -> None:
        """A person's decision about two descriptions."""
        self.book.write(
            [
                row(
                    LinkDecisions,
                    decision_id=f"LD-{one}-{other}",
                    detail_id=one,
                    other_detail_id=other,
                    decision=decision,
                    decided_at=moment,
                    decided_by=by,
                    reason=reason,
                )
            ]
        )


def _in_another_order(dice: Generator, person: Person, given: str, family: str, damage: list[str]) -> tuple[str, str]:
    """The name as somebody writes it who does not know the pattern."""
    if dice.random() > 0.25:
        return given, family
    match person.name.pattern:
        case "double-barrelled":
            damage.append("half of the family name")
            return given, family.split("-")[int(dice.integers(2))]
        case "two family names":
            damage.append("one of two family names")
            return given, family.split()[int(dice.integers(2))]
        case "chain of fathers' names":
            damage.append("part of the chain taken for the family name")
            return (
                (f"{given} {family.split()[0]}", family.split()[1])
                if dice.random() < 0.5
                else (given, family.split()[0])
            )
        case "family name first":
            damage.append("family name taken for the given name")
            return family, given
        case "family name by sex":
            damage.append("ending of the family name")
            return given, f"{family[:-1]}{'i' if family.endswith('a') else 'a'}"
        case "Singh and Kaur":
            damage.append("no family name")
            return given, ""
        case _:
            return given, family


def _mistyped(dice: Generator, text: str) -> str:
    """The text with a letter left out, doubled or changed with its neighbour."""
    if len(text) < 3:
        return text
    at = int(dice.integers(1, len(text) - 1))
    match int(dice.integers(3)):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case _:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _day_and_month_swapped(born: str) -> str:
    year, month, day = born.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 else f"{int(year) + 1}-{month}-{day}"


def _email(person: Person) -> str:
    given, family = person.name.given.lower(), person.name.family.lower().replace(" ", "")
    return f"{given}.{family}{person.born.year % 100}@example.org"


def decide_some(describer: Describer, dice: Generator, pairs: list[tuple[str, str, bool, datetime]]) -> None:
    """A few decisions by hand about pairs of descriptions that look alike; the last element but one is the truth."""
    for one, other, are_one, moment in pairs:
        describer.decide(
            one,
            other,
            "one person" if are_one else "two people",
            moment + timedelta(days=float(dice.uniform(0.5, 9))),
            f"E{7950 + int(dice.integers(4))}",
            "spoken to" if are_one else "mother and daughter of one name",
        )

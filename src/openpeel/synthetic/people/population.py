"""The made public: people in households, with addresses and telephones, some of which change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.people.names import Name, family_name, name_in, naming_pattern
from openpeel.synthetic.times import Period

STREETS = (
    "Alder Close", "Back Lane", "Bridge Street", "Canal Walk", "Chalk Road", "Church Row", "Drovers Way", "Fairfield",
    "Green Lane", "High Street", "Kiln Road", "Long Acre", "Mill Lane", "New Road", "Orchard Way", "Park Avenue",
    "Quarry Hill", "Rectory Road", "School Lane", "Station Road", "The Paddock", "Upper Street", "Victoria Road",
    "West End",
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    """A household's address."""

    household: str
    address: str
    postcode: str


@dataclass(frozen=True)
class Person:
    """Somebody of the made public, as they truly are."""

    person: str
    name: Name
    born: date
    homes: tuple[Home, ...]
    """Where the person has lived, the last one since ``moved``."""
    moved: datetime | None
    telephones: tuple[str, ...]
    """Numbers that the person has had, the last one since ``changed_number``."""
    changed_number: datetime | None

    def home(self, moment: datetime) -> Home:
        """Where the person lived then."""
        return self.homes[-1 if self.moved is None or moment >= self.moved else 0]

    def telephone(self, moment: datetime) -> str:
        """The number that the person had then."""
        return self.telephones[-1 if self.changed_number is None or moment >= self.changed_number else 0]

    def is_child(self, moment: datetime) -> bool:
        """True if the person was under 18 then."""
        return (moment.year - self.born.year - ((moment.month, moment.day) < (self.born.month, self.born.day))) < 18


@dataclass
class Population:
    """All made people, and who is known under which reference of the records management system."""

    households: Sequence[Sequence[Person]]
    known_as: dict[str, Person]
    with_children: Sequence[Sequence[Person]]

    def anyone(self, dice: Generator) -> Person:
        """An adult; one in five times somebody who rings again and again."""
        few = max(1, len(self.households) // 50)
        number = int(dice.integers(few if dice.random() < 0.2 else len(self.households)))
        return self.households[number][0]

    def child(self, dice: Generator) -> Person:
        """A child; one in three times one who goes missing again and again."""
        few = max(1, len(self.with_children) // 60)
        number = int(dice.integers(few if dice.random() < 0.33 else len(self.with_children)))
        return self.with_children[number][-1]

    def named(self, person: str) -> Person:
        """The person of that reference of the truth."""
        household, member = person[1:].split(".")
        return self.households[int(household)][int(member)]

    def parent_of(self, child: Person) -> Person:
        """The first adult of the child's household."""
        return self.households[int(child.person.split(".")[0][1:])][0]

    def others_at_home(self, person: Person) -> Sequence[Person]:
        """Who else lives in the person's household."""
        return [other for other in self.households[int(person.person.split(".")[0][1:])] if other is not person]

    def by_reference(self, dice: Generator, reference: str, partner: str | None = None) -> Person:
        """Whom the records management system means by a reference; with ``partner``, most often of one household.

        References that differ in the last digit only, among those of which one person has two, mean the same person.
        """
        same = f"{reference[:-1]}*" if reference.startswith("P400") else reference
        if same not in self.known_as:
            together = self.known_as.get(partner or "")
            home = self.others_at_home(together) if together is not None and dice.random() < 0.7 else []
            adults = [other for other in home if other.born.year < 2000]
            self.known_as[same] = adults[0] if adults else self.households[int(dice.integers(len(self.households)))][0]
        return self.known_as[same]


def populate(dice: Generator, period: Period, count: int) -> Population:
    """``count`` households of one to five people."""
    households = [_household(dice, period, number) for number in range(count)]
    return Population(households, {}, [people for people in households if len(people) > 2])


def _household(dice: Generator, period: Period, number: int) -> list[Person]:
    size = 1 + int(dice.choice(5, p=(0.3, 0.34, 0.15, 0.14, 0.07)))
    pattern = naming_pattern(dice)
    family = family_name(dice, pattern)
    # One household in eight moves, all of it; its members keep the household.
    homes = tuple(_home(dice, f"H{number}") for _ in range(2 if dice.random() < 0.12 else 1))
    moved = _some_day(dice, period) if len(homes) == 2 else None
    landline = _number(dice)
    people = []
    for member in range(size):
        is_child = member >= 2
        born = date(2006, 1, 1) + timedelta(days=int(dice.integers(4400))) if is_child else _grown_up(dice)
        own = 2 if dice.random() < 0.12 else 1
        people.append(
            Person(
                f"T{number}.{member}",
                name_in(dice, pattern, family, bool((member + number) % 2)),
                born,
                homes,
                moved,
                (landline,) if is_child else tuple(_number(dice) for _ in range(own)),
                _some_day(dice, period) if own == 2 and not is_child else None,
            )
        )
    return people


def _grown_up(dice: Generator) -> date:
    return date(1940, 1, 1) + timedelta(days=int(dice.integers(21_900)))


def _home(dice: Generator, household: str) -> Home:
    street = STREETS[int(dice.integers(len(STREETS)))]
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    inward = "".join(letters[int(letter)] for letter in dice.integers(len(letters), size=2))
    # No postcode area is called XE, and no telephone area has the code 01632.
    return Home(
        household,
        f"{int(dice.integers(1, 180))} {street}",
        f"XE{int(dice.integers(1, 30))} {int(dice.integers(1, 10))}{inward}",
    )


def _number(dice: Generator) -> str:
    return f"01632 {int(dice.integers(100_000, 1_000_000))}"


def _some_day(dice: Generator, period: Period) -> datetime:
    return period.begins + (period.ends - period.begins) * float(dice.random())

"""Scenarios: what can happen in a case, what the records then show, and how it ought to be judged.

A scenario is a pure function of dice and a case. The first line of its docstring says what happened; the second part
quotes the place of the source report that it was drawn from, with the line in the shipped text.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Generic, TypeVar

from numpy.random import Generator

from openpeel.language.tables import Table
from openpeel.synthetic.times import pick, told_apart

Case = TypeVar("Case")

ENTRY_TIME = timedelta(minutes=4)
"""How long after something began it is usually entered."""

LONG_AFTER = timedelta(days=7)
"""What is entered later than that after it began was entered late."""


class Fate(Enum):
    """How a case ought to be judged, in words that belong to no standard.

    What is excused and what does not apply are told apart here by whether anything was owed at first; either way
    nothing is held against anyone.
    """

    IN_TIME = "done in time"
    LATE = "done late"
    NOT_DONE = "not done"
    EXCUSED = "excused"
    NOT_YET = "not yet due"
    CANNOT_TELL = "cannot tell"
    NOT_CONCERNED = "does not apply"
    NOT_SEEN = "wrong, and not seen in the records"


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the force holds it."""

    table: type[Table]
    values: Mapping[str, object]
    entered_at: datetime

    @property
    def key(self) -> str:
        """The record's key."""
        return str(self.values[self.table.key[0]])

    @property
    def began(self) -> datetime:
        """When what it records came into being."""
        began = self.values[_BEGINS[self.table]]
        assert isinstance(began, datetime)
        return began

    def moment(self, column: str) -> datetime | None:
        """The value of a column of moments."""
        value = self.values.get(column)
        assert value is None or isinstance(value, datetime)
        return value


class _Begins(dict[type[Table], str]):
    """The name of the column with which each table begins, looked for once."""

    def __missing__(self, table: type[Table]) -> str:
        self[table] = table.name_of(table.begins)
        return self[table]


_BEGINS = _Begins()


def row(table: type[Table], *, entered_at: datetime | None = None, **values: object) -> Row:
    """A record with the given values, entered soon after it began unless said otherwise."""
    if not values.keys() <= table.columns.keys():
        unknown = values.keys() - table.columns.keys()
        raise KeyError(f"table {table.name} has no column {', '.join(sorted(unknown))}")
    values = {name: told_apart(value) if isinstance(value, datetime) else value for name, value in values.items()}
    began = values[_BEGINS[table]]
    assert isinstance(began, datetime)
    return Row(table, values, told_apart(entered_at or began + ENTRY_TIME))


def changed(found: Row, **values: object) -> Row:
    """The same record with other values."""
    return row(found.table, entered_at=found.entered_at, **{**found.values, **values})


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done in a case: the records that show it, and how it ought to be judged."""

    fate: Fate
    rows: tuple[Row, ...] = ()
    done_at: datetime | None = None
    """When it was done, where that was not as the first record was entered."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one record in one matter."""

    matter: str
    scenario: str
    table: str
    key: str
    fate: Fate
    what: str
    entered_at: datetime | None = None
    """Where it matters: when the decisive record was entered, long after what it records."""


@dataclass(frozen=True, slots=True)
class Described:
    """Who a description of a person is truly of."""

    detail_id: str
    person: str
    household: str
    """Where the person lived when it was written."""
    naming_pattern: str
    damage: str
    """What is wrong with the description, in words; empty if nothing."""


@cache
def name_of(play: Callable[..., object]) -> str:
    """The name of a scenario: its function's, in words."""
    return play.__name__.replace("_", " ")


@cache
def what_of(play: Callable[..., object]) -> str:
    """What happens in a scenario: the first line of its function's docstring."""
    return inspect.cleandoc(play.__doc__ or "").splitlines()[0]


def always(case: object) -> bool:
    """For scenarios that can happen in any case."""
    return True


@dataclass(frozen=True)
class Scenario(Generic[Case]):
    """One of the things that can happen, with its share among those that can happen in the same case."""

    play: Callable[[Generator, Case], Deed]
    share: float
    can_happen: Callable[[Case], bool] = always

    @property
    def name(self) -> str:
        """The function's name in words."""
        return name_of(self.play)

    @property
    def what(self) -> str:
        """What happened, in a sentence."""
        return what_of(self.play)


@dataclass(frozen=True)
class Matter(Generic[Case]):
    """Something that ought to be done in each case of a kind, and the ways in which it goes."""

    name: str
    scenarios: tuple[Scenario[Case], ...]

    def deal(self, dice: Generator, cases: Sequence[Case]) -> Iterator[tuple[Case, Scenario[Case]]]:
        """A scenario for each case, in the order of the cases. Each that can happen does so at least once."""
        dealt: dict[int, Scenario[Case]] = {}
        waiting = list(self.scenarios)
        for number in dice.permutation(len(cases)):
            case = cases[number]
            scenario = next((scenario for scenario in waiting if scenario.can_happen(case)), None)
            if scenario is None:
                possible = [scenario for scenario in self.scenarios if scenario.can_happen(case)]
                scenario = pick(dice, possible, [scenario.share for scenario in possible])
            else:
                waiting.remove(scenario)
            dealt[int(number)] = scenario
        for number, case in enumerate(cases):
            yield case, dealt[number]

    def truth(self, scenario: Scenario[Case], about: Row | tuple[type[Table], str], deed: Deed) -> Truth:
        """What is true of the record that the case is about."""
        table, key = (about.table, about.key) if isinstance(about, Row) else about
        entered = [found.entered_at for found in deed.rows if found.entered_at - found.began > LONG_AFTER]
        return Truth(
            self.name, scenario.name, table.name, key, deed.fate, scenario.what, entered[0] if entered else None
        )

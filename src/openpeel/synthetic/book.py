"""The book of a made force: all that is on record, and what is true of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from numpy.random import Generator

from openpeel.errors import Refused
from openpeel.language.tables import Table
from openpeel.records.people import PersonDetails
from openpeel.synthetic.scenario import Deed, Described, Fate, Matter, Row, Truth
from openpeel.synthetic.shelf import Shelf
from openpeel.synthetic.times import Period

Case = TypeVar("Case")


@dataclass
class Book:
    """All records made so far, and what is true of them."""

    period: Period
    rows: Shelf = field(default_factory=Shelf)
    truths: list[Truth] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)

    def write(self, rows: Iterable[Row], truths: Iterable[Truth] = ()) -> None:
        """Add records and truths."""
        self.rows.add(rows)
        self.truths.extend(truths)

    def play(
        self,
        dice: Generator,
        matter: Matter[Case],
        cases: Sequence[Case],
        about: Callable[[Case], tuple[type[Table], str] | None] = lambda case: None,
    ) -> list[tuple[Case, Deed]]:
        """Deal the matter to its cases, and write down what was done and what is true; each case with what was done.

        ``about`` says which record the truth is of: unless it does, the first that the scenario returns. What is
        done in time, and only after the end of the records, is not yet due. What is done late must be done before the
        end: by then it might be owed already, or not yet, and only the scenario knows.
        """
        done = []
        for case, scenario in matter.deal(dice, cases):
            deed = scenario.play(dice, case)
            done_at = deed.done_at or (deed.rows[0].entered_at if deed.rows else None)
            if deed.fate in (Fate.IN_TIME, Fate.LATE) and done_at is not None and done_at >= self.period.ends:
                # The truth of a record that is entered after the end goes with it.
                goes = about(case) is None and deed.rows[0].entered_at >= self.period.ends
                if not goes and deed.fate is Fate.LATE:
                    raise Refused(
                        f"no force can be made of this size, period and seed: '{scenario.name}' falls after its end",
                        why="what is true of it at the end cannot be told",
                        mend="give another --seed, or other days",
                    )
                deed = replace(deed, fate=Fate.NOT_YET)
            self.write(deed.rows, [matter.truth(scenario, about(case) or deed.rows[0], deed)])
            done.append((case, deed))
        return done

    def close(self) -> None:
        """Leave the book as it stands at the period's end: nothing of later, nor what is true of such records."""
        ends = self.period.ends
        about: dict[str, set[str]] = {PersonDetails.name: {found.detail_id for found in self.described}}
        for truth in self.truths:
            about.setdefault(truth.table, set()).add(truth.key)
        kept = {
            table.name: about[table.name].intersection(
                found.key for found in self.rows.of(table) if found.entered_at < ends
            )
            for table in self.rows.tables()
            if table.name in about
        }
        self.truths = [truth for truth in self.truths if truth.key in kept.get(truth.table, ())]
        self.described = [found for found in self.described if found.detail_id in kept.get(PersonDetails.name, ())]
        self.rows.read_as(lambda found: _as_of(found, ends) if found.entered_at < ends else None)


def _as_of(found: Row, ends: datetime) -> Row:
    """The record without what had not happened by then. What is planned stays."""
    for value in found.values.values():
        if isinstance(value, datetime) and value >= ends:
            return _without_what_follows(found, ends)
    return found


def _without_what_follows(found: Row, ends: datetime) -> Row:
    values = dict(found.values)
    planned = {name for name in values if found.table.declaration(name).known.value == "planned"}
    for name, value in found.values.items():
        if isinstance(value, datetime) and value >= ends and name not in planned:
            values[name] = None
    for name in values:
        known_with = found.table.declaration(name).known_with
        if known_with is not None and values.get(found.table.name_of(known_with)) is None:
            values[name] = None
    return replace(found, values=values)

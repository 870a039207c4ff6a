"""Rows that were set aside when loaded: which units they name, and how many do not say whose they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise
from typing import Any

import ibis

from openpeel.engine.building import Building
from openpeel.engine.lineage import link_parts
from openpeel.language.columns import MOMENT
from openpeel.language.facts import LinkKey
from openpeel.language.periods import TICK
from openpeel.language.symbols import SetAside
from openpeel.language.tables import Table
from openpeel.records.loads import Unstored

FAR_OFF = datetime(9999, 1, 1)  # noqa: DTZ001 - moments are naive UTC
"""The end of the last step of what is counted so far."""


def add_set_aside(building: Building, links: Sequence[LinkKey]) -> None:
    """Hidden columns that say where a row that was set aside names the unit: one join for all links by one value."""
    together: dict[Any, list[LinkKey]] = {}
    for link in links:
        if link.between is None:
            together.setdefault(link_parts(building.unit, link)[0].op(), []).append(link)
        else:
            _add_by_time(building, link)
    for to, group in together.items():
        naming = Naming(tuple((link.table, link.by) for link in group), Form.BY_VALUE)
        named = ibis.table(naming.schema(), name=building.asked.note_set_aside(naming))
        keyed = building.relation.mutate(__to=building.resolve(to.to_expr()))
        joined = keyed.left_join(named, [keyed.force == named.force, keyed["__to"] == named.value])
        names = {}
        for number, link in enumerate(group):
            hidden = building.columns[SetAside(link=link, part="named")] = building.hidden("named")
            names[hidden] = joined[naming.column(number)].fill_null(False)
        building.relation = joined.select(*(keyed[name] for name in building.relation.columns), **names)


def _add_by_time(building: Building, link: LinkKey) -> None:
    naming = Naming(((link.table, link.by),), Form.BY_TIME)
    named = ibis.table(naming.schema(), name=building.asked.note_set_aside(naming))
    relation = building.named_relation()
    to, start, end = (building.resolve(part) for part in link_parts(building.unit, link))
    keyed = relation.select(__unit=relation.row, __unit_force=relation.force, __to=to, __start=start, __end=end)
    conditions = [
        keyed["__unit_force"] == named.force,
        keyed["__to"] == named.value,
        named.first <= keyed["__end"],
        named.last >= keyed["__start"],
    ]
    found = keyed.join(named, conditions).select("__unit").distinct()
    joined = relation.left_join(found, relation.row == found["__unit"])
    hidden = building.columns[SetAside(link=link, part="named")] = building.hidden("named")
    building.relation = joined.mutate(**{hidden: joined["__unit"].notnull()}).drop("__unit")


class Form(Enum):
    """How the answer is given."""

    BY_VALUE = "by value"
    """A row for each value of a force, with a column for each table and column that says whether it is there."""
    BY_TIME = "by time"
    """A row for each, with when it may have begun."""
    SO_FAR = "so far"
    """Of those that do not tell the column: by each moment, how many may have begun, how many surely had before it, and
    when the latest of the former may have begun at the latest."""


@dataclass(frozen=True)
class Naming:
    """A question of a plan: which values do rows that were set aside have in these columns?"""

    pairs: tuple[tuple[type[Table], str], ...]
    form: Form

    def column(self, number: int) -> str:
        """The name of the column for the ``number``-th pair."""
        return f"named_{number}"

    def schema(self) -> dict[str, str]:
        """Names and Ibis types of the answer."""
        if self.form is Form.BY_TIME:
            return {"force": "string", "value": "string", "first": MOMENT, "last": MOMENT}
        if self.form is Form.SO_FAR:
            moments = dict.fromkeys(("begins", "ends", "latest"), MOMENT)
            return {"force": "string", **moments, "begun": "int64", "over": "int64"}
        named = {self.column(number): "boolean" for number in range(len(self.pairs))}
        return {"force": "string", "value": "string", **named}

    def answer(self, rows: Iterable[Unstored]) -> list[dict[str, Any]]:
        """The answer from the rows that were set aside."""
        if self.form is Form.SO_FAR:
            return list(self._so_far(rows))
        found: dict[Any, dict[str, Any]] = {}
        for row in rows:
            for number, (table, by) in enumerate(self.pairs):
                value = row.references.get(by)
                if row.table != table.name or value is None:
                    continue
                named: dict[str, Any] = {"force": row.force, "value": value}
                if self.form is Form.BY_TIME:
                    found[len(found)] = named | {"first": row.first, "last": row.last}
                else:
                    found.setdefault((row.force, value), named)[self.column(number)] = True
        return list(found.values())

    def _so_far(self, rows: Iterable[Unstored]) -> Iterator[dict[str, Any]]:
        ((table, by),) = self.pairs
        by_force: dict[str, list[Unstored]] = {}
        for row in rows:
            if row.table == table.name and by not in row.references:
                by_force.setdefault(row.force, []).append(row)
        for force, own in sorted(by_force.items()):
            firsts, lasts = sorted(row.first for row in own), sorted(row.last for row in own)
            by_first, latest = sorted(own, key=lambda row: row.first), datetime.min  # noqa: DTZ901 - naive UTC
            edges = sorted({*firsts, *(last + TICK for last in lasts)})
            begun = 0
            for begins, ends in pairwise([*edges, FAR_OFF]):
                while begun < len(own) and firsts[begun] <= begins:
                    latest = max(latest, by_first[begun].last)
                    begun += 1
                over = bisect_left(lasts, begins)
                yield {"force": force, "begins": begins, "ends": ends, "latest": latest, "begun": begun, "over": over}

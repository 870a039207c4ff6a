"""Rows that were set aside when loaded: which units they name, and from when on some do not say whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from openpeel.engine.building import Building
from openpeel.engine.lineage import link_parts
from openpeel.language.columns import MOMENT
from openpeel.language.facts import LinkKey
from openpeel.language.symbols import SetAside
from openpeel.language.tables import Table
from openpeel.records.loads import Unstored


def add_set_aside(building: Building, links: Sequence[LinkKey]) -> None:
    """Hidden columns that say where a row that was set aside names the unit: one join for all links by one value."""
    together: dict[Any, list[LinkKey]] = {}
    for link in links:
        if link.between is None:
            together.setdefault(link_parts(building.unit, link)[0].op(), []).append(link)
        else:
            _add_by_time(building, link)
    for to, group in together.items():
        naming = Naming(tuple((link.table, link.by) for link in group), by_time=False)
        named = ibis.table(naming.schema(), name=building.asked.note_set_aside(naming))
        keyed = building.relation.mutate(__to=building.resolve(to.to_expr()))
        joined = keyed.left_join(named, [keyed.force == named.force, keyed["__to"] == named.value])
        names = {}
        for number, link in enumerate(group):
            hidden = building.columns[SetAside(link=link, part="named")] = building.hidden("named")
            names[hidden] = joined[naming.column(number)].fill_null(False)
        building.relation = joined.select(*(keyed[name] for name in building.relation.columns), **names)


def _add_by_time(building: Building, link: LinkKey) -> None:
    naming = Naming(((link.table, link.by),), by_time=True)
    named = ibis.table(naming.schema(), name=building.asked.note_set_aside(naming))
    to, start, end = (building.resolve(part) for part in link_parts(building.unit, link))
    relation = building.relation
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


@dataclass(frozen=True)
class Naming:
    """A question of a plan: which values do rows that were set aside have in these columns?

    ``by_time`` gives a row for each, with when it may have begun; else one row for each value of a force, with a
    column for each table and column that says whether it was found there.
    """

    pairs: tuple[tuple[type[Table], str], ...]
    by_time: bool

    def column(self, number: int) -> str:
        """The name of the column for the ``number``-th pair."""
        return f"named_{number}"

    def schema(self) -> dict[str, str]:
        """Names and Ibis types of the answer."""
        if self.by_time:
            return {"force": "string", "value": "string", "first": MOMENT, "last": MOMENT}
        named = {self.column(number): "boolean" for number in range(len(self.pairs))}
        return {"force": "string", "value": "string", **named}

    def answer(self, rows: Iterable[Unstored]) -> pa.Table:
        """The answer from the rows that were set aside."""
        kinds = {"string": pa.string(), "boolean": pa.bool_()}
        schema = pa.schema([(name, kinds.get(kind, pa.timestamp("us"))) for name, kind in self.schema().items()])
        found: dict[Any, dict[str, Any]] = {}
        for row in rows:
            for number, (table, by) in enumerate(self.pairs):
                value = row.references.get(by)
                if row.table != table.name or value is None:
                    continue
                named: dict[str, Any] = {"force": row.force, "value": value}
                if self.by_time:
                    found[len(found)] = named | {"first": row.first, "last": row.last}
                else:
                    found.setdefault((row.force, value), named)[self.column(number)] = True
        return pa.Table.from_pylist(list(found.values()), schema)

"""A frame of a few units, built step by step: each step fills a small table, and the next ones read that.

In one statement, as all units are judged, DuckDB plans for longer than it runs where the units are a handful; and
whoever asks for the rows behind each of forty links asks for what they share forty times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

WANTED = ibis.table({"unit": "int64"}, name="wanted")
"""The rows that are the units asked for: whoever runs the steps provides a table of that name."""


@dataclass
class Steps:
    """The tables to be filled, in order: each from those before it."""

    tables: dict[str, str] = field(default_factory=dict)
    """SQL by the name of the table that it fills."""
    _names: dict[str, str] = field(default_factory=dict)

    def fill(self, rows: ir.Table) -> ir.Table:
        """The table that a step fills with ``rows``; the same one for those that are there already."""
        if isinstance(rows.op(), ops.UnboundTable):
            return rows
        return self._table(to_sql(rows), rows.schema())

    def beside(self, units: ir.Table, parts: Sequence[ir.Table]) -> ir.Table:
        """The table of ``units`` with the columns of ``parts``, which have one row for each of them, by ``row``.

        Laid side by side in order: to join them, DuckDB makes room for all columns once for each part.
        """
        if not parts:
            return units
        sides = [f"(select * from ({to_sql(part)}) order by row) as p{number}" for number, part in enumerate(parts)]
        columns = "".join(f", p{number}.* exclude (row)" for number in range(len(parts)))
        own = f"(select * from ({to_sql(units)}) order by row) as units"
        schema = dict(units.schema())
        for part in parts:
            schema |= {name: kind for name, kind in part.schema().items() if name != "row"}
        return self._table(f"select units.*{columns} from {' positional join '.join([own, *sides])}", schema)

    def _table(self, sql: str, schema: object) -> ir.Table:
        name = self._names.setdefault(sql, f"step_{len(self.tables)}")
        self.tables[name] = sql
        return ibis.table(schema, name=name)


def to_sql(expression: ir.Table) -> str:
    """An Ibis expression as DuckDB's SQL."""
    return str(ibis.to_sql(expression, dialect="duckdb"))


def wanted(rows: ir.Table) -> ir.Table:
    """Those of the rows that are units asked for."""
    return rows.semi_join(WANTED, rows.row == WANTED.unit)


def those_of(units: ir.Table, to: str, rows: ir.Table, by: str) -> ir.Table:
    """Those of the rows whose ``by`` is the ``to`` of a unit of the same force."""
    return rows.semi_join(units, [rows.force == units.force, rows[by] == units[to]])

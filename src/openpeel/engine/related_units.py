"""Of a few units, the others on which their facts rest: those of the same histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from openpeel.engine.building import Building
from openpeel.engine.clocks import rows_as_at
from openpeel.engine.lineage import definitions_in, inputs_of, linked_by
from openpeel.engine.steps import those_of
from openpeel.language.facts import HistoryFact, LinkedFact
from openpeel.language.obligations import Obligations
from openpeel.language.symbols import FactPart
from openpeel.language.tables import Table
from openpeel.language.units import Unit


@dataclass(frozen=True)
class _Source:
    """Where a unit has from whose history it lies in: a column of its own rows or, by a link, of those of ``table``."""

    column: str
    table: type[Table] | None = None
    by: str = ""
    to: str = ""
    """The column of the unit's own rows that rows of ``table`` name in ``by``."""


def can_be_told(unit: type[Unit], histories: Sequence[HistoryFact]) -> bool:
    """Whether the units of the same histories can be found from the records alone, without all units."""
    if any(isinstance(one, HistoryFact) for history in histories for one in definitions_in(inputs_of(unit, history))):
        return False
    if isinstance(unit.rows, Obligations):
        # All turns of the person are there.
        own = (unit.rows.person, unit.rows.run_of)
        return all(any(history.history.by is one for one in own) for history in histories)
    return not (histories and unit.one_per is not None) and all(
        _sources(unit, history.history.by.lowest.op()) is not None for history in histories
    )


def of_same_histories(own: Building, rows: ir.Table, histories: Sequence[HistoryFact]) -> ir.Table:
    """Those of ``rows`` that may lie in the histories of ``own`` units; more than these, but none fewer.

    What the histories are by must have been built in ``own``.
    """
    found = [own.relation.select("row")]
    for by in dict.fromkeys(history.history.by.lowest.op() for history in histories):
        values = own.settled(own.relation.select("force", value=own.resolve(by.to_expr())))
        for source in _sources(own.unit, by) or ():
            column = source.column
            if source.table is None:
                found.append(those_of(values, "value", rows, column).select("row"))
                continue
            linked = rows_as_at(source.table, own.question, frozenset({column, source.by}))
            named = own.settled(those_of(values, "value", linked, column).select("force", source.by))
            found.append(those_of(named, source.by, rows, source.to).select("row"))
    related = own.settled(ibis.union(*found, distinct=True))
    return rows.semi_join(related, rows.row == related.row)


def _sources(unit: type[Unit], by: Any) -> list[_Source] | None:
    """Where the value of ``by`` may come from; None where that cannot be told."""
    rows = unit.rows
    assert not isinstance(rows, Obligations)
    if isinstance(by, ops.Coalesce):
        parts = [_sources(unit, part) for part in by.arg]
        return None if any(part is None for part in parts) else [one for part in parts for one in part or ()]
    if isinstance(by, ops.Field) and by.rel == rows.relation.op():
        return [_Source(by.name)]
    if not isinstance(by, FactPart) or not isinstance(by.definition, LinkedFact) or by.part:
        return None
    each, column = by.definition.each, by.definition.column
    to = linked_by(unit, each).lowest.op()
    is_plain = isinstance(to, ops.Field) and to.rel == rows.relation.op()
    if not is_plain or column is None or not any(column is own for own in each.table.columns.values()):
        return None
    return [_Source(each.table.name_of(column), each.table, each.table.name_of(each.by), to.name)]

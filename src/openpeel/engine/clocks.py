"""The two clocks: what was known on a day, and what had happened by it, as we know it now.

They are two questions with two answers, and both act on the records, never on verdicts: a maximum over later rows
cannot be mended afterwards. Each leaf table of a plan is replaced by its rows as the question has them, with the
columns masked that were filled in later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.language.columns import LATEST, MOMENT, Known
from openpeel.language.tables import Table, is_ranged


class Question(Enum):
    """Which past is asked for."""

    KNOWN_ON = "as known on"
    HAPPENED_BY = "as happened by"


@dataclass(frozen=True)
class AsAt:
    """A moment of judging in naive UTC, and which past is meant."""

    moment: datetime
    question: Question
    forces: tuple[str, ...] = ()
    """Only the records of these forces; all where empty."""

    def __str__(self) -> str:
        return f"{self.question.value} {self.moment:%Y-%m-%d %H:%M} UTC"


def as_known_on(moment: datetime, forces: tuple[str, ...] = ()) -> AsAt:
    """Only rows and values that had been entered or loaded by ``moment``."""
    return AsAt(moment, Question.KNOWN_ON, forces)


def as_happened_by(moment: datetime, forces: tuple[str, ...] = ()) -> AsAt:
    """What had happened by ``moment``, as the latest records have it."""
    return AsAt(moment, Question.HAPPENED_BY, forces)


@ibis.udf.scalar.builtin(name="getvariable", signature=(("string",), MOMENT))  # type: ignore[untyped-decorator]
def _variable(variable: str) -> datetime: ...  # type: ignore[empty-body]


JUDGED_AT = "judged_at"
"""The variable by which a plan is told the moment of judging when it is run, so that one plan serves any day."""


def judged_at() -> Any:
    """The moment of judging, as an Ibis expression."""
    return _variable(JUDGED_AT)


def stored(table: type[Table]) -> ir.Table:
    """The unbound Ibis table that stands for the stored rows of ``table``; a plan is run with a view of that name.

    It must differ from the relation that definitions are written over, so that the one can be replaced by the other.
    """
    return ibis.table(table.relation.schema(), name=f"stored_{table.name}")


def rows_as_at(table: type[Table], question: Question, columns: frozenset[str]) -> ir.Table:
    """The rows of ``table`` as the question has them: force, row and the ``columns`` asked for (physical names).

    What protects each column is the table's declaration. The result reads from :func:`stored`.
    """
    rows = stored(table)
    moment = judged_at()
    if question is Question.KNOWN_ON:
        rows = rows.filter((rows.known_from <= moment) & (rows.known_to.isnull() | (rows.known_to > moment)))
    else:
        rows = rows.filter(rows.known_to.isnull() & (rows[table.name_of(table.begins)] <= moment))
    kept = {name: _masked(table, rows, name, moment) for name in sorted(columns)}
    return rows.select("force", "row", **kept)


def _masked(table: type[Table], rows: ir.Table, name: str, moment: Any) -> Any:
    declared = name.removesuffix(LATEST)
    column = table.columns[declared]
    declaration = table.declaration(declared)
    if declaration.known is Known.HAPPENED and column is not table.begins:
        return _only_by(rows[name], rows[declared], moment)
    if declaration.known is Known.WITH_COLUMN and declaration.known_with is not None:
        return _only_by(rows[name], rows[table.name_of(declaration.known_with)], moment)
    return rows[name]


def _only_by(value: Any, when: Any, moment: Any) -> Any:
    return (when <= moment).ifelse(value, ibis.null(value.type()))


def physical_columns(table: type[Table], names: frozenset[str]) -> frozenset[str]:
    """The stored columns of declared ones: a ranged moment has its latest beside it."""
    ranged = {name + LATEST for name in names if is_ranged(table.columns[name])}
    return names | ranged

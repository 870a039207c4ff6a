"""Symbols: parts of an expression that stay open until the engine resolves them.

A symbol lets the engine answer what-if questions (another limit over the same history), say which limits a standard
rests on, and look legal calendars up once for each start column. A symbol is an Ibis operation, so that it can stand
anywhere in an expression; it can be compiled only after the engine has replaced it.
"""

from __future__ import annotations

from typing import Any

import ibis.expr.datashape as ds
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops


class Symbol(ops.Value):  # type: ignore[misc]
    """An operation that only the engine can resolve."""

    shape = ds.columnar


class LimitEnd(Symbol):
    """The end of the time after ``start`` by the limit in force at ``deciding`` for ``force`` and ``category``."""

    start: ops.Value[dt.Timestamp]
    deciding: ops.Value[dt.Timestamp]
    force: ops.Value[dt.String]
    limit: Any
    category: ops.Value[dt.String] | None = None
    dtype = dt.Timestamp(scale=6)


class LimitAmount(Symbol):
    """The number (a count or a share) of the limit in force at ``deciding`` for ``force``."""

    deciding: ops.Value[dt.Timestamp]
    force: ops.Value[dt.String]
    limit: Any
    dtype = dt.float64


class FactPart(Symbol):
    """One part of a fact that a unit's other definitions refer to: ``part`` is '' or the ending of its upper value."""

    definition: Any
    part: str
    kind: dt.DataType

    @property
    def dtype(self) -> dt.DataType:
        return self.kind


class IsLoaded(Symbol):
    """Whether records were loaded of ``table`` with ``columns`` for the unit's force at the time that it began."""

    table: Any
    columns: Any
    dtype = dt.boolean


class SetAside(Symbol):
    """Of rows that were set aside when loaded: which may belong to the unit by ``link``.

    ``part`` 'named': whether one names the unit. ``part`` 'from': when the first began, at or after the unit's
    beginning, that does not say whose it is.
    """

    link: Any
    part: str

    @property
    def dtype(self) -> dt.DataType:
        return dt.boolean if self.part == "named" else dt.Timestamp(scale=6)


class SetAsideBefore(Symbol):
    """Whether a row of the unit's own table that was set aside when loaded may decide a fact of its history."""

    definition: Any
    dtype = dt.boolean


class Reaches(Symbol):
    """Whether the records reach back far enough to show the unit before this one in a history: see ``definition``."""

    definition: Any
    dtype = dt.boolean


class JudgedAt(Symbol):
    """The moment of judging, which is the engine's alone."""

    dtype = dt.Timestamp(scale=6)

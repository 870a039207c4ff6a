"""Facts: how a unit's columns follow from records.

A fact is declared in the class body of a unit, as an expression over the columns of its own table, over linked rows
(:func:`each`), over the other units of the same history (:func:`earlier`) and over other facts.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import Any, TypeVar

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops

from openpeel.language.columns import HIGHEST, LATEST, Column, Flag, LanguageError, Moment, Number, Text
from openpeel.language.durations import Clock, Duration
from openpeel.language.missing import conjuncts, may_be_missing
from openpeel.language.symbols import FactPart, IsLoaded, Reaches, SetAside, SetAsideBefore
from openpeel.language.tables import Table

AnyColumn = TypeVar("AnyColumn", bound=Column)

TIMESTAMP = dt.Timestamp(scale=6)

UNDECIDED = "__undecided"
"""Ends the name of the hidden column that says where a value hangs on rows that may or may not belong."""


@dataclass(frozen=True)
class LinkKey:
    """By what rows of ``table`` belong to a unit: their column ``by`` equals its ``to`` (an Ibis operation).

    ``to`` is None for the unit's key. ``between`` holds the start and end within which the rows begin; None: at any
    time. ``own`` where the rows are the unit's own.
    """

    table: type[Table]
    by: str
    to: Any
    between: tuple[Any, Any] | None = None
    own: bool = False


@dataclass(frozen=True, eq=False)
class Between:
    """Keeps linked rows whose ``moment`` lies from ``start`` to ``end`` (both included), moments of the unit.

    A row without the moment may lie there, unless the rows are narrowed to those that have one.
    """

    moment: Moment
    start: Moment
    end: Moment
    longest: Duration


@dataclass(frozen=True, eq=False)
class Each:
    """The rows of ``table`` that belong to one unit: their ``by`` equals the unit's ``to``, within one force.

    Where ``where`` is not known of a row, it may belong. A fact is then what holds whether it does or not, and is not
    known where that differs.
    """

    table: type[Table]
    by: Text
    to: Text | None
    where: Flag | None
    between: Between | None

    @property
    def may_belong(self) -> bool:
        """Whether there can be rows of which it is not known if they belong."""
        may_count = self.where is not None and may_be_missing(self.where.lowest, self.table.always_present)
        return may_count or self.may_be_undated

    @property
    def may_be_undated(self) -> bool:
        """Whether rows without the moment of ``between`` may lie within it."""
        if self.between is None:
            return False
        declaration = self.between.moment.declaration
        is_required = declaration is not None and declaration.required
        there = self.between.moment.is_present()
        settled = {there.lowest.op(), there.missing_is(False).lowest.op()}
        return not is_required and not (self.where is not None and settled & conjuncts(self.where.lowest))

    def earliest(self, moment: Moment) -> Moment:
        """The earliest such moment; missing where there is none."""
        return self._fact("earliest", moment)

    def latest(self, moment: Moment) -> Moment:
        """The latest such moment; missing where there is none."""
        return self._fact("latest", moment)

    def first(self, column: AnyColumn, *, by: Moment) -> AnyColumn:
        """The value of the first row by ``by`` that has one; among equals, of the row stored first."""
        return self._fact("first", column, by)

    def last(self, column: AnyColumn, *, by: Moment) -> AnyColumn:
        """The value of the last row by ``by`` that has one; among equals, of the row stored last."""
        return self._fact("last", column, by)

    def different(self, column: Text) -> Number:
        """How many different values of ``column`` the rows have; at least so many, where none were loaded."""
        self.table.name_of(column)
        return self._number(LinkedFact(self, "different", column, None), self._is_loaded(column))

    def only(self, column: AnyColumn) -> AnyColumn:
        """The value of the one row that there is; where there are several, the greatest value."""
        return self._fact("latest", column)

    def count(self) -> Number:
        """How many rows there are; at least so many, where none were loaded for the unit's force and time."""
        return self._number(LinkedFact(self, "count", None, None), self._is_loaded())

    def exists(self) -> Flag:
        """Whether there is a row; unknown where none were loaded for the unit's force and time."""
        return self.count() >= 1

    def _fact(self, kind: str, column: AnyColumn, order: Moment | None = None) -> AnyColumn:
        for used in (column, order):
            if used is not None:
                self.table.name_of(used)
        definition, loaded = LinkedFact(self, kind, column, order), self._is_loaded(column, order)
        if definition.may_be_undecided:
            undecided = FactPart(definition=definition, part=UNDECIDED, kind=dt.boolean).to_expr()
            loaded = loaded & ~undecided.fill_null(False)
        lowest = FactPart(definition=definition, part="", kind=column.lowest.type()).to_expr()
        highest = None
        if definition.has_latest:
            highest = FactPart(definition=definition, part=LATEST, kind=TIMESTAMP).to_expr()
        return type(column)(lowest, highest, is_loaded=loaded, codes=column.codes)

    def _number(self, definition: LinkedFact, is_loaded: Any) -> Number:
        lowest = FactPart(definition=definition, part="", kind=dt.int64).to_expr()
        highest = lowest
        if self.may_belong:
            highest = FactPart(definition=definition, part=HIGHEST, kind=dt.int64).to_expr()
        return Number(lowest, is_loaded.ifelse(highest, ibis.null("int64")))

    def _is_loaded(self, *columns: Column | None) -> Any:
        loaded = IsLoaded(table=self.table, columns=self.columns_used(*columns)).to_expr()
        named, since = (SetAside(link=self.link, part=part).to_expr() for part in ("named", "from"))
        # Which rows belong to a unit that does not say so is not known.
        told = [part.notnull() for part in self.linking]
        return functools.reduce(operator.and_, [*told, ~named, since.isnull()], loaded)

    @property
    def link(self) -> LinkKey:
        """By what its rows are found."""
        between = None
        if self.between is not None and self.between.moment is self.table.begins:
            between = (self.between.start.lowest.op(), self.between.end.lowest.op())
        to = None if self.to is None else self.to.lowest.op()
        return LinkKey(self.table, self.table.name_of(self.by), to, between)

    @property
    def linking(self) -> tuple[Any, ...]:
        """The parts of the unit by which its rows are found and which may be missing, as Ibis expressions."""
        parts = []
        if self.to is not None and not (self.to.declaration is not None and self.to.declaration.required):
            parts.append(self.to.lowest)
        if self.between is not None:
            parts += [self.between.start.lowest, self.between.end.lowest]
        return tuple(parts)

    def columns_used(self, *columns: Column | None) -> frozenset[str]:
        """Names of the table's columns on which a fact over ``columns`` of these rows rests."""
        used = {self.table.name_of(self.by), *(self.table.name_of(column) for column in columns if column is not None)}
        if self.between is not None:
            used.add(self.table.name_of(self.between.moment))
        if self.where is not None:
            used |= fields_of(self.where.lowest, self.table.relation)
        return frozenset(name.removesuffix(LATEST) for name in used)


def each(
    table: type[Table],
    *,
    by: Text,
    to: Text | None = None,
    where: Flag | None = None,
    between: tuple[Moment, Moment, Moment] | None = None,
    longest: Duration | None = None,
) -> Each:
    """The rows of ``table`` that belong to a unit.

    ``by`` is the table's column that names the unit, ``to`` the unit's column (by default its key). ``where`` narrows
    the rows. ``between=(moment, start, end)`` keeps rows whose moment lies between two moments of the unit that are
    never more than ``longest`` apart. A row without the moment may lie there; where that means that the thing has not
    happened, narrow the rows with ``where=moment.is_present()``.
    """
    table.name_of(by)
    if (between is None) != (longest is None):
        raise LanguageError("between and longest belong together")
    window = None
    if between is not None and longest is not None:
        if longest.clock is not Clock.ELAPSED or any(one.highest is not None for one in between):
            raise LanguageError("between needs exact moments, and longest an elapsed time")
        window = Between(*between, longest)
    return Each(table, by, to, where, window)


@dataclass(frozen=True, eq=False)
class LinkedFact:
    """One value for each unit from its linked rows: ``kind`` is earliest, latest, first, last, count or different."""

    each: Each
    kind: str
    column: Column | None
    order: Moment | None

    @property
    def columns(self) -> frozenset[str]:
        """Names of the linked table's columns that it rests on."""
        return self.each.columns_used(self.column, self.order)

    @property
    def has_latest(self) -> bool:
        """Whether it is a moment with a range: of rough moments, or over rows that may or may not belong."""
        return isinstance(self.column, Moment) and (self.each.may_belong or self.column.highest is not None)

    @property
    def may_be_undecided(self) -> bool:
        """Whether it is a value without a range, over rows that may or may not belong."""
        return self.each.may_belong and self.column is not None and not isinstance(self.column, Moment)


@dataclass(frozen=True, eq=False)
class History:
    """The earlier units of the same force that share ``by``, in order of ``order``."""

    by: Text
    order: Moment
    where: Flag | None
    within: Duration | None

    def count(self) -> Number:
        """How many there are, this unit not counted; at least so many, where records do not reach back far enough.

        Rows that were set aside when loaded and may be among them are in its highest value.
        Units of the very same moment count as earlier than each other. Where ``by`` is missing nothing is known.
        """
        definition = HistoryFact(self, "count", None)
        return Number(
            FactPart(definition=definition, part="", kind=dt.int64).to_expr(),
            FactPart(definition=definition, part=HIGHEST, kind=dt.int64).to_expr(),
        )

    def previous(self) -> Moment:
        """The moment of the one before this; missing where it is the first.

        It is not known to be the first where the records do not reach back as far as ``within`` says (without it, they
        never do), nor where ``by`` is missing; and a later one may lie where they have a gap, or a row was
        set aside when loaded.
        """
        definition = HistoryFact(self, "previous", None)
        return Moment(
            FactPart(definition=definition, part="", kind=TIMESTAMP).to_expr(),
            FactPart(definition=definition, part=LATEST, kind=TIMESTAMP).to_expr(),
            is_loaded=Reaches(definition=definition).to_expr() & ~SetAsideBefore(definition=definition).to_expr(),
        )

    def earliest_so_far(self, moment: Moment) -> Moment:
        """The earliest of ``moment`` over those before and this one, all of them: not narrowed."""
        if self.where is not None or self.within is not None:
            raise LanguageError("earliest_so_far is over all of a history: leave where and within out")
        definition = HistoryFact(self, "earliest so far", moment)
        return Moment(FactPart(definition=definition, part="", kind=TIMESTAMP).to_expr())


def earlier(*, by: Text, order: Moment, where: Flag | None = None, within: Duration | None = None) -> History:
    """The earlier units that share ``by``, narrowed by ``where``, and to the last ``within`` of elapsed time."""
    if order.highest is not None or (within is not None and within.clock is not Clock.ELAPSED):
        raise LanguageError("a history needs exact moments, and within an elapsed time: days(365)")
    return History(by, order, where, within)


@dataclass(frozen=True, eq=False)
class HistoryFact:
    """One value for each unit from its history: ``kind`` is count, previous or earliest so far."""

    history: History
    kind: str
    value: Moment | None


def fields_of(expression: Any, relation: Any) -> set[str]:
    """Names of the columns of ``relation`` that an Ibis expression uses."""
    wanted = relation.op()
    return {field.name for field in expression.op().find(ops.Field) if field.rel == wanted}

"""Typed columns: what authors of tables, units and standards write with.

A column wraps an Ibis expression and lets through only operations that mean the same on every engine. Logic is
three-valued: a comparison with a missing value is neither true nor false, and shows as an `unknown` verdict.

A moment may be known to the day or month only, and a count may be incomplete; both then have a lowest and a highest
value, and a comparison that these cannot settle is unknown too. A moment with a lowest value and no highest may be
missing: if it is there, it is no earlier than the lowest.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, NoReturn, Self

import ibis

from openpeel.errors import OpenPeelError
from openpeel.language.durations import Clock, Duration
from openpeel.language.missing import may_be_missing

MOMENT = "timestamp(6)"
"""The one type of every moment: naive UTC to the microsecond."""

LATEST = "__latest"
"""Ends the name of the stored column with the latest moment that a dated value can stand for."""

HIGHEST = "__highest"
"""Ends the name of the column with the highest value that an incomplete count can stand for."""


TOLD = "__told"
"""Ends the name of a unit's column that says where a missing value is known to be missing."""


class LanguageError(OpenPeelError, TypeError):
    """A definition that the language does not allow; the message says what to write instead."""


class Precision(Enum):
    """How finely a moment is known. Days and months are of the calendar in Europe/London."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"


class Known(Enum):
    """What protects a column when a past day is looked at. (Rows have their own: from when to when they were known.)"""

    WITH_ROW = "with the row"
    HAPPENED = "happened"
    PLANNED = "planned"
    WITH_COLUMN = "with another column"
    CURRENT_ONLY = "current only"


@dataclass(frozen=True, eq=False)
class Declaration:
    """What a table says of a column."""

    description: str
    key: bool = False
    required: bool = False
    sensitive: bool = False
    codes: Mapping[str, str] | None = None
    lowest: float | None = None
    highest: float | None = None
    precision: Precision = Precision.INSTANT
    known: Known = Known.WITH_ROW
    known_with: Column | None = None


@dataclass(frozen=True, eq=False)
class Column:
    """A typed column of a table or unit, or an expression over such columns."""

    lowest: Any
    """The Ibis expression; where there is a range, of its lower end."""
    highest: Any = None
    """The Ibis expression of the upper end; None where the value is exact."""
    is_loaded: Any = None
    """An Ibis condition that says whether records were loaded from which a value could come; None: always."""
    declaration: Declaration | None = None
    codes: Mapping[str, str] | None = None
    name: str = field(default="", kw_only=True)

    @property
    def upper(self) -> Any:
        """The Ibis expression of the upper end (the value itself where it is exact)."""
        return self.lowest if self.highest is None else self.highest

    def is_missing(self) -> Flag:
        """True where there is no value; unknown where nothing was loaded that could hold one."""
        # An integer, since Ibis renders (~x).isnull() as NOT (x IS NULL).
        empty = (self.lowest.cast("int8") if isinstance(self, Flag) else self.lowest).isnull()
        if self.is_loaded is None:
            return Flag(empty)
        return Flag(ibis.cases((~empty, False), (self.is_loaded, True), else_=ibis.null("boolean")))

    def is_present(self) -> Flag:
        """True where there is a value; unknown where nothing was loaded that could hold one."""
        return ~self.is_missing()

    def or_else(self, other: Self) -> Self:
        """This value, or ``other`` where this is missing."""
        highest = None
        if self.highest is not None or other.highest is not None:
            highest = self.lowest.isnull().ifelse(other.upper, self.upper)
        lowest, loaded = ibis.coalesce(self.lowest, other.lowest), _all_loaded(self, other)
        return type(self)(lowest, highest, is_loaded=loaded, codes=self.codes)

    def only_if(self, condition: Flag) -> Self:
        """This value where ``condition`` holds, missing where it does not; unknown where that is."""
        lowest, highest = _where(condition.lowest, self.lowest), _where(condition.lowest, self.highest)
        loaded = self.is_loaded
        if may_be_missing(condition.lowest):
            known = condition.lowest.cast("int8").notnull()
            loaded = known if loaded is None else loaded & known
        return type(self)(lowest, highest, is_loaded=loaded, codes=self.codes)

    def __bool__(self) -> NoReturn:
        raise LanguageError(
            "a column has no single truth value. Write & for and, | for or, ~ for not (each part in brackets), "
            "and (a < b) & (b < c) for a < b < c"
        )

    def __eq__(self, other: object) -> Any:
        raise LanguageError(f"{_kind(self)} cannot be compared with ==; for a missing value write .is_missing()")

    def __ne__(self, other: object) -> Any:
        raise LanguageError(f"{_kind(self)} cannot be compared with !=; for a missing value write .is_present()")

    __hash__ = object.__hash__


def _kind(column: Column) -> str:
    return f"a {type(column).__name__}"


def _all_loaded(*columns: Column) -> Any:
    """The condition that a value could have come from any of the columns; None where it always could."""
    conditions = [column.is_loaded for column in columns if column.is_loaded is not None]
    return functools.reduce(operator.and_, conditions) if conditions else None


def _where(condition: Any, value: Any) -> Any:
    return None if value is None else condition.ifelse(value, ibis.null(value.type()))


class Flag(Column):
    """True, false or not known."""

    def __and__(self, other: Flag) -> Flag:
        return Flag(self.lowest & _flag(other))

    def __or__(self, other: Flag) -> Flag:
        return Flag(self.lowest | _flag(other))

    def __invert__(self) -> Flag:
        return Flag(~self.lowest)

    def missing_is(self, value: bool) -> Flag:
        """This flag, with ``value`` where it is not known. Say in the docstring why that is fair."""
        return Flag(self.lowest.fill_null(value))

    def choose(self, if_true: str, if_false: str) -> Text:
        """One of two words; missing where this flag is not known."""
        chosen = ibis.cases((self.lowest, if_true), (~self.lowest, if_false), else_=ibis.null("string"))
        return Text(chosen, is_loaded=self.is_loaded)


def _flag(other: object) -> Any:
    if not isinstance(other, Flag):
        raise LanguageError(f"& and | join conditions; this is {type(other).__name__}. Bracket each comparison")
    return other.lowest


class Text(Column):
    """Words, a name, an identifier."""

    def __eq__(self, other: str | Text) -> Flag:  # type: ignore[override]
        return Flag(self.lowest == self._comparable(other))

    def __ne__(self, other: str | Text) -> Flag:  # type: ignore[override]
        return Flag(self.lowest != self._comparable(other))

    __hash__ = object.__hash__

    def is_in(self, *values: str) -> Flag:
        """True where the value is one of ``values``."""
        return Flag(self.lowest.isin([self._comparable(value) for value in values]))

    def mentions(self, *words: str) -> Flag:
        """True where the value contains one of ``words``, in small letters or capitals."""
        inside = self.lowest.lower()
        return Flag(functools.reduce(operator.or_, (inside.contains(word.lower()) for word in words)))

    def _comparable(self, other: object) -> Any:
        if isinstance(other, Text):
            return other.lowest
        if not isinstance(other, str):
            advice = "for a missing value write .is_missing()" if other is None else "compare text with text"
            raise LanguageError(f"text compared with {other!r}; {advice}")
        if self.codes is not None and other not in self.codes:
            raise LanguageError(f"{other!r} is not one of the codes of {self.name}: {', '.join(self.codes)}")
        return other


class Number(Column):
    """A whole or decimal number; a count from incomplete records has a highest value that is not known."""

    def __eq__(self, other: float | Number) -> Flag:  # type: ignore[override]
        return (self >= other) & (self <= other)

    def __ne__(self, other: float | Number) -> Flag:  # type: ignore[override]
        return ~(self == other)

    __hash__ = object.__hash__

    def __ge__(self, other: float | Number) -> Flag:
        return _at_least(self, _number(other))

    def __gt__(self, other: float | Number) -> Flag:
        return ~_at_least(_number(other), self)

    def __le__(self, other: float | Number) -> Flag:
        return _at_least(_number(other), self)

    def __lt__(self, other: float | Number) -> Flag:
        return ~_at_least(self, _number(other))

    def __add__(self, other: float | Number) -> Number:
        other = _number(other)
        exact = self.highest is None and other.highest is None
        highest = None if exact else self.upper + other.upper
        return Number(self.lowest + other.lowest, highest, is_loaded=_all_loaded(self, other))


def _number(value: object) -> Number:
    if isinstance(value, Number):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Number(ibis.literal(value))
    advice = "for a missing value write .is_missing()" if value is None else "compare a number with a number"
    raise LanguageError(f"a number compared with {value!r}; {advice}")


def _at_least(a: Column, b: Column) -> Flag:
    """``a >= b``, unknown where the ranges overlap, or one of two moments may be missing."""
    if a.highest is None and b.highest is None:
        return Flag(a.lowest >= b.lowest)
    surely, surely_not = a.lowest >= b.upper, a.upper < b.lowest
    if isinstance(a, Moment):
        surely = surely if a.highest is None else surely & a.highest.notnull()
        surely_not = surely_not if b.highest is None else surely_not & b.highest.notnull()
    return Flag(ibis.cases((surely, True), (surely_not, False), else_=ibis.null("boolean")))


class Moment(Column):
    """A moment in UTC, or a range of moments where only the day or month is known, or where it may be missing."""

    def is_missing(self) -> Flag:
        """True where there is no value; unknown where there may be one, or nothing was loaded that could hold one."""
        missing = super().is_missing()
        if self.highest is None:
            return missing
        return Flag(ibis.cases((_may_or_may_not_be(self), ibis.null("boolean")), else_=missing.lowest))

    def or_else(self, other: Moment) -> Moment:
        """This moment, or ``other`` where this is missing."""
        found = super().or_else(other)
        if self.highest is None:
            return found
        # No upper end is kept of a moment that may be missing, so that none is known of what may stand in for it.
        either = ibis.least(self.lowest, other.lowest)
        return Moment(_may_or_may_not_be(self).ifelse(either, found.lowest), found.highest, is_loaded=found.is_loaded)

    def only_if(self, condition: Flag) -> Moment:
        """This moment where ``condition`` holds, missing where it does not; where that is not known, it may be."""
        if not may_be_missing(condition.lowest):
            return super().only_if(condition)
        lowest = _where(condition.lowest.fill_null(True), self.lowest)
        return Moment(lowest, _where(condition.lowest, self.upper), is_loaded=self.is_loaded)

    def __le__(self, other: Moment) -> Flag:
        return _at_least(_moment(other), self)

    def __ge__(self, other: Moment) -> Flag:
        return _at_least(self, _moment(other))

    def __lt__(self, other: Moment) -> Flag:
        return ~_at_least(self, _moment(other))

    def __gt__(self, other: Moment) -> Flag:
        return ~_at_least(_moment(other), self)

    def __add__(self, length: Duration) -> Moment:
        return self._moved(length, 1)

    def __sub__(self, length: Duration) -> Moment:
        return self._moved(length, -1)

    def part_way_to(self, end: Moment, share: Number | float) -> Moment:
        """When ``share`` (0 to 1) of the time from this moment to ``end`` has gone. Exact moments only."""
        if self.highest is not None or end.highest is not None:
            raise LanguageError("part_way_to needs moments that are known to the instant")
        passed = end.lowest.delta(self.lowest, unit="microsecond")
        portion = (passed * _number(share).lowest).round().cast("int64")
        loaded = _all_loaded(self, end)
        return Moment(self.lowest + portion.as_interval("us"), is_loaded=loaded)

    def is_exact(self) -> Flag:
        """True where it is known to the instant, false where only its day or month is."""
        return Flag(self.lowest == self.upper)

    def _moved(self, length: Duration, sign: int) -> Moment:
        if not isinstance(length, Duration):
            raise LanguageError("add a length of time to a moment: hours(24), minutes(60), days(7)")
        if length.clock is not Clock.ELAPSED:
            raise LanguageError(f"{length} is counted on the calendar: declare a Limit and write LIMIT.after(moment)")
        step = ibis.interval(seconds=sign * length.amount)
        highest = None if self.highest is None else self.highest + step
        return Moment(self.lowest + step, highest, is_loaded=self.is_loaded)


def _may_or_may_not_be(moment: Moment) -> Any:
    """The Ibis condition that a moment with a range may be there, and may be missing."""
    return moment.lowest.notnull() & moment.highest.isnull()


def _moment(value: object) -> Moment:
    if isinstance(value, Moment):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            raise LanguageError("moments are naive UTC; convert the constant and leave its zone out")
        return Moment(ibis.literal(value, MOMENT))
    advice = "for a missing value write .is_missing()" if value is None else "compare a moment with a moment"
    raise LanguageError(f"a moment compared with {value!r}; {advice}")


def earliest_of(*moments: Moment) -> Moment:
    """The earliest of the moments that are there; missing where all are."""
    exact = all(moment.highest is None for moment in moments)
    lowest = ibis.least(*(moment.lowest for moment in moments))
    highest = None if exact else ibis.least(*(moment.upper for moment in moments))
    return Moment(lowest, highest, is_loaded=_all_loaded(*moments))


def latest_of(*moments: Moment) -> Moment:
    """The latest of the moments that are there; missing where all are."""
    lowest = ibis.greatest(*(moment.lowest for moment in moments))
    loaded, ranged = _all_loaded(*moments), [moment for moment in moments if moment.highest is not None]
    if not ranged:
        return Moment(lowest, is_loaded=loaded)
    # Of one that may be missing it is not known how late it may be.
    doubtful = functools.reduce(operator.or_, map(_may_or_may_not_be, ranged))
    highest = ibis.greatest(*(moment.upper for moment in moments))
    return Moment(
        doubtful.ifelse(ibis.least(*(moment.lowest for moment in moments)), lowest),
        doubtful.ifelse(ibis.null(MOMENT), highest),
        is_loaded=loaded,
    )


def text(
    description: str,
    *,
    key: bool = False,
    required: bool = False,
    sensitive: bool = False,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Text:
    """Declare a column of words: ``sensitive`` marks personal data, ``key`` (part of) the record's identity."""
    known = _known(known_with, current_only)
    return Text(
        None,
        declaration=Declaration(
            description, key=key, required=required or key, sensitive=sensitive, known=known, known_with=known_with
        ),
    )


def code(
    description: str,
    codes: Mapping[str, str],
    *,
    required: bool = False,
    sensitive: bool = False,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Text:
    """Declare a column with one of ``codes`` (code: what it means)."""
    known = _known(known_with, current_only)
    return Text(
        None,
        declaration=Declaration(
            description, required=required, sensitive=sensitive, codes=codes, known=known, known_with=known_with
        ),
        codes=codes,
    )


def flag(
    description: str,
    *,
    required: bool = False,
    sensitive: bool = False,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Flag:
    """Declare a column that is true, false or not known."""
    known = _known(known_with, current_only)
    return Flag(
        None,
        declaration=Declaration(
            description, required=required, sensitive=sensitive, known=known, known_with=known_with
        ),
    )


def number(
    description: str,
    *,
    required: bool = False,
    sensitive: bool = False,
    lowest: float | None = None,
    highest: float | None = None,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Number:
    """Declare a column of decimal numbers, between ``lowest`` and ``highest`` where given."""
    known = _known(known_with, current_only)
    return Number(
        None,
        declaration=Declaration(
            description,
            required=required,
            sensitive=sensitive,
            lowest=lowest,
            highest=highest,
            known=known,
            known_with=known_with,
        ),
    )


def moment(
    description: str,
    *,
    required: bool = False,
    planned: bool = False,
    precision: Precision = Precision.INSTANT,
) -> Moment:
    """Declare a column of moments: of what happened or, if ``planned``, of what is to come (a hearing, a bail end).

    ``precision`` is the coarsest that a source may give; a value may always be finer.
    """
    known = Known.PLANNED if planned else Known.HAPPENED
    return Moment(None, declaration=Declaration(description, required=required, precision=precision, known=known))


def _known(known_with: Moment | None, current_only: bool) -> Known:
    if known_with is not None:
        return Known.WITH_COLUMN
    return Known.CURRENT_ONLY if current_only else Known.WITH_ROW

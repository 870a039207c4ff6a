"""Columns of every kind but moments: truth, words and numbers."""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

import ibis

from openpeel.language.columns.declaration import Declaration, LanguageError
from openpeel.language.missing import may_be_missing


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

    open_may_be_missing: ClassVar[bool] = False
    """Whether a value with a lowest and no highest may be missing, rather than of any size."""
    instead_of_equals: ClassVar[str] = "otherwise compare with <, <=, > or >="
    """What to write where == has no meaning."""

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
        if not isinstance(other, type(self)):
            raise LanguageError(f"or_else takes another {type(self).__name__}, and this is {type(other).__name__}")
        highest = None
        if self.highest is not None or other.highest is not None:
            highest = self.lowest.isnull().ifelse(other.upper, self.upper)
        lowest, loaded = ibis.coalesce(self.lowest, other.lowest), all_loaded(self, other)
        return type(self)(lowest, highest, is_loaded=loaded, codes=self.codes)

    def only_if(self, condition: Flag) -> Self:
        """This value where ``condition`` holds, missing where it does not; unknown where that is."""
        if not isinstance(condition, Flag):
            raise LanguageError(f"only_if takes a condition, and this is {type(condition).__name__}")
        lowest, highest = where(condition.lowest, self.lowest), where(condition.lowest, self.highest)
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
        raise self._compared_by("==", ".is_missing()")

    def __ne__(self, other: object) -> Any:
        raise self._compared_by("!=", ".is_present()")

    def _compared_by(self, sign: str, missing: str) -> LanguageError:
        return LanguageError(
            f"a {type(self).__name__} cannot be compared with {sign}: for a missing value write {missing}; "
            f"{self.instead_of_equals}"
        )

    __hash__ = object.__hash__

    if not TYPE_CHECKING:  # It finds them itself.

        def __and__(self, other: object = None) -> NoReturn:
            raise _not_joined(other if isinstance(self, Flag) else self)

        __or__ = __rand__ = __ror__ = __invert__ = __and__


def all_loaded(*columns: Column) -> Any:
    """The condition that a value could have come from any of the columns; None where it always could."""
    conditions = [column.is_loaded for column in columns if column.is_loaded is not None]
    return functools.reduce(operator.and_, conditions) if conditions else None


def where(condition: Any, value: Any) -> Any:
    return None if value is None else condition.ifelse(value, ibis.null(value.type()))


class Flag(Column):
    """True, false or not known."""

    instead_of_equals: ClassVar[str] = "a condition stands as it is, or with ~ before it for 'not'"

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
        raise _not_joined(other)
    return other.lowest


def _not_joined(other: object) -> LanguageError:
    return LanguageError(
        f"&, | and ~ stand between conditions, and this is {type(other).__name__}. Bracket each comparison: "
        "(a == 'x') & (b >= 2)"
    )


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
        return at_least(self, number_of(other))

    def __gt__(self, other: float | Number) -> Flag:
        return ~at_least(number_of(other), self)

    def __le__(self, other: float | Number) -> Flag:
        return at_least(number_of(other), self)

    def __lt__(self, other: float | Number) -> Flag:
        return ~at_least(self, number_of(other))

    def __add__(self, other: float | Number) -> Number:
        other = number_of(other)
        exact = self.highest is None and other.highest is None
        highest = None if exact else self.upper + other.upper
        return Number(self.lowest + other.lowest, highest, is_loaded=all_loaded(self, other))


def number_of(value: object) -> Number:
    if isinstance(value, Number):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Number(ibis.literal(value))
    advice = "for a missing value write .is_missing()" if value is None else "compare a number with a number"
    raise LanguageError(f"a number compared with {value!r}; {advice}")


def at_least(a: Column, b: Column) -> Flag:
    """``a >= b``, unknown where the ranges overlap, or one of two moments may be missing."""
    if a.highest is None and b.highest is None:
        return Flag(a.lowest >= b.lowest)
    surely, surely_not = a.lowest >= b.upper, a.upper < b.lowest
    if a.open_may_be_missing:
        surely = surely if a.highest is None else surely & a.highest.notnull()
        surely_not = surely_not if b.highest is None else surely_not & b.highest.notnull()
    return Flag(ibis.cases((surely, True), (surely_not, False), else_=ibis.null("boolean")))

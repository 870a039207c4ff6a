"""Limits: the dated, cited values of rules.

An old period is judged by the limit then in force. A value of the force's own outranks the national one for that
force. How far a value is verified travels with it: only what is verified, or stated by the inspectorate, is ever shown
as official.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from openpeel.language.columns import LanguageError, Moment, Number, Text
from openpeel.language.durations import Duration
from openpeel.language.roles import check_roles
from openpeel.language.symbols import LimitAmount, LimitEnd


class Verified(Enum):
    """How far a limit's value is verified."""

    IN_SOURCE = "verified in its source"
    BY_INSPECTORATE = "stated by the inspectorate"
    NOT_YET = "not verified"
    LOCAL = "local setting"

    @property
    def is_official(self) -> bool:
        """Whether the value may be shown as an official rule."""
        return self in (Verified.IN_SOURCE, Verified.BY_INSPECTORATE)


@dataclass(frozen=True, kw_only=True)
class LimitValue:
    """One value of a limit: from ``since`` (a day in Europe/London) on, until a later value takes its place.

    ``force`` None is the national value; ``category`` narrows it to one class of case (a risk level).
    A value of None ends the limit: from then on none is in force.
    """

    value: Duration | float | None
    since: date
    source: str
    verified: Verified
    force: str | None = None
    category: str | None = None

    def __post_init__(self) -> None:
        check_roles(self, "LimitValue")


@dataclass(frozen=True, eq=False)
class Limit:
    """A named limit with its values over time; all are lengths of time, or all are numbers.

    Raises LanguageError for a limit without values, with values of two kinds, or with two values for one day.
    """

    id: str
    title: str
    values: tuple[LimitValue, ...]

    def __post_init__(self) -> None:
        check_roles(self, f"limit {self.id}")
        kinds = {isinstance(value.value, Duration) for value in self.values if value.value is not None}
        if len(kinds) != 1:
            raise LanguageError(f"limit {self.id} needs values, all lengths of time or all numbers")
        places = [(value.since, value.force, value.category) for value in self.values]
        if len(set(places)) != len(places):
            raise LanguageError(f"limit {self.id} has two values for the same day, force and category")

    @property
    def is_official(self) -> bool:
        """Whether all its national values may be shown as official."""
        return all(value.verified.is_official for value in self.values if value.force is None)

    def after(self, start: Moment, *, deciding: Moment, force: Text, category: Text | None = None) -> Moment:
        """When the limited time after ``start`` ends.

        ``deciding`` is the moment whose date selects the value (the arrest, the report), chosen by the author since
        law changes by it. Where no value is in force the end is missing, and the verdict unknown.
        """
        lowest = _end(self, start.lowest, deciding.lowest, force, category)
        if start.highest is None and deciding.highest is None:
            return Moment(lowest, is_loaded=start.is_loaded)
        latest = _end(self, start.upper, deciding.upper, force, category)
        return Moment(lowest, latest, is_loaded=start.is_loaded)

    def amount(self, *, deciding: Moment, force: Text) -> Number:
        """The number in force at ``deciding``."""
        op = LimitAmount(deciding=deciding.lowest.op(), force=force.lowest.op(), limit=self)
        return Number(op.to_expr())

    def add_own(self, own: OwnValues) -> None:
        """Take a force's own values in, for all that use this limit. Raises LanguageError where they do not fit it."""
        together = Limit(self.id, self.title, (*self.values, *own.values))
        object.__setattr__(self, "values", together.values)

    def replaced(self, *values: LimitValue) -> Limit:
        """The same limit with other values: what a what-if question judges by."""
        return Limit(self.id, self.title, values)


@dataclass(frozen=True)
class OwnValues:
    """A force's own values of a limit of the library, in a package of the force: each outranks the national one there.

    Raises LanguageError for a value without its force, or one that claims more than a local setting.
    """

    limit: str
    """The identifier of the limit."""
    values: tuple[LimitValue, ...]

    def __post_init__(self) -> None:
        for value in self.values:
            if value.force is None:
                raise LanguageError(
                    f"own values of {self.limit}: each names its force; the national value is not theirs"
                )
            if value.verified.is_official:
                raise LanguageError(f"own values of {self.limit}: a force's own value is Verified.LOCAL")


def _end(limit: Limit, start: object, deciding: object, force: Text, category: Text | None) -> object:
    return LimitEnd(
        start=start.op(),  # type: ignore[attr-defined]
        deciding=deciding.op(),  # type: ignore[attr-defined]
        force=force.lowest.op(),
        limit=limit,
        category=None if category is None else category.lowest.op(),
    ).to_expr()


def by_category(
    values: Mapping[str, Duration], *, since: date, source: str, verified: Verified
) -> tuple[LimitValue, ...]:
    """One value for each category, all from the same source and day."""
    return tuple(
        LimitValue(value=value, since=since, source=source, verified=verified, category=category)
        for category, value in values.items()
    )

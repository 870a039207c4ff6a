"""Standards: values that say, over one unit, who it applies to, what counts as done, by when, and what excuses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter

import ibis.expr.operations as ops

from openpeel.language.columns import HIGHEST, LATEST, TOLD, Column, Flag, LanguageError, Moment, Text
from openpeel.language.facts import fields_of
from openpeel.language.framework import CHARACTERISTICS, Area
from openpeel.language.roles import check_roles
from openpeel.language.source_text import Citation, OwnPolicy
from openpeel.language.units import Unit, parts_of


@dataclass(frozen=True, eq=False, kw_only=True)
class Deadline:
    """Something is to be done by a moment: met, late, overdue or pending."""

    done: Moment
    due: Moment

    def __post_init__(self) -> None:
        check_roles(self, "Deadline")


@dataclass(frozen=True, eq=False, kw_only=True)
class Recurring:
    """One turn of a recurring duty is to be done by a moment; its unit has one row for each obligation."""

    done: Moment
    due: Moment

    def __post_init__(self) -> None:
        check_roles(self, "Recurring")


@dataclass(frozen=True, eq=False, kw_only=True)
class Condition:
    """Something is to hold when it is observed: met or overdue (it fell short then)."""

    holds: Flag
    observed: Moment

    def __post_init__(self) -> None:
        check_roles(self, "Condition")


@dataclass(frozen=True, eq=False, kw_only=True)
class Never:
    """Something is never to happen until a moment: overdue from the breach, met once the time has passed without."""

    breach: Moment
    until: Moment

    def __post_init__(self) -> None:
        check_roles(self, "Never")


Shape = Deadline | Recurring | Condition | Never


@dataclass(frozen=True)
class Target:
    """The share (0 to 1) of due cases that are to be met, from a day on. ``official`` only where its source is."""

    at_least: float
    since: date
    source: str
    official: bool = False

    def __post_init__(self) -> None:
        check_roles(self, "Target")
        if not 0 < self.at_least <= 1:
            raise LanguageError("a target is a share: above 0 and at most 1")


@dataclass(frozen=True)
class Review:
    """When the definition was last read through by whom (a role), and when that is due again."""

    by: str
    on: date
    next: date

    def __post_init__(self) -> None:
        check_roles(self, "Review")
        if self.next <= self.on:
            raise LanguageError("a review is due again after the day on which it was held: next is to be later than on")


@dataclass(frozen=True, eq=False, kw_only=True)
class Shows:
    """How a standard is shown: presentation only; nothing here changes a verdict.

    ``case`` is the fact that people know a unit by; ``owner`` the one who must act; ``worklist`` the facts that a
    worklist shows beside them. ``finding`` is the report's sentence, with the counts {n}, {met}, {late}, {overdue},
    {pending}, {excused}, {unknown} and the share {rate}.
    """

    case: Column
    owner: Text
    worklist: tuple[Column, ...]
    finding: str

    def __post_init__(self) -> None:
        check_roles(self, "Shows")


@dataclass(frozen=True, eq=False, kw_only=True)
class Standard:
    """One standard of good policing, as data. Raises LanguageError where its parts do not belong together."""

    id: str
    says: str
    why: str
    area: Area
    characteristic: str
    source: Citation | OwnPolicy
    unit: type[Unit]
    applies: Flag
    rule: Shape
    shows: Shows
    examples: str
    examples_as_at: str
    review: Review
    excused: Flag | None = None
    targets: tuple[Target, ...] = ()
    critical: bool = False

    def __post_init__(self) -> None:
        check_roles(self, f"standard {self.id}")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.id):
            raise LanguageError(f"{self.id!r} is no identifier of a standard: lower-case words joined by hyphens")
        check_characteristic(f"standard {self.id}", self.area, self.characteristic)
        for role, expression in self.expressions().items():
            for table in _tables_of(expression):
                if table is not self.unit.relation.op():
                    raise LanguageError(
                        f"standard {self.id}: {role} uses columns that are not facts of {self.unit.name}"
                    )
        for column in (self.shows.case, self.shows.owner, *self.shows.worklist):
            self.unit.name_of(column)
        for name in _names_in(self.shows.finding, f"standard {self.id}"):
            if name not in _COUNTS:
                raise LanguageError(
                    f"standard {self.id}: its finding names {{{name}}}, which is no count: {', '.join(_COUNTS)}"
                )
        try:
            datetime.fromisoformat(self.examples_as_at)
        except ValueError as error:
            raise LanguageError(f"standard {self.id}: examples_as_at is a moment: 2024-01-31 10:00") from error

    @property
    def shape(self) -> str:
        """The name of its shape."""
        return type(self.rule).__name__

    def expressions(self) -> dict[str, Column]:
        """The expressions that decide its verdicts, by role."""
        parts: dict[str, Column] = {"applies": self.applies, **vars(self.rule)}
        if self.excused is not None:
            parts["excused"] = self.excused
        return parts

    def facts_used(self) -> frozenset[str]:
        """Names of the unit's facts that decide its verdicts."""
        return facts_in(self.unit, *self.expressions().values())

    def facts_shown(self) -> tuple[str, ...]:
        """Names of the facts that its worklist shows, the case first."""
        shown = [self.unit.name_of(column) for column in (self.shows.case, *self.shows.worklist)]
        return tuple(dict.fromkeys(shown))


_COUNTS = ("n", "met", "late", "overdue", "pending", "excused", "unknown", "rate")


def check_characteristic(name: str, area: Area, identifier: str) -> None:
    """Raise LanguageError, naming those that there are, unless it is the identifier of a characteristic of ``area``.

    Of the areas that are inspected elsewhere no characteristics are known.
    """
    known = [one.identifier for one in CHARACTERISTICS.values() if one.area is area]
    if known and identifier not in known:
        raise LanguageError(f"{name}: {identifier!r} is no characteristic of its area: {', '.join(known)}")


def _names_in(finding: str, name: str) -> list[str]:
    try:
        return [found for _, found, _, _ in Formatter().parse(finding) if found is not None]
    except ValueError as error:
        raise LanguageError(f"{name}: a brace of its finding is not closed; a count is written {{n}}") from error


_ENDING = re.compile(f"({LATEST}|{HIGHEST}|{TOLD})$")


def facts_in(unit: type[Unit], *columns: Column) -> frozenset[str]:
    """Names of the facts of ``unit`` that expressions use (a range's upper end counts as the fact)."""
    used: set[str] = set()
    for column in columns:
        for _, part in parts_of(column):
            used |= fields_of(part, unit.relation)
    return frozenset(_ENDING.sub("", name) for name in used - {"force", "row"})


def _tables_of(column: Column) -> set[object]:
    return {field.rel for _, part in parts_of(column) for field in part.op().find(ops.Field)}

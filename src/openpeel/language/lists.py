"""Lists of cases for people to work through, each ranked by reasons that are shown item by item.

A list is no score: of two cases the one with the more important reason comes first, and a case says which it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpeel.language.columns import Column, Flag, LanguageError, Moment, Text
from openpeel.language.durations import Clock, Duration
from openpeel.language.roles import check_roles
from openpeel.language.source_text import Citation
from openpeel.language.standards import Review, facts_in
from openpeel.language.units import Unit, parts_of


@dataclass(frozen=True, eq=False)
class Because:
    """A reason for a case to come first: ``says`` in words what ``holds`` tells of it."""

    says: str
    holds: Flag

    def __post_init__(self) -> None:
        check_roles(self, "Because")


@dataclass(frozen=True, eq=False, kw_only=True)
class CaseList:
    """A list of cases, as data.

    ``includes`` says which units are on it. ``reasons`` rank them, the most important first; with ``needs_reason`` only
    cases that have one are listed. Cases with the same reasons stand in order of ``since``, the one that has waited
    longest first. ``within`` leaves out what was longer ago than that when the list is made.
    """

    id: str
    says: str
    why: str
    source: Citation
    unit: type[Unit]
    includes: Flag
    reasons: tuple[Because, ...]
    since: Moment
    case: Column
    owner: Text
    shows: tuple[Column, ...]
    review: Review
    needs_reason: bool = False
    within: Duration | None = None

    def __post_init__(self) -> None:
        check_roles(self, f"list {self.id}")
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.id):
            raise LanguageError(f"{self.id!r} is no identifier of a list: lower-case words joined by hyphens")
        for column in (self.since, self.case, self.owner, *self.shows):
            self.unit.name_of(column)
        if self.within is not None and self.within.clock is not Clock.ELAPSED:
            raise LanguageError(f"list {self.id}: within is an elapsed time: hours(24), days(28)")

    def deciding(self) -> tuple[Column, ...]:
        """What decides who is listed, where, and with whose cases."""
        return (self.includes, *(reason.holds for reason in self.reasons), self.since, self.owner)

    def facts_deciding(self) -> frozenset[str]:
        """Names of the unit's facts that decide; those that are only shown are not among them."""
        return facts_in(self.unit, *self.deciding())

    def facts_used(self) -> frozenset[str]:
        """Names of the unit's facts that it takes."""
        return facts_in(self.unit, *self.deciding(), self.case, *self.shows)

    def facts_shown(self) -> tuple[str, ...]:
        """Names of the facts that it shows, the case first."""
        return tuple(dict.fromkeys(self.unit.name_of(column) for column in (self.case, *self.shows)))

    def expressions(self) -> list[object]:
        """The expressions over the unit that decide who is listed, and where."""
        return [part for column in self.deciding() for _, part in parts_of(column)]

"""What the force says that it will do, and what is too early to judge: both are looked at again on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openpeel.inspection.evidence.entered import Entered
from openpeel.inspection.evidence.evidence import Name, Words


class Follow(StrEnum):
    """How a promise, or a look again, stands on a day."""

    KEPT = "kept"
    KEPT_LATE = "kept late"
    NOT_KEPT = "not kept"
    OVERDUE = "overdue"
    DUE_SOON = "due within 30 days"
    TO_COME = "to come"


SOON = timedelta(days=30)


@dataclass(frozen=True)
class FollowUp(Entered):
    """What was found when somebody looked."""

    on: date
    by: Words
    found: Words
    kept: bool | None = None
    """Whether it is done; none where it is not yet, and the promise stands."""


@dataclass(frozen=True)
class Commitment(Entered):
    """What the force says that it will do, by when."""

    id: Name
    says: Words
    said_by: Words
    """The post that speaks for the force."""
    on: date
    by: date
    """The day promised."""
    characteristic: Name
    recommendation: str = ""
    """The recommendation that it answers, if it does."""
    follow_ups: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        if self.by < self.on:
            raise ValueError("it was promised for a day before it was said")

    def standing(self, day: date) -> Follow:
        """How it stands on ``day``, by what had been found by then."""
        settled = [look for look in self.follow_ups if look.kept is not None and look.on <= day]
        if settled:
            last = max(settled, key=lambda look: look.on)
            if not last.kept:
                return Follow.NOT_KEPT
            return Follow.KEPT if last.on <= self.by else Follow.KEPT_LATE
        return _standing(self.by, day)


@dataclass(frozen=True)
class TooEarly(Entered):
    """A change that the force has begun, of which nobody can say yet whether it works."""

    id: Name
    initiative: Words
    would_show: Words
    """What would show that it works: best a standard or indicator, and its value."""
    look_on: date
    """When to look."""
    on: date
    by: Words
    characteristic: Name
    standard: str = ""
    """The standard or indicator by which it will show, where there is one."""
    follow_ups: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        if self.look_on < self.on:
            raise ValueError("it is to be looked at before it was noted")

    def standing(self, day: date) -> Follow:
        """How the look again stands on ``day``."""
        looked = [look for look in self.follow_ups if look.kept is not None and look.on <= day]
        if looked:
            return Follow.KEPT if max(looked, key=lambda look: look.on).kept else Follow.NOT_KEPT
        return _standing(self.look_on, day)

    def is_open(self, day: date) -> bool:
        """Whether nobody has settled yet if it works."""
        return self.standing(day) in (Follow.OVERDUE, Follow.DUE_SOON, Follow.TO_COME)


def _standing(due: date, day: date) -> Follow:
    if day > due:
        return Follow.OVERDUE
    return Follow.DUE_SOON if due - day <= SOON else Follow.TO_COME

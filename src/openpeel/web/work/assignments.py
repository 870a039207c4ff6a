"""Who works on which case, and what people noted about it: entries of the journal, by the name of the case."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from openpeel.engine.case_lists import ListedCase
from openpeel.web.accounts.models import User
from openpeel.web.journal import entries
from openpeel.web.permissions import scope_of
from openpeel.web.roles import Power


@dataclass(frozen=True)
class Note:
    """What a person noted about a case."""

    text: str
    by: str
    at: datetime
    """Naive UTC."""


REGISTER = "assignments"


def assigned(cases: Collection[str]) -> Mapping[str, str]:
    """The name of the person to whom each of some cases is given, by the case's name."""
    found = entries.of_names(REGISTER, cases)
    return {name: entry.data["to"] for name, entry in found.items() if entry.data.get("to")}


def given_to(person: str) -> frozenset[str]:
    """The names of the cases that are given to a person."""
    return entries.names_saying(REGISTER, "to", person)


def given_to_anyone() -> frozenset[str]:
    """The names of the cases that are given to somebody."""
    return entries.names_saying(REGISTER, "to")


def give(case: str, to: str, by: User, why: str) -> entries.Saved | entries.Conflict:
    """Give a case to a person, or to nobody; the latest giving stands, and all are kept."""
    before = entries.latest(REGISTER, case)
    base = 0 if before is None else before.number
    return entries.save(register=REGISTER, entry=case, data={"to": to}, base=base, by=by.name, why=why)


def can_be_given(person: User) -> list[User]:
    """The people to whom a person may give work: who see cases of one of the same teams, or of the whole force."""
    own = scope_of(person)
    found = []
    for one in User.objects.filter(is_active=True).order_by("name"):
        theirs = scope_of(one)
        shares_force = own.forces is None or theirs.forces is None or bool(own.forces & theirs.forces)
        shares_team = own.teams is None or (theirs.teams is not None and bool(own.teams & theirs.teams))
        if one.kind.may(Power.WORK) and shares_force and shares_team:
            found.append(one)
    return found


def add_note(case: str, text: str, by: User) -> None:
    """Keep a note about a case."""
    entries.save(register="notes", entry=entries.new_entry(), data={"case": case, "text": text}, base=0, by=by.name)


def notes_of(case: ListedCase) -> list[Note]:
    """The notes about a case, oldest first."""
    found = entries.current("notes", case=case.name).values()
    return [Note(entry.data["text"], entry.by, entry.at) for entry in sorted(found, key=lambda entry: entry.at)]

"""Keeping and reading what people enter. Nothing is updated or deleted: each save adds a revision."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Window

from openpeel.capture.merging import Clash, merge
from openpeel.errors import Refused
from openpeel.web.journal.models import Revision

REGISTERS = (
    "missing-people",
    "fieldwork",
    "commitments",
    "judgments",
    "recommendations",
    "audits",
    "audit-reviews",
    "notes",
    "assignments",
)
"""What is kept in the journal."""


ONE_OF_THIS_PROCESS = threading.Lock()
"""SQLite's lock knows no queue: of fifty threads that ask for it again and again some would never get it."""


@dataclass(frozen=True)
class Entry:
    """An entry of a register, as one revision has it."""

    register: str
    entry: str
    number: int
    data: dict[str, Any]
    by: str
    at: datetime
    """Naive UTC."""
    why: str
    base: int


@dataclass(frozen=True)
class Saved:
    """What was to be saved is the entry's newest revision, or was so already."""

    number: int
    data: dict[str, Any]
    """As it is kept now: with what others changed meanwhile."""
    from_others: tuple[str, ...] = ()
    """Names of fields that others had changed meanwhile and that were merged in."""


@dataclass(frozen=True)
class Conflict:
    """Nothing was saved: others changed the same fields meanwhile. Settle them, and save with the current base."""

    current: Entry
    merged: dict[str, Any]
    """Both sides' changes; in the clashing fields, what is kept now."""
    clashes: tuple[Clash, ...]


def new_entry() -> str:
    """A name for an entry that has none of its own."""
    return uuid.uuid4().hex


def save(*, register: str, entry: str, data: Mapping[str, Any], base: int, by: str, why: str = "") -> Saved | Conflict:
    """Keep ``data`` as the next revision of an entry; ``base`` is the revision that its author saw, 0 for none.

    What others saved since is merged in, field by field. Raises Refused for a ``base`` that there never was.
    """
    if register not in REGISTERS:
        raise ValueError(f"the journal has no register {register!r}")
    # The transaction takes the database's write lock when it begins: nobody else saves between its reading and writing.
    with ONE_OF_THIS_PROCESS, transaction.atomic():
        return _save(register, entry, dict(data), base, by, why)


def _save(register: str, entry: str, data: dict[str, Any], base: int, by: str, why: str) -> Saved | Conflict:
    current = latest(register, entry)
    number = 0 if current is None else current.number
    if not 0 <= base <= number:
        raise Refused("this entry has no such revision", mend="open the entry anew, and enter the change again")
    from_others: tuple[str, ...] = ()
    if current is not None and base < number:
        seen = _revisions(register, entry).filter(number=base).values_list("data", flat=True).first()
        merged = merge(seen or {}, current.data, data)
        if merged.clashes:
            return Conflict(current, merged.data, merged.clashes)
        data, from_others = merged.data, merged.theirs
    if current is not None and data == current.data and not why:
        return Saved(number, data, from_others)
    Revision(
        register=register, entry=entry, number=number + 1, data=data, by=by, at=datetime.now(UTC), why=why, base=base
    ).save()
    return Saved(number + 1, data, from_others)


def latest(register: str, entry: str) -> Entry | None:
    """An entry as it is now; None where there is none."""
    found = _revisions(register, entry).order_by("-number").first()
    return None if found is None else entry_of(found)


def current(register: str, **said: str) -> dict[str, Entry]:
    """Every entry of a register as it is now, or those that say this, by name, in the order of their last changes."""
    revisions = Revision.objects.filter(register=register)
    if said:
        # The database finds those that have ever said it; whether an entry still does is seen from its newest revision.
        once = revisions.filter(**{f"data__{name}": value for name, value in said.items()})
        revisions = revisions.filter(entry__in=once.values("entry"))
    return {entry.entry: entry for entry in _newest(revisions) if said.items() <= entry.data.items()}


def of_names(register: str, names: Collection[str]) -> dict[str, Entry]:
    """Those entries of a register that have one of these names, as they are now."""
    return {one.entry: entry_of(one) for one in _are_newest(register).filter(entry__in=names)}


def names_saying(register: str, name: str, value: str | None = None) -> frozenset[str]:
    """The names of the entries that say ``value`` now, or anything but nothing; the entries themselves are not read."""
    newest = _are_newest(register)
    found = newest.exclude(**{f"data__{name}": ""}) if value is None else newest.filter(**{f"data__{name}": value})
    return frozenset(found.values_list("entry", flat=True))


def since(register: str, pk: int) -> QuerySet[Revision]:
    """The revisions of a register that were kept after one, for what follows the journal."""
    return Revision.objects.filter(register=register, pk__gt=pk)


def begun(register: str) -> dict[str, Entry]:
    """Every entry of a register as it was first kept, by name."""
    return {found.entry: entry_of(found) for found in Revision.objects.filter(register=register, number=1)}


def history(register: str, entry: str) -> list[Entry]:
    """Every revision of an entry, oldest first."""
    return [entry_of(found) for found in _revisions(register, entry).order_by("number")]


def as_at(moment: datetime, register: str | None = None) -> list[Entry]:
    """Every entry, or those of one register, as they were at a moment (naive UTC)."""
    revisions = Revision.objects.filter(at__lte=moment.replace(tzinfo=UTC))
    return _newest(revisions if register is None else revisions.filter(register=register))


def _revisions(register: str, entry: str) -> QuerySet[Revision]:
    return Revision.objects.filter(register=register, entry=entry)


def _are_newest(register: str) -> QuerySet[Revision]:
    """The newest revision of each entry of a register."""
    later = Revision.objects.filter(
        register=OuterRef("register"), entry=OuterRef("entry"), number__gt=OuterRef("number")
    )
    return Revision.objects.filter(~Exists(later), register=register)


def _newest(revisions: QuerySet[Revision]) -> list[Entry]:
    newest = Window(Max("number"), partition_by=[F("register"), F("entry")])
    found = revisions.annotate(newest=newest).filter(number=F("newest")).order_by("pk")
    return [entry_of(revision) for revision in found]


def entry_of(found: Revision) -> Entry:
    """A revision, as the entry that it makes."""
    return Entry(
        register=found.register,
        entry=found.entry,
        number=found.number,
        data=found.data,
        by=found.by,
        at=found.at.astimezone(UTC).replace(tzinfo=None),
        why=found.why,
        base=found.base,
    )

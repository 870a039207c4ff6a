"""Writing the access log, each entry tied to the one before by a hash, and looking along the chain."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from openpeel.web.access_log.models import Access
from openpeel.web.accounts.models import User, signed_in

START = "0" * 64


class Action(Enum):
    """What was done with personal data, in the words of section 62."""

    CONSULT = "consulted"
    CHANGE = "altered"
    DISCLOSE = "disclosed"
    EXPORT = "exported"
    SEARCH = "searched"


def record(
    request: HttpRequest,
    action: Action,
    what: str,
    *,
    force: str,
    rows: int = 1,
    why: str = "",
    recipient: str = "",
) -> None:
    """Write an entry about the person behind ``request``; without a reason, that of their role stands.

    ``force`` is that whose data it was; empty: of none, or of one that is not known.
    """
    person = signed_in(request)
    # The transaction takes the database's write lock when it begins: no other entry comes between reading and writing.
    with transaction.atomic():
        last = Access.objects.order_by("-number").first()
        entry = Access(
            number=1 if last is None else last.number + 1,
            at=datetime.now(UTC),
            by=person.name,
            role=person.role,
            action=action.value,
            what=what[:300],
            rows=rows,
            why=why or f"work of a person in this role: {person.kind.label.lower()}",
            recipient=recipient[:200],
            force=force,
        )
        entry.hash = _hash(START if last is None else last.hash, entry)
        entry.save()


def record_by_force(
    request: HttpRequest, action: Action, what: str, forces: Iterable[str | None], *, why: str = ""
) -> None:
    """Write an entry for each force whose data it was: ``forces`` has that of each row."""
    rows = Counter(force or "" for force in forces) or {signed_in(request).force: 0}
    for force in sorted(rows):
        record(request, action, what, rows=rows[force], why=why, force=force)


@dataclass(frozen=True)
class Checked:
    """What a look along the chain found."""

    first: int
    """Number of the entry that the look began with."""
    entries: int
    """Number of the last entry that follows."""
    broken_at: int | None
    """Number of the first entry that is missing, or does not follow from those before it; None: each follows."""
    last_hash: str
    """The hash of the last entry that follows: noted elsewhere, it shows later that nothing up to here was changed."""


def check(newest: int | None = None) -> Checked:
    """Work hashes out anew: every one from the first entry on, or those of so many of the newest entries.

    The hashes have no key: who can write the database could make all of them anew. Against that helps only a hash that
    was noted elsewhere.
    """
    last = Access.objects.order_by("-number").values_list("number", flat=True).first() or 0
    first = 1 if newest is None else max(1, last - newest + 1)
    begun = Access.objects.filter(number=first - 1).values_list("hash", flat=True).first()
    if first > 1 and begun is None:
        return Checked(first, 0, first - 1, START)
    before, entries = begun or START, first - 1
    rest = Access.objects.filter(number__gte=first).order_by("number")
    for number, entry in enumerate(rest.iterator(), start=first):
        if entry.number != number or entry.hash != _hash(before, entry):
            return Checked(first, entries, number, before)
        before, entries = entry.hash, number
    return Checked(first, entries, None, before)


def entries_for(person: User) -> QuerySet[Access]:
    """The entries about the data of a person's force; those who see every force see all.

    Of an entry that was made before its force was kept, that of who made it stands.
    """
    every: QuerySet[Access] = Access.objects.order_by("-number")
    if not person.force:
        return every
    colleagues = User.objects.filter(force=person.force).values("name")
    return every.filter(Q(force=person.force) | Q(force=None, by__in=colleagues))


def _hash(before: str, entry: Access) -> str:
    said = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        entry.by,
        entry.role,
        entry.action,
        entry.what,
        entry.rows,
        entry.why,
        entry.recipient,
    ]
    if entry.force is not None:
        said.append(entry.force)
    return hashlib.sha256((before + json.dumps(said, ensure_ascii=True)).encode("ascii")).hexdigest()

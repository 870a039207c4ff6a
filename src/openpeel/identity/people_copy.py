"""The copy of who is who that is searched while somebody calls: one SQLite file for each force, by key.

It is made anew from the links and never written to otherwise. It holds personal data: only its owner may read it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from openpeel.identity.details import Profile
from openpeel.identity.identifiers import swapped_birth
from openpeel.identity.linking import Linked
from openpeel.identity.names import normalised_name
from openpeel.identity.weights import Weights

_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE people (
    number INTEGER PRIMARY KEY, person_id TEXT NOT NULL, detail_id TEXT NOT NULL, described_at TEXT NOT NULL,
    descriptions INTEGER NOT NULL, given TEXT, family TEXT, born TEXT, telephone TEXT, email TEXT, home TEXT,
    postcode TEXT);
CREATE TABLE keys (key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE shares (term TEXT NOT NULL, value TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (term, value))
    WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A person as some of their descriptions have them."""

    person_id: str
    detail_id: str
    """The newest of these descriptions."""
    described_at: datetime
    descriptions: int
    profile: Profile


def copy_path(data: Path, force: str) -> Path:
    """Where the copy of a force lies in a data folder."""
    return data / "identity" / f"{force}.sqlite3"


def refresh_copy(data: Path, linked: Linked, snapshot: str) -> bool:
    """Make the copy of a force anew, unless it is of this snapshot already; True where it was made."""
    path = copy_path(data, linked.force)
    if path.exists():
        connection = sqlite3.connect(path)
        try:
            if connection.execute("SELECT value FROM about WHERE name = 'snapshot'").fetchall() == [(snapshot,)]:
                return False
        except sqlite3.DatabaseError:
            # A damaged copy is made anew, since all of it follows from the records.
            pass
        finally:
            connection.close()
    weights = linked.weighed.weights
    write_copy(path, known_people(linked), weights, weights.terms, snapshot)
    return True


def known_people(linked: Linked) -> list[Known]:
    """Each person, once for each way in which they were described; the newest first, so that it is found first."""
    newest: dict[tuple[str, int], int] = {}
    counts: dict[tuple[str, int], int] = {}
    for place, (detail, link) in enumerate(zip(linked.details.details, linked.links, strict=True)):
        key = (link.person_id, detail.profile)
        newest[key] = place
        counts[key] = counts.get(key, 0) + 1
    found = []
    for key, place in sorted(newest.items(), key=lambda one: -one[1]):
        detail = linked.details.details[place]
        found.append(Known(key[0], detail.detail_id, detail.described_at, counts[key], linked.details.profiles[key[1]]))
    return found


def write_copy(
    path: Path, people: Iterable[Known], weights: Weights, shares: Mapping[str, Mapping[str, float]], snapshot: str
) -> None:
    """Write the copy beside its place, and put it there whole: a search sees the old or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(draft)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        connection.execute("CREATE TEMP TABLE unsorted (key TEXT, number INTEGER)")
        numbered = enumerate(people)
        # In batches: of a million people there are ten million keys, and memory is better left to the machine.
        while batch := list(islice(numbered, _BATCH)):
            connection.executemany(f"INSERT INTO people VALUES ({', '.join('?' * 12)})", map(_row, batch))
            connection.executemany("INSERT INTO unsorted VALUES (?, ?)", _keys(batch))
        connection.execute("INSERT INTO keys SELECT DISTINCT key, number FROM unsorted ORDER BY key, number")
        connection.executemany(
            "INSERT INTO shares VALUES (?, ?, ?)",
            sorted((term, value, share) for term, own in shares.items() for value, share in own.items()),
        )
        connection.executemany(
            "INSERT INTO about VALUES (?, ?)", [("snapshot", snapshot), ("weights", weights.as_json())]
        )
        connection.commit()
    finally:
        connection.close()
    os.replace(draft, path)


_BATCH = 20_000


def _row(numbered: tuple[int, Known]) -> tuple[object, ...]:
    number, one = numbered
    given, family = one.profile.given, one.profile.family
    return (
        number, one.person_id, one.detail_id, one.described_at.isoformat(), one.descriptions,
        None if given is None else given.words, None if family is None else family.words, one.profile.born,
        one.profile.telephone, one.profile.email, one.profile.home, one.profile.postcode,
    )  # fmt: skip


def _keys(batch: Iterable[tuple[int, Known]]) -> Iterator[tuple[str, int]]:
    return ((key, number) for number, one in batch for key in keys_of(one.profile))


def keys_of(profile: Profile, *, street: str | None = None, asked: bool = False) -> Iterator[str]:
    """By what a person can be found; by one name alone only where no other is ``asked`` for.

    ``street`` is a house and street without a postcode.
    """
    given, family = profile.given, profile.family
    if profile.telephone is not None:
        yield f"telephone {profile.telephone}"
    if profile.email is not None:
        yield f"email {profile.email}"
    if profile.home is not None:
        yield f"home {profile.home}"
        street = profile.home.rpartition(", ")[0]
    if street is not None:
        yield f"street {street}"
    if profile.full_birth is not None:
        yield f"born {min(profile.full_birth, swapped_birth(profile.full_birth) or '9')}"
    if given is not None and family is not None:
        yield f"names {' '.join(sorted((given.whole, family.whole)))}"
        # By sound and initial, for a name that was misheard; both ways, for names in each other's place.
        yield f"sound {family.sound} {given.whole[0]}"
        yield f"sound {given.sound} {family.whole[0]}"
    if not asked or family is None or given is None:
        for name in (family, given):
            if name is not None:
                yield f"name {name.whole}"
    for name in (family, given):
        if name is not None and profile.postcode is not None:
            yield f"name and postcode {name.sound} {profile.postcode}"
        if name is not None and profile.born is not None:
            yield f"name and year {name.sound} {profile.born[:4]}"


def profile_of(row: tuple[str | None, ...]) -> Profile:
    """A profile from a row's columns given to postcode."""
    given, family, born, telephone, email, home, postcode = row
    return Profile(normalised_name(given), normalised_name(family), born, telephone, email, home, postcode)

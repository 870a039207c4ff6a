"""Who is calling? Known people ranked by what agrees with the little that a caller has said, in a few milliseconds.

Each line says item by item what agrees and what differs. The order comes of the weights that linking learnt; no figure
is shown, since it would be taken for a judgment about a person.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from openpeel.errors import Refused
from openpeel.identity.comparisons import TERMS, term_of
from openpeel.identity.details import Profile
from openpeel.identity.identifiers import (
    normalised_address,
    normalised_birth,
    normalised_email,
    normalised_postcode,
    normalised_telephone,
    postcode_within,
)
from openpeel.identity.names import normalised_name
from openpeel.identity.people_copy import copy_path, keys_of, profile_of
from openpeel.identity.weights import Agreement, weights_from

MOST_TO_A_KEY = 100
"""People taken of a key, the newest described first; of a common name there are more."""
MOST_COMPARED = 150

TELLING = 6.0
"""Weight of one agreement, such as a telephone number, for which a person is named though the rest differs."""


@dataclass(frozen=True)
class Caller:
    """What a caller has said so far, as it was typed; the number may come from the telephone system."""

    telephone: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    date_of_birth: str | None = None
    """YYYY-MM-DD, YYYY-MM or YYYY."""
    email: str | None = None
    address: str | None = None
    postcode: str | None = None


@dataclass(frozen=True)
class Found:
    """One known person, and how what was said stands to what is known."""

    person_id: str
    name: str
    """As that description has it, without accents and marks; empty where it has none."""
    detail_id: str
    """The newest description of those that agree best."""
    described_at: datetime
    agrees: tuple[Agreement, ...]
    differs: tuple[Agreement, ...]


@dataclass(frozen=True)
class Answer:
    """Who it may be, the likeliest first."""

    people: tuple[Found, ...]
    is_cut_short: bool
    """True where more people share what was said than were compared: ask for one thing more."""
    snapshot: str
    """The records that it was answered from."""


class People:
    """The known people of one force. Use it with ``with``, in one thread."""

    def __init__(self, data: Path, force: str) -> None:
        """Open the copy that ``openpeel identify`` makes. Raises Refused where there is none."""
        path = copy_path(data, force)
        if not path.exists():
            raise Refused(
                "nobody can be looked up yet", where=str(path), mend="work out who is who first: openpeel identify"
            )
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        about = dict(self._connection.execute("SELECT name, value FROM about"))
        self._weights, self._snapshot = about["weights"], about["snapshot"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def look_up(self, caller: Caller, *, limit: int = 10) -> Answer:
        """Up to ``limit`` people with whom something telling agrees; nobody where nothing was said."""
        street = normalised_address(caller.address)
        postcode = normalised_postcode(caller.postcode) or postcode_within(caller.address)
        said = Profile(
            normalised_name(caller.given_name),
            normalised_name(caller.family_name),
            normalised_birth(caller.date_of_birth),
            normalised_telephone(caller.telephone),
            normalised_email(caller.email),
            None if street is None or postcode is None else f"{street}, {postcode}",
            postcode,
        )
        numbers, is_cut_short = self._candidates(list(dict.fromkeys(keys_of(said, street=street, asked=True))))
        weights = weights_from(self._weights, self._shares(said))
        best: dict[str, tuple[float, Found]] = {}
        for person_id, detail_id, described_at, *columns in self._rows(numbers):
            known = profile_of(tuple(columns))
            # A house that was said without its postcode is that house.
            if (
                said.home is None
                and street is not None
                and known.home is not None
                and known.home.startswith(f"{street},")
            ):
                own = Profile(
                    said.given, said.family, said.born, said.telephone, said.email, known.home, known.postcode
                )
            else:
                own = said
            found = weights.agreements(own, known)
            weight = sum(one.weight for one in found)
            if weight <= 0 and not any(one.weight >= TELLING for one in found):
                continue
            if person_id in best and best[person_id][0] >= weight:
                continue
            best[person_id] = (
                weight,
                Found(
                    person_id,
                    " ".join(one.words for one in (known.given, known.family) if one).title(),
                    detail_id,
                    datetime.fromisoformat(described_at),
                    tuple(one for one in found if one.agrees),
                    tuple(one for one in found if not one.agrees),
                ),
            )
        ranked = sorted(best.values(), key=lambda one: (-one[0], -one[1].described_at.timestamp(), one[1].person_id))
        return Answer(tuple(found for _, found in ranked[:limit]), is_cut_short, self._snapshot)

    def _candidates(self, keys: Sequence[str]) -> tuple[list[int], bool]:
        """Numbers of people who share a key, of the rarer keys first."""
        by_key = []
        for key in keys:
            rows = self._connection.execute(
                "SELECT number FROM keys WHERE key = ? ORDER BY number LIMIT ?", (key, MOST_TO_A_KEY + 1)
            ).fetchall()
            by_key.append([number for (number,) in rows])
        numbers: dict[int, None] = {}
        is_cut_short = False
        for found in sorted(by_key, key=len):
            if len(found) <= MOST_TO_A_KEY:
                numbers.update(dict.fromkeys(found))
            elif not numbers:
                # Where a rarer key finds somebody, those who share a common name only are not asked for.
                is_cut_short = True
                numbers.update(dict.fromkeys(found[:MOST_TO_A_KEY]))
        return list(numbers)[:MOST_COMPARED], is_cut_short

    def _shares(self, said: Profile) -> dict[str, dict[str, float]]:
        """How common the caller's own values are: where two are the same, no other's matters."""
        shares: dict[str, dict[str, float]] = {term: {} for term in TERMS}
        for term in TERMS:
            value = term_of(said, term)
            if value is not None:
                row = self._connection.execute(
                    "SELECT share FROM shares WHERE term = ? AND value = ?", (term, value)
                ).fetchone()
                if row is not None:
                    shares[term][value] = row[0]
        return shares

    def _rows(self, numbers: Sequence[int]) -> list[tuple[str, ...]]:
        marks = ", ".join("?" * len(numbers))
        return self._connection.execute(
            "SELECT person_id, detail_id, described_at, given, family, born, telephone, email, home, postcode "
            f"FROM people WHERE number IN ({marks}) ORDER BY number",
            list(numbers),
        ).fetchall()

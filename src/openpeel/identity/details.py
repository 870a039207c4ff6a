"""The descriptions of people in the records of one force, and what they say in the form in which it is compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpeel.identity.current import current_rows
from openpeel.identity.identifiers import (
    normalised_address,
    normalised_birth,
    normalised_email,
    normalised_postcode,
    normalised_telephone,
    postcode_within,
)
from openpeel.identity.names import Name, normalised_name
from openpeel.records.people import PersonDetails
from openpeel.records.store import Snapshot


@dataclass(frozen=True, slots=True)
class Profile:
    """What a description says of a person, ready to be compared. Many descriptions may say the same."""

    given: Name | None
    family: Name | None
    born: str | None
    """YYYY-MM-DD, YYYY-MM or YYYY."""
    telephone: str | None
    email: str | None
    home: str | None
    """House and street with the postcode: a household's address."""
    postcode: str | None

    @property
    def full_birth(self) -> str | None:
        """The date of birth where its day is known."""
        return self.born if self.born is not None and len(self.born) == 10 else None


@dataclass(frozen=True, slots=True)
class Detail:
    """One description, and the number of its profile."""

    detail_id: str
    source: str
    record_kind: str
    record_id: str
    incident_id: str | None
    part: str
    described_at: datetime
    known_from: datetime
    local_person_id: str | None
    is_under_18: bool | None
    profile: int


@dataclass(frozen=True)
class Details:
    """All descriptions of one force, in the order in which they were written down."""

    details: tuple[Detail, ...]
    profiles: tuple[Profile, ...]

    def profile(self, detail: int) -> Profile:
        """The profile of the description at a place."""
        return self.profiles[self.details[detail].profile]


def read_details(snapshot: Snapshot, force: str) -> Details:
    """The descriptions in force in ``snapshot``. Those of two sources with one reference are told apart by source."""
    rows = current_rows(snapshot, PersonDetails, force, "described_at, source, detail_id")
    own = {name: rows[name].to_pylist() for name in rows.column_names}
    count = rows.num_rows
    given, family = (_each(own[name], normalised_name) for name in ("given_name", "family_name"))
    births = _each(own["date_of_birth"], normalised_birth)
    telephones, emails = _each(own["telephone"], normalised_telephone), _each(own["email"], normalised_email)
    streets = _each(own["address"], normalised_address)
    postcodes = [
        of_its_own or within
        for of_its_own, within in zip(
            _each(own["postcode"], normalised_postcode), _each(own["address"], postcode_within), strict=True
        )
    ]
    homes = _homes(streets, postcodes)
    numbers: dict[Profile, int] = {}
    repeated = _repeated(own["detail_id"])
    details = []
    for i in range(count):
        profile = Profile(given[i], family[i], births[i], telephones[i], emails[i], homes[i], postcodes[i])
        name = own["detail_id"][i]
        details.append(
            Detail(
                detail_id=f"{own['source'][i]}/{name}" if name in repeated else name,
                source=own["source"][i],
                record_kind=own["record_kind"][i],
                record_id=own["record_id"][i],
                incident_id=own["incident_id"][i],
                part=own["part"][i],
                described_at=own["described_at"][i],
                known_from=own["known_from"][i],
                local_person_id=own["local_person_id"][i] or None,
                is_under_18=_was_under_18(own["is_under_18"][i], births[i], own["described_at"][i]),
                profile=numbers.setdefault(profile, len(numbers)),
            )
        )
    return Details(tuple(details), tuple(numbers))


def as_written(snapshot: Snapshot, force: str, only: Collection[str] | None = None) -> dict[str, dict[str, str | None]]:
    """What was written of each person, by description as :func:`read_details` names them; of those in ``only``."""
    # A name may begin with its source, and either may hold a slash.
    among = None if only is None else {"detail_id": {part for name in only for part in _endings(name)}}
    rows = current_rows(snapshot, PersonDetails, force, "described_at, source, detail_id", among).to_pylist()
    repeated = _repeated(row["detail_id"] for row in rows)
    return {
        f"{row['source']}/{row['detail_id']}" if row["detail_id"] in repeated else row["detail_id"]: row for row in rows
    }


def _each(written: list[str | None], normalised: Callable[[str | None], Any]) -> list[Any]:
    """``normalised`` of each, worked out once for each that is written alike."""
    known = {text: normalised(text) for text in dict.fromkeys(written)}
    return [known[text] for text in written]


def _homes(streets: list[str | None], postcodes: list[str | None]) -> list[str | None]:
    """Addresses of households: without a postcode only where the records know that house by one postcode."""
    known: dict[str, set[str]] = {}
    for street, postcode in zip(streets, postcodes, strict=True):
        if street is not None and postcode is not None:
            known.setdefault(street, set()).add(postcode)
    homes: list[str | None] = []
    for street, postcode in zip(streets, postcodes, strict=True):
        if street is None:
            homes.append(None)
            continue
        if postcode is None:
            others = known.get(street, set())
            postcode = next(iter(others)) if len(others) == 1 else None
        homes.append(None if postcode is None else f"{street}, {postcode}")
    return homes


def _endings(name: str) -> Iterator[str]:
    """A name, and what stands behind each of its slashes."""
    yield name
    yield from (name[place + 1 :] for place, letter in enumerate(name) if letter == "/")


def _repeated(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _was_under_18(recorded: bool | None, born: str | None, described_at: datetime) -> bool | None:
    """As recorded; else by the date of birth, where its day is known."""
    if recorded is not None or born is None or len(born) != 10:
        return recorded
    year, month, day = (int(part) for part in born.split("-"))
    return (described_at.year - year - ((described_at.month, described_at.day) < (month, day))) < 18

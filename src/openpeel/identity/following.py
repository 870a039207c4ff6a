"""Following a person or a household through the records: every description of them, with what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpeel.identity.current import current_rows
from openpeel.identity.details import as_written
from openpeel.records.people import PersonLinks
from openpeel.records.store import Snapshot

ITEMS = ("given_name", "family_name", "date_of_birth", "telephone", "email", "address", "postcode")


@dataclass(frozen=True)
class Described:
    """One description of a person, why it is taken to be of them, and what was written."""

    person_id: str
    household_id: str | None
    detail_id: str
    record_kind: str
    record_id: str
    incident_id: str | None
    part: str
    described_at: datetime
    reason: str
    is_under_18: bool | None
    written: dict[str, str]
    """What was written, by item; what was left empty is not in it."""

    @property
    def name(self) -> str:
        """The name as it was written here."""
        return " ".join(self.written[item] for item in ("given_name", "family_name") if item in self.written)


def of_person(snapshot: Snapshot, force: str, person_id: str) -> list[Described]:
    """Every description of a person, oldest first; none for a person who is not known."""
    return _described(snapshot, force, "person_id", person_id)


def of_household(snapshot: Snapshot, force: str, household_id: str) -> list[Described]:
    """Every description with a household's address, oldest first."""
    return _described(snapshot, force, "household_id", household_id)


def _described(snapshot: Snapshot, force: str, column: str, value: str) -> list[Described]:
    rows = current_rows(snapshot, PersonLinks, force, "described_at, detail_id", {column: [value]}).to_pylist()
    if not rows:
        return []
    written = as_written(snapshot, force, {row["detail_id"] for row in rows})
    return [
        Described(
            person_id=row["person_id"],
            household_id=row["household_id"],
            detail_id=row["detail_id"],
            record_kind=row["record_kind"],
            record_id=row["record_id"],
            incident_id=row["incident_id"],
            part=row["part"],
            described_at=row["described_at"],
            reason=row["reason"],
            is_under_18=row["is_under_18"],
            written={item: text for item in ITEMS if (text := written.get(row["detail_id"], {}).get(item))},
        )
        for row in rows
    ]

"""Which files of data.police.uk there are, and what each says by its name.

An archive as downloaded holds ``YYYY-MM/YYYY-MM-FORCE-street.csv``, ``-outcomes.csv`` and ``-stop-and-search.csv``;
people also keep the files in folders of their own, so only a file's own name counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from openpeel.errors import Refused
from openpeel.language.forces import FORCES
from openpeel.sources.opening import Member

SOURCE = "data.police.uk"

_NAME = re.compile(r"(?P<month>\d{4}-(0[1-9]|1[0-2]))-(?P<force>.+)-(?P<kind>street|outcomes|stop-and-search)\.csv")
_FORCES = frozenset(force.identifier for force in FORCES)
_LONDON = ZoneInfo("Europe/London")


class Kind(Enum):
    """What a file holds."""

    STREET = "street"
    OUTCOMES = "outcomes"
    SEARCHES = "stop-and-search"


@dataclass(frozen=True)
class Month:
    """A calendar month in Europe/London, on which the site's files are cut."""

    first: date

    @property
    def begins(self) -> datetime:
        """Its first moment, naive UTC."""
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment after it, naive UTC."""
        return _midnight((self.first + timedelta(days=31)).replace(day=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=_LONDON).astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class PublishedFile:
    """A file of the site: one kind of record, one force, one month."""

    member: Member
    force: str
    month: Month
    kind: Kind


@dataclass(frozen=True)
class Contents:
    """What was found in a file, folder or archive."""

    files: tuple[PublishedFile, ...]
    other_forces: tuple[str, ...]
    """Bodies whose files stand in every whole archive and are not territorial forces of England and Wales."""
    strangers: tuple[str, ...]
    """Files that are not of the site."""


def contents(members: Iterable[Member]) -> Contents:
    """Sort files by what their names say.

    Raises Refused where two files are of the same force, month and kind.
    """
    found: dict[tuple[str, date, Kind], PublishedFile] = {}
    others: set[str] = set()
    strangers: list[str] = []
    for member in members:
        parts = _NAME.fullmatch(PurePosixPath(member.name.replace("\\", "/")).name)
        if parts is None:
            strangers.append(member.name)
            continue
        if parts["force"] not in _FORCES:
            others.add(parts["force"])
            continue
        first = date.fromisoformat(parts["month"] + "-01")
        file = PublishedFile(member, parts["force"], Month(first), Kind(parts["kind"]))
        former = found.setdefault((file.force, first, file.kind), file)
        if former is not file:
            raise Refused(
                f"two files are of the same force, month and kind: {former.member.name} and {member.name}",
                why="each would replace the other's month",
                mend="take one of them out",
            )
    files = sorted(found.values(), key=lambda file: (file.month.first, file.force, file.kind.value))
    return Contents(tuple(files), tuple(sorted(others)), tuple(strangers))

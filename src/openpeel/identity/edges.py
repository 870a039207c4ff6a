"""What says that two descriptions are of one person, by rule: the source's own reference, or the same details."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from openpeel.identity.details import Details, Profile
from openpeel.identity.identifiers import swapped_birth


@dataclass(frozen=True, slots=True)
class Edge:
    """Two descriptions, by their places, and why they are held to be of one person."""

    a: int
    b: int
    reason: str
    """One of the codes of :data:`openpeel.records.people.REASONS`."""
    weight: float | None = None
    """In powers of two, where it was weighed."""


def by_reference(details: Details) -> Iterator[Edge]:
    """Descriptions to which one source gives the same reference for the person."""
    keys = (
        None if detail.local_person_id is None else (detail.source, detail.local_person_id)
        for detail in details.details
    )
    for a, b in _stars(enumerate(keys)):
        yield Edge(a, b, "same reference")


def by_same_details(details: Details) -> Iterator[Edge]:
    """Descriptions that agree in name and date of birth, and in telephone, e-mail or address too.

    Given and family name may stand in each other's place, and so may day and month.
    """
    keys = [keys_of(profile) for profile in details.profiles]
    for which in range(3):
        found = ((place, keys[detail.profile][which]) for place, detail in enumerate(details.details))
        for a, b in _stars(found):
            yield Edge(a, b, "same details")


def keys_of(profile: Profile) -> tuple[Hashable, Hashable, Hashable]:
    """What must be equal for two profiles to have the same details: by telephone, by e-mail, by address."""
    born = profile.full_birth
    if profile.given is None or profile.family is None or born is None or len(profile.given.whole) < 2:
        return None, None, None
    name = tuple(sorted((profile.given.whole, profile.family.whole)))
    day = min(born, swapped_birth(born) or born)

    def with_(other: str | None) -> Hashable:
        return None if other is None else (name, day, other)

    return with_(profile.telephone), with_(profile.email), with_(profile.home)


def _stars(keyed: Iterable[tuple[int, Hashable]]) -> Iterator[tuple[int, int]]:
    """The first of each key with each of the others: as many pairs as rows, however often a key comes."""
    first: dict[Hashable, int] = {}
    for place, key in keyed:
        if key is None:
            continue
        if key in first:
            yield first[key], place
        else:
            first[key] = place

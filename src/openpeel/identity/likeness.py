"""Which likenesses link, and which are for a person to decide."""

from __future__ import annotations

from openpeel.identity.clusters import names_of, same_given_name
from openpeel.identity.details import Details, Profile
from openpeel.identity.edges import Edge
from openpeel.identity.weighing import LINKED_FROM, Weighed


def by_likeness(details: Details, weighed: Weighed) -> tuple[list[Edge], list[Edge]]:
    """Links by likeness, and pairs that are likely but not sure enough; between the first descriptions of profiles.

    Descriptions that say the very same are weighed too: a common name alone does not make two callers one.
    """
    first: dict[int, int] = {}
    repeated: dict[int, list[int]] = {}
    for place, detail in enumerate(details.details):
        if first.setdefault(detail.profile, place) != place:
            repeated.setdefault(detail.profile, []).append(place)
    sure: list[Edge] = []
    unsure: list[Edge] = []
    for number, others in repeated.items():
        profile = details.profiles[number]
        weight = weighed.weights.weight(profile, profile)
        if weight >= LINKED_FROM and goes_by_name_or_birth(profile, profile):
            sure += [Edge(first[number], place, "alike", weight) for place in others]
    for one, other, weight in weighed.pairs:
        if not goes_by_name_or_birth(details.profiles[one], details.profiles[other]):
            continue
        a, b = sorted((first[one], first[other]))
        (sure if weight >= LINKED_FROM else unsure).append(Edge(a, b, "alike", weight))
    return sure, unsure


def goes_by_name_or_birth(a: Profile, b: Profile) -> bool:
    """True where a pair is of one name, or born on one day. Those who share a house and a number share much else."""
    if a.full_birth is not None and a.full_birth == b.full_birth:
        return True
    return any(same_given_name(one, other) for one in names_of(a) for other in names_of(b))

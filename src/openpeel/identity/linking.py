"""Linking the descriptions of one force: which are of one person, one household, one telephone, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpeel.identity.clusters import Clusters, Refusal, paths
from openpeel.identity.current import current_rows
from openpeel.identity.decisions import Decided, read_decisions
from openpeel.identity.details import Details, read_details
from openpeel.identity.edges import Edge, by_reference, by_same_details
from openpeel.identity.likeness import by_likeness
from openpeel.identity.references import referenced
from openpeel.identity.weighing import Weighed, weigh
from openpeel.identity.weights import ENOUGH
from openpeel.records.people import PersonLinks
from openpeel.records.store import Snapshot

SOURCE = "identity"
"""The name of the source under which links stand in the store."""

OnPhase = Callable[[str], None]


@dataclass(frozen=True)
class Link:
    """Who one description is of, and what that rests on."""

    person_id: str
    household_id: str | None
    telephone_id: str | None
    linked_to: str | None
    reason: str
    weight: float | None
    known_from: datetime
    """When the last description or decision had been entered on which the link rests."""


@dataclass(frozen=True)
class Doubt:
    """Two descriptions that may be of one person, and are not linked; by their places."""

    a: int
    b: int
    weight: float | None
    why: str


@dataclass(frozen=True)
class Linked:
    """The descriptions of one force, with a link for each."""

    force: str
    details: Details
    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...]
    weighed: Weighed
    strays: int
    """Decisions that are about no description of these records."""
    contradicted: int
    """Decisions that contradict a later one and so are not followed."""

    def reasons(self) -> Counter[str]:
        """How many descriptions are linked for each reason."""
        return Counter(link.reason for link in self.links)


def link(snapshot: Snapshot, force: str, on_phase: OnPhase) -> Linked:
    """Link every description of ``force`` that ``snapshot`` holds. The same snapshot gives the same links."""
    on_phase("reading descriptions")
    details = read_details(snapshot, force)
    decided = read_decisions(snapshot, force, details)
    on_phase("linking by rule")
    clusters = Clusters(details, decided.apart)
    contradicted = clusters.join(decided.together)
    refused = clusters.join([*by_reference(details), *by_same_details(details)])
    on_phase("weighing likenesses")
    weighed = weigh(details.profiles, _prior(details, clusters))
    sure, unsure = by_likeness(details, weighed)
    refused += clusters.join(sure)
    doubts = _doubts(clusters, refused, unsure, decided)
    on_phase("naming people and households")
    former = current_rows(snapshot, PersonLinks, force, "row").to_pylist()
    former = [row for row in former if row["source"] == SOURCE]
    links = _links(details, clusters, decided, former, force)
    return Linked(force, details, tuple(links), tuple(doubts), weighed, decided.strays, len(contradicted))


RECALL_OF_RULES = 0.5
"""What share of the pairs of one person the rules are taken to find. Halving it adds one to every weight."""


def _prior(details: Details, clusters: Clusters) -> float:
    """The chance that any two profiles are of one person, from those that rules have put together."""
    count, pairs = len(details.profiles), 0
    for group in clusters.members():
        profiles = len({details.details[place].profile for place in group})
        pairs += profiles * (profiles - 1) // 2
    # At least as if one in ten were described twice; and a few are not all there are.
    likely = max(count, ENOUGH)
    return min(0.5, max(pairs / RECALL_OF_RULES, likely / 10) / (likely * (likely - 1) / 2))


def _links(
    details: Details, clusters: Clusters, decided: Decided, former: Iterable[Mapping[str, str]], force: str
) -> list[Link]:
    rows = list(former)

    def named(groups: Sequence[Sequence[int]], column: str, kind: str) -> dict[int, str]:
        before = {row["detail_id"]: row[column] for row in rows}
        names = referenced(groups, details, before, kind, force)
        return {place: name for name, group in zip(names, groups, strict=True) for place in group}

    people = clusters.members()
    person = named(people, "person_id", "P")
    household = named(_alike(details, lambda place: details.profile(place).home), "household_id", "H")
    telephone = named(_alike(details, lambda place: details.profile(place).telephone), "telephone_id", "T")
    neighbours = paths(len(details.details), clusters.tree)
    links: list[Link | None] = [None] * len(details.details)
    for group in people:
        for place, (other, edge, known_from) in _spread(group[0], neighbours, details, decided).items():
            links[place] = Link(
                person[place],
                household.get(place),
                telephone.get(place),
                None if other is None else details.details[other].detail_id,
                "alone" if edge is None else edge.reason,
                None if edge is None or edge.weight is None else round(edge.weight, 1),
                known_from,
            )
    return [one for one in links if one is not None]


def _spread(
    first: int, neighbours: Sequence[Sequence[tuple[int, Edge]]], details: Details, decided: Decided
) -> dict[int, tuple[int | None, Edge | None, datetime]]:
    """From the first description of a person to the others: by which each is linked, and from when that was known."""
    other, edge = min(neighbours[first], key=lambda step: step[0], default=(None, None))
    found: dict[int, tuple[int | None, Edge | None, datetime]] = {
        first: (other, edge, details.details[first].known_from)
    }
    waiting = [first]
    while waiting:
        here = waiting.pop()
        for place, step in neighbours[here]:
            if place not in found:
                pair = (min(step.a, step.b), max(step.a, step.b))
                known = max(found[here][2], details.details[place].known_from)
                if step.reason == "by hand":
                    known = max(known, decided.known_from[pair])
                found[place] = (here, step, known)
                waiting.append(place)
    return found


def _alike(details: Details, key: Callable[[int], Hashable | None]) -> list[list[int]]:
    """Places of descriptions with equal keys."""
    groups: dict[Hashable, list[int]] = {}
    for place in range(len(details.details)):
        value = key(place)
        if value is not None:
            groups.setdefault(value, []).append(place)
    return list(groups.values())


def _doubts(clusters: Clusters, refused: Sequence[Refusal], unsure: Sequence[Edge], decided: Decided) -> list[Doubt]:
    """One for each pair of people that may be one, unless a person decided: the likeliest first."""
    found: dict[tuple[int, int], Doubt] = {}
    likely = [Doubt(refusal.edge.a, refusal.edge.b, refusal.edge.weight, refusal.against) for refusal in refused]
    likely += [Doubt(edge.a, edge.b, edge.weight, "not alike enough") for edge in unsure]
    apart = {(*sorted((clusters.root(a), clusters.root(b))),) for a, b in decided.apart}
    for doubt in sorted(likely, key=lambda doubt: (-(doubt.weight or 1000.0), doubt.a, doubt.b)):
        one, other = sorted((clusters.root(doubt.a), clusters.root(doubt.b)))
        if one != other and (one, other) not in apart:
            found.setdefault((one, other), doubt)
    return list(found.values())

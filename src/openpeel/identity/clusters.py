"""Putting descriptions together, the surest links first, and never two people who are known to differ.

A chain of likenesses can lead from one person to another. So each group knows the dates of birth and names in it, and a
link that would put two together that do not go with each other is refused, and kept as a doubt for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import OSA, JaroWinkler

from openpeel.identity.comparisons import ALIKE
from openpeel.identity.details import Details, Profile
from openpeel.identity.edges import Edge
from openpeel.identity.identifiers import swapped_birth
from openpeel.identity.names import Name

MOST_DIFFERENT = 24
"""A group with more different names or births takes no more by likeness: work stays bounded, and it is doubtful."""

ORDER = ("by hand", "same reference", "same details", "alike")
"""The reasons, from the one that outranks the others."""

Named = tuple[Name, Name | None]


@dataclass(frozen=True)
class Refusal:
    """A link that was refused, and what stands against it."""

    edge: Edge
    against: str


@dataclass
class _Group:
    births: frozenset[str]
    names: frozenset[Named]
    apart: frozenset[int]
    """Descriptions that a person decided are of somebody else."""
    size: int = 1


class Clusters:
    """Groups of descriptions, each of one person."""

    def __init__(self, details: Details, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(len(details.details)))
        self._groups: dict[int, _Group] = {}
        self._details = details
        self.tree: list[Edge] = []
        """The links by which the groups came together: one fewer than the members of each."""
        for a, b in apart:
            for one, other in ((a, b), (b, a)):
                group = self._group(one)
                group.apart |= {other}

    def join(self, edges: Iterable[Edge]) -> list[Refusal]:
        """Take the links in order of rank and weight; returns those that were refused."""
        ranked = sorted(edges, key=lambda edge: (ORDER.index(edge.reason), -(edge.weight or 0.0), edge.a, edge.b))
        refused = []
        for edge in ranked:
            against = self._join(edge)
            if against is not None:
                refused.append(Refusal(edge, against))
        return refused

    def root(self, place: int) -> int:
        """The first description of the group that one belongs to."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def members(self) -> list[list[int]]:
        """The groups, each in order, in the order of their first."""
        found: dict[int, list[int]] = {}
        for place in range(len(self._parent)):
            found.setdefault(self.root(place), []).append(place)
        return [found[root] for root in sorted(found)]

    def _join(self, edge: Edge) -> str | None:
        a, b = sorted((self.root(edge.a), self.root(edge.b)))
        if a == b:
            return None
        one, other = self._group(a), self._group(b)
        small, large_root = (one, b) if len(one.apart) <= len(other.apart) else (other, a)
        if any(self.root(place) == large_root for place in small.apart):
            return "a person decided that they are two people"
        against = None if edge.reason == "by hand" else _against(edge.reason, one, other)
        if against is not None:
            return against
        # The earlier stands for the group: its person keeps that name whatever is added.
        self._parent[b] = a
        self._groups[a] = _Group(
            one.births | other.births, one.names | other.names, one.apart | other.apart, one.size + other.size
        )
        self._groups.pop(b, None)
        self.tree.append(edge)
        return None

    def _group(self, root: int) -> _Group:
        if root not in self._groups:
            profile = self._details.profile(root)
            self._groups[root] = _Group(births_of(profile), names_of(profile), frozenset())
        return self._groups[root]


def births_of(profile: Profile) -> frozenset[str]:
    """The date of birth, where its day is known."""
    return frozenset(() if profile.full_birth is None else (profile.full_birth,))


def names_of(profile: Profile) -> frozenset[Named]:
    """Given and family name, where there is a given name."""
    return frozenset(() if profile.given is None else ((profile.given, profile.family),))


def _against(reason: str, one: _Group, other: _Group) -> str | None:
    if not all(same_birth(a, b) for a, b in product(one.births, other.births)):
        return "their dates of birth differ"
    if reason == "same reference":
        return None
    # One name of a group may be written too badly to be like each of the others.
    pairs = [same_given_name(a, b) for a, b in product(one.names, other.names)]
    if 2 * sum(pairs) < len(pairs):
        return "their given names differ"
    if max(len(one.births | other.births), len(one.names | other.names)) > MOST_DIFFERENT:
        return "too many different names and births would be one person's"
    return None


def same_birth(a: str, b: str) -> bool:
    """True where two full dates may be one, written down wrongly: day and month swapped, or one digit amiss."""
    return a == b or swapped_birth(a) == b or OSA.distance(a, b) <= 1


def same_given_name(a: Named, b: Named) -> bool:
    """True where two given names may be one person's: the same, a short form, alike, an initial, or names swapped."""
    if _go_together(a[0], b[0]):
        return True
    return a[1] is not None and b[1] is not None and _go_together(a[0], b[1]) and _go_together(a[1], b[0])


def _go_together(a: Name, b: Name) -> bool:
    if a.first in b.forms or b.first in a.forms or a.sound == b.sound or not set(a.parts).isdisjoint(b.parts):
        return True
    if min(len(a.whole), len(b.whole)) == 1:
        return a.whole[0] == b.whole[0]
    return bool(JaroWinkler.similarity(a.whole, b.whole) >= ALIKE)


def paths(count: int, tree: Sequence[Edge]) -> list[list[tuple[int, Edge]]]:
    """For each description, its neighbours in the tree of links, with the link."""
    neighbours: list[list[tuple[int, Edge]]] = [[] for _ in range(count)]
    for edge in tree:
        neighbours[edge.a].append((edge.b, edge))
        neighbours[edge.b].append((edge.a, edge))
    return neighbours

"""A three-way merge of what two people made of one entry: nothing that either wrote is lost unsaid.

An entry is a JSON object. It is merged field by field; a field that is an object itself, inside it; a list of objects
that each have an ``id``, by those. What only one side changed is taken from that side; what both changed alike, from
either; what they changed differently is a :class:`Clash`, for a person to settle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]


class Absent:
    """Stands for a field that an entry does not have."""

    def __repr__(self) -> str:
        return "absent"

    def __bool__(self) -> bool:
        return False


ABSENT = Absent()


@dataclass(frozen=True)
class Clash:
    """A field that two people changed differently."""

    path: tuple[str, ...]
    """The names that lead to it; of a row in a list, its ``id``."""
    base: Any
    """What both saw before; :data:`ABSENT` where there was nothing."""
    theirs: Any
    """What the other has kept since."""
    ours: Any
    """What is to be saved now."""

    @property
    def field(self) -> str:
        """The path as one name."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Merged:
    """The outcome of a merge; where there are clashes, ``data`` has the other's value in those fields."""

    data: dict[str, Any]
    clashes: tuple[Clash, ...]
    theirs: tuple[str, ...]
    """Names of the fields, at the top, that came from the other."""


def merge(base: Data, theirs: Data, ours: Data) -> Merged:
    """Merge ``ours`` into ``theirs``, both made from ``base``."""
    clashes: list[Clash] = []
    data = _objects((), base, theirs, ours, clashes)
    changed = tuple(
        name
        for name in {**theirs, **base}
        if not _same(base.get(name, ABSENT), theirs.get(name, ABSENT))
        and not _same(theirs.get(name, ABSENT), ours.get(name, ABSENT))
    )
    return Merged(data, tuple(clashes), changed)


def _objects(path: tuple[str, ...], base: Data, theirs: Data, ours: Data, clashes: list[Clash]) -> dict[str, Any]:
    merged = {}
    # Names in the order of theirs, then what we added.
    for name in {**theirs, **ours, **base}:
        sides = (base.get(name, ABSENT), theirs.get(name, ABSENT), ours.get(name, ABSENT))
        value = _values((*path, name), *sides, clashes)
        if not isinstance(value, Absent):
            merged[name] = value
    return merged


def _values(path: tuple[str, ...], base: Any, theirs: Any, ours: Any, clashes: list[Clash]) -> Any:
    if _same(theirs, ours) or _same(base, ours):
        return theirs
    if _same(base, theirs):
        return ours
    if isinstance(theirs, Mapping) and isinstance(ours, Mapping):
        return _objects(path, base if isinstance(base, Mapping) else {}, theirs, ours, clashes)
    if _has_ids(theirs) and _has_ids(ours) and (_has_ids(base) or not base):
        by_id = [{str(row["id"]): row for row in side or ()} for side in (base, theirs, ours)]
        return list(_objects(path, by_id[0], by_id[1], by_id[2], clashes).values())
    clashes.append(Clash(path, base, theirs, ours))
    return theirs


def _has_ids(value: Any) -> bool:
    """Whether a value is a list of objects that each have an ``id`` of their own."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return False
    ids = [str(row["id"]) for row in value if isinstance(row, Mapping) and "id" in row]
    return len(ids) == len(value) == len(set(ids))


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON: True is not 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)

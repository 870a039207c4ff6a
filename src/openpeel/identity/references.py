"""References of people, households and telephones that stay the same from one run to the next.

A reference is made of the earliest description, so it tells nothing of name, number or address. It stays with that
description's group when descriptions are added, when groups come together (the earliest keeps its reference) and when a
group is taken apart again (the part with the earliest keeps it, the other gets its own back).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from openpeel.identity.details import Details

DIGITS = 12
"""Hexadecimal digits of a reference: with ten million people, a chance of one in six that any two are given one."""


def referenced(
    groups: Sequence[Sequence[int]], details: Details, former: Mapping[str, str | None], kind: str, force: str
) -> list[str]:
    """A reference for each of ``groups`` (places of descriptions, each in order).

    ``former`` has the references that descriptions had before. A reference that several groups' members had goes to the
    one with the earliest of them.
    """
    owners: dict[str, int] = {}
    for number, place in sorted(_places(groups), key=lambda pair: pair[1]):
        name = former.get(details.details[place].detail_id)
        if name is not None:
            owners.setdefault(name, number)
    kept: dict[int, str] = {}
    for name, number in owners.items():
        kept.setdefault(number, name)
    taken = set(kept.values())
    found = []
    for number, group in enumerate(groups):
        if number not in kept:
            kept[number] = _fresh(details.details[group[0]].detail_id, kind, force, taken)
            taken.add(kept[number])
        found.append(kept[number])
    return found


def _places(groups: Sequence[Sequence[int]]) -> Iterable[tuple[int, int]]:
    return ((number, place) for number, group in enumerate(groups) for place in group)


def _fresh(detail_id: str, kind: str, force: str, taken: set[str]) -> str:
    for attempt in range(len(taken) + 1):
        digest = hashlib.sha256(f"{force}|{kind}|{detail_id}|{attempt}".encode()).hexdigest()
        name = f"{kind}-{digest[:DIGITS]}"
        if name not in taken:
            return name
    raise AssertionError("a free reference is always found")

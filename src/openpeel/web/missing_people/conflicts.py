"""Settling what two people changed differently: the second is shown the first's change, and says which is to stand."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpeel.capture.merging import ABSENT, merge

BASE, CHOICE = "settled-base", "stands:"
OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True)
class Settlement:
    """What the person chose, field by field, after having seen the revision ``base``."""

    base: int
    seen_first: int
    """The revision that the person had seen before the conflict."""
    stands: Mapping[tuple[str, ...], str]
    """Whose value is to stand, of each field in which the person has chosen."""

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> Settlement | None:
        """The settlement that a form holds; None where it holds none."""
        base, first = posted.get(BASE, ""), posted.get("base", "")
        if not (base.isascii() and base.isdigit() and first.isascii() and first.isdigit()):
            return None
        try:
            stands = {
                tuple(str(part) for part in json.loads(name.removeprefix(CHOICE))): value
                for name, value in posted.items()
                if name.startswith(CHOICE) and value in (OURS, THEIRS)
            }
        except (ValueError, TypeError):
            return None
        return cls(int(base), int(first), stands)


def posted(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed into the form before the conflict, for the form that settles it."""
    return [
        (name, value)
        for name, value in sent.items()
        if name not in ("csrfmiddlewaretoken", BASE) and not name.startswith(CHOICE)
    ]


def name_of(path: tuple[str, ...]) -> str:
    """The name of the choice about a field."""
    return CHOICE + json.dumps(path)


def settled(
    settlement: Settlement, current: Mapping[str, Any], first_seen: Mapping[str, Any], ours: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Both sides' changes, and in each field on which they clash the value that was chosen; None where one was not."""
    merged = merge(first_seen, current, ours)
    data = copy.deepcopy(merged.data)
    for clash in merged.clashes:
        if clash.path not in settlement.stands:
            return None
        if settlement.stands[clash.path] == OURS:
            _put(data, clash.path, clash.ours)
    return data


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *way, last = path
    for name in way:
        data = data.setdefault(name, {})
    if value is ABSENT:
        data.pop(last, None)
    else:
        data[last] = value

"""Lengths of time as users write them: '60 seconds', '3 civil months'."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpeel.language.durations import (
    Duration,
    civil_days,
    civil_months,
    days,
    hours,
    minutes,
    seconds,
    working_days,
)

_UNITS: dict[str, Callable[[int], Duration]] = {
    "second": seconds,
    "minute": minutes,
    "hour": hours,
    "day": days,
    "civil day": civil_days,
    "civil month": civil_months,
    "working day": working_days,
}

HOW_TO_WRITE = f"a length of time: a number and one of {', '.join(f'{unit}s' for unit in _UNITS)}"


def length_named(text: str) -> tuple[Callable[[int], Duration], int] | None:
    """The function that makes such a length, and its amount; None for what is no length of time.

    Raises ValueError for one that is longer than the function takes.
    """
    found = re.fullmatch(r"(\d+) +(.+?)s?", text)
    if found is None or found[2] not in _UNITS:
        return None
    make, amount = _UNITS[found[2]], int(found[1])
    make(amount)
    return make, amount

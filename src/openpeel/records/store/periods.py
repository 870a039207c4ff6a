"""Which periods the loads of a table cover between them, and where they leave gaps."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Period:
    """From one moment (inclusive) to another (exclusive), naive UTC."""

    begins: datetime
    ends: datetime


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods in order, with those that overlap or touch made one."""
    found: list[Period] = []
    for period in sorted(periods, key=lambda one: one.begins):
        if found and period.begins <= found[-1].ends:
            found[-1] = Period(found[-1].begins, max(found[-1].ends, period.ends))
        else:
            found.append(period)
    return tuple(found)


def gaps(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods between the first beginning and the last end of which nothing is covered."""
    whole = joined(periods)
    return tuple(Period(a.ends, b.begins) for a, b in itertools.pairwise(whole))

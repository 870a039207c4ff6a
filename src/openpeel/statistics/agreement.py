"""Agreement of two who judged the same things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from openpeel.errors import Refused
from openpeel.statistics.intervals import Interval, SpeaksOf, proportion


@dataclass(frozen=True)
class Agreement:
    """How far two agree: the share judged alike, with its interval, and Cohen's kappa (1960), which allows for chance.

    Kappa is None where chance alone would make them agree always: both gave one and the same answer throughout.
    """

    same: Interval
    kappa: float | None


def agreement(pairs: Sequence[tuple[Hashable, Hashable]], *, speaks_of: SpeaksOf) -> Agreement:
    """The agreement over pairs of judgments of the same thing. Raises Refused for no pair."""
    if not pairs:
        raise Refused("nothing was judged by both")
    same = sum(one == other for one, other in pairs)
    ones, others = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(times * others[judgment] for judgment, times in ones.items()) / len(pairs) ** 2
    return Agreement(
        proportion(same, len(pairs), speaks_of=speaks_of),
        (same / len(pairs) - by_chance) / (1 - by_chance) if by_chance < 1 else None,
    )

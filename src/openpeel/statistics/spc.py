"""Change over time by control charts as NHS England's 'Making data count' draws them: XmR and p.

`chart` puts points, rebases, breaks and dated targets together; the rules themselves are in
`openpeel.statistics.special_causes` and the limits in `openpeel.statistics.limits`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics import special_causes
from openpeel.statistics.counts import Array, as_numbers
from openpeel.statistics.limits import Lines, p_lines, xmr_lines

FEWEST_FOR_ASSURANCE = 12
"""Points in the present stretch below which limits still move too much to say whether a target will be met."""


class Better(StrEnum):
    """Which way improvement lies."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Rule(StrEnum):
    """Why a point is marked as special cause."""

    BEYOND_LIMITS = "outside the process limits"
    SHIFT = "run of seven on one side of the mean"
    TREND = "run of seven rising or falling"
    TWO_OF_THREE = "two of three close to a limit"


class Variation(StrEnum):
    """What the latest point says."""

    COMMON = "no significant change"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "higher than usual"
    LOW = "lower than usual"


class Assurance(StrEnum):
    """Whether the present process will hit its target."""

    PASSES = "will pass the target"
    FAILS = "will fail the target unless the process changes"
    HIT_OR_MISS = "may pass or fail the target by chance"
    NO_TARGET = "no target"
    TOO_EARLY = "too few points to say"


@dataclass(frozen=True)
class Target:
    """A level to reach, in force from ``since`` until the next target begins."""

    since: date
    value: float


@dataclass(frozen=True)
class Restart:
    """A moment from which limits are drawn anew, and why.

    A rebase is chosen because the process is known to have changed. A break is not a choice: what is counted changed,
    so points on its two sides cannot be compared and the line between them is not drawn.
    """

    since: date
    reason: str
    is_break: bool = False


@dataclass(frozen=True)
class Point:
    """One point with its lines and what the rules say of it."""

    when: date
    value: float
    n: int | None
    centre: float
    low: float
    high: float
    stretch: int
    rules: tuple[Rule, ...]
    variation: Variation
    target: float | None


@dataclass(frozen=True)
class Chart:
    """A control chart; ``variation`` and ``assurance`` speak of its latest point and stretch."""

    kind: str
    better: Better
    points: tuple[Point, ...]
    restarts: tuple[Restart, ...]
    variation: Variation
    assurance: Assurance
    notes: tuple[str, ...] = ()


def chart(
    when: Sequence[date],
    values: Sequence[float],
    wholes: Sequence[int] | None = None,
    *,
    better: Better = Better.NEITHER,
    targets: Sequence[Target] = (),
    restarts: Sequence[Restart] = (),
    baseline: int | None = None,
) -> Chart:
    """An XmR chart of ``values``, or with ``wholes`` a p-chart of ``values`` out of them.

    ``baseline`` holds each stretch's limits as its first points gave them. Raises Refused where moments repeat or run
    backwards, where a restart leaves a stretch of one point, and for impossible counts.
    """
    _check(when, values, wholes, restarts)
    edges = [0, *sorted({sum(day < restart.since for day in when) for restart in restarts} - {0}), len(when)]
    points: list[Point] = []
    notes: list[str] = []
    for stretch, (start, end) in enumerate(pairwise(edges)):
        part = slice(start, end)
        if wholes is None:
            shown, lines = as_numbers(values[part], "values"), xmr_lines(values[part], baseline)
        else:
            lines = p_lines(values[part], wholes[part], baseline)
            shown = as_numbers(values[part], "values") / as_numbers(wholes[part], "wholes")
        if (lines.low == lines.high).all():
            first = in_words(when[start], by_month=are_months(when))
            notes.append(f"From {first} the figure never changes: its limits have no width.")
        marked, rising = _marks(shown, lines), _rises(shown)
        for i, day in enumerate(when[part]):
            rules = tuple(rule for rule, marks in marked.items() if marks[i])
            points.append(
                Point(
                    day,
                    float(shown[i]),
                    None if wholes is None else int(wholes[start + i]),
                    float(lines.centre[i]),
                    float(lines.low[i]),
                    float(lines.high[i]),
                    stretch,
                    rules,
                    _variation(
                        rules, bool(rising[i] if rules == (Rule.TREND,) else shown[i] > lines.centre[i]), better
                    ),
                    _target_on(day, targets),
                )
            )
    if targets and points[-1].target is None:
        notes.append("The target begins after the last point: no point is judged by it.")
    latest = [point for point in points if point.stretch == points[-1].stretch]
    if len(latest) < FEWEST_FOR_ASSURANCE:
        notes.append(f"The present limits rest on {len(latest)} points; from {FEWEST_FOR_ASSURANCE} they are settled.")
    return Chart(
        "XmR" if wholes is None else "p",
        better,
        tuple(points),
        tuple(restarts),
        points[-1].variation,
        _assurance(latest, better),
        tuple(notes),
    )


def are_months(when: Sequence[date]) -> bool:
    """Whether points are read by their months: none has two of them."""
    return len({(day.year, day.month) for day in when}) == len(when)


def in_words(day: date, *, by_month: bool) -> str:
    """'March 2021', or '15 March 2021'."""
    return f"{day:%B %Y}" if by_month else f"{day.day} {day:%B %Y}"


def special_cause_marks(values: Array, lines: Lines) -> Array:
    """Which points any rule marks, for many series at once (time along the last axis)."""
    return np.logical_or.reduce(list(_marks(values, lines).values()))  # type: ignore[no-any-return]


def _marks(values: Array, lines: Lines) -> dict[Rule, special_causes.Marks]:
    return {
        Rule.BEYOND_LIMITS: special_causes.beyond_limits(values, lines.low, lines.high),
        Rule.SHIFT: special_causes.shift(values, lines.centre),
        Rule.TREND: special_causes.trend(values),
        Rule.TWO_OF_THREE: special_causes.two_of_three(values, lines.centre, lines.low, lines.high),
    }


def _rises(values: Array) -> special_causes.Marks:
    """The points of trends that rise. One that ends a trend and begins the opposite speaks of the one that it ends."""
    into = np.diff(values, axis=-1, prepend=values[..., :1]) > 0
    up, down = special_causes.rising(values), special_causes.rising(-values)
    return up & (~down | into)


def _variation(rules: tuple[Rule, ...], high: bool, better: Better) -> Variation:
    """What a point says: a trend by its direction, every other pattern by its side of the centre line (``high``)."""
    if not rules:
        return Variation.COMMON
    if better is Better.NEITHER:
        return Variation.HIGH if high else Variation.LOW
    return Variation.IMPROVEMENT if high == (better is Better.UP) else Variation.CONCERN


def _target_on(day: date, targets: Sequence[Target]) -> float | None:
    in_force = [target for target in targets if target.since <= day]
    return max(in_force, key=lambda target: target.since).value if in_force else None


def _assurance(stretch: Sequence[Point], better: Better) -> Assurance:
    latest = stretch[-1]
    if latest.target is None or better is Better.NEITHER:
        return Assurance.NO_TARGET
    if len(stretch) < FEWEST_FOR_ASSURANCE:
        return Assurance.TOO_EARLY
    if latest.low <= latest.target <= latest.high:
        # A limit that touches the target passes it where the target itself counts as met.
        touches = latest.low if better is Better.UP else latest.high
        return Assurance.PASSES if touches == latest.target else Assurance.HIT_OR_MISS
    above = latest.low > latest.target
    return Assurance.PASSES if above == (better is Better.UP) else Assurance.FAILS


def _check(
    when: Sequence[date], values: Sequence[float], wholes: Sequence[int] | None, restarts: Sequence[Restart]
) -> None:
    if len(when) < 2:
        raise Refused(f"a chart needs two points or more; there {'is 1' if when else 'are none'}")
    if len(when) != len(values) or (wholes is not None and len(wholes) != len(when)):
        raise Refused("moments, values and wholes are not equally many")
    if any(later <= earlier for earlier, later in pairwise(when)):
        raise Refused("moments repeat or run backwards", mend="give one row for each period, in order")
    late = [restart for restart in restarts if restart.since > when[-1]]
    if late:
        raise Refused(
            f"a rebase or break from {late[0].since} lies after the last point",
            why="there is nothing there to draw limits from",
        )
    edges = [0, *sorted({sum(day < restart.since for day in when) for restart in restarts} - {0}), len(when)]
    if any(end - start < 2 for start, end in pairwise(edges)):
        raise Refused(
            "a rebase or break leaves a stretch of fewer than two points",
            why="one point has no variation to draw limits from",
            mend="move it, or leave it out until more points are there",
        )

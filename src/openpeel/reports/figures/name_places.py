"""Where the names of a funnel's points are written, so that they cover neither points nor each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from openpeel.reports.figures.figure import WIDTH

HEIGHT = 380
"""Pixels from the top to the foot of a funnel."""

Box = tuple[float, float, float, float]
Place = tuple[int, int, str]
PLACES: tuple[Place, ...] = (
    (9, 0, "left"),
    (-9, 0, "right"),
    (0, -13, "center"),
    (0, 14, "center"),
    (8, -12, "left"),
    (8, 13, "left"),
    (-8, -12, "right"),
    (-8, 13, "right"),
)

PASSES = 3
"""How often each name is placed: the first may have to make room for those that have less choice."""


def name_places(
    named: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], smallest: float, largest: float
) -> list[Place]:
    """Where each name goes: beside, above or below its point, wherever it covers fewest names, then fewest points."""
    highest = max(row["figure"] for row in rows) or 1.0
    across = math.log(largest / smallest)

    def at(row: dict[str, Any]) -> tuple[float, float]:
        return WIDTH * math.log(row["size"] / smallest) / across, HEIGHT * (1 - row["figure"] / highest)

    points = [(x - 6, x + 6, y - 6, y + 6) for x, y in map(at, rows)]
    boxes = [{place: _box(place, *at(row), 6.2 * len(row["name"])) for place in PLACES} for row in named]
    chosen: list[Place | None] = [None] * len(boxes)
    for _ in range(PASSES):
        for number, possible in enumerate(boxes):
            others = [
                boxes[other][place] for other, place in enumerate(chosen) if place is not None and other != number
            ]
            chosen[number] = min(PLACES, key=lambda place: _cost(possible[place], others, points))
    return [place for place in chosen if place is not None]


def _box(place: Place, x: float, y: float, letters: float) -> Box:
    left = x + place[0] - {"left": 0.0, "right": letters, "center": letters / 2}[place[2]]
    return left, left + letters, y + place[1] - 6, y + place[1] + 6


def _cost(box: Box, names: Sequence[Box], points: Sequence[Box]) -> int:
    left, right, top, bottom = box
    outside = left < 0 or right > WIDTH + 8 or top < 0 or bottom > HEIGHT

    def covered(boxes: Sequence[Box]) -> int:
        return sum(left < b and right > a and top < d and bottom > c for a, b, c, d in boxes)

    # A name over a point can be read; two names over each other cannot, nor one that is cut off.
    return 10 * (outside + covered(names)) + covered(points)

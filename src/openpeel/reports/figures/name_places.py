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


def name_places(
    named: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], smallest: float, largest: float
) -> list[Place]:
    """Where each name goes: beside, above or below its point, wherever it covers fewest points and names."""
    highest = max(row["figure"] for row in rows) or 1.0
    across = math.log(largest / smallest)

    def at(row: dict[str, Any]) -> tuple[float, float]:
        return WIDTH * math.log(row["size"] / smallest) / across, HEIGHT * (1 - row["figure"] / highest)

    taken: list[Box] = [(x - 6, x + 6, y - 6, y + 6) for x, y in map(at, rows)]
    places = []
    for row in named:
        x, y = at(row)
        boxes = {place: _box(place, x, y, 6.2 * len(row["name"])) for place in PLACES}
        best = min(PLACES, key=lambda place: _covered(boxes[place], taken))
        taken.append(boxes[best])
        places.append(best)
    return places


def _box(place: Place, x: float, y: float, letters: float) -> Box:
    left = x + place[0] - {"left": 0.0, "right": letters, "center": letters / 2}[place[2]]
    return left, left + letters, y + place[1] - 6, y + place[1] + 6


def _covered(box: Box, taken: Sequence[Box]) -> int:
    left, right, top, bottom = box
    outside = 10 * (left < 0 or right > WIDTH + 8 or top < 0 or bottom > HEIGHT)
    return outside + sum(left < b and right > a and top < d and bottom > c for a, b, c, d in taken)

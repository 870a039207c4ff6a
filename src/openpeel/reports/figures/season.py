"""What the season adds to a figure by month, quarter or weekday, with the figures that say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, values

HEIGHT = 320


class Place(NamedTuple):
    """A month, quarter or weekday: what the season adds, by how many ``times``, and each figure less its level."""

    name: str
    adds: float
    low: float
    high: float
    times: int
    points: tuple[tuple[date, float], ...]


def season(
    places: Sequence[Place],
    *,
    last: int,
    like: str,
    title: str,
    subtitle: str,
    axis: str,
    notes: Sequence[str],
    percent: bool,
) -> Figure:
    """The season by place, in the order given, with each figure less its level; the ``last`` ones are set out."""
    n = sum(place.times for place in places)
    newest = sorted(day for place in places for day, _ in place.points)[-last:]
    earlier, latest = "earlier", f"last {last} {'days' if like == 'weekdays' else like}"
    points = [
        {"place": place.name, "when": day, "value": value, "is": latest if day in newest else earlier}
        for place in places
        for day, value in place.points
    ]
    adds = [{"place": place.name, "value": place.adds, "low": place.low, "high": place.high} for place in places]
    x: Spec = {
        "field": "place",
        "type": "nominal",
        "sort": [place.name for place in places],
        "title": None,
        "axis": {"labelAngle": 0} | ({"labelExpr": "slice(datum.value, 0, 3)"} if like == "months" else {}),
    }
    y: Spec = {"type": "quantitative", "title": axis, "axis": {"format": "+.0%"} if percent else {}}
    kinds: Spec = {
        "field": "is",
        "type": "nominal",
        "scale": {"domain": [latest, earlier], "range": [Ink.FOCUS, Ink.OTHERS]},
        "legend": {"title": None},
    }
    shapes: Spec = {**kinds, "scale": {"domain": [latest, earlier], "range": ["diamond", "circle"]}}
    drawing: Spec = {
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            {
                "data": values([{"level": 0}]),
                "mark": {"type": "rule", "color": Ink.LINE},
                "encoding": {"y": {**y, "field": "level"}},
            },
            {
                "data": values(adds),
                "mark": {"type": "bar", "width": 26, "color": Ink.GRID},
                "encoding": {"x": x, "y": {**y, "field": "low", "scale": {"zero": False}}, "y2": {"field": "high"}},
            },
            {
                "data": values(points),
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 45,
                    "opacity": 1,
                    "stroke": "white",
                    "strokeWidth": 0.5,
                },
                "encoding": {"x": x, "y": {**y, "field": "value"}, "fill": kinds, "shape": shapes},
            },
            {
                "data": values(adds),
                "mark": {"type": "tick", "color": Ink.TEXT, "thickness": 2.5, "width": 26},
                "encoding": {"x": x, "y": {**y, "field": "value"}},
            },
        ],
    }
    reading = (
        "Line: what the season adds to the level, the same each time; grey: its 95% interval, of ordinary variation. "
        f"Points: each figure less the level of its time (seasonal-trend smoothing). n = {n} points."
    )
    # Each row has all years, also those that begin after its month or end before it.
    years = sorted({day.year for place in places for day, _ in place.points}) if like != "weekdays" else []
    table = tuple(
        {
            like.removesuffix("s"): place.name,
            "season adds": place.adds,
            "low": place.low,
            "high": place.high,
            ("weeks" if like == "weekdays" else "years"): place.times,
            **{str(year): {day.year: value for day, value in place.points}.get(year) for year in years},
        }
        for place in places
    )
    return Figure(title, subtitle, (reading, *notes), drawing, table)

"""Ratios by group with their intervals, against the line of no difference: a forest plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, values


@dataclass(frozen=True)
class Ratio:
    """A ratio to the reference group; ``lowest`` and ``highest`` are what missing data could make of it."""

    name: str
    ratio: float
    low: float
    high: float
    count: int
    lowest: float | None = None
    highest: float | None = None


def forest(ratios: Sequence[Ratio], *, title: str, subtitle: str, notes: Sequence[str], axis: str) -> Figure:
    """Each ratio as a point with its interval, on a scale where twice and half are equally far from one."""
    rows = [
        {
            "name": f"{ratio.name} (n = {ratio.count:,})",
            "ratio": ratio.ratio,
            "low": max(ratio.low, 0.05),
            "high": ratio.high,
            "lowest": ratio.lowest,
            "highest": ratio.highest,
            "text": f"{ratio.ratio:.2f} ({ratio.low:.2f} to {ratio.high:.2f})",
            "certain": ratio.low > 1 or ratio.high < 1,
        }
        for ratio in ratios
    ]
    least = min(0.5, *(float(row["lowest"] or row["low"]) for row in rows))  # type: ignore[arg-type]
    most = max(2.0, *(float(row["highest"] or row["high"]) for row in rows))  # type: ignore[arg-type]
    x: Spec = {
        "type": "quantitative",
        "title": axis,
        "scale": {"type": "log", "base": 2, "domain": [least * 0.9, most * 1.1], "nice": False},
        "axis": {
            "values": [
                v for v in (0.1, 0.2, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32) if least * 0.9 <= v <= most * 1.1
            ],
            "format": "~g",
        },
    }
    y: Spec = {
        "field": "name",
        "type": "nominal",
        "sort": [row["name"] for row in rows],
        "title": None,
        "axis": {"ticks": False, "domain": False, "labelLimit": 260, "labelPadding": 8},
    }
    layers: list[Spec] = [
        {
            "data": {"values": [{"one": 1}]},
            "mark": {"type": "rule", "color": Ink.TEXT, "strokeWidth": 1},
            "encoding": {"x": {**x, "field": "one"}},
        }
    ]
    if any(row["lowest"] is not None for row in rows):
        layers.append(
            {
                "mark": {"type": "bar", "height": 14, "color": Ink.BAND},
                "encoding": {"y": y, "x": {**x, "field": "lowest"}, "x2": {"field": "highest"}},
            }
        )
    layers += [
        {
            "mark": {"type": "rule", "strokeWidth": 2, "color": Ink.TEXT},
            "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": Ink.TEXT, "strokeWidth": 1},
            "encoding": {
                "y": y,
                "x": {**x, "field": "ratio"},
                "fill": {"condition": {"test": "datum.certain", "value": Ink.FOCUS}, "value": "white"},
            },
        },
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11},
            "encoding": {"y": y, "x": {"value": WIDTH - 110}, "text": {"field": "text"}},
        },
    ]
    drawing: Spec = {"width": WIDTH - 130, "height": {"step": 36}, "data": values(rows), "layer": layers}
    reading = (
        "Filled: the 95% interval (line) leaves out 1. Grey: what events of unknown group could make of the ratio."
    )
    table = tuple(
        {
            "group": ratio.name,
            "ratio": ratio.ratio,
            "low": ratio.low,
            "high": ratio.high,
            "count": ratio.count,
            "lowest": ratio.lowest,
            "highest": ratio.highest,
        }
        for ratio in ratios
    )
    return Figure(title, subtitle, (reading, *notes), drawing, table)

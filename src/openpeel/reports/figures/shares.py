"""Shares with their intervals, each against what is asked of it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, values

_NAME_LETTERS = 34


@dataclass(frozen=True)
class Share:
    """A share of 0 to 1 with its interval; ``lowest`` and ``highest`` take in the cases that cannot be told."""

    name: str
    share: float
    low: float
    high: float
    n: int
    lowest: float
    highest: float
    asked: float
    official: bool


def shares(rows: Sequence[Share], *, title: str, subtitle: str, notes: Sequence[str]) -> Figure:
    """Each share as a point with its interval, and a stroke where the share asked of it lies."""
    data = [
        {
            "name": "\n".join(textwrap.wrap(row.name, _NAME_LETTERS)),
            "share": row.share,
            "low": row.low,
            "high": row.high,
            "lowest": min(row.lowest, row.low),
            "highest": max(row.highest, row.high),
            "asked": row.asked,
            "text": f"{row.share:.1%} (n = {row.n:,})",
            "reached": _reached(row),
        }
        for row in rows
    ]
    x: Spec = {
        "type": "quantitative",
        "title": "share met",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"format": ".0%", "tickCount": 6},
    }
    y: Spec = {
        "field": "name",
        "type": "nominal",
        "sort": [row["name"] for row in data],
        "title": None,
        "axis": {"ticks": False, "domain": False, "labelLimit": 300, "labelPadding": 8, "labelLineHeight": 14},
    }
    fill = {
        "condition": [
            {"test": "datum.reached == 'yes'", "value": Ink.FOCUS},
            {"test": "datum.reached == 'no'", "value": Ink.CONCERN},
        ],
        "value": "white",
    }
    shape = {
        "condition": [
            {"test": "datum.reached == 'yes'", "value": "circle"},
            {"test": "datum.reached == 'no'", "value": "square"},
        ],
        "value": "diamond",
    }
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 12, "color": Ink.BAND},
            "encoding": {"y": y, "x": {**x, "field": "lowest"}, "x2": {"field": "highest"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 2, "color": Ink.TEXT},
            "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "tick", "thickness": 2.5, "size": 24, "color": Ink.TARGET},
            "encoding": {"y": y, "x": {**x, "field": "asked"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 100, "opacity": 1, "stroke": Ink.TEXT, "strokeWidth": 1},
            "encoding": {"y": y, "x": {**x, "field": "share"}, "fill": fill, "shape": shape},
        },
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11},
            "encoding": {"y": y, "x": {"value": WIDTH - 230}, "text": {"field": "text"}},
        },
    ]
    drawing: Spec = {"width": WIDTH - 240, "height": {"step": 34}, "data": values(data), "layer": layers}
    reading = (
        "Line: 95% interval, of ordinary variation. Grey: with the cases that cannot be told. Upright stroke: what is "
        "asked. Circle: reached beyond doubt; square: falls short beyond doubt; diamond: cannot be told."
    )
    table = tuple(
        {
            "standard": row.name,
            "share": row.share,
            "low": row.low,
            "high": row.high,
            "n": row.n,
            "asked": row.asked,
            "official": row.official,
        }
        for row in rows
    )
    return Figure(title, subtitle, (reading, *notes), drawing, table)


def _reached(row: Share) -> str:
    if min(row.low, row.lowest) >= row.asked:
        return "yes"
    return "no" if max(row.high, row.highest) < row.asked else "open"

"""Areas side by side: ranked bars with intervals, and the funnel plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, number, values

FLAG_SIGN = "*"
HEIGHT = 380


@dataclass(frozen=True)
class Bar:
    """One area's figure with its interval; ``flag`` says why it may not be comparable."""

    name: str
    figure: float
    low: float
    high: float
    n: int
    focus: bool = False
    flag: str | None = None


@dataclass(frozen=True)
class FunnelPoint:
    """One area on a funnel: its figure, its size (residents or cases), and how many deviations it lies out."""

    name: str
    figure: float
    size: float
    deviation: float
    focus: bool = False
    flag: str | None = None


@dataclass(frozen=True)
class FunnelLine:
    """One line of a funnel, as size and height; ``name`` says what lies within."""

    name: str
    points: Sequence[tuple[float, float]]
    dashed: bool = False


def ranked_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    axis: str,
    average: float | None = None,
    group_average: float | None = None,
) -> Figure:
    """Bars from highest to lowest, each with its interval; the area in focus stands out, flagged ones are hollow."""
    ordered = sorted(bars, key=lambda bar: -bar.figure)
    rows = [
        {
            "name": _signed(bar),
            "figure": bar.figure,
            "low": bar.low,
            "high": bar.high,
            "kind": "focus" if bar.focus else "flagged" if bar.flag else "others",
            "label": number(bar.figure),
        }
        for bar in ordered
    ]
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": {"band": 0.7}},
            "encoding": {
                "x": {"field": "figure", "type": "quantitative", "title": axis, "axis": {"tickCount": 6}},
                "color": {
                    "condition": [
                        {"test": "datum.kind == 'focus'", "value": Ink.FOCUS},
                        {"test": "datum.kind == 'flagged'", "value": "white"},
                    ],
                    "value": Ink.OTHERS,
                },
                "stroke": {"condition": {"test": "datum.kind == 'flagged'", "value": Ink.LINE}, "value": "transparent"},
            },
        },
        {
            "mark": {"type": "rule", "strokeWidth": 1.5, "color": Ink.TEXT},
            "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
        },
    ]
    if average is not None:
        layers += _upright(average, f"all together {number(average)}", Ink.TARGET, -6)
    if group_average is not None:
        layers += _upright(group_average, f"similar areas {number(group_average)}", Ink.NEUTRAL, -20)
    layers += _words({"x": {"field": "high", "type": "quantitative"}, "text": {"field": "label"}}, align="left", dx=6)
    drawing: Spec = {
        "width": WIDTH - 130,
        "height": {"step": 18},
        "data": values(rows),
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": [row["name"] for row in rows],
                "title": None,
                "axis": {"ticks": False, "domain": False, "labelLimit": 260, "labelPadding": 8},
            }
        },
        "layer": layers,
    }
    table = tuple(
        {"area": bar.name, "figure": bar.figure, "low": bar.low, "high": bar.high, "n": bar.n, "flag": bar.flag or ""}
        for bar in ordered
    )
    return Figure(title, subtitle, (*notes, *_flags(bars)), drawing, table)


def funnel(
    points: Sequence[FunnelPoint],
    lines: Sequence[FunnelLine],
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    axis: str,
    size_axis: str,
    average: float,
    named_beyond: float = 2.0,
) -> Figure:
    """Figures against sizes with lines of what is to be expected; areas beyond ``named_beyond`` deviations are named."""
    rows = [
        {
            "name": _signed(point),
            "figure": point.figure,
            "size": point.size,
            "kind": "focus" if point.focus else "flagged" if point.flag else "others",
        }
        for point in points
    ]
    sized = [size for line in lines for size, _ in line.points]
    named = [row for row, point in zip(rows, points, strict=True) if point.focus or abs(point.deviation) > named_beyond]
    for row, (dx, dy, align) in zip(named, _name_places(named, rows), strict=True):
        row.update(dx=dx, dy=dy, align=align)
    sizes: Spec = {
        "field": "size",
        "type": "quantitative",
        "title": f"{size_axis} (logarithmic)",
        "scale": {"type": "log", "base": 2, "nice": False, "domain": [min(sized), max(sized)]},
        "axis": {"values": _round_sizes(min(sized), max(sized)), "format": ","},
    }
    heights: Spec = {"field": "figure", "type": "quantitative", "title": axis, "scale": {"zero": False, "nice": True}}
    line_rows = [
        {"line": line.name, "part": f"{line.name} {side}", "size": size, "figure": height}
        for line in lines
        for side, (size, height) in _sides(line)
    ]
    names = list(dict.fromkeys(line.name for line in lines))
    layers: list[Spec] = [
        {
            "data": values(line_rows),
            "mark": {"type": "line", "color": Ink.LINE, "strokeWidth": 1.25, "clip": True},
            "encoding": {
                "x": sizes,
                "y": heights,
                "detail": {"field": "part"},
                "strokeDash": {
                    "field": "line",
                    "type": "nominal",
                    "scale": {"domain": names, "range": [[5, 4], [1, 0], [1, 3]][: len(names)]},
                    "legend": {"orient": "top", "title": None, "labelLimit": 400, "symbolType": "stroke", "symbolSize": 400},
                },
            },
        },
        {
            "data": {"values": [{"figure": average}]},
            "mark": {"type": "rule", "color": Ink.TARGET, "strokeWidth": 1.5},
            "encoding": {"y": {"field": "figure", "type": "quantitative"}},
        },
        {
            "data": values(rows),
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1, "stroke": "white", "strokeWidth": 0.75},
            "encoding": {
                "x": sizes,
                "y": heights,
                "fill": {
                    "condition": [
                        {"test": "datum.kind == 'focus'", "value": Ink.FOCUS},
                        {"test": "datum.kind == 'flagged'", "value": "white"},
                    ],
                    "value": "#7C868D",
                },
                "stroke": {"condition": {"test": "datum.kind == 'flagged'", "value": Ink.LINE}, "value": "white"},
                "size": {"condition": {"test": "datum.kind == 'focus'", "value": 150}, "value": 60},
            },
        },
    ]
    for row in named:
        layers += _name(row)
    drawing: Spec = {"width": WIDTH, "height": HEIGHT, "layer": layers}
    table = tuple(
        {
            "area": point.name,
            "figure": point.figure,
            "size": point.size,
            "deviations": point.deviation,
            "flag": point.flag or "",
        }
        for point in sorted(points, key=lambda point: -point.figure)
    )
    line_note = f"Level line: all areas together, {number(average)}."
    return Figure(title, subtitle, (line_note, *notes, *_flags(points)), drawing, table)


def _sides(line: FunnelLine) -> list[tuple[str, tuple[float, float]]]:
    """A funnel line is given as its lower points and then its upper points; the size falls back at the join."""
    side, sided = "lower", [("lower", line.points[0])]
    for before, point in pairwise(line.points):
        if point[0] < before[0]:
            side = "upper"
        sided.append((side, point))
    return sided


def _name(row: dict[str, Any]) -> list[Spec]:
    place: Spec = {
        "x": {"field": "size", "type": "quantitative"},
        "y": {"field": "figure", "type": "quantitative"},
        "text": {"field": "name"},
    }
    weight = "bold" if row["kind"] == "focus" else "normal"
    mark = {"align": row["align"], "dx": row["dx"], "dy": row["dy"], "fontWeight": weight}
    return [{"data": values([row]), **layer} for layer in _words(place, **mark)]


def _words(encoding: Spec, **mark: object) -> list[Spec]:
    """Text over a white edge of its own, so that lines behind it do not run through the letters."""
    base = {"type": "text", "baseline": "middle", "fontSize": 11, **mark}
    edge = {**base, "stroke": "white", "strokeWidth": 3, "strokeJoin": "round", "color": "white"}
    return [{"mark": edge, "encoding": encoding}, {"mark": base, "encoding": encoding}]


def _name_places(named: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """Where each name goes: beside, above or below its point, wherever it covers fewest points and names."""
    logs = [math.log(row["size"]) for row in rows]
    tops = [row["figure"] for row in rows]
    wide, high = max(logs) - min(logs) or 1.0, max(tops) - min(min(tops), 0) or 1.0
    at = [((log - min(logs)) / wide * WIDTH, (1 - top / high) * HEIGHT) for log, top in zip(logs, tops, strict=True)]
    taken: list[tuple[float, float, float, float]] = [(x - 6, x + 6, y - 6, y + 6) for x, y in at]
    choices = [(9, 0, "left"), (-9, 0, "right"), (0, -13, "center"), (0, 14, "center"), (8, -12, "left"), (8, 13, "left"), (-8, -12, "right"), (-8, 13, "right")]
    places = []
    for row in named:
        x, y = at[list(rows).index(row)]
        letters = 6.2 * len(row["name"])

        def box(choice: tuple[int, int, str], x: float = x, y: float = y, letters: float = letters) -> tuple[float, ...]:
            left = x + choice[0] - {"left": 0.0, "right": letters, "center": letters / 2}[choice[2]]
            return left, left + letters, y + choice[1] - 6, y + choice[1] + 6

        def covered(choice: tuple[int, int, str]) -> int:
            left, right, top, bottom = box(choice)
            outside = 10 * (left < 0 or right > WIDTH + 8 or top < 0 or bottom > HEIGHT)
            return outside + sum(left < b and right > a and top < d and bottom > c for a, b, c, d in taken)

        best = min(choices, key=covered)
        taken.append(box(best))  # type: ignore[arg-type]
        places.append(best)
    return places


def _round_sizes(smallest: float, largest: float) -> list[float]:
    """Round sizes from small to large, as 1, 2, 5, 10, 20, 50."""
    steps = [factor * 10**power for power in range(0, 10) for factor in (1, 2, 5)]
    return [step for step in steps if smallest <= step <= largest]


def _upright(figure: float, text: str, ink: Ink, above: int) -> list[Spec]:
    """An upright line with its words over the drawing."""
    data: Spec = {"values": [{"figure": figure, "text": text}]}
    place: Spec = {"x": {"field": "figure", "type": "quantitative"}}
    return [
        {"data": data, "mark": {"type": "rule", "color": ink, "strokeWidth": 1.5}, "encoding": {**place, "y": {"value": above + 4}, "y2": {"value": "height"}}},
        {
            "data": data,
            "mark": {"type": "text", "color": ink, "align": "center", "baseline": "bottom"},
            "encoding": {**place, "y": {"value": above + 3}, "text": {"field": "text"}},
        },
    ]


def _signed(area: Bar | FunnelPoint) -> str:
    return f"{area.name} {FLAG_SIGN}" if area.flag else area.name


def _flags(areas: Sequence[Bar | FunnelPoint]) -> tuple[str, ...]:
    """The flags as notes; areas that share one stand in one line."""
    by_flag: dict[str, list[str]] = {}
    for area in areas:
        if area.flag:
            by_flag.setdefault(area.flag, []).append(area.name)
    return tuple(f"{FLAG_SIGN} {', '.join(names)}: {flag}" for flag, names in by_flag.items())

"""Areas side by side: ranked bars with intervals, and the funnel plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpeel.errors import Refused
from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, number, values
from openpeel.reports.figures.name_places import HEIGHT, name_places
from openpeel.statistics.side_by_side import Area, FunnelLines, SideBySide

FLAG_SIGN = "*"
BARS, LABELS = WIDTH - 150, 52
"""Pixels across the bars, and from their right edge to that of the figures beside them."""
NAMED_BEYOND = 1.96
"""Standard deviations from all areas together beyond which a funnel names an area: the drawn 95 per cent line."""

FILL: Spec = {
    "condition": [
        {"test": "datum.kind == 'focus'", "value": Ink.FOCUS},
        {"test": "datum.kind == 'flagged'", "value": "white"},
    ],
    "value": Ink.OTHERS,
}
EDGE: Spec = {"condition": {"test": "datum.kind == 'flagged'", "value": Ink.LINE}, "value": "white"}


@dataclass(frozen=True)
class Words:
    """What a comparison is called: the finding, what is measured where and when, the axes, sources and caveats."""

    title: str
    subtitle: str
    axis: str
    size_axis: str
    notes: tuple[str, ...]
    focus: str | None = None


def ranked_bars(compared: SideBySide, words: Words, *, group_average: float | None = None) -> Figure:
    """Bars from highest to lowest, each with its interval; the area in focus stands out, flagged ones are hollow."""
    percent = compared.is_share
    rows = [
        {
            "name": _signed(area),
            "figure": area.figure,
            "low": area.low,
            "high": area.high,
            "kind": _kind(area, words.focus),
            "label": _shown(area.figure, percent),
        }
        for area in compared.areas
    ]
    x: Spec = {"field": "figure", "type": "quantitative", "title": words.axis}
    x["axis"] = {"tickCount": 6, **({"format": ".0%"} if percent else {})}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": {"band": 0.7}},
            "encoding": {"x": x, "color": FILL, "stroke": {**EDGE, "value": "transparent"}},
        },
    ]
    if compared.speaks_of:
        layers.append(
            {
                "mark": {"type": "rule", "strokeWidth": 1.5, "color": Ink.TEXT},
                "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
            }
        )
    layers += _upright(compared.middle, f"{compared.middle_is} {_shown(compared.middle, percent)}", Ink.TARGET, -6)
    if group_average is not None:
        layers += _upright(group_average, f"similar areas {_shown(group_average, percent)}", Ink.NEUTRAL, -20)
    # In a column of their own, where no line runs through them.
    layers += _text({"x": {"value": BARS}, "text": {"field": "label"}}, align="right", dx=LABELS)
    drawing: Spec = {
        "width": BARS,
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
    bars_note = (
        f"Lines across bars: {compared.level:.0%} intervals, of {compared.speaks_of}."
        if compared.speaks_of
        else "No interval was published with these figures: how sure they are cannot be told."
    )
    return Figure(
        words.title, words.subtitle, (bars_note, *words.notes, *_flags(compared.areas)), drawing, _table(compared)
    )


def funnel(compared: SideBySide, words: Words) -> Figure:
    """Figures against sizes, with the lines within which areas lie by chance, and by chance and ordinary differences.

    Areas outside both are named, and so is the one in focus.
    """
    percent = compared.is_share
    if compared.lines is None:
        raise Refused(
            "a funnel cannot be drawn",
            why="it needs five areas or more, each with the cases or residents behind its figure",
            mend="draw ranked bars: --chart ranked",
        )
    lines = compared.lines
    rows: list[dict[str, Any]] = [
        {
            "name": _signed(area),
            "figure": area.figure,
            "size": area.size,
            "kind": _kind(area, words.focus),
        }
        for area in compared.areas
    ]
    named = [row for row, area in zip(rows, compared.areas, strict=True) if row["kind"] == "focus" or is_beyond(area)]
    grid = lines.by_chance.sizes
    smallest, largest = float(grid.min()), float(grid.max())
    for row, (dx, dy, align) in zip(named, name_places(named, rows, smallest, largest), strict=True):
        row.update(dx=dx, dy=dy, align=align)
    x: Spec = {
        "field": "size",
        "type": "quantitative",
        "title": f"{words.size_axis} (logarithmic)",
        "scale": {"type": "log", "base": 2, "nice": False, "domain": [smallest, largest]},
        "axis": {"values": _round_sizes(smallest, largest), "format": ","},
    }
    y: Spec = {"field": "figure", "type": "quantitative", "title": words.axis}
    if percent:
        y["axis"] = {"format": ".0%"}
    names = ["95% lie within by chance alone", "by chance and ordinary differences together"]
    layers: list[Spec] = [
        {
            "data": values(_lines(names[0], lines.by_chance) + _lines(names[1], lines.with_differences)),
            "mark": {"type": "line", "color": Ink.LINE, "strokeWidth": 1.25, "clip": True},
            "encoding": {
                "x": x,
                "y": y,
                "detail": {"field": "side"},
                "strokeDash": {
                    "field": "line",
                    "type": "nominal",
                    "scale": {"domain": names, "range": [[5, 4], [1, 0]]},
                    "legend": {
                        "orient": "top",
                        "title": None,
                        "labelLimit": 400,
                        "symbolType": "stroke",
                        "symbolSize": 400,
                    },
                },
            },
        },
        {
            "data": {"values": [{"figure": compared.middle}]},
            "mark": {"type": "rule", "color": Ink.TARGET, "strokeWidth": 1.5},
            "encoding": {"y": {"field": "figure", "type": "quantitative"}},
        },
        {
            "data": values(rows),
            "mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 0.75},
            "encoding": {
                "x": x,
                "y": y,
                "fill": {**FILL, "value": "#7C868D"},
                "stroke": EDGE,
                "size": {"condition": {"test": "datum.kind == 'focus'", "value": 150}, "value": 60},
            },
        },
    ]
    for row in named:
        layers += _name(row)
    drawing: Spec = {"width": WIDTH, "height": HEIGHT, "layer": layers}
    line_note = f"Level line: all areas together, {_shown(compared.middle, percent)}."
    return Figure(
        words.title, words.subtitle, (line_note, *words.notes, *_flags(compared.areas)), drawing, _table(compared)
    )


def is_beyond(area: Area) -> bool:
    """Whether an area lies beyond chance and ordinary differences; not where that cannot be told."""
    return area.deviation is not None and abs(area.deviation) > NAMED_BEYOND


def _shown(figure: float, percent: bool) -> str:
    return f"{figure:.1%}" if percent else number(figure)


def _kind(area: Area, focus: str | None) -> str:
    return "focus" if area.name == focus else "flagged" if area.flag else "others"


def _table(compared: SideBySide) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "area": area.name,
            "figure": area.figure,
            "low": area.low,
            "high": area.high,
            "count": area.count,
            "size": area.size,
            "deviations": area.deviation,
            "flag": area.flag or "",
        }
        for area in compared.areas
    )


def _lines(name: str, lines: FunnelLines) -> list[dict[str, Any]]:
    return [
        {"line": name, "side": f"{name} {side}", "size": float(size), "figure": float(height)}
        for side, heights in (("low", lines.low), ("high", lines.high))
        for size, height in zip(lines.sizes, heights, strict=True)
    ]


def _name(row: dict[str, Any]) -> list[Spec]:
    place: Spec = {
        "x": {"field": "size", "type": "quantitative"},
        "y": {"field": "figure", "type": "quantitative"},
        "text": {"field": "name"},
    }
    weight = "bold" if row["kind"] == "focus" else "normal"
    mark = {"align": row["align"], "dx": row["dx"], "dy": row["dy"], "fontWeight": weight}
    return [{"data": values([row]), **layer} for layer in _text(place, **mark)]


def _text(encoding: Spec, **mark: object) -> list[Spec]:
    """Text over a white edge of its own, so that lines behind it do not run through the letters."""
    base = {"type": "text", "baseline": "middle", "fontSize": 11, **mark}
    edge = {**base, "stroke": "white", "strokeWidth": 3, "strokeJoin": "round", "color": "white"}
    return [{"mark": edge, "encoding": encoding}, {"mark": base, "encoding": encoding}]


def _upright(figure: float, text: str, ink: Ink, above: int) -> list[Spec]:
    """An upright line with its words over the drawing."""
    data: Spec = {"values": [{"figure": figure, "text": text}]}
    x: Spec = {"field": "figure", "type": "quantitative"}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": ink, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": {"value": above + 4}, "y2": {"value": "height"}},
        },
        {
            "data": data,
            "mark": {"type": "text", "color": ink, "align": "center", "baseline": "bottom"},
            "encoding": {"x": x, "y": {"value": above + 3}, "text": {"field": "text"}},
        },
    ]


def _round_sizes(smallest: float, largest: float) -> list[float]:
    """Round sizes from small to large, as 1, 2, 5, 10, 20, 50."""
    steps = [factor * 10**power for power in range(10) for factor in (1, 2, 5)]
    return [step for step in steps if smallest <= step <= largest]


def _signed(area: Area) -> str:
    return f"{area.name} {FLAG_SIGN}" if area.flag else area.name


def _flags(areas: Sequence[Area]) -> tuple[str, ...]:
    """The flags as notes; areas that share one stand in one line."""
    by_flag: dict[str, list[str]] = {}
    for area in areas:
        if area.flag:
            by_flag.setdefault(area.flag, []).append(area.name)
    return tuple(f"{FLAG_SIGN} {', '.join(names)}: {flag}" for flag, names in by_flag.items())

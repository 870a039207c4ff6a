"""A figure over time as a control chart: points, mean, limits, special causes, targets, rebases and breaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, number, values
from openpeel.statistics.spc import Better, Chart, Variation

HEIGHT = 320
YEARS_ALONE = 5
"""Over more years than these the axis names years, not months."""

MARKS = {
    Variation.COMMON: (Ink.OTHERS, "circle", "no significant change"),
    Variation.IMPROVEMENT: (Ink.FOCUS, "circle", "improvement"),
    Variation.CONCERN: (Ink.CONCERN, "square", "concern"),
    Variation.HIGH: (Ink.NEUTRAL, "triangle-up", "higher than usual"),
    Variation.LOW: (Ink.NEUTRAL, "triangle-down", "lower than usual"),
}
"""Colour and shape, so that neither alone carries the meaning; blue and orange as 'Making data count' has them."""


def trend(
    chart: Chart, *, title: str, subtitle: str, axis: str, notes: Sequence[str], percent: bool | None = None
) -> Figure:
    """The control chart of ``chart``; the notes name each rule that marked points, each restart and what is settled.

    ``percent`` shows values as percentages: those of a p-chart are, unless it says otherwise.
    """
    percent = chart.kind == "p" if percent is None else percent
    rows = [
        {
            "when": point.when,
            "value": point.value,
            "mean": point.centre,
            "low": point.low,
            "high": point.high,
            "stretch": point.stretch,
            "run": _run(chart, point.when),
            "state": MARKS[point.variation][2],
            "target": point.target,
        }
        for point in chart.points
    ]
    x: Spec = {
        "field": "when",
        "type": "temporal",
        # In the zone of the machine, or of the process, the same chart would begin an hour before or after its month.
        "scale": {"type": "utc"},
        "title": None,
        "axis": {
            "grid": False,
            "labelOverlap": True,
            "labelSeparation": 12,
            "labelFlush": False,
            "format": "%Y" if _years(chart) > YEARS_ALONE else "%b %Y",
        },
    }
    y: Spec = {"type": "quantitative", "title": axis, "scale": {"zero": False, "nice": True}}
    y["axis"] = {"format": ".0%"} if percent else {}
    shown = [mark for mark in MARKS.values() if any(row["state"] == mark[2] for row in rows)]
    layers: list[Spec] = [
        {
            "mark": {"type": "area", "color": Ink.BAND, "interpolate": "linear"},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "detail": {"field": "stretch"}},
        },
        *(
            {
                "mark": {"type": "line", "color": Ink.LINE, "strokeWidth": 1, **dash},
                "encoding": {"x": x, "y": {**y, "field": field}, "detail": {"field": "stretch"}},
            }
            for field, dash in (("low", {"strokeDash": [4, 3]}), ("high", {"strokeDash": [4, 3]}), ("mean", {}))
        ),
        {
            "mark": {"type": "line", "color": Ink.LINE, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": {**y, "field": "value"}, "detail": {"field": "run"}},
        },
        {
            "mark": {
                "type": "point",
                "filled": True,
                "size": 75 if len(rows) <= 60 else 28,
                "opacity": 1,
                "stroke": "white",
                "strokeWidth": 0.75,
            },
            "encoding": {
                "x": x,
                "y": {**y, "field": "value"},
                "fill": {
                    "field": "state",
                    "type": "nominal",
                    "scale": {"domain": [mark[2] for mark in shown], "range": [mark[0] for mark in shown]},
                    "legend": {"title": None},
                },
                "shape": {
                    "field": "state",
                    "type": "nominal",
                    "scale": {"domain": [mark[2] for mark in shown], "range": [mark[1] for mark in shown]},
                    "legend": {"title": None},
                },
            },
        },
    ]
    if any(row["target"] is not None for row in rows):
        last = next(row for row in reversed(rows) if row["target"] is not None)
        layers += [
            {
                "transform": [{"filter": "datum.target != null"}],
                "mark": {
                    "type": "line",
                    "color": Ink.TARGET,
                    "strokeWidth": 1.75,
                    "interpolate": "step-after",
                    "strokeDash": [8, 3],
                },
                "encoding": {"x": x, "y": {**y, "field": "target"}},
            },
            {
                "data": values([{**last, "text": f"target {_shown(float(last['target'] or 0), percent)}"}]),  # type: ignore[arg-type]
                "mark": {"type": "text", "align": "left", "dx": 6, "color": Ink.TARGET, "fontSize": 11},
                "encoding": {"x": x, "y": {**y, "field": "target"}, "text": {"field": "text"}},
            },
        ]
    restarts = [
        {"when": restart.since, "text": restart.reason, "is_break": restart.is_break} for restart in chart.restarts
    ]
    if restarts:
        layers += [
            {
                "data": values(restarts),
                "mark": {"type": "rule", "color": Ink.TEXT, "strokeWidth": 1},
                "encoding": {
                    "x": x,
                    "strokeDash": {"condition": {"test": "datum.is_break", "value": [1, 0]}, "value": [2, 3]},
                },
            },
            {
                "data": values(restarts),
                "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11, "baseline": "bottom"},
                "encoding": {"x": x, "y": {"value": -3}, "text": {"field": "text"}},
            },
        ]
    drawing: Spec = {"width": WIDTH, "height": HEIGHT, "data": values(rows), "layer": layers}
    table = tuple(
        {
            "when": point.when,
            "value": point.value,
            "n": point.n,
            "mean": point.centre,
            "low": point.low,
            "high": point.high,
            "state": str(point.variation),
            "why": "; ".join(point.rules),
            "target": point.target,
        }
        for point in chart.points
    )
    return Figure(title, subtitle, (_reading(chart), *chart.notes, *notes), drawing, table)


def _years(chart: Chart) -> float:
    return (chart.points[-1].when - chart.points[0].when).days / 365.25


def _run(chart: Chart, when: date) -> int:
    """Points on two sides of a break are not joined; over a rebase they are, for they can be compared."""
    return sum(restart.is_break and restart.since <= when for restart in chart.restarts)


def _shown(value: float, percent: bool) -> str:
    return f"{value:.0%}" if percent else number(value)


def _reading(chart: Chart) -> str:
    way = {
        Better.UP: "higher is better",
        Better.DOWN: "lower is better",
        Better.NEITHER: "neither way is better in itself",
    }
    return (
        f"Band: process limits ({chart.kind} chart, rules of NHS England's 'Making data count'); line within: mean; "
        f"{way[chart.better]}. n = {len(chart.points)} points."
    )

"""Grids of counts: any two dimensions, and the week by hour and weekday."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import datetime

from openpeel.errors import Refused
from openpeel.reports.figures.figure import WIDTH, Figure, Ink, Spec, values

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SUPPRESSED = "c"
"""What stands in a cell that is not shown, as the Home Office and ONS mark confidential figures."""

SHADES = ["#F3F6F9", "#BFD6E8", "#6FA9D0", "#2A7AB5", "#08406E"]


def grid(
    cells: Mapping[tuple[str, str], int | None],
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    row_axis: str,
    column_axis: str,
    shade_margins: Sequence[str] = (),
) -> Figure:
    """Counts of rows by columns, shaded and written; a cell of none is marked as not shown.

    Rows and columns named in ``shade_margins`` (totals) are written but not shaded, so that they do not drown the rest.
    """
    rows = [
        {
            "row": row,
            "column": _wrapped(column),
            "count": None if row in shade_margins or column in shade_margins else count,
            "text": SUPPRESSED if count is None else f"{count:,}",
            "dark": count is not None,
        }
        for (row, column), count in cells.items()
    ]
    shaded = [row["count"] for row in rows if isinstance(row["count"], int)]
    largest = max(shaded, default=1) or 1
    for row in rows:
        row["dark"] = isinstance(row["count"], int) and row["count"] > 0.55 * largest
    ys, xs = list(dict.fromkeys(key[0] for key in cells)), list(dict.fromkeys(_wrapped(key[1]) for key in cells))
    drawing: Spec = {
        "width": min(WIDTH, max(240, 88 * len(xs))),
        "height": {"step": 28},
        "data": values(rows),
        "encoding": {
            "x": {
                "field": "column",
                "type": "nominal",
                "sort": xs,
                "title": column_axis,
                "axis": {"orient": "bottom", "labelAngle": 0, "labelLimit": 130, "ticks": False, "domain": False},
            },
            "y": {
                "field": "row",
                "type": "nominal",
                "sort": ys,
                "title": row_axis,
                "axis": {"labelLimit": 220, "ticks": False, "domain": False},
            },
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "white", "strokeWidth": 1.5},
                "encoding": {
                    "color": {
                        "condition": {"test": "datum.count == null", "value": "white"},
                        "field": "count",
                        "type": "quantitative",
                        "scale": {"range": SHADES, "domainMin": 0},
                        "legend": None,
                    }
                },
            },
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {
                    "text": {"field": "text"},
                    "color": {"condition": {"test": "datum.dark", "value": "white"}, "value": Ink.TEXT},
                },
            },
        ],
    }
    table = tuple({row_axis: row, column_axis: column, "count": count} for (row, column), count in cells.items())
    return Figure(title, subtitle, tuple(notes), drawing, table)


def _wrapped(text: str) -> str:
    """A column's name in short lines, so that neighbours do not run into each other."""
    return "\n".join(textwrap.wrap(text, 14)) or text


def week(moments: Sequence[datetime], *, title: str, subtitle: str, notes: Sequence[str]) -> Figure:
    """How many fell in each hour of each weekday, by the clock of the moments given (local time, not UTC).

    Raises Refused for none. Moments without a time of day pile up at midnight: leave them out, and say so.
    """
    if not moments:
        raise Refused("there is no moment to draw")
    counted = dict.fromkeys(((day, hour) for day in range(7) for hour in range(24)), 0)
    for moment in moments:
        counted[moment.weekday(), moment.hour] += 1
    rows = [{"day": WEEKDAYS[day], "hour": hour, "count": count} for (day, hour), count in counted.items()]
    drawing: Spec = {
        "width": WIDTH,
        "height": {"step": 26},
        "data": values(rows),
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 1},
        "encoding": {
            "x": {
                "field": "hour",
                "type": "ordinal",
                "title": "hour of day",
                "axis": {
                    "labelAngle": 0,
                    "labelExpr": "datum.value % 3 == 0 ? datum.label + ':00' : ''",
                    "ticks": False,
                    "domain": False,
                },
            },
            "y": {
                "field": "day",
                "type": "nominal",
                "sort": list(WEEKDAYS),
                "title": None,
                "axis": {"ticks": False, "domain": False},
            },
            "color": {
                "field": "count",
                "type": "quantitative",
                "scale": {"range": SHADES, "domainMin": 0},
                "legend": {"orient": "right", "title": "count", "gradientLength": 140, "tickCount": 4},
            },
        },
    }
    return Figure(title, subtitle, (*notes, f"n = {len(moments):,}."), drawing, tuple(rows))

"""Maps that fetch nothing: squares of a grid, or boundaries that the user holds as GeoJSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from openpeel.errors import Refused
from openpeel.reports.figures.figure import WIDTH, Figure, Spec, values
from openpeel.reports.figures.heat import SHADES

HIGHEST = 620
SCALE_NOTE = "Colours deepen with the square root of the count."


def squares(
    counts: Mapping[tuple[float, float], int],
    step: tuple[float, float],
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    legend: str,
) -> Figure:
    """Counts by square, named by the latitude and longitude of its middle; ``step``: its height and width in degrees.

    Drawn so that a kilometre north is as long as a kilometre east. Raises Refused for no square.
    """
    if not counts:
        raise Refused("there is no place to draw")
    north, east = step
    rows = [
        {"south": lat - north / 2, "north": lat + north / 2, "west": lon - east / 2, "east": lon + east / 2, "count": n}
        for (lat, lon), n in counts.items()
    ]
    lats, lons = [key[0] for key in counts], [key[1] for key in counts]
    tall, wide = (
        max(lats) - min(lats) + north,
        (max(lons) - min(lons) + east) * math.cos(math.radians(sum(lats) / len(lats))),
    )
    width = WIDTH if tall / wide * WIDTH <= HIGHEST else HIGHEST * wide / tall
    bare: Spec = {"type": "quantitative", "axis": None, "scale": {"zero": False, "nice": False}}
    drawing: Spec = {
        "width": round(width),
        "height": round(width * tall / wide),
        "data": values(rows),
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "x": {**bare, "field": "west"},
            "x2": {"field": "east"},
            "y": {**bare, "field": "south"},
            "y2": {"field": "north"},
            "color": _shade(legend),
        },
    }
    table = tuple({"latitude": lat, "longitude": lon, "count": n} for (lat, lon), n in counts.items())
    return Figure(title, subtitle, (*notes, SCALE_NOTE), drawing, table)


def areas(
    boundaries: Mapping[str, Any],
    name_property: str,
    figures: Mapping[str, float],
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    legend: str,
) -> Figure:
    """Figures by named area on boundaries given as GeoJSON; areas without a figure stay white.

    Raises Refused where a figure's area has no boundary: it would be missing from the map unseen.
    """
    features = boundaries.get("features")
    if boundaries.get("type") != "FeatureCollection" or not features:
        raise Refused("the boundaries are no GeoJSON collection of features")
    known = {feature["properties"].get(name_property) for feature in features}
    absent = sorted(set(figures) - known)
    if absent:
        raise Refused(
            f"no boundary for {len(absent)} areas, such as {absent[0]}", mend="check the property that names them"
        )
    shapes = [
        {"type": "Feature", "geometry": f["geometry"], "figure": figures.get(f["properties"].get(name_property))}
        for f in features
    ]
    drawing: Spec = {
        "width": WIDTH,
        "height": 520,
        "data": {"values": shapes},
        "projection": {"type": "mercator"},
        "mark": {"type": "geoshape", "stroke": "#5B656B", "strokeWidth": 0.5, "invalid": "show"},
        "encoding": {
            "color": {
                "condition": {"test": "datum.figure == null", "value": "white"},
                **_shade(legend),
                "field": "figure",
            }
        },
    }
    return Figure(title, subtitle, tuple(notes), drawing, tuple({"area": a, "figure": f} for a, f in figures.items()))


def _shade(legend: str) -> Spec:
    return {
        "field": "count",
        "type": "quantitative",
        "scale": {"range": SHADES, "type": "sqrt", "domainMin": 0},
        "legend": {"orient": "right", "title": legend, "gradientLength": 180, "tickCount": 5},
    }

"""Maps that fetch nothing: squares of a grid, or boundaries that the user holds as GeoJSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from openpeel.errors import Refused
from openpeel.reports.figures.figure import WIDTH, Figure, Spec, values
from openpeel.reports.figures.heat import SHADES

HIGHEST = 620
HALF_ROUND = 180
"""Degrees: coordinates beyond are those of a grid in metres."""

FAR_GAP, FAR_COUNT = 0.15, 0.01
"""Squares that hold less than this of the count, beyond a gap of that part of the drawing, are left out of it."""
SCALE_NOTE = "Colours deepen with the square root of the {}."


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

    Drawn so that a kilometre north is as long as a kilometre east. A few squares far from all others are not drawn, so
    that the rest can be seen: a note says how many, and the table has them. Raises Refused for no square.
    """
    if not counts:
        raise Refused("there is no place to draw")
    north, east = step
    every, counts = counts, _near(counts)
    if far := len(every) - len(counts):
        lie = "square with {n:,} lies" if far == 1 else "squares with {n:,} lie"
        n = sum(every.values()) - sum(counts.values())
        notes = [*notes, f"{far} {lie.format(n=n)} far outside the drawing."]
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
    table = tuple({"latitude": lat, "longitude": lon, "count": n} for (lat, lon), n in every.items())
    return Figure(title, subtitle, (*notes, SCALE_NOTE.format("count")), drawing, table)


def _near(counts: Mapping[tuple[float, float], int]) -> dict[tuple[float, float], int]:
    """The squares without those that hold little and stand beyond a gap that would be much of the drawing."""
    for axis in (0, 1):
        lines = sorted({square[axis] for square in counts})
        for near, far in pairwise(lines):
            if far - near <= FAR_GAP * (lines[-1] - lines[0]):
                continue
            for beyond in (
                {square for square in counts if square[axis] <= near},
                {square for square in counts if square[axis] >= far},
            ):
                if sum(counts[square] for square in beyond) < FAR_COUNT * sum(counts.values()):
                    return _near({square: n for square, n in counts.items() if square not in beyond})
    return dict(counts)


def areas(
    boundaries: Mapping[str, Any],
    name_property: str,
    figures: Mapping[str, float | None],
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    legend: str,
) -> Figure:
    """Figures by named area on boundaries given as GeoJSON; one without a figure stays white, others are not drawn.

    Degrees are drawn so that a kilometre north is as long as one east, metres of a national grid as they are. Raises
    Refused where an area has no boundary: it would be missing from the map unseen.
    """
    shapes: dict[str, list[list[list[float]]]] = {}
    for feature in features_of(boundaries):
        # An area in several pieces may have a feature for each.
        if (name := str(feature["properties"].get(name_property))) in figures:
            shapes.setdefault(name, []).extend(_rings(feature["geometry"]))
    absent = [name for name in figures if name not in shapes]
    if absent:
        raise Refused(
            f"no boundary for {len(absent)} of {len(figures)} areas, such as {absent[0]}",
            mend=f"write them as the boundaries' '{name_property}' does",
        )
    rings = {name: shapes[name] for name in figures}
    lats = [point[1] for own in rings.values() for ring in own for point in ring]
    in_degrees = all(abs(number) <= HALF_ROUND for own in rings.values() for ring in own for p in ring for number in p)
    across = math.cos(math.radians((min(lats) + max(lats)) / 2)) if in_degrees else 1.0
    drawn = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": [[[[across * x, y] for x, y in ring]] for ring in own]},
            "figure": figures[name],
        }
        for name, own in rings.items()
    ]
    drawing: Spec = {
        "width": WIDTH,
        "height": 520,
        "data": {"values": drawn},
        "projection": {"type": "identity", "reflectY": True},
        "mark": {"type": "geoshape", "stroke": "#5B656B", "strokeWidth": 0.5, "invalid": "show"},
        "encoding": {
            "color": {
                "condition": {"test": "datum.figure == null", "value": "white"},
                **_shade(legend),
                "field": "figure",
            }
        },
    }
    table = tuple({"area": area, "figure": figure} for area, figure in figures.items())
    return Figure(title, subtitle, (*notes, SCALE_NOTE.format("figure")), drawing, table)


def features_of(boundaries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The areas of a GeoJSON collection. Raises Refused for what is none, and for areas that are no polygons."""
    features = boundaries.get("features") if boundaries.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features or not all(isinstance(f, dict) for f in features):
        raise Refused("the boundaries are no GeoJSON collection of features")
    kinds = {(f.get("geometry") or {}).get("type") for f in features} - {"Polygon", "MultiPolygon"}
    if kinds:
        raise Refused(
            f"the boundaries hold {', '.join(str(kind or 'areas without a shape') for kind in kinds)}",
            why="areas are drawn from Polygon and MultiPolygon alone",
        )
    return [{**feature, "properties": feature.get("properties") or {}} for feature in features]


def _rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    """The outlines of an area, as pairs of numbers. Holes are left out: what lies in them is drawn over them."""
    try:
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        return [[[float(x), float(y)] for x, y, *_ in polygon[0]] for polygon in polygons]
    except (KeyError, IndexError, TypeError, ValueError):
        raise Refused("an outline of the boundaries is no list of pairs of numbers") from None


def _shade(legend: str) -> Spec:
    return {
        "field": "count",
        "type": "quantitative",
        "scale": {"range": SHADES, "type": "sqrt", "domainMin": 0},
        "legend": {"orient": "right", "title": legend, "gradientLength": 180, "tickCount": 5},
    }

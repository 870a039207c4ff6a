"""Maps that fetch nothing: squares of a grid, or boundaries that the user holds as GeoJSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from openpeel.errors import Refused
from openpeel.reports.figures.figure import WIDTH, Figure, Row, Spec, values
from openpeel.reports.figures.heat import SHADES

Ring = list[list[float]]
Polygon = list[Ring]

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
    rows: Sequence[Row],
    *,
    name: str,
    figure: str,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    legend: str,
) -> Figure:
    """Areas on boundaries given as GeoJSON, which call them ``name_property``; holes of an area stay open.

    Each row is an area with its ``name`` and its ``figure``: one whose figure is none stays white. Areas without a row
    are not drawn. Degrees are drawn so that a kilometre north is as long as one east, metres of a national grid as
    they are. Raises Refused where an area has no boundary: it would be missing from the map unseen.
    """
    shapes: dict[str, list[Polygon]] = {str(row[name]): [] for row in rows}
    for feature in features_of(boundaries):
        # An area in several pieces may have a feature for each.
        if (own := shapes.get(str(feature["properties"].get(name_property)))) is not None:
            own.extend(_polygons(feature["geometry"]))
    absent = [area for area, polygons in shapes.items() if not polygons]
    if absent:
        raise Refused(
            f"no boundary for {len(absent)} of {len(shapes)} areas, such as {absent[0]}",
            mend=f"write them as the boundaries' '{name_property}' does",
        )
    points = [point for polygons in shapes.values() for rings in polygons for ring in rings for point in ring]
    lats = [point[1] for point in points]
    in_degrees = all(abs(number) <= HALF_ROUND for point in points for number in point)
    across = math.cos(math.radians((min(lats) + max(lats)) / 2)) if in_degrees else 1.0
    drawn = [
        {
            "type": "Feature",
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[across * x, y] for x, y in ring] for ring in rings] for rings in shapes[str(row[name])]
                ],
            },
            "figure": row[figure],
        }
        for row in rows
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
    return Figure(title, subtitle, (*notes, SCALE_NOTE.format("figure")), drawing, tuple(rows))


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


def _polygons(geometry: Mapping[str, Any]) -> list[Polygon]:
    """The pieces of an area, each its outline and then its holes, as pairs of numbers.

    Outlines are turned one way and holes the other, whichever way the file has them: so a drawing leaves holes open.
    """
    try:
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        found = [[[[float(x), float(y)] for x, y, *_ in ring] for ring in rings] for rings in polygons]
    except (KeyError, TypeError, ValueError):
        raise Refused("an outline of the boundaries is no list of pairs of numbers") from None
    if not all(rings and all(rings) for rings in found):
        raise Refused("an outline of the boundaries has no points")
    return [[_turned(ring, left=place == 0) for place, ring in enumerate(rings)] for rings in found]


def _turned(ring: Ring, *, left: bool) -> Ring:
    """The ring so that what it encloses lies on its left, or on its right."""
    twice_its_area = sum(x * later_y - later_x * y for (x, y), (later_x, later_y) in pairwise([*ring, ring[0]]))
    return ring if (twice_its_area > 0) == left else ring[::-1]


def _shade(legend: str) -> Spec:
    return {
        "field": "count",
        "type": "quantitative",
        "scale": {"range": SHADES, "type": "sqrt", "domainMin": 0},
        "legend": {"orient": "right", "title": legend, "gradientLength": 180, "tickCount": 5},
    }

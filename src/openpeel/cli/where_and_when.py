"""Where and when a power was used: the map and the week of `openpeel disparity`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from openpeel.cli.events_by_group import EventsByGroup
from openpeel.errors import Refused
from openpeel.reports.figures.area_map import areas, features_of, squares
from openpeel.reports.figures.figure import Figure, number
from openpeel.reports.figures.heat import week
from openpeel.sources.published_tables.stop_and_search import SQUARE
from openpeel.statistics import disparity as fair
from openpeel.statistics.intervals import rate

RATE = "per 1,000"


def where_or_when(found: EventsByGroup, chart: str, boundaries: Path | None) -> Figure:
    """The map or the week. Raises Refused where the file does not say where or when."""
    if chart == "map" and boundaries:
        return _of_areas(found, boundaries)
    if not found.searches:
        raise Refused(
            f"a {chart} needs records of data.police.uk, with a place and time each",
            mend="a map of your own counts by area: give --within COLUMN and --boundaries FILE.geojson"
            if chart == "map"
            else None,
        )
    if chart == "week":
        timed = [search.moment for search in found.searches if search.has_time]
        left_out = len(found.searches) - len(timed)
        notes = [*found.notes[:1], f"Local time. {left_out:,} searches without a time of day are left out."]
        peak = Counter(moment.hour for moment in timed).most_common(1)[0][0]
        title = f"Searches are most frequent between {peak}:00 and {(peak + 1) % 24}:00"
        return week(timed, title=title, subtitle=found.what, notes=notes)
    placed = Counter(search.square for search in found.searches if search.square)
    shown = {square: n for square, n in placed.items() if n >= fair.FEWEST_EVENTS}
    if not shown:
        raise Refused("no square holds ten searches: a map would point at people")
    largest = max(shown.values()) / len(found.searches)
    return squares(
        shown,
        SQUARE,
        title=f"One square of about five kilometres holds {largest:.0%} of all searches",
        subtitle=found.what,
        notes=[
            *found.warnings,
            *found.notes[:1],
            f"Squares of {SQUARE[0]} by {SQUARE[1]} degrees with ten searches or more; "
            f"{len(found.searches) - sum(shown.values()):,} of {len(found.searches):,} lie elsewhere or have no place.",
        ],
        legend="searches",
    )


def _of_areas(found: EventsByGroup, path: Path) -> Figure:
    """Events per 1,000 people in each area of the one division, on boundaries that the user holds."""
    if found.searches:
        raise Refused(
            "records of data.police.uk name no area that boundaries could be matched with",
            why="they give places only roughly; which area a search lies in would often be wrong",
            mend="leave --boundaries out for a map of squares, or count by area yourself and hand the counts over",
        )
    if len(found.strata) != 1:
        raise Refused("--boundaries needs one --within column, of the areas", why="a map shows each area once")
    (name, parts), shapes = next(iter(found.strata.items())), _read(path)
    rows = [
        {name: area, **_of_area(sum(n for n, _ in groups.values()), sum(people for _, people in groups.values()))}
        for area, groups in parts.items()
    ]
    whole = sorted((row for row in rows if row[RATE] is not None), key=lambda row: row[RATE])
    if not whole:
        raise Refused("no area holds ten events: a map would point at people")
    lowest, highest = whole[0], whole[-1]
    few = len(rows) - len(whole)
    notes = [
        *found.notes,
        f"People: {found.population_source}. Events without a group are in no area's rate; intervals (95%, exact) "
        "are of ordinary variation.",
        *([f"Without colour: fewer than {fair.FEWEST_EVENTS} events ({few} of {len(rows)} areas)."] if few else []),
        f"n = {sum(row['events'] for row in whole):,} events in {len(whole)} areas. Boundaries: {path.name}.",
    ]
    return areas(
        shapes,
        _property_naming(shapes, list(parts), path),
        rows,
        name=name,
        figure=RATE,
        title=f"{found.what} per 1,000 people by {name}: from {number(lowest[RATE])} ({lowest[name]}) to "
        f"{number(highest[RATE])} ({highest[name]})",
        subtitle=f"{found.what}, per 1,000 people of the groups counted",
        notes=notes,
        legend=RATE,
    )


def _of_area(events: int, people: float) -> dict[str, Any]:
    """An area's row. Few events point at people: such an area has neither its count nor a rate."""
    if events < fair.FEWEST_EVENTS or not people:
        return {"events": None, "people": people, RATE: None, "low": None, "high": None}
    found = rate(events, people)
    return {"events": events, "people": people, RATE: found.estimate, "low": found.low, "high": found.high}


def _read(path: Path) -> dict[str, object]:
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Refused("there is no such file of boundaries", where=str(path)) from None
    except (ValueError, OSError):
        raise Refused(
            "the boundaries cannot be read as GeoJSON",
            where=path.name,
            mend="give a .geojson file; other forms are written as one by any mapping program",
        ) from None
    if not isinstance(read, dict):
        raise Refused("the boundaries are no GeoJSON collection of features", where=path.name)
    return read


def _property_naming(shapes: dict[str, object], wanted: list[str], path: Path) -> str:
    """The property of the boundaries whose values are the areas; of several the one that has most of them."""
    has: Counter[str] = Counter()
    for feature in features_of(shapes):
        has.update(key for key, value in feature["properties"].items() if str(value) in wanted)
    if not has:
        known = ", ".join(features_of(shapes)[0]["properties"]) or "none"
        raise Refused(
            f"no property of the boundaries names any of the {len(wanted)} areas, such as {wanted[0]}",
            where=path.name,
            mend=f"write the areas of your file as one of these does: {known}",
        )
    return has.most_common(1)[0][0]

"""Every chart: drawn, carrying its words and data, fetching nothing, readable without colour."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from openpeel.errors import Refused
from openpeel.reports.figures import area_map, comparison, forest, heat, trend
from openpeel.reports.figures.figure import Figure, Ink, number, ordinal
from openpeel.reports.figures.name_places import name_places
from openpeel.statistics.side_by_side import compare_figures, compare_rates, compare_shares
from openpeel.statistics.spc import Better, Restart, Target, Variation, chart

TITLE = "Wiltshire: 1.8 searches per 1,000 residents & falling"
NOTES = ["Source: Home Office, Open Government Licence v3.0.", "n = 9,999."]
COUNTS = {"north": 900, "south": 300, "east": 310, "west": 290, "middle": 120, "Wiltshire": 250}
WORDS = comparison.Words(TITLE, "Searches", "searches per 1,000", "residents", tuple(NOTES), "Wiltshire")


def ranked() -> Figure:
    return comparison.ranked_bars(compare_rates(COUNTS, dict.fromkeys(COUNTS, 1e5)), WORDS, group_average=2.9)


def funnel() -> Figure:
    return comparison.funnel(compare_rates(COUNTS, dict.fromkeys(COUNTS, 1e5), flags={"east": "blank in May"}), WORDS)


def funnel_of_shares() -> Figure:
    return comparison.funnel(compare_shares(COUNTS, dict.fromkeys(COUNTS, 1000)), WORDS)


def ranked_without_intervals() -> Figure:
    shares = {"north": 0.9, "Wiltshire": 0.7, "east": 0.8}
    return comparison.ranked_bars(compare_figures(shares, is_share=True), WORDS)


def control_chart() -> Figure:
    months = [date(2021 + i // 12, i % 12 + 1, 1) for i in range(24)]
    drawn = chart(
        months,
        [70, 72, 69, 71] * 3 + [80, 82, 79, 81] * 2 + [80, 82, 79, 99],
        [100] * 24,
        better=Better.UP,
        targets=[Target(months[0], 0.9)],
        restarts=[Restart(months[12], "new rota"), Restart(months[18], "new clock", is_break=True)],
    )
    return trend.trend(drawn, title=TITLE, subtitle="Calls", axis="answered", notes=NOTES)


def forest_plot() -> Figure:
    ratios = [forest.Ratio("Black", 3.8, 3.6, 3.9, 2300, 3.3, 16.2), forest.Ratio("Other", 1.05, 0.96, 1.15, 524)]
    return forest.forest(ratios, title=TITLE, subtitle="Searches", notes=NOTES, axis="times the rate of White")


def grid() -> Figure:
    cells = {("a", "x"): 5, ("a", "y"): None, ("b", "x"): 0, ("b", "y"): 90}
    return heat.grid(cells, title=TITLE, subtitle="Counts", notes=NOTES, row_axis="row", column_axis="column")


def week() -> Figure:
    return heat.week(
        [datetime(2024, 6, 1, 23, 5), datetime(2024, 6, 3, 0, 0)], title=TITLE, subtitle="When", notes=NOTES
    )


def squares() -> Figure:
    counts = {(51.5, -3.2): 40, (51.55, -3.2): 2}
    return area_map.squares(counts, (0.05, 0.08), title=TITLE, subtitle="Where", notes=NOTES, legend="searches")


BOUNDARIES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [[[i, 51], [i, 52], [i + 1, 52], [i + 1, 51], [i, 51]]]},
        }
        for i, name in enumerate(("Salisbury", "Swindon"))
    ],
}


def areas_of(boundaries: dict[str, Any], figures: dict[str, float | None], called: str = "name") -> Figure:
    return area_map.areas(
        boundaries,
        called,
        [{"area": area, "rate": rate} for area, rate in figures.items()],
        name="area",
        figure="rate",
        title=TITLE,
        subtitle="Where",
        notes=NOTES,
        legend="rate",
    )


def areas() -> Figure:
    return areas_of(BOUNDARIES, {"Swindon": 3.5, "Salisbury": None})


ALL = [
    ranked,
    ranked_without_intervals,
    funnel,
    funnel_of_shares,
    control_chart,
    forest_plot,
    grid,
    week,
    squares,
    areas,
]


@pytest.mark.parametrize("draw", ALL)
def test_a_chart_is_drawn_with_its_words_its_data_and_its_description(draw: Callable[[], Figure]) -> None:
    figure = draw()
    svg = figure.svg()
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"].startswith(TITLE)
    words = " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))
    for part in ("Wiltshire: 1.8 searches", "Source: Home Office", "n = 9,999."):
        assert part in words
    assert figure.table
    assert all(list(row) == list(figure.table[0]) for row in figure.table)


@pytest.mark.parametrize("draw", ALL)
def test_a_chart_fetches_nothing(draw: Callable[[], Figure]) -> None:
    figure = draw()
    spec = json.dumps({key: value for key, value in figure.spec().items() if key != "$schema"})
    assert '"url"' not in spec
    assert "http" not in spec
    references = [e for e in ElementTree.fromstring(figure.svg()).iter() for name in e.attrib if name.endswith("href")]
    assert references == []


@pytest.mark.parametrize("draw", ALL)
def test_a_chart_is_the_same_each_time(draw: Callable[[], Figure]) -> None:
    assert draw().svg() == draw().svg()


DRAWN = """
from tests.figures.test_figures import control_chart
print(control_chart().svg())
"""


def test_a_chart_over_time_is_the_same_in_any_zone() -> None:
    drawn = {
        subprocess.run(
            [sys.executable, "-c", DRAWN], env={**os.environ, "TZ": zone}, check=True, capture_output=True, text=True
        ).stdout
        for zone in ("UTC", "Europe/London", "America/New_York")
    }
    (svg,) = drawn
    assert "Jan 2021" in svg


def test_charts_on_one_page_do_not_share_names() -> None:
    names = [set(re.findall(r'id="([^"]+)"', draw().svg())) for draw in (funnel, funnel_of_shares, week, squares)]
    assert all(own for own in names)
    assert sum(map(len, names)) == len(set.union(*names))


def test_files_are_written_by_their_ending(tmp_path: Path) -> None:
    figure = grid()
    figure.write(tmp_path / "a.svg")
    figure.write(tmp_path / "a.png")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(Refused, match=r"not \.pdf"):
        figure.write(tmp_path / "a.pdf")
    with pytest.raises(Refused, match="no folder"):
        figure.write(tmp_path / "none" / "a.svg")


def test_a_flag_travels_with_the_name_and_the_notes() -> None:
    figure = funnel()
    assert "* east: blank in May" in figure.notes
    assert {row["area"]: row["flag"] for row in figure.table}["east"] == "blank in May"


def test_states_of_a_control_chart_differ_in_shape_as_well_as_in_colour() -> None:
    marks = list(trend.MARKS.values())
    assert len({mark[0] for mark in marks if mark[2] in ("improvement", "concern", "no significant change")}) == 3
    assert trend.MARKS[Variation.CONCERN][1] != trend.MARKS[Variation.IMPROVEMENT][1]
    assert trend.MARKS[Variation.HIGH][1] != trend.MARKS[Variation.LOW][1]


def test_a_break_parts_the_line_and_a_rebase_does_not() -> None:
    rows = control_chart().drawing["data"]["values"]
    assert {row["run"] for row in rows[:18]} == {0}
    assert {row["run"] for row in rows[18:]} == {1}
    assert [row["stretch"] for row in rows] == [0] * 12 + [1] * 6 + [2] * 6


def test_words_stand_out_from_white_by_the_contrast_that_accessible_text_needs() -> None:
    def light(ink: str) -> float:
        parts = [int(ink[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ink in (Ink.TEXT, Ink.QUIET, Ink.TARGET, Ink.NEUTRAL):
        assert 1.05 / (light(ink) + 0.05) >= 4.5


def test_a_map_refuses_areas_that_it_cannot_show() -> None:
    with pytest.raises(Refused, match="no boundary for 1 of 1 areas, such as Bath"):
        areas_of(BOUNDARIES, {"Bath": 1.0})
    with pytest.raises(Refused, match="no GeoJSON"):
        areas_of({}, {"Bath": 1.0})
    with pytest.raises(Refused, match="no place"):
        area_map.squares({}, (1, 1), title="", subtitle="", notes=[], legend="")
    with pytest.raises(Refused, match="no moment"):
        heat.week([], title="", subtitle="", notes=[])


def test_squares_far_from_all_others_are_told_and_in_the_table_but_not_drawn() -> None:
    town = {(51.5 + 0.05 * i, -3.2 + 0.08 * j): 100 for i in range(8) for j in range(8)}
    far = {(54.0, -3.2): 10, (51.5, 1.0): 12}

    def drawn(counts: dict[tuple[float, float], int]) -> Figure:
        step = (0.05, 0.08)
        return area_map.squares(counts, step, title=TITLE, subtitle="Where", notes=NOTES, legend="searches")

    figure = drawn({**town, **far})
    assert "2 squares with 22 lie far outside the drawing." in figure.notes
    assert len(figure.drawing["data"]["values"]) == 64
    assert len(figure.table) == 66
    assert len(drawn({**town, (54.0, -3.2): 900}).drawing["data"]["values"]) == 65


def test_areas_are_drawn_whichever_way_their_outlines_run_and_on_a_grid_in_metres() -> None:
    """Drawn on a globe, an outline that runs the other way would fill everything but its area."""

    def filled(turned: bool, scale: float) -> list[str]:
        square = [[0, 51], [0, 52], [1, 52], [1, 51], [0, 51]]
        outline = [[scale * x, scale * y] for x, y in (square[::-1] if turned else square)]
        shape = {"type": "Polygon", "coordinates": [outline]}
        given = {"type": "FeatureCollection", "features": [{"properties": {"name": "A"}, "geometry": shape}]}
        svg = areas_of(given, {"A": 1.0}).svg()
        return re.findall(r'd="M([^"]*)Z" fill="rgb', svg)

    for turned, scale in ((False, 1), (True, 1), (False, 10_000)):
        (outline,) = filled(turned, scale)
        assert len(outline.split("L")) == 4  # a square, and no edge of the world


def test_an_area_in_several_features_or_named_by_a_number_is_drawn_whole() -> None:
    def feature(name: object, west: int) -> dict[str, Any]:
        ring = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
        return {"properties": {"code": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    given = {"type": "FeatureCollection", "features": [feature(1, 0), feature(1, 2), feature(["x"], 4)]}
    figure = areas_of(given, {"1": 2.0}, "code")
    (drawn,) = figure.drawing["data"]["values"]
    assert [ring[0][0][0] for ring in drawn["geometry"]["coordinates"]] == pytest.approx([0, 2], abs=0.01)


@pytest.mark.parametrize("hole_turned", [False, True])
@pytest.mark.parametrize("outline_turned", [False, True])
def test_a_hole_stays_open_whichever_way_it_runs(outline_turned: bool, hole_turned: bool) -> None:
    def square(size: int, *, turned: bool) -> list[list[int]]:
        ring = [[-size, -size], [size, -size], [size, size], [-size, size], [-size, -size]]
        return ring[::-1] if turned else ring

    rings = [square(4, turned=outline_turned), square(1, turned=hole_turned)]
    shape = {"type": "Polygon", "coordinates": rings}
    given = {"type": "FeatureCollection", "features": [{"properties": {"name": "A"}, "geometry": shape}]}
    svg = areas_of(given, {"A": 1.0}).svg()
    (path,) = re.findall(r'd="(M[^"]*Z)" fill="rgb', svg)
    outline, hole = (
        [tuple(map(float, point.split(","))) for point in ring.split("L")] for ring in re.findall(r"M([^Z]*)Z", path)
    )

    def area(ring: list[tuple[float, ...]]) -> float:
        return sum(x * later_y - later_x * y for (x, y), (later_x, later_y) in pairwise([*ring, ring[0]]))

    # A path is filled where its turns about a point do not cancel out: the two rings run against each other.
    assert area(outline) * area(hole) < 0


@pytest.mark.parametrize(
    ("boundaries", "words"),
    [
        ({"type": "FeatureCollection", "features": ["x"]}, "no GeoJSON"),
        ({"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}, "Point"),
        ({"type": "FeatureCollection", "features": [{"geometry": None}]}, "without a shape"),
        (
            {
                "type": "FeatureCollection",
                "features": [{"properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates": [["x"]]}}],
            },
            "pairs of numbers",
        ),
    ],
)
def test_broken_boundaries_are_refused(boundaries: dict[str, object], words: str) -> None:
    with pytest.raises(Refused, match=words):
        areas_of(boundaries, {"A": 1.0})


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.0734, "0.0734"), (0.904, "0.904"), (1.828, "1.83"), (16.1, "16.1"), (1243, "1,243")],
)
def test_numbers_read_to_three_figures(value: float, text: str) -> None:
    assert number(value) == text


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 42, 43)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "42nd", "43rd"),
    ]


def test_a_funnel_is_refused_where_none_can_be_drawn() -> None:
    with pytest.raises(Refused, match="--chart ranked"):
        comparison.funnel(compare_rates({"north": 3, "south": 4}, {"north": 10.0, "south": 10.0}), WORDS)


def test_figures_without_intervals_say_so_in_the_picture() -> None:
    assert "cannot be told" in ranked_without_intervals().notes[0]


def test_a_name_makes_room_for_one_that_has_less_choice() -> None:
    """Gloucestershire's can stand only to the right of its point, where Wiltshire's would go at first."""
    named = [
        {"name": "Wiltshire", "figure": 1.73, "size": 720_060},
        {"name": "Gloucestershire", "figure": 0.9, "size": 633_558},
    ]
    far = {"name": "Metropolitan Police", "figure": 20.4, "size": 8_900_000}
    near = [
        {"name": "", "figure": figure, "size": size}
        for figure, size in (
            (2.2, 751_000),
            (1.7, 655_000),
            (3.2, 563_000),
            (1.8, 797_000),
            (3.2, 601_000),
            (1.8, 875_000),
        )
    ]
    wiltshire, gloucestershire = name_places(named, [*named, far, *near], 480_000, 9_000_000)
    assert gloucestershire == (9, 0, "left")
    assert wiltshire[1] <= 0

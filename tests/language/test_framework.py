"""Areas and characteristics: the names the report prints are the names we hold."""

from __future__ import annotations

import pytest

from openpeel.errors import Refused
from openpeel.language.framework import CHARACTERISTICS, GRADED_AREAS, REPORTED_AREAS, Area, characteristic
from openpeel.language.source_text import PEEL_2021_22


def test_nine_areas_eight_graded() -> None:
    assert len(REPORTED_AREAS) == 9
    assert len(GRADED_AREAS) == 8
    assert {area for area in Area if area.inspected_elsewhere} == set(Area) - set(REPORTED_AREAS)


def test_every_name_is_printed_in_the_source() -> None:
    chapters = {p.chapter for p in PEEL_2021_22.paragraphs()}
    assert {area.title for area in Area} <= chapters
    text = "\n".join(PEEL_2021_22.lines())
    for area in GRADED_AREAS:
        assert area.in_table
        assert area.in_table in text
        assert PEEL_2021_22.at(area.title, area.title, f" at {area.in_sentence}.").lines


@pytest.mark.parametrize("area", list(Area))
def test_an_area_is_found_by_its_identifier(area: Area) -> None:
    assert Area.of(area.identifier) is area


def test_every_reported_area_has_characteristics_numbered_by_its_question() -> None:
    assert {c.area for c in CHARACTERISTICS.values()} == set(REPORTED_AREAS)
    for identifier, its in CHARACTERISTICS.items():
        assert identifier.split(".")[0] == str(its.area.value.question)


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused, match="preventing-crime"):
        Area.of("prevention-of-crime")
    with pytest.raises(Refused, match="‘6"):
        characteristic("6.9")

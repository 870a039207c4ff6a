"""Cycles and grades: names, scales, and no comparison between cycles."""

from __future__ import annotations

import pytest

from openpeel.errors import Refused
from openpeel.inspection.framework.cycles import area_named, compare, cycle, cycles
from openpeel.inspection.framework.grades import Grade, Scale
from openpeel.language.framework import Area, Basis


def test_four_cycles_and_what_is_known_of_each() -> None:
    assert [its.id for its in cycles()] == ["2018/19", "2021/22", "2023-25", "2025-27"]
    assert cycle("2018/19").scale is Scale.FOUR_TIERS
    assert cycle("2018/19").basis is Basis.GENERAL_KNOWLEDGE
    assert all(its.known for its in cycles())
    with pytest.raises(Refused, match="2021/22"):
        cycle("2020/21")


def test_every_area_of_the_language_is_in_its_cycle() -> None:
    areas = {area.area: area for area in cycle("2021/22").areas if area.area}
    assert set(areas) == set(Area)
    for area, its in areas.items():
        assert its.name == area.title
        assert (its.graded and not its.elsewhere) == area.graded


@pytest.mark.parametrize("area", list(Area))
def test_all_names_of_an_area_lead_to_it(area: Area) -> None:
    for name in (area.title, area.in_table, area.in_sentence):
        if name:
            found = area_named(name, "2021/22")
            assert found is not None
            assert found.area is area


def test_names_are_the_same_whatever_their_hyphens_commas_and_case() -> None:
    assert area_named("PREVENTING CRIME AND ANTISOCIAL BEHAVIOUR") == area_named(
        "Preventing crime and anti-social behaviour"
    )
    assert area_named("Keeping rivers safe") is None


def test_grades_are_compared_in_one_cycle_only() -> None:
    assert compare(Grade.GOOD, "2021/22", Grade.ADEQUATE, "2021/22") == 1
    assert compare(Grade.INADEQUATE, "2021/22", Grade.INADEQUATE, "2021/22") == 0
    with pytest.raises(Refused, match="not compared"):
        compare(Grade.GOOD, "2018/19", Grade.ADEQUATE, "2021/22")
    with pytest.raises(Refused, match="not compared"):
        compare(Grade.GOOD, "2021/22", Grade.GOOD, "2023-25")
    with pytest.raises(Refused, match="no grade"):
        compare(Grade.ADEQUATE, "2018/19", Grade.GOOD, "2018/19")


@pytest.mark.parametrize("grade", list(Grade))
def test_a_grade_is_read_in_any_case(grade: Grade) -> None:
    assert Grade.of(grade.label.upper()) is grade
    assert grade.test

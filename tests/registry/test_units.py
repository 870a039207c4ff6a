"""What must hold of every unit: each fact is described, and used or shown."""

from __future__ import annotations

import pytest

from openpeel.language.indicators import Indicator
from openpeel.language.lists import CaseList
from openpeel.language.standards import Standard
from openpeel.language.units import Unit, fact_descriptions
from openpeel.library import indicators, lists, standards, units


@pytest.mark.parametrize("unit", units().values(), ids=lambda unit: unit.name)
def test_every_fact_has_its_line_of_text(unit: type[Unit]) -> None:
    described = fact_descriptions(unit)
    assert set(described) == set(unit.facts)
    assert all(line.endswith(".") for line in described.values())


@pytest.mark.parametrize("unit", units().values(), ids=lambda unit: unit.name)
def test_every_unit_is_judged_or_counted(unit: type[Unit]) -> None:
    used: list[Standard | Indicator | CaseList] = [*standards().values(), *indicators().values(), *lists().values()]
    assert any(one.unit is unit for one in used)

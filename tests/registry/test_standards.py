"""What must hold of every standard and indicator in the library."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import openpeel.indicators
import openpeel.standards
from openpeel.language.indicators import Indicator
from openpeel.language.lists import CaseList
from openpeel.language.source_text import Citation
from openpeel.language.standards import Standard
from openpeel.library import indicators, lists, standards

STANDARDS_KNOWN = 64
INDICATORS_KNOWN = 22
"""Raise these when one is added: a fall means that one is no longer found."""

ROOMS = {"standards": Path(openpeel.standards.__path__[0]), "indicators": Path(openpeel.indicators.__path__[0])}


def files(room: str) -> list[Path]:
    return sorted(path for path in ROOMS[room].rglob("*.py") if path.name != "__init__.py")


def test_none_is_lost_unnoticed() -> None:
    assert len(standards()) >= STANDARDS_KNOWN
    assert len(indicators()) >= INDICATORS_KNOWN


@pytest.mark.parametrize("room", ROOMS)
def test_one_in_each_file_named_after_it(room: str) -> None:
    found = standards() if room == "standards" else indicators()
    assert sorted(path.stem for path in files(room)) == sorted(name.replace("-", "_") for name in found)


@pytest.mark.parametrize("path", files("standards"), ids=lambda path: path.stem)
def test_a_standard_lies_in_the_folder_of_its_area(path: Path) -> None:
    standard = standards()[path.stem.replace("_", "-")]
    assert path.parent.name.replace("_", "-") == standard.area.identifier


@pytest.mark.parametrize("standard", standards().values(), ids=lambda standard: standard.id)
def test_its_source_stands_in_the_shipped_report(standard: Standard) -> None:
    assert isinstance(standard.source, Citation), "what a force alone has written belongs in its own package"
    standard.source.check()


@pytest.mark.parametrize("one", [*standards().values(), *indicators().values()], ids=lambda one: one.id)
def test_it_was_reviewed_and_is_not_overdue_for_the_next(one: Standard | Indicator) -> None:
    assert one.review.by
    assert one.review.next > datetime.now(UTC).date(), "read the definition through, and set the next review"


@pytest.mark.parametrize("standard", standards().values(), ids=lambda standard: standard.id)
def test_its_finding_counts_what_its_shape_can_give(standard: Standard) -> None:
    named = set(re.findall(r"{(\w+)}", standard.shows.finding))
    assert named, "the report's sentence needs a count"
    if standard.shape in ("Condition", "Never"):
        assert "late" not in named
    assert standard.shows.finding.strip().endswith(".")


@pytest.mark.parametrize("standard", standards().values(), ids=lambda standard: standard.id)
def test_an_official_target_names_the_publisher(standard: Standard) -> None:
    for target in standard.targets:
        assert target.source
        if target.official:
            assert "HMICFRS" in target.source
        else:
            assert "llustrative" in target.source, "what is not official is shown as the user's own"


def test_identifiers_of_standards_and_indicators_differ() -> None:
    assert not set(standards()) & set(indicators())


def test_standards_are_of_several_areas() -> None:
    assert len({standard.area for standard in standards().values()}) >= 6


@pytest.mark.parametrize("one", lists().values(), ids=lambda one: one.id)
def test_a_list_is_cited_reviewed_and_ranked_by_named_reasons(one: CaseList) -> None:
    one.source.check()
    assert one.review.next > datetime.now(UTC).date(), "read the definition through, and set the next review"
    said = [reason.says for reason in one.reasons]
    assert said
    assert len(set(said)) == len(said)

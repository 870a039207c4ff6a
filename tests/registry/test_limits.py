"""What must hold of every limit: cited, and official only where it is verified."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import openpeel.limits
from openpeel.engine.symbols import find
from openpeel.language.limits import Limit, LimitValue, Verified
from openpeel.language.symbols import LimitAmount, LimitEnd
from openpeel.language.units import parts_of
from openpeel.library import limits, standards, units

LOCAL = ("Illustrative", "set your own")

OFFICIAL = {
    "answer-999",
    "attend-priority",
    "bail-initial",
    "marac-incidents-in-12-months",
    "sex-offender-visit",
    "sex-offender-visit-officers",
    "thrive-elements",
    "victim-told",
}
"""The limits whose values are verified. One that joins or leaves does so by a decision, not by a slip."""


@pytest.mark.parametrize("limit", limits().values(), ids=lambda limit: limit.id)
def test_every_value_is_dated_and_cited(limit: Limit) -> None:
    assert limit.title
    for value in limit.values:
        assert len(value.source) > 20
        assert value.since > date(2000, 1, 1)


@pytest.mark.parametrize("limit", limits().values(), ids=lambda limit: limit.id)
def test_what_is_not_verified_is_never_official(limit: Limit) -> None:
    assert limit.is_official == (limit.id in OFFICIAL)
    for value in limit.values:
        says_local = any(word in value.source for word in LOCAL)
        assert says_local == (not value.verified.is_official)


@pytest.mark.parametrize("verified", Verified)
def test_one_value_that_is_not_verified_takes_the_label_from_the_whole(verified: Verified) -> None:
    values = tuple(
        LimitValue(value=number, since=date(2010 + number, 1, 1), source="made for this test", verified=how)
        for number, how in enumerate((Verified.IN_SOURCE, verified), start=1)
    )
    expected = verified in (Verified.IN_SOURCE, Verified.BY_INSPECTORATE)
    assert Limit("made", "Made", values).is_official == expected


def test_every_limit_is_used() -> None:
    expressions = [
        part
        for standard in standards().values()
        for column in standard.expressions().values()
        for _, part in parts_of(column)
    ]
    expressions += [
        part for unit in units().values() for column in unit.definitions.values() for _, part in parts_of(column)
    ]
    used = {symbol.limit.id for kind in (LimitEnd, LimitAmount) for symbol in find(expressions, kind)}
    assert used == set(limits())


def test_limits_are_written_in_the_room_of_limits_only() -> None:
    source = Path(openpeel.limits.__path__[0]).parent
    elsewhere = [
        path
        for path in source.rglob("*.py")
        if "Limit(\n" in path.read_text(encoding="utf-8") and path.parent.name != "limits"
    ]
    assert elsewhere == []

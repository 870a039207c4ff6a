"""The three-way merge: real cases, and the laws that hold for all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpeel.capture.merging import ABSENT, merge

BASE = {"risk": "medium", "actions": [{"id": 1, "what": "search the park", "done": None}], "told": {"family": "10:00"}}


def test_fields_that_only_one_side_changed_are_taken_from_it() -> None:
    merged = merge(BASE, {**BASE, "risk": "high"}, {**BASE, "seen": "station"})
    assert merged.data == {**BASE, "risk": "high", "seen": "station"}
    assert (merged.clashes, merged.theirs) == ((), ("risk",))


def test_rows_of_a_list_are_merged_by_their_id() -> None:
    theirs = {**BASE, "actions": [{"id": 1, "what": "search the park", "done": "11:00"}]}
    ours = {**BASE, "actions": [*BASE["actions"], {"id": 2, "what": "ring the school", "done": None}]}
    assert merge(BASE, theirs, ours).data["actions"] == [
        {"id": 1, "what": "search the park", "done": "11:00"},
        {"id": 2, "what": "ring the school", "done": None},
    ]


def test_objects_are_merged_inside() -> None:
    merged = merge(
        BASE, {**BASE, "told": {"family": "10:00", "school": "11:00"}}, {**BASE, "told": {"family": "10:30"}}
    )
    assert merged.data["told"] == {"family": "10:30", "school": "11:00"}


def test_a_row_that_one_removed_and_the_other_changed_is_a_clash() -> None:
    theirs = {**BASE, "actions": []}
    ours = {**BASE, "actions": [{"id": 1, "what": "search the park", "done": "12:00"}]}
    (clash,) = merge(BASE, theirs, ours).clashes
    assert clash.path == ("actions", "1")
    assert clash.theirs is ABSENT


@pytest.mark.parametrize(("one", "other"), [(True, 1), ("1", 1), (None, ABSENT)])
def test_values_of_different_kinds_are_different(one: Any, other: Any) -> None:
    sides = [{} if value is ABSENT else {"x": value} for value in (one, other)]
    assert len(merge({"x": "before"}, sides[0], sides[1]).clashes) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from("ab"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=6,
)
entries = st.dictionaries(st.sampled_from("pqrs"), values, max_size=4)


@given(base=entries, theirs=entries, ours=entries)
def test_what_both_wrote_is_kept_or_shown(base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    merged = merge(base, theirs, ours)
    clashing = {clash.path[0] for clash in merged.clashes}
    for name in {*base, *theirs, *ours} - clashing:
        sides = [side.get(name, ABSENT) for side in (base, theirs, ours)]
        got = merged.data.get(name, ABSENT)
        if all(not isinstance(side, dict | list) for side in sides):
            assert got == (sides[1] if sides[2] == sides[0] else sides[2])
    assert merge(base, theirs, theirs).data == theirs
    assert merge(base, theirs, base).data == theirs
    assert merge(base, base, ours).data == ours


@given(base=entries, theirs=entries, ours=entries)
def test_the_order_of_saving_changes_nothing_but_who_is_asked(
    base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]
) -> None:
    one, other = merge(base, theirs, ours), merge(base, ours, theirs)
    assert {clash.path for clash in one.clashes} == {clash.path for clash in other.clashes}
    if not one.clashes:
        assert one.data == other.data

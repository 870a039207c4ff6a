"""Random sequences of loads: the store agrees with the plain twin, and keeps its promises whatever is loaded."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from openpeel.records.loads import LoadKind
from openpeel.records.store import Store
from tests.how_many import examples
from tests.records.made import Row, Stager, day, known_of, stored
from tests.records.twin import Extract, Twin

DAYS = st.integers(1, 12)

ROWS = st.builds(
    Row,
    key=st.sampled_from("abc"),
    grade=st.sampled_from(["standard", "high"]),
    done=st.integers(1, 6),
    entered=st.one_of(st.none(), DAYS),
    removed=st.one_of(st.none(), st.none(), DAYS),
)

EXTRACTS = st.builds(
    Extract,
    rows=st.lists(ROWS, max_size=3, unique_by=lambda row: row.key).map(tuple),
    read=DAYS,
    kind=st.sampled_from(LoadKind),
    period=st.sampled_from([(1.0, 400.0), (1.0, 4.0), (3.0, 7.0)]),
)

FILES = st.lists(EXTRACTS, min_size=1, max_size=5)
LOADS = st.lists(st.lists(EXTRACTS, min_size=1, max_size=3), min_size=1, max_size=4)
FIRST_LOAD = 8
"""Loads are made on this day and those after it, so that some extracts say they were read after their load."""


def _load_all(folder: Path, loads: list[list[Extract]]) -> Store:
    store, stage = Store(folder / "data"), Stager(folder)
    for now, extracts in enumerate(loads, FIRST_LOAD):
        _load(store, stage, extracts, now)
    return store


def _load(store: Store, stage: Stager, extracts: list[Extract], now: float) -> None:
    staged = [stage(one.rows, read=one.read, kind=one.kind, period=one.period) for one in extracts]
    store.load(staged, now=day(now))


@settings(max_examples=examples(40), deadline=None)
@given(FILES)
def test_store_agrees_with_the_twin(extracts: list[Extract]) -> None:
    twin = Twin()
    for now, extract in enumerate(extracts, FIRST_LOAD):
        twin.load(extract, now)
    with tempfile.TemporaryDirectory() as folder:
        snapshot = _load_all(Path(folder), [[extract] for extract in extracts]).snapshot()
        found = sorted(
            (r["assessment_id"], r["grade"], r["known_from"], str(r["known_to"]), r["known_from_is_load_time"])
            for r in stored(snapshot)
        )
    assert found == sorted(
        (key, v.row.grade, day(v.start), str(None if v.end is None else day(v.end)), v.is_load_time)
        for key, history in twin.versions.items()
        for v in history
    )


@settings(max_examples=examples(40), deadline=None)
@given(LOADS, st.lists(EXTRACTS, min_size=1, max_size=3))
def test_what_was_known_changes_only_through_times_that_the_source_gives(
    loads: list[list[Extract]], last: list[Extract]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = _load_all(folder, loads)
        before = stored(store.snapshot())
        now = FIRST_LOAD + len(loads)
        _load(store, Stager(folder), last, now)
        after = stored(store.snapshot())
        for half_days in range(2, 2 * now):
            on = half_days / 2
            told = {
                row.key
                for extract in last
                for row in extract.rows
                if any(moment is not None and moment <= on for moment in (row.entered, row.removed))
            }
            was, is_now = known_of(before, on), known_of(after, on)
            changed = {key for key in was.keys() | is_now.keys() if was.get(key) != is_now.get(key)}
            assert changed <= told
        assert {row["row"] for row in before} <= {row["row"] for row in after}, "a stored row was lost"


CONTRADICTING = [
    Extract((Row(key="a", grade="standard", done=done),), read=1, kind=LoadKind.FULL, period=(1.0, 400.0))
    for done in (1, 2)
]


@settings(max_examples=examples(40), deadline=None)
@given(LOADS)
@example([CONTRADICTING])
def test_the_last_load_again_changes_nothing(loads: list[list[Extract]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = _load_all(folder, loads)
        before = store.snapshot().identifier
        _load(store, Stager(folder), loads[-1], FIRST_LOAD + len(loads))
        assert store.snapshot().identifier == before

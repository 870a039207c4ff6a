"""Rows in quarantine stand until a later extract covers their time, or their key is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from openpeel.errors import Refused
from openpeel.records.loads import LoadKind, Rejected
from openpeel.records.store import Store
from tests.records.made import Assessments, Row, Stager, day

FULL, CHANGES = LoadKind.FULL, LoadKind.CHANGES
ODD = Rejected(3, "grade", "not one of the codes", "b,odd", {"assessment_id": "b", "reviewer": None}, (day(4), day(4)))
BROKEN = Rejected(4, None, "the row has 2 fields where the headings have 4", "c,")


def standing(store: Store) -> list[tuple[datetime, datetime, dict[str, str | None]]]:
    snapshot = store.snapshot()
    return [(row.first, row.last, dict(row.references)) for row in snapshot.unstored(Assessments, snapshot.coverage)]


def test_what_could_be_read_of_a_row_is_kept_and_the_extract_stands_for_its_time(store: Store, stage: Stager) -> None:
    staged = stage([Row("a")], read=10, kind=FULL, period=(1, 9), rejected=[ODD, BROKEN])
    store.load([staged], now=day(10))
    last = datetime(2024, 1, 8, 23, 59, 59, 999999)
    assert standing(store) == [
        (day(4), day(4), {"assessment_id": "b", "reviewer": None}),
        (day(1), last, {}),
    ]


@pytest.mark.parametrize(
    ("kind", "period", "read", "rows", "mended"),
    [
        pytest.param(FULL, (1, 9), 20, [], True, id="by an extract of its time"),
        pytest.param(FULL, (5, 30), 20, [], False, id="not by one of another time"),
        pytest.param(FULL, (1, 9), 9, [], False, id="not by one that was read before"),
        pytest.param(CHANGES, (15, 20), 20, [Row("b", done=4)], True, id="by its key among later changes"),
        pytest.param(CHANGES, (15, 20), 20, [Row("a", "high")], False, id="not by another key"),
    ],
)
def test_a_row_is_mended(
    store: Store,
    stage: Stager,
    kind: LoadKind,
    period: tuple[float, float],
    read: float,
    rows: Sequence[Row],
    *,
    mended: bool,
) -> None:
    store.load([stage([Row("a")], read=10, period=(1, 9), rejected=[ODD])], now=day(10))
    store.load([stage(rows, read=read, kind=kind, period=period)], now=day(30))
    assert (standing(store) == []) is mended


def test_rows_of_one_key_with_different_content_are_kept_with_what_they_say(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", "high", done=2, reviewer="r"), Row("a", done=3)], read=10)], now=day(10))
    assert standing(store) == [
        (day(2), day(2), {"assessment_id": "a", "grade": "high", "reviewer": "r"}),
        (day(3), day(3), {"assessment_id": "a", "grade": "standard", "reviewer": None}),
    ]


def test_a_lost_file_of_the_quarantine_is_said(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=10, rejected=[ODD])], now=day(10))
    next((store.folder / "quarantine").iterdir()).unlink()
    with pytest.raises(Refused, match="quarantine"):
        standing(store)


def test_a_damaged_file_of_the_quarantine_is_said(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=10, rejected=[ODD])], now=day(10))
    file = next((store.folder / "quarantine").iterdir())
    file.write_bytes(file.read_bytes()[:-9])
    for reading in (lambda: standing(store), store.quarantine):
        with pytest.raises(Refused, match="a file of the quarantine is damaged"):
            reading()

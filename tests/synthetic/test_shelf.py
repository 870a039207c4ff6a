"""Made records read the same, whether they lay in memory or on disk."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from openpeel.language.tables import Table
from openpeel.records.calls import CallLegs, Calls
from openpeel.synthetic.force import make
from openpeel.synthetic.scenario import Row, changed, row
from openpeel.synthetic.shelf import Shelf

START = datetime(2024, 1, 1)
TABLES: tuple[type[Table], ...] = (Calls, CallLegs)


def _row(number: int, table: type[Table], minute: int) -> Row:
    began = START + timedelta(minutes=minute)
    if table is Calls:
        return row(Calls, call_id=f"C{number:03}", line_dialled="101", presented_at=began)
    return row(CallLegs, leg_id=f"L{number:03}", call_id="C", stage="switchboard", queued_at=began)


@given(
    made=st.lists(st.tuples(st.sampled_from(TABLES), st.integers(0, 20)), max_size=40),
    in_memory=st.integers(1, 15),
)
def test_records_come_in_the_order_of_entry_wherever_they_lie(
    made: list[tuple[type[Table], int]], in_memory: int
) -> None:
    rows = [_row(number, table, minute) for number, (table, minute) in enumerate(made)]
    shelf = Shelf(in_memory=in_memory)
    shelf.add(rows)
    by_entry = sorted(rows, key=lambda found: (found.entered_at, found.key))
    ordered = {table: [found for found in by_entry if found.table is table] for table in TABLES}
    assert {table: list(shelf.of(table)) for table in TABLES} == ordered
    shelf.rewrite(Calls, lambda call: changed(call, team="A"))
    assert list(shelf.of(Calls)) == [changed(call, team="A") for call in ordered[Calls]]
    assert list(shelf.of(CallLegs)) == ordered[CallLegs]
    shelf.read_as(lambda found: None if found.key.endswith("1") else found)
    assert list(shelf.of(CallLegs)) == [found for found in ordered[CallLegs] if not found.key.endswith("1")]
    shelf.read_as(lambda found: found)
    assert sorted(shelf.tables(), key=str) == sorted({r.table for r in shelf}, key=str)


def test_nothing_that_lay_on_disk_is_left_behind(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, in_memory=2)
    shelf.add(_row(number, Calls, number) for number in range(7))
    assert list(tmp_path.iterdir())
    del shelf
    assert not list(tmp_path.iterdir())


def test_a_made_force_leaves_nothing_but_extracts_and_truth(tmp_path: Path) -> None:
    make(tmp_path / "force", scale=0.05)
    assert {place.name for place in (tmp_path / "force").iterdir()} == {"extracts", "truth"}

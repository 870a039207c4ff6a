"""Columns that are named like what the store itself works with keep their own values."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.language.columns import moment, text
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, StagedFile
from openpeel.records.store import Store
from tests.records.made import day


class Awkward(Table):
    """A record whose columns have names that the store could use."""

    name_ = text("Its reference", key=True)
    part = text("The store's word for one file of a load")
    ended_at = moment("The store's word for the end of the last version")
    kind = text("The store's word for how much an extract holds")
    place = text("The store's word for the order of repeats")
    path = text("The store's word for where a file lies")
    began_at = moment("When it began", required=True)
    begins = began_at


def staged(folder: Path, grade: str, read: float) -> StagedFile:
    row = {"name_": "a", "part": grade, "kind": grade, "place": grade, "path": grade, "line": 2}
    row |= {"began_at": day(1), "ended_at": day(300), "entered_at": day(read - 1)}
    path = folder / f"{grade}.parquet"
    kinds = {"line": pa.int64()} | dict.fromkeys(("began_at", "ended_at", "entered_at"), pa.timestamp("us"))
    pq.write_table(pa.table({name: pa.array([value], kinds.get(name)) for name, value in row.items()}), path)
    columns = frozenset(Awkward.columns) | {"entered_at"}
    coverage = Coverage(Awkward.name, "wiltshire", "one", columns, LoadKind.FULL, day(1), day(2), day(read))
    return StagedFile(Awkward, coverage, path.name, grade, path)


def test_they_keep_their_values(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for grade, read in (("first", 10.0), ("second", 20.0)):
        store.load([staged(tmp_path, grade, read)])
    rows = sorted(pq.read_table(store.snapshot().files(Awkward)).to_pylist(), key=lambda row: row["known_from"])
    for name in ("part", "kind", "place", "path"):
        assert [row[name] for row in rows] == ["first", "second"]
    assert [row["ended_at"] for row in rows] == [day(300), day(300)]
    assert [row["known_from"] for row in rows] == [day(9), day(19)]
    assert rows[0]["known_to"] == day(19)

"""Tables that have grown: rows written before a column was declared have it empty."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openpeel.engine.evaluation import view_of
from openpeel.language.columns import moment, text
from openpeel.language.tables import Table


class GrownTables(Table):
    """A thing of which more is recorded than before."""

    thing_id = text("Its reference", key=True)
    began_at = moment("When it began", required=True)
    colour = text("Its colour, recorded of late")
    begins = began_at


class _Files:
    def __init__(self, *files: Path) -> None:
        self._files = files

    def files(self, table: type[Table]) -> list[str]:
        return [str(file) for file in self._files]


def _written(place: Path, *left_out: str) -> Path:
    kinds = {"string": pa.string(), "int64": pa.int64(), "boolean": pa.bool_()}
    schema = {
        name: kinds.get(str(kind), pa.timestamp("us"))
        for name, kind in GrownTables.relation.schema().items()
        if name not in left_out
    }
    pq.write_table(pa.table({name: pa.array([None], kind) for name, kind in schema.items()}), place)
    return place


@pytest.mark.parametrize("newer", [0, 1])
def test_files_that_lack_a_column_are_read_with_the_others(tmp_path: Path, newer: int) -> None:
    files = [_written(tmp_path / "old.parquet", "colour")]
    files += [_written(tmp_path / f"new_{number}.parquet") for number in range(newer)]
    with duckdb.connect() as connection:
        view_of(connection, _Files(*files), GrownTables)
        rows = connection.execute("select colour from stored_grown_tables").fetchall()
    assert rows == [(None,)] * (1 + newer)

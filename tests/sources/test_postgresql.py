"""An extract from a real PostgreSQL server (`make postgres` starts one on this machine)."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime

import pyarrow.parquet as pq
import pytest

from openpeel.errors import Refused
from openpeel.records.incidents import Incidents
from openpeel.records.loads import LoadKind
from openpeel.sources.extracts.mapping import ExtractMapping, FileForm, Period
from openpeel.sources.extracts.reading import read_extract
from openpeel.sources.workbench import Workbench

ADDRESS = os.environ.get("OPENPEEL_TEST_POSTGRESQL", "")

pytestmark = pytest.mark.skipif(not ADDRESS, reason="no PostgreSQL server; make postgres starts one")

MAPPING = ExtractMapping(
    name="incidents.toml",
    table=Incidents,
    force="wiltshire",
    source="Command and control",
    file=FileForm(query="incidents"),
    period=Period(LoadKind.FULL, datetime(2024, 1, 1), datetime(2024, 12, 1), datetime(2024, 12, 2)),
    zone="Europe/London",
    ambiguous="reject",
    columns={"no": "incident_id", "reported": "reported_at", "attended": "attended_at", "da": "is_domestic_abuse"},
    codes={},
    formats={},
)


@pytest.fixture
def incidents() -> None:
    import adbc_driver_postgresql.dbapi as postgresql

    with postgresql.connect(ADDRESS) as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incidents")
        cursor.execute(
            "CREATE TABLE incidents (no text, reported timestamp, attended timestamptz, da boolean, size integer)"
        )
        cursor.execute(
            "INSERT INTO incidents VALUES ('007', '2024-06-01 10:00:00.25', '2024-06-01 10:20:00+01', true, 1), "
            "('008', '2024-06-02 11:00:00', NULL, NULL, NULL)"
        )
        connection.commit()


@pytest.mark.usefixtures("incidents")
def test_a_table(bench: Workbench) -> None:
    read = read_extract(bench, ADDRESS, MAPPING)
    assert not read.staged.rejected
    names = ["line", "incident_id", "reported_at", "attended_at", "is_domestic_abuse"]
    assert [tuple(row[name] for name in names) for row in pq.read_table(read.staged.rows).to_pylist()] == [
        (2, "007", datetime(2024, 6, 1, 9, 0, 0, 250_000), datetime(2024, 6, 1, 9, 20), True),
        (3, "008", datetime(2024, 6, 2, 10), None, None),
    ]
    assert "size" in read.notes[0]


@pytest.mark.usefixtures("incidents")
def test_a_query_and_a_schema(bench: Workbench) -> None:
    for query in ("SELECT * FROM incidents WHERE no = '008'", "public.incidents"):
        read = read_extract(bench, ADDRESS, replace(MAPPING, file=FileForm(query=query)))
        assert pq.read_metadata(read.staged.rows).num_rows in (1, 2)


@pytest.mark.usefixtures("incidents")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT nothing FROM incidents", "nothing"),
        ("WITH gone AS (DELETE FROM incidents RETURNING *) SELECT * FROM gone", ""),
        ("SELECT no, CAST(no || 'secret' AS integer) AS n FROM incidents", ""),
    ],
)
def test_queries_that_fail_change_nothing_and_show_no_value(bench: Workbench, query: str, shown: str) -> None:
    with pytest.raises(Refused) as refused:
        read_extract(bench, ADDRESS, replace(MAPPING, file=FileForm(query=query)))
    assert shown in str(refused.value)
    assert "secret" not in str(refused.value)
    assert pq.read_metadata(read_extract(bench, ADDRESS, MAPPING).staged.rows).num_rows == 2

"""Makes the benchmark's records, in the store's physical form, and opens them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from deltalake import DeltaTable
from deltalake.transaction import AddAction

from benchmarks.force.limits import FORCES
from benchmarks.force.tables import (
    TABLES,
    BailExtensions,
    BailPeriods,
    ForceForms,
    IncidentPeople,
    Incidents,
    OffenderLevels,
    Offenders,
    Referrals,
    RiskAssessments,
    Searches,
    SearchOfficers,
    VictimUpdates,
    Visits,
)
from openpeel.language.columns import LATEST
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, Unstored
from openpeel.records.store.data_files import FILE_BYTES

JUDGED_AT = datetime(2023, 12, 1)
"""The past day that is asked for: as known on it. The records go on for a month."""

BEGINS = datetime(2020, 7, 1)
"""From when on records were loaded, each day, but for :data:`SHORT`. The first incident is of 2021."""

SHORT = {
    (RiskAssessments, "gloucestershire"): (datetime(2021, 7, 1), JUDGED_AT),
    (Referrals, "dorset"): (BEGINS, datetime(2023, 6, 1)),
}
"""Tables of which a force loaded less, so that there are verdicts that cannot be told."""


@dataclass(frozen=True)
class MadeRecords:
    """The made records in a folder: what an evaluation needs of a snapshot."""

    folder: Path

    @property
    def coverage(self) -> Sequence[Coverage]:
        """What had been loaded by the moment of judging."""
        return tuple(
            Coverage(
                table=table.name,
                force=force,
                source="made",
                columns=frozenset(table.columns),
                kind=LoadKind.FULL,
                begins=begins,
                ends=ends,
                extracted_at=ends,
            )
            for table in TABLES
            for force in FORCES
            for begins, ends in [SHORT.get((table, force), (BEGINS, JUDGED_AT))]
        )

    def unstored(self, table: type[Table], extracts: Sequence[Coverage]) -> list[Unstored]:
        """None was set aside."""
        return []

    def files(self, table: type[Table]) -> list[str]:
        """The Parquet files with the rows of a table."""
        return list(DeltaTable(self.folder / "tables" / table.name).file_uris())


def made(folder: Path, incidents: int) -> MadeRecords:
    """The records of so many incidents in ``folder``, made unless they are there."""
    done = folder / "made.json"
    if not (done.exists() and json.loads(done.read_text()) == {"incidents": incidents}):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _make(folder, incidents)
        done.write_text(json.dumps({"incidents": incidents}))
    return MadeRecords(folder)


def _make(folder: Path, incidents: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = '{folder / 'spill'}'")
        connection.execute("CREATE MACRO hh(x) AS cast(hash(x) >> 2 AS BIGINT)")
        connection.execute("CREATE MACRO pick(i, salt, n) AS hh(i * 997 + salt) % n")
        connection.execute("CREATE MACRO later(t, seconds) AS t + to_seconds(cast(seconds AS BIGINT))")
        forces = ", ".join(f"'{force}'" for force in FORCES)
        # Three years in order of time; the forces number their records alike, so that identifiers collide.
        connection.execute(
            f"""CREATE TABLE base AS
            SELECT *, row_number() OVER (PARTITION BY f ORDER BY i) AS n, [{forces}][f] AS "force"
            FROM (
                SELECT i, 1 + pick(i, 1, 4) AS f, 'Team ' || pick(i, 2, 60) AS team,
                    TIMESTAMP '2021-01-01' + to_microseconds(cast(i * (3 * 365 * 86400e6 / {incidents}) AS BIGINT)) AS t
                FROM range({incidents}) made(i)
            )"""
        )
        officers = max(incidents // 160, 4)
        for number, table in enumerate(TABLES):
            _write(connection, folder, table, number, _QUERIES[table].format(n=incidents, officers=officers))


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, table: type[Table], number: int, query: str) -> None:
    left_out = "".join(
        f"AND (force <> '{force}' OR {table.name_of(table.begins)} BETWEEN '{begins}' AND '{ends}') "
        for (short, force), (begins, ends) in SHORT.items()
        if short is table
    )
    columns = []
    for name, kind in table.relation.schema().items():
        values = {
            "source": "'made'",
            "known_from_is_load_time": "false",
            # As the store numbers them: the part of a load, and the line in its file.
            "row": f"(({4 * number} + f) << 32) + row_number() OVER (PARTITION BY f ORDER BY i, k)",
        }
        types = {"int64": "BIGINT", "string": "VARCHAR", "boolean": "BOOLEAN", "float64": "DOUBLE"}
        value = values.get(name, f'"{name.removesuffix(LATEST)}"')
        columns.append(f'cast({value} AS {types.get(str(kind), "TIMESTAMP")}) AS "{name}"')
    place = folder / "tables" / table.name
    place.mkdir(parents=True)
    written = connection.execute(
        f"""COPY (SELECT {", ".join(columns)} FROM (SELECT * FROM ({query}) WHERE true {left_out}) ORDER BY f, i, k)
        TO '{place}' (FORMAT parquet, COMPRESSION snappy, FILE_SIZE_BYTES '{FILE_BYTES}', APPEND,
            FILENAME_PATTERN 'load-{number:08}-{{uuid}}', RETURN_STATS)"""
    ).fetchall()
    schema = table.relation.schema().to_pyarrow()
    DeltaTable.create(place, schema=schema).create_write_transaction(
        [
            AddAction(Path(path).name, size, {}, 0, True, json.dumps({"numRecords": rows}))
            for path, rows, size, *_ in written
            if rows
        ],
        mode="append",
        schema=DeltaTable(place).schema(),
    )


_DAY = 86_400

# Each gives force, f (its number), i and k (for an order), the declared columns, known_from and known_to.
_QUERIES: dict[type[Table], str] = {
    # Two in a hundred were corrected after 20 days: they have an earlier version.
    Incidents: f"""
        WITH rows AS (
            SELECT force, f, i, format('I{{{{:09d}}}}', n) AS incident_id, t AS reported_at,
                CASE WHEN pick(i, 7, 100) < 80 THEN later(t, 60 + pick(i, 8, 14000)) END AS attended_at,
                CASE WHEN pick(i, 9, 100) < 75 THEN later(t, {_DAY} + pick(i, 10, {_DAY} * 120)) END AS closed_at,
                CASE WHEN pick(i, 6, 1000) >= 5 THEN pick(i, 3, 100) < 30 END AS is_domestic_abuse,
                pick(i, 4, 100) < 4 AS is_cancelled, pick(i, 5, 100) < 5 AS victim_declined, team,
                pick(i, 11, 50) = 0 AS corrected
            FROM base
        )
        SELECT * EXCLUDE corrected, 0 AS k,
            CASE WHEN corrected THEN reported_at + INTERVAL 20 DAY ELSE reported_at END AS known_from,
            NULL::TIMESTAMP AS known_to FROM rows
        UNION ALL
        SELECT * EXCLUDE corrected REPLACE (NOT is_domestic_abuse AS is_domestic_abuse, NULL AS closed_at), 1,
            reported_at, reported_at + INTERVAL 20 DAY FROM rows WHERE corrected""",
    IncidentPeople: """
        SELECT force, f, i, 0 AS k, 'L' || n || 'v' AS link_id, format('I{{:09d}}', n) AS incident_id,
            'P' || cast(floor(pow(pick(i, 31, 1000000) / 1e6, 1.5) * {n} * 0.15) AS BIGINT) AS person_id,
            'victim' AS role, t AS linked_at, t AS known_from, NULL::TIMESTAMP AS known_to FROM base
        UNION ALL
        SELECT force, f, i, 1, 'L' || n || 's', format('I{{:09d}}', n), 'P' || pick(i, 32, {n} // 8 + 1), 'suspect',
            t + INTERVAL 1 HOUR, t + INTERVAL 1 HOUR, NULL FROM base WHERE pick(i, 12, 10) < 6""",
    RiskAssessments: f"""
        SELECT force, f, i, k, 'A' || n || '-' || k AS assessment_id, format('I{{{{:09d}}}}', n) AS incident_id,
            ['standard', 'medium', 'high'][1 + pick(i, 40 + k, 3)] AS risk, a AS completed_at,
            a + INTERVAL 2 HOUR AS known_from, NULL::TIMESTAMP AS known_to
        FROM (
            SELECT *, 0 AS k, later(t, 1800 + pick(i, 13, {_DAY} * 4)) AS a FROM base
            WHERE pick(i, 3, 100) < 30 AND pick(i, 14, 100) < 88
            UNION ALL
            SELECT *, 1, later(t, {_DAY} * 3 + pick(i, 15, {_DAY} * 9)) FROM base
            WHERE pick(i, 3, 100) < 30 AND pick(i, 16, 100) < 25
        )""",
    VictimUpdates: f"""
        SELECT force, f, i, k, 'U' || n || '-' || k AS update_id, format('I{{{{:09d}}}}', n) AS incident_id,
            later(t, 3600 + pick(i, 50 + k, {_DAY} * 30) + k * {_DAY} * 25) AS made_at,
            later(made_at, pick(i, 60 + k, {_DAY} * 3)) AS known_from, NULL::TIMESTAMP AS known_to
        FROM base, range(6) numbers(k) WHERE k < pick(i, 17, 7)""",
    Referrals: f"""
        SELECT force, f, i, k, 'R' || n || '-' || k AS referral_id, format('I{{{{:09d}}}}', n) AS incident_id,
            ['marac', 'victim_support'][1 + k] AS referred_to, later(t, 3600 + pick(i, 70 + k, {_DAY} * 12)) AS made_at,
            made_at AS known_from, NULL::TIMESTAMP AS known_to
        FROM base, range(2) numbers(k) WHERE pick(i, 72 + k, 100) < 18""",
    BailPeriods: f"""
        SELECT force, f, i, 0 AS k, 'B' || n AS bail_id, t AS arrested_at,
            CASE WHEN pick(i, 20, 100) < 95 THEN date_trunc('day', t) + INTERVAL 1 DAY
                + CASE WHEN t < TIMESTAMP '2022-10-28' THEN INTERVAL 28 DAY ELSE INTERVAL 3 MONTH END END AS ends_at,
            CASE WHEN pick(i, 21, 100) < 35 THEN later(t, pick(i, 22, {_DAY} * 100)) END AS resolved_at,
            CASE WHEN pick(i, 23, 100) < 30 THEN later(t, {_DAY} * 10 + pick(i, 24, {_DAY} * 90)) END
                AS release_assessed_at,
            team, t AS known_from, NULL::TIMESTAMP AS known_to
        FROM base WHERE i % 12 = 0""",
    BailExtensions: f"""
        SELECT force, f, i, k, 'E' || n || '-' || k AS extension_id, 'B' || n AS bail_id,
            later(t, {_DAY} * (14 + 60 * k) + pick(i, 25 + k, {_DAY} * 60)) AS authorised_at,
            t + to_months(cast(6 + 3 * k AS INTEGER)) AS new_ends_at,
            authorised_at AS known_from, NULL::TIMESTAMP AS known_to
        FROM base, range(2) numbers(k) WHERE i % 12 = 0 AND pick(i, 27, 100) < [40, 10][1 + k]""",
    Searches: """
        SELECT force, f, i, 0 AS k, 'S' || n AS search_id, t AS searched_at, pick(i, 28, 100) < 40 AS handcuffed,
            pick(i, 29, 100) < 10 AS strip_searched, team, t AS known_from, NULL::TIMESTAMP AS known_to
        FROM base WHERE i % 4 = 0""",
    SearchOfficers: """
        SELECT force, f, i, k, 'S' || n || '-' || k AS part_id, 'S' || n AS search_id,
            'O' || pick(i, 80 + k, {officers}) AS officer_id, t AS searched_at, t AS known_from,
            NULL::TIMESTAMP AS known_to
        FROM base, range(2) numbers(k) WHERE i % 4 = 0 AND (k = 0 OR pick(i, 82, 10) < 6)""",
    ForceForms: f"""
        SELECT force, f, i, k, 'G' || n || '-' || k AS form_id, 'O' || pick(i, 80 + k, {{officers}}) AS officer_id,
            t + INTERVAL 5 MINUTE AS used_at, later(t, 3600 + pick(i, 84 + k, {_DAY} * 4)) AS completed_at,
            completed_at AS known_from, NULL::TIMESTAMP AS known_to
        FROM base, range(2) numbers(k)
        WHERE i % 4 = 0 AND (k = 0 OR pick(i, 82, 10) < 6) AND pick(i, 28, 100) < 41 AND pick(i, 86 + k, 100) < 85""",
    Offenders: f"""
        SELECT force, f, i, 0 AS k, 'X' || n AS offender_id,
            TIMESTAMP '2021-01-01' + to_days(cast(pick(i, 90, 400) AS INTEGER)) AS registered_at,
            CASE WHEN pick(i, 91, 10) = 0 THEN later(registered_at, pick(i, 92, {_DAY} * 900)) END AS ended_at, team,
            registered_at AS known_from, NULL::TIMESTAMP AS known_to
        FROM base WHERE i % 100 = 0""",
    OffenderLevels: """
        SELECT force, f, i, k, 'H' || n || '-' || k AS level_id, 'X' || n AS offender_id,
            ['low', 'medium', 'high', 'very_high'][1 + pick(i, 93 + k, 4)] AS level,
            TIMESTAMP '2021-01-01' + to_days(cast(pick(i, 90, 400) + k * 150 AS INTEGER)) AS set_at,
            set_at AS known_from, NULL::TIMESTAMP AS known_to
        FROM base, range(3) numbers(k) WHERE i % 100 = 0""",
    Visits: f"""
        SELECT * FROM (
            SELECT force, f, i, k, 'V' || n || '-' || k AS visit_id, 'X' || n AS offender_id,
                later(TIMESTAMP '2021-01-01' + to_days(cast(pick(i, 90, 400) + k * 70 AS INTEGER)),
                    pick(i, 100 + k, {_DAY} * 60)) AS visited_at,
                1 + pick(i, 110 + k, 2) AS officers, pick(i, 120 + k, 10) < 9 AS was_seen,
                visited_at + INTERVAL 1 DAY AS known_from, NULL::TIMESTAMP AS known_to
            FROM base, range(10) numbers(k) WHERE i % 100 = 0
        ) WHERE visited_at < TIMESTAMP '2024-01-01'""",
}

"""A made table, and staged files of it, for the tests of the store."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.language.columns import Precision, moment, text
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, Rejected, StagedFile
from openpeel.records.store import Snapshot


class Assessments(Table):
    """A risk assessment, in the form that the tests need."""

    assessment_id = text("Its reference", key=True)
    grade = text("What it came to")
    reviewer = text("Who reviewed it")
    done_at = moment("When it was done", precision=Precision.DAY, required=True)
    begins = done_at


SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("assessment_id", "grade", "reviewer")),
        *((name, pa.timestamp("us")) for name in ("done_at", "done_at__latest", "entered_at", "removed_at")),
        ("line", pa.int64()),
    ]
)


def day(number: float) -> datetime:
    """Day ``number`` of January 2024 (part of a day after the point); days past 31 run on."""
    return datetime(2024, 1, 1) + timedelta(days=number - 1)


@dataclass(frozen=True)
class Row:
    """One row of a made extract."""

    key: str
    grade: str = "standard"
    done: float | None = 1
    entered: float | None = None
    removed: float | None = None
    reviewer: str | None = None


class Stager:
    """Makes staged files of the made table in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    def __call__(
        self,
        rows: Sequence[Row],
        *,
        read: float,
        kind: LoadKind = LoadKind.CHANGES,
        period: tuple[float, float] = (1, 400),
        without: Sequence[str] = (),
        rejected: Sequence[Rejected] = (),
        force: str = "wiltshire",
    ) -> StagedFile:
        """``read`` is the day on which the source was read; ``without`` names columns that are not supplied."""
        path = self._folder / f"staged-{next(self._numbers)}.parquet"
        pq.write_table(pa.Table.from_pylist([_staged(row, line) for line, row in enumerate(rows, 2)], SCHEMA), path)
        return StagedFile(
            table=Assessments,
            coverage=Coverage(
                table=Assessments.name,
                force=force,
                source="records system",
                columns=frozenset(Assessments.columns) - frozenset(without),
                kind=kind,
                begins=day(period[0]),
                ends=day(period[1]),
                extracted_at=day(read),
            ),
            file=path.name.replace("parquet", "csv"),
            content_hash=hashlib.sha256(repr((rows, rejected)).encode()).hexdigest(),
            rows=path,
            rejected=tuple(rejected),
        )


def _staged(row: Row, line: int) -> dict[str, Any]:
    def when(number: float | None) -> datetime | None:
        return None if number is None else day(number)

    return {
        "assessment_id": row.key,
        "grade": row.grade,
        "reviewer": row.reviewer,
        "done_at": when(row.done),
        "done_at__latest": when(row.done),
        "entered_at": when(row.entered),
        "removed_at": when(row.removed),
        "line": line,
    }


def stored(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every stored row, in order of key and time."""
    if not snapshot.files(Assessments):
        return []
    reading = duckdb.sql(
        "FROM read_parquet($files) ORDER BY assessment_id, known_from, known_to NULLS LAST, row",
        params={"files": snapshot.files(Assessments)},
    )
    return [dict(zip(reading.columns, row, strict=True)) for row in reading.fetchall()]


def known(snapshot: Snapshot, on: float) -> dict[str, str]:
    """Each record's grade as it was known on a day."""
    return known_of(stored(snapshot), on)


def known_of(rows: Sequence[dict[str, Any]], on: float) -> dict[str, str]:
    """Each record's grade as it was known on a day, of rows that :func:`stored` gave."""
    moment_ = day(on)
    then = [
        (row["assessment_id"], row["grade"])
        for row in rows
        if row["known_from"] <= moment_ and (row["known_to"] is None or row["known_to"] > moment_)
    ]
    assert len(then) == len(dict(then)), "two versions of a record were in force at once"
    return dict(then)


def current(snapshot: Snapshot) -> dict[str, str]:
    """Each record's grade now."""
    return {row["assessment_id"]: row["grade"] for row in stored(snapshot) if row["known_to"] is None}

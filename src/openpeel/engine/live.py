"""Judging what somebody has just saved, before it is loaded: which standards it meets, and what is owed.

The rows are judged by the very plan of a run, over themselves and the records that are in the store. Nothing is kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.evaluation import Records, open_records, run_plan
from openpeel.engine.plan_store import kept_plan
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.language.standards import Standard
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, StagedFile, Unstored


@dataclass(frozen=True)
class LiveVerdict:
    """What a standard says of one of the rows."""

    standard: str
    row: int
    """The line of the staged file."""
    verdict: Verdict
    reason: Reason
    due: datetime | None
    done: datetime | None
    owner: str | None


@dataclass(frozen=True)
class _WithStaged:
    """The records, with staged files in place of the tables that they are of."""

    files_of: Mapping[type[Table], list[str]]
    coverage: Sequence[Coverage]
    stored: Records

    def files(self, table: type[Table]) -> list[str]:
        return self.files_of.get(table) or self.stored.files(table)

    def unstored(self, table: type[Table], extracts: Sequence[Coverage]) -> Sequence[Unstored]:
        return [] if table in self.files_of else self.stored.unstored(table, self.stored.coverage)


def judge_staged(
    staged: Sequence[StagedFile], stored: Records, standards: Sequence[Standard], now: datetime, *, plans: Path
) -> list[LiveVerdict]:
    """The verdicts on staged rows at ``now`` (naive UTC), of standards over units that are rows of their tables.

    What the store holds of the same tables is left out of account; of other tables it is looked up.
    """
    with tempfile.TemporaryDirectory(prefix="openpeel-live-") as place, duckdb.connect() as connection:
        files = {file.table: [_as_stored(connection, file, Path(place))] for file in staged}
        others = [one for one in stored.coverage if one.table not in {table.name for table in files}]
        records = _WithStaged(files, [*others, *(file.coverage for file in staged)], stored)
        plan = kept_plan(plans, standards, as_at=as_happened_by(now), limits={}, coverage=records.coverage)
        open_records(connection, records, plan)
        ledger = Path(place) / "ledger.parquet"
        run_plan(connection, plan, ledger, lambda _: None)
        found = connection.execute(
            "select standard, unit, verdict, reason, due, done, owner from read_parquet(?) order by unit, standard",
            [str(ledger)],
        ).fetchall()
    return [
        LiveVerdict(standards[number].id, row, Verdict(verdict), Reason(reason), due, done, owner)
        for number, row, verdict, reason, due, done, owner in found
    ]


def _as_stored(connection: duckdb.DuckDBPyConnection, file: StagedFile, place: Path) -> str:
    """The rows of a staged file as the store would keep them, in a file of their own."""
    target = place / f"{file.table.name}.parquet"
    connection.execute(
        "copy (select * exclude (line, entered_at), $force as force, $source as source, line as row, "
        "coalesce(entered_at, $read) as known_from, entered_at is null as known_from_is_load_time, "
        "cast(null as timestamp) as known_to from read_parquet($rows)) to "
        f"'{target}' (format parquet)",
        {
            "force": file.coverage.force,
            "source": file.coverage.source,
            "read": file.coverage.extracted_at,
            "rows": str(file.rows),
        },
    )
    return str(target)

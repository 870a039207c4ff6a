"""One load: all its files become visible together, or none does."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from openpeel.language.tables import Table
from openpeel.records.loads import Rejected, StagedFile
from openpeel.records.store import delta, manifest, quarantine, recovery
from openpeel.records.store.history import Outcome, TableLoad
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.manifest import Counts, Load, Manifest, Part
from openpeel.records.store.progress import OnProgress, OnStep, Progress


@dataclass(frozen=True)
class FileReport:
    """What became of the rows of one file in one table."""

    table: str
    file: str
    force: str
    counts: Counts


@dataclass(frozen=True)
class LoadReport:
    """What a load did."""

    load: int | None
    """Number of the load; None where the files held nothing that the store did not have."""
    loaded_at: datetime
    files: tuple[FileReport, ...]

    @property
    def rejected(self) -> int:
        """Rows set aside in quarantine."""
        return sum(file.counts.rejected for file in self.files)

    @property
    def totals(self) -> Counts:
        """The counts of all files together."""
        return Counts(**{name: sum(getattr(file.counts, name) for file in self.files) for name in vars(Counts())})


def load(
    folder: Path, staged: Sequence[StagedFile], now: datetime, on_progress: OnProgress, on_step: OnStep
) -> LoadReport:
    """Store ``staged``. Call it under the store's lock."""
    chain = manifest.read_chain(folder)
    last = chain[-1] if chain else None
    earlier = tuple(one.load for one in chain)
    number = (last.number if last else 0) + 1
    versions = dict(last.tables) if last else {}
    recovery.recover(folder, versions, number - 1)
    on_step("recovered")
    if last is not None:
        # Two loads never share a moment, so that each is before or after the other.
        now = max(now, last.load.loaded_at + timedelta(microseconds=1))
    first_part = 1 + max((part.number for one in earlier for part in one.parts), default=0)
    parts = [StagedPart(first_part + place, one) for place, one in enumerate(staged)]
    outcomes: dict[type[Table], Outcome] = {}
    tables = list(dict.fromkeys(one.table for one in staged))
    for done, table in enumerate(tables):
        on_progress(Progress(f"storing {table.name}", done, len(tables)))
        outcomes[table] = _table_outcome(folder, table, parts, earlier, versions, number, now, on_step)
    report = _report(parts, outcomes, number, now)
    if not _brings_news(report, parts, earlier):
        return LoadReport(None, now, report.files)
    for table, outcome in outcomes.items():
        if outcome.added or outcome.removed or table.name not in versions:
            base = versions.get(table.name)
            versions[table.name] = delta.commit(folder, table, base, outcome.added, outcome.removed)
            on_step(f"version of {table.name}")
    set_aside = _set_aside(parts, outcomes)
    kept = quarantine.write(folder, number, set_aside) if set_aside else None
    on_step("quarantine")
    recorded = Load(number, now, tuple(_part(part, outcomes[part.staged.table]) for part in parts), kept)
    manifest.write(folder, Manifest(recorded, versions, last.identifier if last else None), on_step)
    on_progress(Progress("done", len(tables), len(tables)))
    return report


def _table_outcome(
    folder: Path,
    table: type[Table],
    parts: Sequence[StagedPart],
    earlier: Sequence[Load],
    versions: dict[str, int],
    number: int,
    now: datetime,
    on_step: OnStep,
) -> Outcome:
    version = versions.get(table.name)
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET temp_directory = ?", [str(folder / "spill")])
        outcome = TableLoad(
            connection,
            table,
            [part for part in parts if part.staged.table is table],
            earlier=earlier,
            files=[] if version is None else delta.files(folder, table.name, version),
            folder=delta.table_folder(folder, table.name),
            load=number,
            now=now,
            on_step=on_step,
        ).run()
    for file in outcome.added:
        _flush(file.path)
    return outcome


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _brings_news(report: LoadReport, parts: Sequence[StagedPart], earlier: Iterable[Load]) -> bool:
    """False where every row and every coverage is already in the store: loading a file twice changes nothing."""
    if any(file.counts.stores_something for file in report.files):
        return True
    known = {(part.content_hash, part.coverage, part.counts.rejected) for load in earlier for part in load.parts}
    return any(
        (part.staged.content_hash, part.staged.coverage, file.counts.rejected) not in known
        for part, file in zip(parts, report.files, strict=True)
    )


def _report(
    parts: Sequence[StagedPart], outcomes: dict[type[Table], Outcome], number: int, now: datetime
) -> LoadReport:
    return LoadReport(
        number,
        now,
        tuple(
            FileReport(
                part.staged.table.name,
                part.staged.file,
                part.staged.coverage.force,
                outcomes[part.staged.table].counts[part.number],
            )
            for part in parts
        ),
    )


def _set_aside(parts: Sequence[StagedPart], outcomes: dict[type[Table], Outcome]) -> list[tuple[str, str, Rejected]]:
    return [
        (part.staged.table.name, part.staged.file, rejected)
        for part in parts
        for rejected in (*part.staged.rejected, *outcomes[part.staged.table].rejected.get(part.number, ()))
    ]


def _part(part: StagedPart, outcome: Outcome) -> Part:
    staged = part.staged
    return Part(
        part.number, staged.table.name, staged.file, staged.content_hash, staged.coverage, outcome.counts[part.number]
    )

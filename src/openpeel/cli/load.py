"""openpeel load: read files, check them, and store their rows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from openpeel.cli.data_option import data_option
from openpeel.cli.exits import QUARANTINED
from openpeel.cli.output import format_options, print_rows
from openpeel.errors import Refused
from openpeel.language.periods import TICK
from openpeel.records import store
from openpeel.records.loads import StagedFile
from openpeel.records.store import LoadReport, Store
from openpeel.records.store.faults import explained
from openpeel.records.store.rehearsal import Rehearsed, rehearse
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import Prepared, prepare
from openpeel.sources.workbench import workbench


@click.command()
@click.argument("places", metavar="PATH...", nargs=-1, required=True)
@click.option("--mapping", type=click.Path(path_type=Path), help="How a force's extract maps to a table (TOML).")
@click.option("--source", metavar="NAME", help="Read by this source of an installed package of your own.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, and store nothing.")
@data_option
@format_options
def load(
    places: tuple[str, ...], mapping: Path | None, source: str | None, dry_run: bool, data: Path, output_format: str
) -> None:
    """Load records into the store: all files of one call together, or none.

    Archives of data.police.uk (the zip as downloaded, or a folder) are recognised by themselves. A force's own
    extract (CSV, Parquet, XLSX, ODS, a database) needs a mapping: openpeel new mapping drafts one.

    \b
    Examples:
      openpeel load 2024-06.zip
      openpeel load incidents.csv --mapping incidents.toml --dry-run
      openpeel load control-room.sqlite --mapping calls.toml --data /srv/openpeel

    A fault of a file (cut off, wrong encoding, a column missing) refuses it and changes nothing. A row with a fault is
    set aside in quarantine, and the others are stored. A file that was loaded before changes nothing.

    \b
    Exit codes: 0 all rows are stored; 2 refused, nothing changed; 3 stored, with some rows set aside.
    """
    if mapping is not None and source is not None:
        raise Refused("--mapping and --source are two ways to read a file", mend="give one of them")
    declared = read_mapping(mapping) if mapping is not None else None
    store_ = Store(data)
    with workbench() as bench, explained(bench.folder):
        with _progress() as progress:
            task = progress.add_task("reading", total=None)
            prepared = prepare(
                bench,
                places,
                declared,
                lambda done, total: progress.update(task, completed=done, total=total),
                None if dry_run else store_.next_load(),
                source,
            )
            report = None
            if not dry_run:
                progress.update(task, description="storing", total=None)
                report = store_.load(prepared.files, on_progress=partial(_show, progress, task))
        rehearsed = rehearse(prepared.files) if report is None else []
        rows = _dry_rows(prepared.files, rehearsed) if report is None else _rows(prepared.files, report)
    rejected = sum(len(file.rejected) for file in rehearsed) if report is None else report.rejected
    duplicates = sum(file.duplicates for file in rehearsed) if report is None else report.totals.duplicates
    _print(rows, prepared, report, output_format)
    if duplicates:
        would = "would be" if report is None else "were"
        click.echo(f"Note: exact repeats within a file {would} kept once: {duplicates:,}.", err=True)
    if report is not None and report.load is None:
        click.echo("The store has all of this already; nothing changed.", err=True)
    if rejected and report is None:
        click.echo(f"{rejected:,} {'row' if rejected == 1 else 'rows'} would be set aside:", err=True)
        _print_reasons(zip(prepared.files, rehearsed, strict=True))
    elif rejected:
        shown = "" if data == Path("openpeel-data") else f" --data {data}"
        click.echo(
            f"{rejected:,} {'row was' if rejected == 1 else 'rows were'} set aside in quarantine, whole; the others "
            f"are stored. See why: openpeel quarantine{shown}",
            err=True,
        )
    if rejected:
        sys.exit(QUARANTINED)


def _show(progress: Progress, task: TaskID, at: store.Progress) -> None:
    if at.is_waiting:
        # Said for good, and where there is no terminal too: a script that hangs should tell why.
        progress.console.print("openpeel: another load is running here; waiting for it to end.", highlight=False)
    progress.update(task, description=at.doing, completed=at.done, total=at.total)


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _print(rows: Sequence[dict[str, Any]], prepared: Prepared, report: LoadReport | None, output_format: str) -> None:
    numbers = [name for name in rows[0] if name not in ("table", "period", "forces")]
    title = "Dry run: nothing was stored" if report is None else None
    print_rows(rows, output_format, title=title, numbers=numbers)
    for note in prepared.notes:
        click.echo(f"Note: {note}", err=True)


def _print_reasons(files: Iterable[tuple[StagedFile, Rehearsed]]) -> None:
    counts: dict[tuple[str, str, str], list[int]] = {}
    for file, rehearsed in files:
        for rejected in rehearsed.rejected:
            counts.setdefault((file.file, rejected.column or "", rejected.reason), []).append(rejected.line)
    for (name, column, reason), lines in list(counts.items())[:20]:
        where = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines):,} rows, the first in line {lines[0]}"
        click.echo(f"  {name}, {where}: {column + ': ' if column else ''}{reason}", err=True)
    if len(counts) > 20:
        click.echo(f"  and {len(counts) - 20:,} kinds more", err=True)


def _rows(files: Sequence[StagedFile], report: LoadReport) -> list[dict[str, Any]]:
    rows = []
    for table in dict.fromkeys(file.table.name for file in files):
        counts = [file.counts for file in report.files if file.table == table]
        rows.append(
            {
                "table": table,
                "new": sum(count.new for count in counts),
                "changed": sum(count.changed for count in counts),
                "unchanged": sum(count.unchanged for count in counts),
                "removed": sum(count.closed for count in counts),
                "set aside": sum(count.rejected for count in counts),
                **_extent(file for file in files if file.table.name == table),
            }
        )
    return rows


def _dry_rows(files: Sequence[StagedFile], rehearsed: Sequence[Rehearsed]) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows = []
    for table in dict.fromkeys(file.table.name for file in files):
        own = [file for file in files if file.table.name == table]
        found = [one for file, one in zip(files, rehearsed, strict=True) if file.table.name == table]
        set_aside = sum(len(one.rejected) for one in found)
        left_out = set_aside - sum(len(file.rejected) for file in own) + sum(one.duplicates for one in found)
        rows.append(
            {
                "table": table,
                "rows": sum(pq.read_metadata(path).num_rows for path in {file.rows for file in own}) - left_out,
                "set aside": set_aside,
                **_extent(own),
            }
        )
    return rows


def _extent(files: Iterable[StagedFile]) -> dict[str, Any]:
    coverages = [file.coverage for file in files]
    forces = sorted({coverage.force for coverage in coverages})
    first = min(coverage.begins for coverage in coverages)
    last = max(coverage.ends for coverage in coverages) - TICK
    return {
        "period": _period(first, last),
        "forces": forces[0] if len(forces) == 1 else f"{len(forces)} forces",
    }


def _period(first: datetime, last: datetime) -> str:
    """Days in London, or months where whole months are covered."""
    begins, ends = (moment.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/London")) for moment in (first, last))
    are_months = begins.day == 1 and (ends + timedelta(days=1)).day == 1
    form = "%Y-%m" if are_months else "%Y-%m-%d"
    return " to ".join(dict.fromkeys((f"{begins:{form}}", f"{ends:{form}}")))

"""openpeel coverage: what the loaded records hold, and where they have gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.output import format_options, print_rows
from openpeel.records.catalogue import TABLES
from openpeel.records.store import LoadedCoverage, Store
from openpeel.records.store.periods import Period, gaps, joined

_GAPS_SHOWN = 3
_LONDON = ZoneInfo("Europe/London")


@click.command()
@click.option("--table", "table_name", metavar="NAME", help="Only this table.")
@click.option("--force", "force_name", metavar="NAME", help="Only this force.")
@click.option("--files", "by_file", is_flag=True, help="One line for each loaded file.")
@data_option
@format_options
def coverage(table_name: str | None, force_name: str | None, by_file: bool, data: Path, output_format: str) -> None:
    """Show what the loaded records say that they hold, and where they have gaps.

    A record that is missing counts as not done only where its table is covered; elsewhere the verdict is unknown. A
    column that no file supplies is not known, which is not the same as empty. Days are of Europe/London.

    \b
    Examples:
      openpeel coverage
      openpeel coverage --force wiltshire --table calls
      openpeel coverage --files --csv
    """
    snapshot = Store(data).snapshot()
    found = [one for one in snapshot.coverage if table_name in (None, one.table) and force_name in (None, one.force)]
    rows = [_file_row(one) for one in found] if by_file else _rows(found)
    title = f"Snapshot {snapshot.identifier[:12]}, {len(snapshot.loads)} loads" if output_format == "table" else None
    numbers = ("load", "files", "set aside")
    print_rows(rows, output_format, title=title, numbers=numbers, empty="Nothing was loaded of that table and force.")


def _rows(found: Sequence[LoadedCoverage]) -> list[dict[str, Any]]:
    rows = []
    for table, force, source in dict.fromkeys((one.table, one.force, one.source) for one in found):
        own = [one for one in found if (one.table, one.force, one.source) == (table, force, source)]
        periods = joined(Period(one.begins, one.ends) for one in own)
        rows.append(
            {
                "table": table,
                "force": force,
                "source": source,
                "from": _first_day(periods[0].begins),
                "to": _last_day(periods[-1].ends),
                "gaps": _gaps_in_words(gaps(periods)),
                "files": len(own),
                "last loaded": max(one.loaded_at for one in own),
                "set aside": sum(one.rejected for one in own),
                "columns not supplied": _columns_in_words(table, own),
            }
        )
    return rows


def _file_row(one: LoadedCoverage) -> dict[str, Any]:
    return {
        "load": one.load,
        "loaded": one.loaded_at,
        "table": one.table,
        "force": one.force,
        "source": one.source,
        "file": one.file,
        "holds": one.kind.value,
        "from": _first_day(one.begins),
        "to": _last_day(one.ends),
        "read from the source": one.extracted_at,
        "set aside": one.rejected,
        "columns not supplied": _columns_in_words(one.table, [one]),
    }


def _gaps_in_words(found: Sequence[Period]) -> str:
    if not found:
        return "none"
    shown = [_gap_in_words(gap) for gap in found[:_GAPS_SHOWN]]
    more = len(found) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _gap_in_words(gap: Period) -> str:
    first, last = _first_day(gap.begins), _last_day(gap.ends)
    if last < first:
        return f"part of {first}"
    return f"on {first}" if first == last else f"{first} to {last}"


def _columns_in_words(table: str, own: Iterable[LoadedCoverage]) -> str:
    """Columns that no file supplies, and those that only some do."""
    if table not in TABLES:
        return ""
    supplied = [one.columns for one in own]
    by_all, by_any = frozenset.intersection(*supplied), frozenset.union(*supplied)
    return ", ".join(
        name if name not in by_any else f"{name} (by some files)"
        for name in TABLES[table].columns
        if name not in by_all
    )


def _first_day(begins: datetime) -> str:
    return f"{begins.replace(tzinfo=UTC).astimezone(_LONDON):%Y-%m-%d}"


def _last_day(ends: datetime) -> str:
    return _first_day(ends - timedelta(microseconds=1))

"""openpeel coverage: what the loaded records hold, and where they have gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.links_behind import say_if_links_are_behind
from openpeel.cli.output import format_options, print_rows
from openpeel.language.periods import TICK
from openpeel.records.catalogue import TABLES
from openpeel.records.store import LoadedCoverage, Store
from openpeel.records.store.periods import Period, gaps, joined

_GAPS_SHOWN = 3
_FORCES_SHOWN = 2
"""More forces than this, covered alike, are counted, not named; --json and --csv name each."""

_LONDON = ZoneInfo("Europe/London")


@click.command()
@click.argument("tables", metavar="[TABLE]...", nargs=-1)
@click.option("--force", "force_name", metavar="NAME", help="Only this force.")
@click.option("--files", "by_file", is_flag=True, help="One line for each loaded file.")
@data_option
@format_options
def coverage(tables: tuple[str, ...], force_name: str | None, by_file: bool, data: Path, output_format: str) -> None:
    """Show what the loaded records say that they hold, and where they have gaps; of each TABLE, or of all.

    A record that is missing counts as not done only where its table is covered; elsewhere the verdict is unknown. A
    column that no file supplies is not known, which is not the same as empty. Days are of Europe/London.

    \b
    Examples:
      openpeel coverage
      openpeel coverage calls incidents --force wiltshire
      openpeel coverage --files --csv
    """
    snapshot = Store(data).snapshot()
    found = [
        one for one in snapshot.coverage if (not tables or one.table in tables) and force_name in (None, one.force)
    ]
    if output_format != "table":
        print_rows(_file_rows(found) if by_file else _rows(found), output_format)
        return
    rows = [_short(row) for row in _file_rows(found)] if by_file else _alike(_rows(found))
    loads = len(snapshot.loads)
    print_rows(
        rows,
        output_format,
        title=f"Snapshot {snapshot.identifier[:12]}, {loads} load{'' if loads == 1 else 's'}",
        numbers=("load", "files", "set aside"),
        empty="Nothing was loaded of that table and force.",
    )
    say_if_links_are_behind(snapshot)


def _rows(found: Sequence[LoadedCoverage]) -> list[dict[str, Any]]:
    """One row for each table, force and source."""
    rows = []
    for table, force, source in sorted({(one.table, one.force, one.source) for one in found}):
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
                "columns not supplied": _columns_in_words(table, own),
                "files": len(own),
                "set aside": sum(one.rejected for one in own),
                "last loaded": max(one.loaded_at for one in own),
            }
        )
    return rows


def _file_rows(found: Iterable[LoadedCoverage]) -> list[dict[str, Any]]:
    """One row for each loaded file."""
    return [
        {
            "load": one.load,
            "loaded": one.loaded_at,
            "table": one.table,
            "force": one.force,
            "source": one.source,
            "file": one.file,
            "holds": one.kind.value,
            "from": _first_day(one.begins),
            "to": _last_day(one.ends),
            "read from its source": one.extracted_at,
            "columns not supplied": _columns_in_words(one.table, [one]),
            "set aside": one.rejected,
        }
        for one in found
    ]


def _short(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a file as a terminal has room for it."""
    left_out = ("from", "to", "loaded", "source", "read from its source", "columns not supplied")
    kept = {name: value for name, value in row.items() if name not in left_out}
    return kept | {"period": f"{row['from']} to {row['to']}"}


def _alike(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows for a terminal: forces whose records of a table are covered alike share a row."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        alike = tuple(str(row[name]) for name in ("table", "source", "from", "to", "gaps", "columns not supplied"))
        groups.setdefault(alike, []).append(row)
    return [
        {
            "table": table,
            "source": source,
            "forces": _forces_in_words([row["force"] for row in own]),
            "period": f"{first} to {last}",
            "gaps": gaps_,
            "set aside": sum(row["set aside"] for row in own),
            "columns not supplied": columns,
        }
        for (table, source, first, last, gaps_, columns), own in groups.items()
    ]


def _forces_in_words(forces: Sequence[str]) -> str:
    return ", ".join(forces) if len(forces) <= _FORCES_SHOWN else f"{len(forces)} forces"


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
    return _first_day(ends - TICK)

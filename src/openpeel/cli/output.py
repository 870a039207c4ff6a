"""One way to print rows: a table that fits the terminal, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table as RichTable

Command = TypeVar("Command", bound=Callable[..., Any])
Row = Mapping[str, Any]

_NARROWEST = 100
"""Characters to which titles are wrapped where there is no terminal."""
_LONGEST_WORD, _CUT_TO = 40, 12
"""A word longer than the one is cut to the other."""


def format_options(command: Command) -> Command:
    """Add ``--json`` and ``--csv`` to a command; it receives ``output_format``: 'table', 'json' or 'csv'."""
    for name, text in (("csv", "Print comma-separated values."), ("json", "Print JSON.")):
        command = click.option(f"--{name}", "output_format", flag_value=name, help=text)(command)
    return click.option("--table", "output_format", flag_value="table", default="table", hidden=True)(command)


def print_rows(
    rows: Sequence[Row],
    output_format: str,
    *,
    title: str | None = None,
    numbers: Sequence[str] = (),
    empty: str = "Nothing to show.",
) -> None:
    """Print ``rows`` (all with the same keys).

    ``numbers`` names the columns to set flush right; ``empty`` is said in place of an empty table.
    """
    if output_format == "json":
        click.echo(json.dumps(list(rows), indent=2, default=_plain, ensure_ascii=False))
    elif output_format == "csv":
        if rows:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: _text(value) for name, value in row.items()} for row in rows)
    elif not rows:
        click.echo(empty)
    else:
        _print_table(rows, title, numbers)


def _print_table(rows: Sequence[Row], title: str | None, numbers: Sequence[str]) -> None:
    """A table without the columns that are empty throughout; in a terminal that is too narrow, cells are folded."""
    cells = [{name: _cut(_text(value)) for name, value in row.items()} for row in rows]
    names = [name for name in rows[0] if any(row[name] for row in cells)]
    widths = {name: max(len(name), *(len(row[name]) for row in cells)) for name in names}
    needed = sum(widths.values()) + 2 * len(names)
    # Where the output goes to a file or a pipe there is no terminal to fit.
    console = Console(width=None if sys.stdout.isatty() else max(needed, _NARROWEST), highlight=False)
    fits = needed <= console.width
    table = RichTable(header_style="bold", box=None, pad_edge=False)
    for name in names:
        kept = fits or name in numbers
        table.add_column(
            name.replace("_", " "),
            justify="right" if name in numbers else "left",
            overflow="fold",
            no_wrap=fits,
            min_width=max(len(row[name]) for row in cells) if kept else None,
        )
    for row in cells:
        table.add_row(*(row[name] for name in names))
    if title:
        console.print(title, style="italic", markup=False)
    console.print(table)


def _cut(text: str) -> str:
    """A long word, such as a hash, is cut in a table; --json and --csv have it whole."""
    return text if len(text) <= _LONGEST_WORD or " " in text else text[:_CUT_TO] + "…"


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)

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


def format_options(command: Command) -> Command:
    """Add ``--json`` and ``--csv`` to a command; it receives ``output_format``: 'table', 'json' or 'csv'."""
    for name, text in (("csv", "Print comma-separated values."), ("json", "Print JSON.")):
        command = click.option(f"--{name}", "output_format", flag_value=name, help=text)(command)
    return click.option("--table", "output_format", flag_value="table", default="table", hidden=True)(command)


def console() -> Console:
    """The terminal, or 100 columns wide where the output goes to a file or a pipe."""
    return Console(width=None if sys.stdout.isatty() else 100, highlight=False)


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
        table = RichTable(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
        for name in rows[0]:
            table.add_column(name, justify="right" if name in numbers else "left", overflow="fold")
        for row in rows:
            table.add_row(*(_text(value) for value in row.values()))
        console().print(table)


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

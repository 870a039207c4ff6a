"""One way to print rows: a table that fits the terminal, JSON or CSV."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from openpeel.reports.numbers_shown import NumberShown, SpanShown

Command = TypeVar("Command", bound=Callable[..., Any])
Row = Mapping[str, Any]

_NARROWEST = 100
"""Characters to which titles are wrapped where there is no terminal."""
_LONGEST_WORD, _CUT_TO = 40, 12
"""A word of letters and digits that is longer than the one is cut to the other."""


def format_options(command: Command) -> Command:
    """Add ``--json`` and ``--csv`` to a command; it receives ``output_format``: 'table', 'json' or 'csv'."""
    defused = "Print comma-separated values; an apostrophe goes before text that a spreadsheet would run as a formula."
    for name, text in (("csv", defused), ("json", "Print JSON.")):
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
    """Print ``rows`` (all with the same keys); JSON and CSV have numbers as such, not as they are shown.

    ``numbers`` names the columns to set flush right; ``empty`` is said in place of an empty table.
    """
    if output_format == "json":
        click.echo(json.dumps([_for_scripts(row) for row in rows], indent=2, default=_plain, ensure_ascii=False))
    elif output_format == "csv":
        if rows:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(_for_scripts(rows[0])), lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: _cell(value) for name, value in _for_scripts(row).items()} for row in rows)
    elif not rows:
        click.echo(empty)
    else:
        _print_table(rows, title, numbers)


def _for_scripts(row: Row) -> dict[str, Any]:
    """The row with numbers in place of how they are shown; a column for either end of a span."""
    plain: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, SpanShown):
            plain |= {f"{name} low": value.value, f"{name} high": value.high}
        else:
            plain[name] = value.value if isinstance(value, NumberShown) else value
    return plain


def _print_table(rows: Sequence[Row], title: str | None, numbers: Sequence[str]) -> None:
    """A table without the columns that are empty throughout; where it does not fit, one value under the other."""
    cells = [{name: _cut(_text(value)) for name, value in row.items()} for row in rows]
    headings = {name: name.replace("_", " ") for name in rows[0] if any(row[name] for row in cells)}
    whole = {name: max(len(heading), *(len(row[name]) for row in cells)) for name, heading in headings.items()}
    least = {
        name: whole[name]
        if name in numbers
        else max(_longest_word(text) for text in (heading, *(r[name] for r in cells)))
        for name, heading in headings.items()
    }
    gaps = 2 * (len(headings) - 1)
    # Where the output goes to a file or a pipe there is no terminal to fit.
    width = None if sys.stdout.isatty() else max(sum(whole.values()) + gaps, _NARROWEST)
    console = Console(width=width, highlight=False)
    if title:
        console.print(title, style="italic", markup=False)
    if sum(least.values()) + gaps > console.width:
        _print_stacked(console, cells, headings)
        return
    table = RichTable(header_style="bold", box=None, pad_edge=False)
    for name, heading in headings.items():
        table.add_column(heading, justify="right" if name in numbers else "left", min_width=least[name])
    for row in cells:
        table.add_row(*(Text(row[name]) for name in headings))
    console.print(table)


def _print_stacked(console: Console, cells: Sequence[dict[str, str]], headings: dict[str, str]) -> None:
    """Each row as lines of heading and value: nothing is cut off, and references can be copied."""
    for number, row in enumerate(cells):
        if number:
            console.print()
        table = RichTable(box=None, pad_edge=False, show_header=False)
        table.add_column(style="bold", no_wrap=True, min_width=max(map(len, headings.values())))
        table.add_column(overflow="fold")
        for name, heading in headings.items():
            if row[name]:
                table.add_row(heading, Text(row[name]))
        console.print(table)


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def _cut(text: str) -> str:
    """A hash is cut in a table, and a file's name is not; --json and --csv have it whole."""
    return text[:_CUT_TO] + "…" if len(text) > _LONGEST_WORD and text.isalnum() else text


def _cell(value: Any) -> str:
    """A value as a cell of CSV: text that a spreadsheet would run as a formula gets an apostrophe before it.

    What is a number, or reads as one, stays as it is.
    """
    text = _text(value)
    is_formula = text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?%?", re.ASCII)


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

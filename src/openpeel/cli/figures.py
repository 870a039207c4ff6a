"""What the commands of the analyst share: options for charts, notes on stderr, dates."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from openpeel.cli.output import print_rows
from openpeel.errors import Refused
from openpeel.reports.figures.figure import Figure

Command = TypeVar("Command", bound=Callable[..., Any])


def chart_options(command: Command) -> Command:
    """Add ``--svg`` and ``--png``; the command receives ``svg`` and ``png``: paths or none."""
    for name in ("png", "svg"):
        command = click.option(
            f"--{name}",
            type=click.Path(path_type=Path, dir_okay=False),
            callback=_of_its_kind,
            help=f"Write the chart as {name.upper()} here.",
        )(command)
    return command


def _of_its_kind(context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
    """The path of a chart, checked before anything is read. Raises Refused where it cannot be written."""
    if path is not None and path.suffix != f".{option.name}":
        raise Refused(f"--{option.name} writes a file that ends in .{option.name}", where=str(path))
    if path is not None and not path.parent.is_dir():
        raise Refused(f"there is no folder {path.parent}", mend="make it first")
    return path


def write_charts(figure: Callable[[], Figure], svg: Path | None, png: Path | None) -> None:
    """Draw the figure and write it where asked; nothing is drawn where not."""
    for path in (svg, png):
        if path is not None:
            figure().write(path)
            click.echo(f"The chart is in {path}", err=True)


def say_finding(
    title: str, notes: Sequence[str], rows: Sequence[Mapping[str, Any]], output_format: str, *, numbers: Sequence[str]
) -> None:
    """Print the finding, the rows and the notes; with JSON or CSV only rows on stdout, and the notes on stderr."""
    if output_format == "table":
        click.echo(f"{title}\n")
    print_rows(rows, output_format, numbers=numbers)
    stream = Console(stderr=output_format != "table", width=None if sys.stdout.isatty() else 100, highlight=False)
    if output_format == "table":
        stream.print()
    for note in notes:
        stream.print(f"- {note}", markup=False, soft_wrap=False)


def a_date(text: str, name: str) -> date:
    """A day written YYYY-MM-DD, or a month YYYY-MM taken as its first day. Raises Refused otherwise."""
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        raise Refused(f"{name}: '{text[:20]}' is not a date", mend="write YYYY-MM-DD or YYYY-MM") from None


def pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    """Options written KEY=VALUE as a mapping. Raises Refused for one without '='."""
    found = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise Refused(f"{option} is written KEY=VALUE")
        found[key.strip()] = value.strip()
    return found

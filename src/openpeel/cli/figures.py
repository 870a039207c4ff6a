"""What the commands of the analyst share: options for charts, notes on stderr, dates, columns of a user's own file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from openpeel.cli.output import print_rows
from openpeel.errors import Refused
from openpeel.reports.figures.figure import Figure
from openpeel.sources.published_tables.cells import Cell, as_figure, read_cells, text_of

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


class OwnTable:
    """A user's own file of rows and named columns."""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        cells = read_cells(path, sheet)
        if len(cells) < 2:
            raise Refused("the file holds no rows", where=path.name)
        self.path = path
        self.columns = [text_of(cell) for cell in cells[0]]
        self.rows: list[list[Cell]] = [[*row, *[""] * (len(self.columns) - len(row))] for row in cells[1:]]

    def texts(self, column: str) -> list[str]:
        """A column as words. Raises Refused for a name that the file does not have."""
        position = self._position(column)
        return [text_of(row[position]) for row in self.rows]

    def numbers(self, column: str) -> list[float]:
        """A column as numbers. Raises Refused, naming the line, where one is missing or is no number."""
        return list(self.numbers_in(column, range(len(self.rows))).values())

    def numbers_in(self, column: str, rows: Iterable[int]) -> dict[int, float]:
        """The numbers of a column in some rows, by the place of the row. Raises Refused as `numbers`."""
        position = self._position(column)
        return {i: self._number(self._maybe_number(self.rows[i][position], column, i + 2), column, i + 2) for i in rows}

    def maybe_numbers(self, column: str) -> list[float | None]:
        """A column as numbers, none where the file says that there is none. Raises Refused for other words."""
        position = self._position(column)
        return [self._maybe_number(row[position], column, line) for line, row in enumerate(self.rows, start=2)]

    def _maybe_number(self, cell: Cell, column: str, line: int) -> float | None:
        try:
            return as_figure(cell)
        except ValueError:
            raise Refused(f"column '{column}' holds no number", where=f"{self.path.name}, line {line}") from None

    def _number(self, value: float | None, column: str, line: int) -> float:
        if value is None:
            raise Refused(
                f"column '{column}' has no number",
                where=f"{self.path.name}, line {line}",
                why="a missing figure is neither nought nor the average",
                mend="fill it, or leave the row out",
            )
        return value

    def _position(self, column: str) -> int:
        if column not in self.columns:
            raise Refused(
                f"there is no column '{column}'", where=self.path.name, mend=f"its columns: {', '.join(self.columns)}"
            )
        return self.columns.index(column)

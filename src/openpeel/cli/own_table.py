"""A user's own file of rows and named columns; whatever is wrong with it is told by line and column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpeel.errors import Refused
from openpeel.sources.published_tables.cells import Cell, as_figure, numbered_rows, text_of


class OwnTable:
    """A user's own file of rows and named columns. Rows without any word in them are left out."""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        numbered = [(line, row) for line, row in numbered_rows(path, sheet) if any(text_of(cell) for cell in row)]
        if len(numbered) < 2:
            raise Refused("the file holds no rows", where=path.name)
        self.path = path
        self.columns = [text_of(cell) for cell in numbered[0][1]]
        self.rows: list[list[Cell]] = [[*row, *[""] * (len(self.columns) - len(row))] for _, row in numbered[1:]]
        self._lines = [line for line, _ in numbered[1:]]

    def texts(self, column: str) -> list[str]:
        """A column as words. Raises Refused for a name that the file does not have."""
        position = self._position(column)
        return [text_of(row[position]) for row in self.rows]

    def place(self, row: int, column: str | None = None) -> str:
        """Where a cell stands in the user's file: its line (of a workbook: the sheet's row), and its column."""
        line = f"{self.path.name}, line {self._lines[row]}"
        return f"{line}, column '{column}'" if column else line

    def numbers(self, column: str) -> list[float]:
        """A column as numbers. Raises Refused, naming the cell, where one is missing or is no number."""
        return list(self.numbers_in(column, range(len(self.rows))).values())

    def numbers_in(self, column: str, rows: Iterable[int]) -> dict[int, float]:
        """The numbers of a column in some rows, by the place of the row. Raises Refused as `numbers`."""
        position = self._position(column)
        return {i: self._number(self._maybe_number(self.rows[i][position], i, column), i, column) for i in rows}

    def maybe_numbers(self, column: str) -> list[float | None]:
        """A column as numbers, none where the file says that there is none. Raises Refused for other words."""
        position = self._position(column)
        return [self._maybe_number(row[position], i, column) for i, row in enumerate(self.rows)]

    def counts(self, column: str) -> list[int]:
        """A column as counts. Raises Refused, naming the cell, for one that is missing, negative or not whole."""
        return list(self.counts_in(column, range(len(self.rows))).values())

    def counts_in(self, column: str, rows: Iterable[int]) -> dict[int, int]:
        """The counts of a column in some rows, by the place of the row. Raises Refused as `counts`."""
        numbers = self.numbers_in(column, rows)
        negative = [i for i, n in numbers.items() if n < 0]
        self.refuse_any(negative, column, "is negative", "a count cannot fall below nought")
        broken = [i for i, n in numbers.items() if n % 1]
        mend = "give the counts behind it; 'openpeel compare --figure' takes rates and shares as they stand"
        self.refuse_any(broken, column, "is not whole", "a count is of whole things", mend)
        return {i: int(n) for i, n in numbers.items()}

    def parts_in(self, column: str, of: str, rows: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
        """Counts and what they are part of, by the place of the row. Raises Refused where a part is larger."""
        parts, wholes = self.counts_in(column, rows), self.counts_in(of, rows)
        larger = [i for i in rows if parts[i] > wholes[i]]
        self.refuse_any(larger, column, f"is larger than '{of}'", "a part cannot be larger than its whole")
        return parts, wholes

    def refuse_any(self, rows: Sequence[int], column: str, wrong: str, why: str, mend: str | None = None) -> None:
        """Raise Refused for the first of ``rows``, saying how many there are; nothing where there are none."""
        if rows:
            several = f" in {len(rows)} rows, first here" if len(rows) > 1 else ""
            raise Refused(
                f"a cell of column '{column}' {wrong}{several}", where=self.place(rows[0], column), why=why, mend=mend
            )

    def _maybe_number(self, cell: Cell, row: int, column: str) -> float | None:
        try:
            return as_figure(cell)
        except ValueError:
            raise Refused(f"column '{column}' holds no number", where=self.place(row, column)) from None

    def _number(self, value: float | None, row: int, column: str) -> float:
        if value is None:
            raise Refused(
                f"column '{column}' has no number",
                where=self.place(row, column),
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

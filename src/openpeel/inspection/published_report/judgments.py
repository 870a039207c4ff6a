"""The table of judgments: which area stands beneath which grade."""

from __future__ import annotations

import re
from itertools import pairwise

from openpeel.inspection.framework.cycles import area_named, same_name
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.document import Block, Cell, Kind
from openpeel.inspection.published_report.layout import join_lines
from openpeel.inspection.published_report.structure import TableGrade
from openpeel.inspection.published_report.vocabulary import GRADE_LABEL

_REST_OF_LABEL = re.compile(r"(?:im-?)?(?:prove-?)?(?:ment)?")
"""What may be left of 'improvement' when its column is narrow."""
_BEGUN_LABEL = re.compile(rf"requires(?: {_REST_OF_LABEL.pattern})?", re.IGNORECASE)
_ALIGNED = 3.0
"""Points by which the left edges of one column may differ."""


def table_of_judgments(block: Block) -> tuple[TableGrade, ...] | None:
    """The areas with their grades, or nothing where the block is not a table of judgments.

    Two forms: grades as columns with areas beneath them; a row for each area with its grade. Where extraction lost the
    columns, an area is named without a grade rather than given a guessed one.
    """
    if block.kind is not Kind.TABLE:
        return None
    rows = [row for row in block.rows if row]
    for i, row in enumerate(rows):
        columns = _columns(row)
        if len(columns) >= 3:
            below = i + 1
            while below < len(rows) and all(_REST_OF_LABEL.fullmatch(cell.text) for cell in rows[below]):
                below += 1
            return _under(columns, _in_columns([cell.start for cell, _ in columns], rows[below:]))
    return _by_rows(rows)


def _in_columns(starts: list[float], rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows with what stands in one column as one cell: justified words may stand far apart.

    Only where the columns are set to the left, as their first cells tell; others are left as they are.
    """
    # Cells of a text are placed by letters, or by their number alone.
    near = min(_ALIGNED, *((b - a) / 3 for a, b in pairwise(starts)))
    if not all(any(abs(row[0].start - start) <= near for start in starts) for row in rows):
        return rows
    merged = []
    for row in rows:
        cells: list[Cell] = []
        for cell in row:
            column = sum(start <= cell.start + near for start in starts)
            beside = cells and cells[-1].end < cell.start  # items of a list stand in one place
            if beside and column == sum(start <= cells[-1].start + near for start in starts):
                cells[-1] = _as_one([cells[-1], cell])
            else:
                cells.append(cell)
        merged.append(tuple(cells))
    return merged


def _as_one(cells: list[Cell]) -> Cell:
    return Cell(cells[0].start, cells[-1].end, " ".join(cell.text for cell in cells))


def _by_rows(rows: list[tuple[Cell, ...]]) -> tuple[TableGrade, ...] | None:
    """A row for each area with its grade; rows without one go on with the name, or the label, above them."""
    names: list[list[str]] = []
    grades: list[Grade] = []
    grade_starts = 0.0
    for row in rows:
        split = next((i for i in range(1, len(row)) if _grade_begun(row[i:])), None)
        if split is not None:
            names.append([_as_one(list(row[:split])).text])
            grades.append(_grade_begun(row[split:]) or Grade.REQUIRES_IMPROVEMENT)
            grade_starts = row[split].start
        elif names:
            name = [cell for cell in row if not _goes_on_with_label(cell, grade_starts)]
            if name:
                names[-1].append(_as_one(name).text)
    if len(names) < 2:
        return None
    return tuple(TableGrade(_name_of(lines), grade) for lines, grade in zip(names, grades, strict=True))


def _grade_begun(cells: tuple[Cell, ...]) -> Grade | None:
    """The grade whose label these cells hold, or begin where its column is narrow."""
    text = _as_one(list(cells)).text
    if GRADE_LABEL.fullmatch(text):
        return Grade.of(_label(text))
    return Grade.REQUIRES_IMPROVEMENT if _BEGUN_LABEL.fullmatch(text) else None


def _goes_on_with_label(cell: Cell, grade_starts: float) -> bool:
    return bool(_REST_OF_LABEL.fullmatch(cell.text)) and cell.start >= grade_starts - _ALIGNED


def _name_of(lines: list[str]) -> str:
    return _area_in(lines) or join_lines(lines)


def scrambled(blocks: tuple[Block, ...]) -> tuple[tuple[TableGrade, ...], tuple[int, ...]]:
    """The areas that stand after a run of grades whose columns are lost, and which of ``blocks`` they came from."""
    names: list[TableGrade] = []
    used: list[int] = []
    for i, block in enumerate(blocks):
        rest = same_name(block.text)
        found = []
        while rest:
            size = next((n for n in range(len(rest.split()), 0, -1) if _known(rest.split()[:n])), 0)
            if not size:
                break
            head, rest = " ".join(rest.split()[:size]), " ".join(rest.split()[size:])
            if not _is_grade(head):
                found.append(TableGrade(head, None))
        if not rest and block.text:
            names += found
            used.append(i)
    return tuple(names), tuple(used)


def _known(words: list[str]) -> bool:
    name = " ".join(words)
    return _is_grade(name) or area_named(name) is not None


def _is_grade(name: str) -> bool:
    return any(same_name(grade.label) == name for grade in Grade)


def _label(text: str) -> str:
    found = GRADE_LABEL.fullmatch(text)
    return found["grade"] if found else text


def _columns(row: tuple[Cell, ...]) -> list[tuple[Cell, Grade]]:
    """The grades that head the columns; 'Requires' alone where 'improvement' stands on the next line."""
    columns = []
    for cell in row:
        if GRADE_LABEL.fullmatch(cell.text):
            columns.append((cell, Grade.of(_label(cell.text))))
        elif cell.text.casefold().startswith("requires"):
            columns.append((cell, Grade.REQUIRES_IMPROVEMENT))
        elif not _REST_OF_LABEL.fullmatch(cell.text):
            return []
    return columns


def _under(columns: list[tuple[Cell, Grade]], rows: list[tuple[Cell, ...]]) -> tuple[TableGrade, ...]:
    named: dict[Grade, list[str]] = {grade: [] for _, grade in columns}
    for row in rows:
        for cell in row:
            named[min(columns, key=lambda column: _apart(column[0], cell))[1]].append(cell.text)
    return tuple(TableGrade(name, grade) for grade, texts in named.items() for name in _whole_names(texts))


def _apart(column: Cell, cell: Cell) -> tuple[float, float]:
    overlap = min(column.end, cell.end) - max(column.start, cell.start)
    return (-overlap if overlap > 0 else 0.0, abs((column.start + column.end) - (cell.start + cell.end)))


def _whole_names(texts: list[str]) -> list[str]:
    """Names of areas from a column's lines: a name that takes several lines is put together."""
    names: list[str] = []
    i = 0
    while i < len(texts):
        most = min(12, len(texts) - i)
        found = ((n, name) for n in range(most, 0, -1) if (name := _area_in(texts[i : i + n])))
        size, name = next(found, (1, texts[i]))
        if name == texts[i] and names and name[:1].islower():
            names[-1] = join_lines([names[-1], name])
        else:
            names.append(name)
        i += size
    return names


def _area_in(lines: list[str]) -> str | None:
    """The name of an area that these lines make, with or without the hyphens at their ends; nothing if none."""
    joined = join_lines(lines)
    return next((name for name in (joined, joined.replace("-", "")) if area_named(name) is not None), None)

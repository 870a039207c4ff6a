"""The table of judgments: which area stands beneath which grade."""

from __future__ import annotations

import re

from openpeel.inspection.framework.cycles import area_named, same_name
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.document import Block, Cell, Kind
from openpeel.inspection.published_report.layout import join_lines
from openpeel.inspection.published_report.structure import TableGrade
from openpeel.inspection.published_report.vocabulary import GRADE_LABEL

_REST_OF_LABEL = re.compile(r"(?:im-?)?(?:prove-?)?(?:ment)?")
"""What may be left of 'improvement' when its column is narrow."""


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
            return _under(columns, rows[below:])
    return _by_rows(rows)


def _by_rows(rows: list[tuple[Cell, ...]]) -> tuple[TableGrade, ...] | None:
    """A row for each area with its grade; a cell alone goes on with the name above it."""
    pairs: list[tuple[str, str]] = []
    for row in rows:
        if len(row) == 2 and GRADE_LABEL.fullmatch(row[1].text):
            pairs.append((row[0].text, row[1].text))
        elif len(row) == 2 and row[1].text.casefold() == "requires":
            pairs.append((row[0].text, Grade.REQUIRES_IMPROVEMENT.label))
        elif pairs and (len(row) == 1 or (len(row) == 2 and _REST_OF_LABEL.fullmatch(row[1].text))):
            pairs[-1] = (f"{pairs[-1][0]} {row[0].text}", pairs[-1][1])
    rest = [pair for pair in pairs if not _REST_OF_LABEL.fullmatch(pair[0])]
    return tuple(TableGrade(name, Grade.of(_label(grade))) for name, grade in rest) if len(rest) > 1 else None


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

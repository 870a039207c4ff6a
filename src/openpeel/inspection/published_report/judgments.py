"""The table of judgments: which area stands beneath which grade."""

from __future__ import annotations

from openpeel.inspection.framework.cycles import area_named, same_name
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.document import Block, Cell, Kind
from openpeel.inspection.published_report.structure import TableGrade
from openpeel.inspection.published_report.vocabulary import GRADE_LABEL


def table_of_judgments(block: Block) -> tuple[TableGrade, ...] | None:
    """The areas with their grades, or nothing where the block is not a table of judgments.

    Two forms: grades as columns with areas beneath them; a row for each area with its grade. Where extraction lost the
    columns, an area is named without a grade rather than given a guessed one.
    """
    if block.kind is not Kind.TABLE:
        return None
    rows = _with_split_labels([row for row in block.rows if row])
    heads = [i for i, row in enumerate(rows) if len(_grades(row)) >= 2 and len(_grades(row)) == len(row)]
    if heads:
        columns = [(cell, Grade.of(_label(cell.text))) for cell in rows[heads[0]]]
        return _under(columns, rows[heads[0] + 1 :])
    pairs = [(row[0].text, row[-1].text) for row in rows if len(row) == 2 and GRADE_LABEL.fullmatch(row[-1].text)]
    if len(pairs) >= 2:
        return tuple(TableGrade(name, Grade.of(_label(grade))) for name, grade in pairs)
    return None


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


def _grades(row: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in row if GRADE_LABEL.fullmatch(cell.text)]


def _with_split_labels(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """``rows`` with 'Requires' and 'improvement' put together where the column's head takes two lines."""
    mended: list[tuple[Cell, ...]] = []
    for row in rows:
        below = [cell for cell in row if cell.text.casefold() == "improvement"]
        if mended and len(below) == len(row) == 1 and any(c.text.casefold() == "requires" for c in mended[-1]):
            mended[-1] = tuple(
                Cell(c.start, c.end, "Requires improvement") if c.text.casefold() == "requires" else c
                for c in mended[-1]
            )
        else:
            mended.append(row)
    return mended


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
        size = next(
            (n for n in range(min(5, len(texts) - i), 0, -1) if area_named(" ".join(texts[i : i + n])) is not None), 0
        )
        if size:
            names.append(" ".join(texts[i : i + size]))
        elif names and texts[i][:1].islower():
            names[-1] = f"{names[-1]} {texts[i]}"
            size = 1
        else:
            names.append(texts[i])
            size = 1
        i += size
    return names

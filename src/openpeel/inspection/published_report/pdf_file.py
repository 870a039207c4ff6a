"""A report as PDF: printed lines with their sizes and weights, put back into paragraphs, bullets, headings and tables.

All is geometry, so that it does not depend on who set the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from openpeel.errors import Refused
from openpeel.inspection.published_report.document import Block, Cell, Document, Kind
from openpeel.inspection.published_report.layout import (
    PageLine,
    bullet_text,
    furniture,
    is_page_number,
    join_lines,
    mask,
    mend,
    words_of,
)
from openpeel.inspection.published_report.pdf_lines import Line, lines_of
from openpeel.inspection.published_report.pdf_runs import pages_of
from openpeel.inspection.published_report.vocabulary import CONTENTS_LINE, ends_open


def read_pdf(data: bytes) -> Document:
    """The blocks of a PDF.

    Raises :class:`~openpeel.errors.Refused` for a file that is damaged, locked with a password, empty, longer than
    any report, or made of pictures without text.
    """
    pages = pages_of(data)
    lines = lines_of(pages)
    if sum(len(line.text) for line in lines) < 40 * len(pages):
        raise Refused(
            "The PDF holds hardly any text: it seems to be a scan (pictures of pages).",
            why="Nothing can be read from pictures, and nothing is guessed.",
            mend="Run it through text recognition (OCR) first, or save the report's web page as HTML.",
        )
    lines, heads = _without_furniture(lines)
    body = _body_size(lines)
    words = words_of(line.text for line in lines)
    blocks = tuple(_blocks(lines, body, words))
    return Document(mend(blocks, words), "pdf", len(pages), heads)


def _without_furniture(lines: list[Line]) -> tuple[list[Line], tuple[str, ...]]:
    ys: dict[int, list[float]] = {}
    for line in lines:
        ys.setdefault(line.first.page, []).append(line.first.y)
    edges = {page: set(sorted(set(values))[:2] + sorted(set(values))[-2:]) for page, values in ys.items()}

    def at_edge(line: Line) -> bool:
        return line.first.y in edges[line.first.page]

    heads = furniture(PageLine(line.text, line.first.page, at_edge(line)) for line in lines)
    kept = [line for line in lines if not (at_edge(line) and (mask(line.text) in heads or is_page_number(line.text)))]
    return kept, tuple(sorted(heads))


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        for run in line.runs:
            sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _blocks(lines: list[Line], body: float, words: frozenset[str]) -> Iterator[Block]:
    larger = sorted({line.first.size for line in lines if line.first.size > 1.08 * body}, reverse=True)
    spacing, edges = _spacing(lines, body), _right_edges(lines)
    group: list[Line] = []
    for line in lines:
        if group and not (_belongs(group, line, spacing) or _turns(group, line, edges)):
            yield _block(group, larger, words)
            group = []
        group.append(line)
    if group:
        yield _block(group, larger, words)


def _spacing(lines: list[Line], body: float) -> float:
    """The usual distance between baselines of one paragraph, in sizes of type."""
    gaps = Counter(
        round((a.first.y - b.first.y) / body, 1)
        for a, b in pairwise(lines)
        if a.first.page == b.first.page
        and a.first.size == b.first.size == body
        and 0 < a.first.y - b.first.y < 2 * body
        and a.x1 - a.first.x0 > 15 * body
    )
    return gaps.most_common(1)[0][0] if gaps else 1.4


def _right_edges(lines: list[Line]) -> dict[float, float]:
    """How far the lines reach of each column, by its left edge."""
    edges: dict[float, float] = {}
    for line in lines:
        edges[line.left] = max(edges.get(line.left, line.x1), line.x1)
    return edges


def _turns(group: list[Line], line: Line, edges: dict[float, float]) -> bool:
    """Whether a paragraph goes on at the top of the next column or page, though not with a small letter.

    Its last line is full, so that the next word had no room, and it ends as no sentence does; and the next line begins
    with a number, a sign or a bracket, as few paragraphs do.
    """
    last, first = group[-1], line.first
    turned = last.first.page != first.page or line.first.y > last.first.y
    word = 1.5 * (first.x1 - first.x0) * len(first.text.split()[0]) / len(first.text)  # digits and capitals are wide
    return (
        turned
        and not (_is_row(last) or _is_row(line))
        and last.first.style == first.style
        and ends_open(last.text)
        and not line.text[:1].isalpha()
        and bullet_text(line.text) is None
        and last.x1 + word > edges[last.left]
    )


def _is_row(line: Line) -> bool:
    """Whether a line has cells: several gaps, or one that is wider than justified text has."""
    wide = any(b.x0 - a.x1 > 2 * a.size for a, b in pairwise(line.runs))
    return (len(line.runs) > 2 or wide) and not CONTENTS_LINE.fullmatch(line.text)


def _belongs(group: list[Line], line: Line, spacing: float) -> bool:
    last = group[-1]
    if _is_row(group[0]):
        near = last.first.page == line.first.page and last.first.y - line.first.y < 3.5 * line.first.size
        return near and (len(line.runs) > 1 or _is_cell_below(group, line))
    if _is_row(line):
        return False
    if CONTENTS_LINE.fullmatch(last.text) or last.first.page != line.first.page:
        return False
    gap = last.first.y - line.first.y
    return (
        0 < gap <= (spacing + 0.18) * max(last.first.size, line.first.size)
        and last.first.style == line.first.style
        and bullet_text(line.text) is None
    )


def _is_cell_below(table: list[Line], line: Line) -> bool:
    """Whether a line alone stands beneath one cell of a table's first line, and no wider than its column."""
    head = table[0].runs
    nearest = min(range(len(head)), key=lambda i: abs(head[i].x0 - line.first.x0))
    return (
        abs(head[nearest].x0 - line.first.x0) < 2 * line.first.size
        and line.x1 < _column_end(table, nearest)
        and len(line.text) < 60
        and line.text[-1:] != "."
    )


def _column_end(table: list[Line], column: int) -> float:
    """Where the column ends that a cell of the first line begins: justified words of one cell may stand apart.

    It reaches at least to the widest gap on the right, and to the first cell whose beginning no other line runs over.
    """
    row = table[0].runs[column:]
    if len(row) == 1:
        return float("inf")
    _, widest = max((after.x0 - before.x1, after.x0) for before, after in pairwise(row))
    runs = [run for line in table for run in line.runs]
    clear = (cell.x0 for cell in row[1:] if not any(run.x0 < cell.x0 - 1 < run.x1 for run in runs))
    return max(widest, next(clear, widest))


def _block(group: list[Line], larger: list[float], words: frozenset[str]) -> Block:
    page = group[0].first.page
    if _is_row(group[0]):
        rows = tuple(tuple(Cell(run.x0, run.x1, run.text) for run in line.runs) for line in group)
        return Block(" | ".join(cell.text for row in rows for cell in row), Kind.TABLE, page=page, rows=rows)
    text = join_lines([line.text for line in group], words)
    first = group[0].first
    terms = tuple(term for line in group for run in line.runs for term in run.terms)
    listed = bullet_text(text)
    if listed is not None:
        return Block(listed, Kind.BULLET, 1 + int((first.x0 - group[0].left) // first.size), page=page, terms=terms)
    if first.size in larger:
        return Block(text, Kind.HEADING, 1 + larger.index(first.size), page=page, terms=terms)
    return Block(text, emphasised=all(line.first.bold for line in group), page=page, terms=terms)

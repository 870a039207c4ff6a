"""A report as PDF: printed lines with their sizes and weights, put back into columns, paragraphs and tables.

pdfium gives the characters; everything else is geometry, so that it does not depend on who set the document.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

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
from openpeel.inspection.published_report.vocabulary import CONTENTS_LINE

MOST_PAGES = 300
"""More than any inspection report has: what is longer is another document."""
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)


@dataclass(frozen=True)
class _Run:
    """Characters that stand together on a line."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline, from the page's foot."""
    size: float
    bold: bool
    page: int
    terms: tuple[str, ...] = ()
    """Words of it that are linked."""

    @property
    def style(self) -> tuple[float, bool]:
        return (self.size, self.bold)


@dataclass(frozen=True)
class _Line:
    runs: tuple[_Run, ...]
    left: float
    """Left edge of the column in which it stands."""

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def first(self) -> _Run:
        return self.runs[0]

    @property
    def x1(self) -> float:
        return self.runs[-1].x1


def read_pdf(data: bytes) -> Document:
    """The blocks of a PDF.

    Raises :class:`~openpeel.errors.Refused` for a file that is damaged, locked with a password, empty, longer than
    any report, or made of pictures without text.
    """
    pages = _pages(data)
    lines = _all_lines(pages)
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


def _pages(data: bytes) -> list[list[_Run]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Refused(
                "The PDF is locked with a password.", mend="Save a copy without the password, and read that."
            ) from None
        raise Refused(
            "The file is not a PDF that can be opened: it is damaged or cut off.", mend="Fetch the report again."
        ) from None
    try:
        if len(document) == 0:
            raise Refused("The PDF has no pages.", mend="Fetch the report again.")
        if len(document) > MOST_PAGES:
            raise Refused(
                f"The PDF has {len(document)} pages; an inspection report has fewer than {MOST_PAGES}.",
                mend="Give the report itself, not a collection that holds it.",
            )
        return [_with_terms(list(_runs(document[i], i + 1)), document[i]) for i in range(len(document))]
    finally:
        document.close()


def _with_terms(runs: list[_Run], page: pdfium.PdfPage) -> list[_Run]:
    """The runs with the words that the page's links cover; a link that covers no words adds nothing."""
    text_page = page.get_textpage()
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        if not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            continue
        words = " ".join(text_page.get_text_bounded(box.left, box.bottom, box.right, box.top).split())
        for i, run in enumerate(runs):
            if words and words in run.text and box.bottom <= run.y <= box.top and run.x0 - 1 <= box.left <= run.x1:
                runs[i] = replace(run, terms=(*run.terms, words))
                break
    return runs


def _runs(page: pdfium.PdfPage, number: int) -> Iterator[_Run]:
    """The runs of a page, in the order in which the file draws them."""
    text_page = page.get_textpage()
    handle = text_page.raw
    count = text_page.count_chars()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts: dict[str, bool] = {}
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    letters: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]  # x0, x1, baseline, size
    bold = 0

    def finish() -> Iterator[_Run]:
        nonlocal letters, bold
        text = " ".join("".join(letters).split())
        if text:
            shown = sum(1 for letter in letters if not letter.isspace())
            yield _Run(text, box[0], box[1], box[2], round(box[3] * 2) / 2, bold > 0.9 * shown, number)
        letters, bold = [], 0

    for i in range(count):
        code = raw.FPDFText_GetUnicode(handle, i)
        letter = chr(code) if code not in (0, 0xFFFE, 0xFFFF, 2) else "-" if code in (2, 0xFFFE) else ""
        if letter in "\r\n" or not letter:
            yield from finish()
            continue
        if letter.isspace() or raw.FPDFText_IsGenerated(handle, i) == 1:
            if letters:
                letters.append(letter)
            continue
        raw.FPDFText_GetCharOrigin(handle, i, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetLooseCharBox(handle, i, box_rect := raw.FS_RECTF())
        size = raw.FPDFText_GetFontSize(handle, i)
        height = size if size > 2 else abs(box_rect.top - box_rect.bottom)
        x0, x1 = box_rect.left, box_rect.right
        if letters and (
            abs(y.value - box[2]) > 0.4 * box[3] or x0 - box[1] > 1.2 * box[3] or x0 < box[1] - 1.0 * box[3]
        ):
            yield from finish()
        raw.FPDFText_GetFontInfo(handle, i, name, 256, ctypes.byref(flags))
        font = name.value.decode("latin-1")
        if font not in fonts:
            fonts[font] = _BOLD.search(font) is not None
        if not letters:
            box = [x0, x1, y.value, height]
        letters.append(letter)
        bold += fonts[font] or raw.FPDFText_GetFontWeight(handle, i) >= 600
        box[1] = max(box[1], x1)
        box[3] = max(box[3], height)
    yield from finish()


def _all_lines(pages: list[list[_Run]]) -> list[_Line]:
    """The lines in reading order; a page with too few lines to tell has the columns that most pages have."""
    gutters = [_gutter(runs) for runs in pages]
    found = sorted(gutter for gutter in gutters if gutter is not None)
    usual = found[len(found) // 2] if 2 * len(found) >= len(pages) else None
    return [line for runs, gutter in zip(pages, gutters, strict=True) for line in _reading_order(runs, gutter or usual)]


def _reading_order(runs: list[_Run], gutter: float | None) -> list[_Line]:
    """The lines of a page from top to bottom, column by column where there are two columns of text."""
    if not runs:
        return []
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    if gutter is None:
        return _lines(runs, x0)
    lines: list[_Line] = []
    band: list[_Run] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if run.x0 < gutter < run.x1 and run.x1 - run.x0 > 0.6 * (x1 - x0):
            lines += _columns(band, x0, gutter) + _lines([run], x0)
            band = []
        else:
            band.append(run)
    return lines + _columns(band, x0, gutter)


def _columns(band: list[_Run], left: float, gutter: float) -> list[_Line]:
    second = [run for run in band if run.x0 >= gutter]
    edge = min((run.x0 for run in second), default=gutter)
    return _lines([run for run in band if run.x0 < gutter], left) + _lines(second, edge)


def _gutter(runs: list[_Run]) -> float | None:
    """The middle of the white strip between two columns of long lines, or nothing."""
    if not runs:
        return None
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    width = x1 - x0
    best: tuple[int, float] | None = None
    for step in range(40, 61):
        at = x0 + width * step / 100
        left = [run for run in runs if run.x1 <= at and run.x1 - run.x0 > 0.25 * width]
        right = [run for run in runs if run.x0 >= at and run.x1 - run.x0 > 0.25 * width]
        crossing = sum(1 for run in runs if run.x0 < at < run.x1)
        if len(left) >= 4 and len(right) >= 2 and crossing <= 0.15 * len(runs):
            score = len(left) + len(right) - 4 * crossing
            if best is None or score > best[0]:
                best = (score, at)
    return best[1] if best else None


def _lines(runs: Iterable[_Run], left: float) -> list[_Line]:
    """Runs on one baseline as lines, from top to bottom."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if rows and abs(rows[-1][0].y - run.y) <= 0.35 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_Line(_merged(sorted(row, key=lambda run: run.x0)), left) for row in rows]


def _merged(row: list[_Run]) -> tuple[_Run, ...]:
    """Runs of a line without a wide gap between them as one; a bullet goes with its words."""
    merged = [row[0]]
    for run in row[1:]:
        last = merged[-1]
        gap = run.x0 - last.x1
        if gap <= 0.8 * run.size or (len(last.text) <= 2 and len(merged) == 1 and gap <= 3 * run.size):
            space = "" if gap < 0.1 * run.size and len(last.text) > 2 else " "
            bold = run.bold and (last.bold or len(last.text) <= 2)
            size = run.size if len(last.text) <= 2 else max(last.size, run.size)
            text, terms = last.text + space + run.text, last.terms + run.terms
            merged[-1] = replace(last, text=text, x1=run.x1, bold=bold, size=size, terms=terms)
        else:
            merged.append(run)
    return tuple(merged)


def _without_furniture(lines: list[_Line]) -> tuple[list[_Line], tuple[str, ...]]:
    ys: dict[int, list[float]] = {}
    for line in lines:
        ys.setdefault(line.first.page, []).append(line.first.y)
    edges = {page: set(sorted(set(values))[:2] + sorted(set(values))[-2:]) for page, values in ys.items()}

    def at_edge(line: _Line) -> bool:
        return line.first.y in edges[line.first.page]

    heads = furniture(PageLine(line.text, line.first.page, at_edge(line)) for line in lines)
    kept = [line for line in lines if not (at_edge(line) and (mask(line.text) in heads or is_page_number(line.text)))]
    return kept, tuple(sorted(heads))


def _body_size(lines: list[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        for run in line.runs:
            sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _blocks(lines: list[_Line], body: float, words: frozenset[str]) -> Iterator[Block]:
    larger = sorted({line.first.size for line in lines if line.first.size > 1.08 * body}, reverse=True)
    spacing = _spacing(lines, body)
    group: list[_Line] = []
    for line in lines:
        if group and not _belongs(group, line, spacing):
            yield _block(group, larger, words)
            group = []
        group.append(line)
    if group:
        yield _block(group, larger, words)


def _spacing(lines: list[_Line], body: float) -> float:
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


def _is_row(line: _Line) -> bool:
    """Whether a line has cells: several gaps, or one that is wider than justified text has."""
    wide = any(b.x0 - a.x1 > 2 * a.size for a, b in pairwise(line.runs))
    return (len(line.runs) > 2 or wide) and not CONTENTS_LINE.fullmatch(line.text)


def _belongs(group: list[_Line], line: _Line, spacing: float) -> bool:
    last = group[-1]
    if _is_row(group[0]):
        near = last.first.page == line.first.page and last.first.y - line.first.y < 3.5 * line.first.size
        return near and (len(line.runs) > 1 or _is_cell_below(group[0], line))
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


def _is_cell_below(head: _Line, line: _Line) -> bool:
    """Whether a line alone stands beneath one cell of a table's first line, and no wider than its column."""
    starts = [run.x0 for run in head.runs]
    nearest = min(range(len(starts)), key=lambda i: abs(starts[i] - line.first.x0))
    right = starts[nearest + 1] if nearest + 1 < len(starts) else float("inf")
    return (
        abs(starts[nearest] - line.first.x0) < 2 * line.first.size
        and line.x1 < right
        and len(line.text) < 60
        and line.text[-1:] != "."
    )


def _block(group: list[_Line], larger: list[float], words: frozenset[str]) -> Block:
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

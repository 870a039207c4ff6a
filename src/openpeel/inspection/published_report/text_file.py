"""A report as plain text: whole paragraphs on lines, or lines of a page with heads, feet and hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from openpeel.inspection.framework.cycles import area_named
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
from openpeel.inspection.published_report.vocabulary import CONTENTS_LINE, GRADE_LABEL, ends_open, section_of

_LINK = re.compile(r"\[(?P<words>(?:\\.|[^\]\\])*)\]\([^()\s]*\)")
_EDGE = 2
"""Lines from the top and the bottom of a page in which a running head or foot is looked for."""


@dataclass(frozen=True)
class _Line:
    number: int
    page: int
    raw: str

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())


def read_text(text: str) -> Document:
    """The blocks of a text.

    Where most lines stand alone between blank lines or are long, a line is a paragraph; else lines are joined to
    paragraphs. Form feeds part pages; Markdown's links become terms.
    """
    lines, pages = _numbered(text)
    lines, heads = _without_furniture(lines, paged=pages > 1)
    wrapped = _is_wrapped(lines)
    words = words_of(line.text for line in lines)
    groups = _groups(lines)
    if wrapped and pages > 1:
        groups = _joined_over_pages(groups)
    blocks: list[Block] = []
    for group in groups:
        if _is_table(group):
            blocks.append(_table(group))
        elif wrapped:
            blocks.extend(_paragraphs(group, words))
        else:
            blocks.extend(_block([line]) for line in group)
    return Document(mend(blocks, words), "text", pages if pages > 1 else None, heads)


def _numbered(text: str) -> tuple[list[_Line], int]:
    lines, page = [], 1
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        page += raw.count("\f")
        lines.append(_Line(number, page, raw.replace("\f", "").replace("\u00a0", " ").rstrip(" ")))
    return lines, page


def _without_furniture(lines: list[_Line], *, paged: bool) -> tuple[list[_Line], tuple[str, ...]]:
    if not paged:
        return lines, ()
    printed: dict[int, list[_Line]] = {}
    for line in lines:
        if line.text:
            printed.setdefault(line.page, []).append(line)
    edges = {line.number for page in printed.values() for line in (*page[:_EDGE], *page[-_EDGE:])}
    heads = furniture(PageLine(line.text, line.page, line.number in edges) for line in lines if line.text)
    taken = {n for n in edges if mask(lines[n - 1].text) in heads or is_page_number(lines[n - 1].text)}
    return [line for line in lines if line.number not in taken], tuple(sorted(heads))


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether paragraphs run over several lines: printed lines are alike in length, and follow each other."""
    lengths = [len(line.text) for line in lines if line.text]
    if len(lengths) < 20 or (max(lengths) > 240 and quantiles(lengths, n=20)[-1] > 160):
        return False
    followed = sum(1 for a, b in pairwise(lines) if a.text and b.text and ends_open(a.text))
    return followed > len(lengths) / 4


def _groups(lines: list[_Line]) -> list[list[_Line]]:
    """Runs of printed lines; lines of a table stay together over blank ones."""
    groups: list[list[_Line]] = []
    open_group = False
    for line in lines:
        if not line.text:
            open_group = False
        elif (open_group and _is_row(groups[-1][-1]) == _is_row(line)) or (
            open_group and _is_table(groups[-1]) and area_named(line.text)
        ):
            groups[-1].append(line)
        elif groups and _is_row(line) and _is_row(groups[-1][-1]):
            groups[-1].append(line)
            open_group = True
        else:
            groups.append([line])
            open_group = True
    return groups


def _joined_over_pages(groups: list[list[_Line]]) -> list[list[_Line]]:
    """Groups put together where a page ends in a paragraph: its last line is full, and ends as no sentence does."""
    lengths = sorted(len(line.text) for group in groups for line in group)
    width = lengths[len(lengths) * 9 // 10]
    joined = [groups[0]]
    for group in groups[1:]:
        last, first = joined[-1][-1], group[0]
        full = len(last.text) + len(first.text.split()[0]) >= width
        turns = first.page == last.page + 1 and not _is_row(first) and bullet_text(first.text) is None
        if turns and full and ends_open(last.text) and not _stands_alone(first):
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return joined


def _cells(raw: str) -> tuple[Cell, ...]:
    if "\t" in raw:
        return tuple(Cell(i, i, " ".join(part.split())) for i, part in enumerate(raw.split("\t")) if part.strip())
    return tuple(Cell(m.start(), m.end(), " ".join(m[0].split())) for m in re.finditer(r"\S+(?: \S+)*", raw))


def _is_row(line: _Line) -> bool:
    cells = _cells(line.raw)
    if CONTENTS_LINE.fullmatch(line.text) or bullet_text(line.text):
        return False
    return "\t" in line.raw or (len(cells) > 1 and all(len(cell.text) < 60 for cell in cells))


def _is_table(group: list[_Line]) -> bool:
    return _is_row(group[0])


def _table(group: list[_Line]) -> Block:
    rows = tuple(_cells(line.raw) for line in group)
    text = " | ".join(cell.text for row in rows for cell in row)
    return Block(text, Kind.TABLE, lines=tuple(line.number for line in group), rows=rows)


def _paragraphs(group: list[_Line], words: frozenset[str]) -> list[Block]:
    """The paragraphs, bullets and headings of a run of wrapped lines."""
    width = max(len(line.raw.rstrip()) for line in group)
    blocks: list[list[_Line]] = []
    for line in group:
        last = blocks[-1][-1] if blocks else None
        starts = (
            last is None
            or bullet_text(line.text) is not None
            or _stands_alone(line)
            or _stands_alone(last)
            or (not ends_open(last.text) and len(last.raw.rstrip()) < 0.75 * width and line.text[:1].isupper())
        )
        if starts:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [_block(lines, words) for lines in blocks]


def _stands_alone(line: _Line) -> bool:
    text = line.text
    return bool(section_of(text) or GRADE_LABEL.fullmatch(text) or re.search(r"\S\t+\s*\d{1,3}$", line.raw))


def _block(lines: list[_Line], words: frozenset[str] = frozenset()) -> Block:
    raw = join_lines([line.text for line in lines], words)
    listed = bullet_text(raw)
    terms = tuple(_unmarked(link["words"]) for link in _LINK.finditer(raw))
    text = _unmarked(_LINK.sub(lambda link: link["words"], raw if listed is None else listed))
    heading = re.fullmatch(r"(#{1,6})\s+(.+?)\s*#*", raw)
    if heading:
        return Block(_unmarked(heading[2]), Kind.HEADING, len(heading[1]), lines=tuple(x.number for x in lines))
    emphasised = re.fullmatch(r"\*\*[^*]+\*\*", raw) is not None
    kind = Kind.PARAGRAPH if listed is None else Kind.BULLET
    level = 0 if listed is None else 1 + (len(lines[0].raw) - len(lines[0].raw.lstrip())) // 2
    return Block(" ".join(text.split()), kind, level, emphasised, tuple(x.number for x in lines), terms=terms)


def _unmarked(text: str) -> str:
    return re.sub(r"\\([()\[\]*_])", r"\1", re.sub(r"(?<!\\)\*", "", text)).strip()

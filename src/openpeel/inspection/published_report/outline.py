"""Which blocks are headings, and of what: chapters, shared sections, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from openpeel.inspection.framework.cycles import CycleArea, area_named, same_name
from openpeel.inspection.published_report.document import Block, Kind
from openpeel.inspection.published_report.vocabulary import (
    CHAPTERS_WITHOUT_AREA,
    CONTENTS_LINE,
    GRADE_LABEL,
    GRADE_SENTENCE,
    Section,
    looks_like_heading,
    section_of,
    without_number,
)


class Opens(Enum):
    """What a heading opens."""

    CHAPTER = "chapter"
    SECTION = "section"


@dataclass(frozen=True)
class Heading:
    """A block that was found to open a chapter or a shared section."""

    opens: Opens
    title: str
    section: Section
    area: CycleArea | None = None


@dataclass(frozen=True)
class Outline:
    """The headings by the blocks' positions, and which blocks are the table of contents."""

    headings: dict[int, Heading]
    contents: frozenset[int]
    start: int
    """Position of the first block after title page and contents."""


def outline(blocks: tuple[Block, ...], cycle: str | None) -> Outline:
    """Find the chapters and sections.

    A chapter is told by its form: a heading directly above a grade or a grade's sentence, a name that a cycle of the
    framework or the report's own table of contents lists, or a heading of the level that such chapters have.
    """
    contents, listed, start = _contents(blocks)
    headings: dict[int, Heading] = {}
    in_judgments = False
    for i in range(start, len(blocks)):
        block = blocks[i]
        if block.kind not in (Kind.PARAGRAPH, Kind.HEADING) or not looks_like_heading(block.text.rstrip(" :")):
            continue
        title = without_number(block.text).rstrip(" :")
        section = section_of(block.text)
        if section is Section.METHOD and not headings:  # the title page's 'PEEL 2021/22'
            continue
        if section is not None and section is not Section.VICTIM_SERVICE:
            if block.kind is Kind.HEADING or not _is_running_text(block):
                opens = Opens.CHAPTER if section in CHAPTERS_WITHOUT_AREA else Opens.SECTION
                headings[i] = Heading(opens, title, section)
                in_judgments = section is Section.JUDGMENTS
            continue
        area = area_named(title, cycle)
        graded = _graded_below(blocks, i)
        named = area is not None and same_name(title) not in _short_names(area)
        if GRADE_LABEL.fullmatch(block.text) or GRADE_SENTENCE.fullmatch(block.text):
            continue
        known = named or same_name(title) in listed
        if graded or (known and (not in_judgments or _opens_below(blocks, i))):
            if section is Section.VICTIM_SERVICE and not (named and same_name(title) not in _titles(headings)):
                headings[i] = Heading(Opens.SECTION, title, Section.VICTIM_SERVICE)
            else:
                headings[i] = Heading(Opens.CHAPTER, title, Section.CHAPTER, area)
            in_judgments = False
        elif section is Section.VICTIM_SERVICE:
            headings[i] = Heading(Opens.SECTION, title, section)
            in_judgments = False
    return Outline(headings | _by_level(blocks, headings, start), contents, start)


def _contents(blocks: tuple[Block, ...]) -> tuple[frozenset[int], frozenset[str], int]:
    """The positions of the table of contents, the chapters' names that it lists, and where the report begins."""
    opening = next((i for i, b in enumerate(blocks[:200]) if section_of(b.text) is Section.CONTENTS), None)
    if opening is None:
        first = (i for i, b in enumerate(blocks) if _is_opening(b))
        return frozenset(), frozenset(), next(first, 0)
    positions, titles, missed = {opening}, list[str](), 0
    end = opening + 1
    for i in range(opening + 1, len(blocks)):
        lines = _contents_lines(blocks[i])
        if lines:
            positions.update(range(end, i + 1))
            titles += lines
            missed, end = 0, i + 1
        else:
            missed += 1
            if missed > 3 or (titles and same_name(blocks[i].text) == same_name(titles[0])):
                break
    chapters = {same_name(without_number(title)) for title in titles if section_of(title) is None}
    return frozenset(positions), frozenset(chapters), end


def _contents_lines(block: Block) -> list[str]:
    if block.kind is Kind.TABLE:
        rows = [[cell.text for cell in row] for row in block.rows]
        return [row[0] for row in rows if len(row) == 2 and row[1].isdigit()]
    found = CONTENTS_LINE.fullmatch(block.text)
    return [found["title"].rstrip(" .")] if found and len(block.text) < 200 else []


def _is_opening(block: Block) -> bool:
    section = section_of(block.text)
    return section not in (None, Section.CONTENTS, Section.METHOD) or area_named(block.text) is not None


def _is_running_text(block: Block) -> bool:
    return block.kind is Kind.BULLET


def _short_names(area: CycleArea) -> set[str]:
    """Names that stand in the table or in a sentence only; a heading has the full name."""
    return {same_name(name) for name in area.names} - {same_name(area.name)}


def _titles(headings: dict[int, Heading]) -> set[str]:
    return {same_name(heading.title) for heading in headings.values()}


def _graded_below(blocks: tuple[Block, ...], i: int) -> bool:
    """Whether a grade, or the sentence that states it, stands directly below."""
    if i + 1 >= len(blocks) or section_of(blocks[i].text):
        return False
    below = blocks[i + 1]
    if GRADE_SENTENCE.fullmatch(below.text) and len(below.text) < 200:
        return True
    if not GRADE_LABEL.fullmatch(below.text) or i + 2 >= len(blocks):
        return False
    second = blocks[i + 2]
    return bool(GRADE_SENTENCE.fullmatch(second.text)) or section_of(second.text) is not None


def _opens_below(blocks: tuple[Block, ...], i: int) -> bool:
    return i + 1 < len(blocks) and section_of(blocks[i + 1].text) is not None


def _by_level(blocks: tuple[Block, ...], headings: dict[int, Heading], start: int) -> dict[int, Heading]:
    """Headings that are no known chapter but have the level of at least two that are: chapters of another name."""
    levels = {
        blocks[i].level
        for i, h in headings.items()
        if h.opens is Opens.CHAPTER and blocks[i].kind is Kind.HEADING and h.section is Section.CHAPTER
    }
    if len(levels) != 1:
        return {}
    (level,) = levels
    sections = {
        blocks[i].level for i, h in headings.items() if h.opens is Opens.SECTION and blocks[i].kind is Kind.HEADING
    }
    if level in sections:
        return {}
    return {
        i: Heading(Opens.CHAPTER, without_number(block.text), Section.CHAPTER)
        for i, block in enumerate(blocks)
        if i >= start
        and i not in headings
        and block.kind is Kind.HEADING
        and block.level == level
        and not GRADE_LABEL.fullmatch(block.text)
    }

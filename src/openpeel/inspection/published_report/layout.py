"""Mending what pages do to text: running heads and feet, words and paragraphs parted by line and page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from openpeel.inspection.framework.cycles import area_named, cycles
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import MONTHS
from openpeel.inspection.published_report.document import Block, Kind
from openpeel.inspection.published_report.vocabulary import GRADE_LABEL, ends_open, section_of

_MARK = r"-*·•‣⁃–—»›" r"\u2190-\u21ff\u2219\u22c5" r"\u25a0-\u27ff" r"\u2900-\u297f" r"\u2b00-\u2bff" r"\ue000-\uf8ff"
"""Dashes and dots, then Unicode's arrows, shapes and dingbats, and where symbol fonts keep theirs."""
BULLET = re.compile(rf"(?:[{_MARK}]|o(?=\s+\S)|[+>](?!\s+[\d£]))\s+(?P<text>\S.*)")
"""A plus or a greater-than sign before a number belongs to the number."""
NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?P<text>\S.*)")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s+(?:of|/)\s+\d{1,3})?", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:a|an|the|of|and|or|to|from|with|its|their|our|including|such as)$")
"""Words that end no heading and no statement: what follows belongs to them."""


@dataclass(frozen=True)
class PageLine:
    """A printed line, for finding running heads and feet."""

    text: str
    page: int
    at_edge: bool
    """Among the first or last lines of its page."""


def bullet_text(line: str) -> str | None:
    """The words after a bullet, or after a number where they have a list's form; nothing if it is no bullet."""
    if mark := BULLET.fullmatch(line):
        return mark["text"]
    if (mark := NUMBERED.fullmatch(line)) and (mark["text"][0].islower() or mark["text"].rstrip().endswith((";", "."))):
        return mark["text"]
    return None


def furniture(lines: Iterable[PageLine]) -> frozenset[str]:
    """The wordings (digits as #) that stand at the edge of at least three pages, or of all of two or three.

    What a report repeats for its meaning (headings that all chapters share, grades, names of areas) is never furniture.
    """
    lines = list(lines)
    pages = {line.page for line in lines}
    if len(pages) < 2:
        return frozenset()
    seen = Counter(mask(text) for text, _ in {(line.text, line.page) for line in lines if line.at_edge})
    needed = min(3, len(pages))
    return frozenset(text for text, count in seen.items() if count >= needed and not _has_meaning(text))


def mask(text: str) -> str:
    """``text`` with its numbers as #, so that a page number does not make each foot different."""
    return re.sub(r"\d+", "#", " ".join(text.split()))


def is_page_number(text: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def join_lines(lines: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """One paragraph from its printed lines; a hyphen at a line's end goes where it parts one word.

    ``words`` are those of the whole report: 'identi-/fication' is one word where the report has 'identification'
    elsewhere, and 'decision-/making' keeps its hyphen where it has 'decision-making'. Where it has neither, the names
    of areas and grades tell; else the hyphen goes, unless what stands before it often begins a word with a hyphen.
    """
    text = ""
    for line in (part.strip() for part in lines):
        parted = re.search(r"([A-Za-z]+)(?:-|\u00ad)$", text)
        if not text:
            text = line
        elif parted and line[:1].islower():
            rest = re.match(r"[a-z]+", line)
            begin, end = parted[1].casefold(), rest[0] if rest else ""
            keep = text.endswith("-") and _keeps_hyphen(begin, end, words)
            text = (text if keep else text[:-1]) + line
        elif re.search(r"\w[-–/]$", text):
            text += line
        else:
            text = f"{text} {line}"
    return text


def _keeps_hyphen(begin: str, end: str, words: frozenset[str]) -> bool:
    whole, hyphened = begin + end, f"{begin}-{end}"
    if whole in words or hyphened in words:
        return whole not in words
    named = _words_of_the_framework()
    if (whole in named) != (hyphened in named):
        return hyphened in named
    # A short beginning may be a mere syllable ('re-sults', 'part-ners'): then what follows must be a word of its own.
    return begin in _HYPHENATED and (len(begin) > _SYLLABLE or end in words)


@cache
def _words_of_the_framework() -> frozenset[str]:
    """The words of the areas' names and of the grades."""
    names = [name for its in cycles() for area in its.areas for name in (area.name, *area.names)]
    return words_of([*names, *(grade.label for grade in Grade)])


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of a report, in small letters, those with a hyphen both whole and in parts.

    The two parts of a word that a line's end parts are none.
    """
    words: set[str] = set()
    parted = False
    for line in lines:
        found = re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*(?!-$)", line)
        words.update(word.casefold() for word in found[parted and line[:1].islower() :])
        parted = line.endswith(("-", "\u00ad"))
    return frozenset(words)


def mend(blocks: Iterable[Block], words: frozenset[str]) -> tuple[Block, ...]:
    """``blocks`` with paragraphs joined that a page end parted, and grades that a line end parted."""
    mended: list[Block] = []
    for block in blocks:
        last = mended[-1] if mended else None
        if last is not None and _continues(last, block):
            text = join_lines([last.text, block.text], words)
            mended[-1] = replace(last, text=text, lines=last.lines + block.lines, terms=last.terms + block.terms)
        else:
            mended.append(block)
    return tuple(mended)


def _continues(last: Block, block: Block) -> bool:
    if Kind.TABLE in (last.kind, block.kind) or block.kind not in (Kind.PARAGRAPH, last.kind):
        return False
    if last.text.casefold() == "requires" and block.text.casefold() == "improvement":
        return True
    if last.kind is not Kind.BULLET and last.emphasised != block.emphasised:
        return False
    if block.kind is not Kind.PARAGRAPH or last.kind is Kind.HEADING or not ends_open(last.text):
        return False
    if re.search(r"\b\d{1,2}$", last.text) and block.text.split()[0] in MONTHS:  # a date that a page end parts
        return True
    return block.text[:1].islower() or (_GOES_ON.search(last.text) is not None and not section_of(block.text))


def _has_meaning(masked: str) -> bool:
    return bool(section_of(masked) or GRADE_LABEL.fullmatch(masked) or area_named(masked))


_SYLLABLE = 4
"""Letters that a syllable at a line's end may have."""

_HYPHENATED = frozenset(
    [
        "anti",
        "self",
        "non",
        "co",
        "multi",
        "decision",
        "problem",
        "evidence",
        "high",
        "low",
        "long",
        "short",
        "well",
        "cost",
        "data",
        "value",
        "face",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "first",
        "second",
        "third",
        "front",
        "body",
        "peer",
        "up",
        "on",
        "out",
        "of",
        "pre",
        "post",
        "re",
        "year",
        "month",
        "week",
        "hour",
        "day",
        "risk",
        "user",
        "computer",
        "cross",
        "counter",
        "part",
        "full",
        "half",
        "crime",
        "police",
        "intelligence",
        "county",
        "in",
        "off",
        "whole",
        "to",
        "and",
        "the",
        "line",
    ]
)

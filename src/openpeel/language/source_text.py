"""The published reports that standards cite, addressed by chapter, heading and words.

A standard cites a place as ``PEEL_2021_22.at("Protecting vulnerable people", "Cause of concern", "some words there")``.
Making a citation reads nothing; the text is read and the words are looked up when the paragraph is asked for.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from openpeel.errors import Refused

SOURCES = Path(__file__).parent / "sources"
LEVELS = ("chapter", "heading", "subheading")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or bullet of a source, with the headings above it."""

    chapter: str
    heading: str
    """The heading in the chapter; the chapter's own name where the paragraph stands directly beneath it."""
    subheading: str
    """The heading beneath that heading, or nothing."""
    lines: tuple[int, ...]
    """Line numbers in the shipped text, from 1; several where a page break parts the paragraph."""
    text: str
    """The words, without link marks, and joined across page breaks."""


@dataclass(frozen=True)
class SourceText:
    """A published report that ships with the package."""

    id: str
    publisher: str
    title: str
    published: date
    published_as: str
    """The date as the publisher prints it; its precision may be a month."""
    licence: str

    @property
    def folder(self) -> Path:
        """The folder with the text, its table of headings and SOURCE.md."""
        return SOURCES / self.id

    @property
    def file(self) -> Path:
        """The text, byte for byte as it was taken from the publisher."""
        return self.folder / "report.txt"

    def at(self, chapter: str, heading: str, words: str) -> Citation:
        """The place in ``chapter``, beneath ``heading`` (or a subheading), where ``words`` stand.

        Names as the report prints them. For what stands directly beneath a chapter's own name, give it as the heading.
        Nothing is read here: :meth:`Citation.check` looks the words up.
        """
        return Citation(self, chapter, heading, words)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs and bullets, in order, without headings, the title page and the table of contents."""
        return _paragraphs(self.id)

    def lines(self) -> tuple[str, ...]:
        """The lines of the shipped text; line 1 is the first."""
        return _lines(self.id)

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title}, {self.published_as}"


@dataclass(frozen=True)
class Citation:
    """A place in a source: what a standard rests on."""

    source: SourceText
    chapter: str
    heading: str
    words: str

    def paragraph(self) -> Paragraph:
        """The paragraph in which the words stand.

        Raises :class:`~openpeel.errors.Refused`, naming the nearest that exists, when the chapter, the heading or the
        words are not there, or when the words stand in more than one paragraph.
        """
        return _look_up(self)

    def check(self) -> None:
        """Raise :class:`~openpeel.errors.Refused` unless the words stand at this place exactly once."""
        self.paragraph()

    def text(self) -> str:
        """The whole paragraph in which the words stand."""
        return self.paragraph().text

    @property
    def lines(self) -> tuple[int, ...]:
        """The paragraph's line numbers in the shipped text, from 1."""
        return self.paragraph().lines

    def __str__(self) -> str:
        place = self.chapter if self.heading == self.chapter else f"{self.chapter}, under ‘{self.heading}’"
        return f"{self.source}: {place}: ‘{self.words}’"


@dataclass(frozen=True)
class OwnPolicy:
    """A force's own policy, on which a standard of its own rests. It does not ship, so nothing here can check it."""

    force: str
    title: str
    place: str
    """Where in it: a section, a page."""
    dated: date

    def __str__(self) -> str:
        return f"{self.force}'s own policy: {self.title}, {self.dated.isoformat()}, {self.place}"


PEEL_2021_22 = SourceText(
    id="wiltshire_peel_2021_22",
    publisher="HMICFRS",
    title="PEEL 2021/22: Police effectiveness, efficiency and legitimacy – An inspection of Wiltshire Police",
    published=date(2022, 7, 1),
    published_as="July 2022",
    licence="Crown copyright, Open Government Licence v3.0",
)
"""The report that the first standards are drawn from."""

SHIPPED: tuple[SourceText, ...] = (PEEL_2021_22,)
"""Every source text in the package."""


def plain(text: str) -> str:
    """``text`` without Markdown's links and marks, its spaces made single and its quotes straight."""
    text = re.sub(r"\[([^\]]*)\]\([^()\s]*\)", r"\1", text.replace("\\(", "⟨").replace("\\)", "⟩"))
    text = text.replace("⟨", "(").replace("⟩", ")").replace("*", "")
    text = text.replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(text.split())


def joins_across_page(before: str, after: str) -> bool:
    """Whether ``after`` goes on with the sentence that a page break cut off at the end of ``before``."""
    return bool(before) and before[-1] not in ".!?:;)'\"" and after[:1].islower()


@lru_cache
def _lines(source: str) -> tuple[str, ...]:
    return tuple((SOURCES / source / "report.txt").read_text(encoding="utf-8").split("\n"))


@lru_cache
def _headings(source: str) -> dict[int, tuple[str, str]]:
    with (SOURCES / source / "headings.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["line"]): (row["level"], row["heading"]) for row in csv.DictReader(file)}


@lru_cache
def _paragraphs(source: str) -> tuple[Paragraph, ...]:
    headings = _headings(source)
    above = dict.fromkeys(LEVELS, "")
    found: list[Paragraph] = []
    joinable = False
    for number, line in enumerate(_lines(source), start=1):
        if number in headings:
            level, heading = headings[number]
            for lower in LEVELS[LEVELS.index(level) :]:
                above[lower] = ""
            above[level] = heading
            joinable = False
        elif above["chapter"] and (text := plain(line).removeprefix("- ")):
            if joinable and joins_across_page(found[-1].text, text):
                last = found.pop()
                lines, text = (*last.lines, number), f"{last.text} {text}"
            else:
                lines = (number,)
            heading = above["heading"] or above["chapter"]
            found.append(Paragraph(above["chapter"], heading, above["subheading"], lines, text))
            joinable = not line.startswith("- ")
    return tuple(found)


@cache
def _look_up(citation: Citation) -> Paragraph:
    where = f"{citation.source.id}: {citation.chapter} > {citation.heading}"
    everything = citation.source.paragraphs()
    chapters = list(dict.fromkeys(p.chapter for p in everything))
    chapter, heading, words = plain(citation.chapter), plain(citation.heading), plain(citation.words).casefold()
    if chapter not in chapters:
        raise _not_found("chapter", citation.chapter, chapters, where)
    here = [p for p in everything if p.chapter == chapter]
    beneath = [p for p in here if heading in (chapter, p.heading, p.subheading)]
    if not beneath:
        names = [name for p in here for name in (p.heading, p.subheading) if name]
        raise _not_found("heading", citation.heading, list(dict.fromkeys(names)), where)
    if not words:
        raise Refused("The citation has no words.", where=where, mend="Quote a few words of the paragraph.")
    hits = [p for p in beneath if words in p.text.casefold()]
    if not hits:
        raise _not_found("words", citation.words, [p.text for p in beneath], where)
    if len(hits) > 1:
        numbers = ", ".join(str(p.lines[0]) for p in hits)
        raise Refused(
            f"The words ‘{citation.words}’ stand in {len(hits)} paragraphs (lines {numbers}).",
            where=where,
            mend="Quote more words, so that one paragraph is meant.",
        )
    return hits[0]


def _not_found(what: str, wanted: str, choices: Sequence[str], where: str) -> Refused:
    nearest = process.extractOne(plain(wanted), choices, scorer=fuzz.partial_ratio if what == "words" else fuzz.WRatio)
    hint = f"The nearest is: ‘{nearest[0]}’" if nearest else None
    return Refused(f"The source has no such {what}: ‘{wanted}’.", where=where, mend=hint)

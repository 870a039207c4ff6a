"""The living report as one HTML file: no script, nothing fetched; for screens, telephones, screen readers and paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from openpeel.inspection.living_report.build import LivingReport, LivingSentence
from openpeel.inspection.living_report.classes import CLAIMS, SentenceClass
from openpeel.inspection.published_report.structure import Chapter, Paragraph, Role

_ENVIRONMENT = Environment(
    loader=PackageLoader("openpeel.reports.living_report", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Part:
    """A paragraph as the page shows it."""

    tag: str
    """'h3', 'h4', 'p' or 'li'."""
    kind: str
    """'heading', 'statement', 'chart', 'judgments' or 'text'."""
    place: str
    paragraph: Paragraph
    sentences: tuple[LivingSentence, ...]


@dataclass(frozen=True)
class Section:
    """A chapter as the page shows it."""

    anchor: str
    title: str
    grade: str
    counts: Counter[SentenceClass]
    claims: int
    parts: tuple[Part, ...]


def living_report_page(living: LivingReport) -> str:
    """The page as a string of HTML."""
    counts = living.counts()
    sections = sections_of(living)
    total = sum(counts.values(), Counter[SentenceClass]())
    names: dict[str, int] = {}
    for _, sentence in living.sentences():
        for test in sentence.classed.tests:
            names[test] = names.get(test, 0) + 1
    return _ENVIRONMENT.get_template("page.html").render(
        report=living.report,
        sections=sections,
        classes=CLAIMS,
        every_class=tuple(SentenceClass),
        counts=counts,
        total=total,
        claims=sum(total[its] for its in CLAIMS),
        tested=sum(1 for _, s in living.sentences() if s.classed.tests),
        to_build=living.to_build(),
        tests=sorted(names.items()),
        answers=living.answers,
        with_answers=bool(living.answers),
        answered_by=living.answered_by,
    )


def sections_of(living: LivingReport) -> tuple[Section, ...]:
    """The chapters, in the report's order."""
    return tuple(_sections(living, living.counts()))


def _sections(living: LivingReport, counts: dict[str, Counter[SentenceClass]]) -> Iterator[Section]:
    for number, chapter in enumerate(living.report.chapters, start=1):
        counted = counts.get(chapter.title, Counter())
        yield Section(
            anchor=f"chapter-{number}",
            title=chapter.title,
            grade=chapter.grade.label if chapter.grade else "",
            counts=counted,
            claims=sum(counted[its] for its in CLAIMS),
            parts=tuple(_parts(living, chapter)),
        )


def _parts(living: LivingReport, chapter: Chapter) -> Iterator[Part]:
    for part in living.paragraphs:
        paragraph = part.paragraph
        role, place = paragraph.role, paragraph.place
        if place.chapter != chapter.title or role in (Role.CHAPTER, Role.GRADE_LABEL) or not part.sentences:
            continue
        where = f"line {place.lines[0]}" if place.lines else f"page {place.page}" if place.page else ""
        if role is Role.HEADING:
            yield Part("h3", "heading", where, paragraph, part.sentences)
        elif role is Role.SUBHEADING:
            yield Part("h4" if place.heading else "h3", "heading", where, paragraph, part.sentences)
        elif role is Role.STATEMENT:
            yield Part("p", "statement", where, paragraph, part.sentences)
        elif role in (Role.RECOMMENDATION, Role.POINT):
            yield Part("li", "text", where, paragraph, part.sentences)
        elif role is Role.JUDGMENTS:
            yield Part("table", "judgments", where, paragraph, part.sentences)
        elif role is Role.CHART:
            yield Part("p", "chart", where, paragraph, part.sentences)
        else:
            yield Part("p", "text", where, paragraph, part.sentences)

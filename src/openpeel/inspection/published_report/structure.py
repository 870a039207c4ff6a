"""What is read from a published report: its judgments, findings and recommendations, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day, Deadline
from openpeel.language.framework import Area


class Role(Enum):
    """What a paragraph does in the report. Every paragraph has exactly one role."""

    TITLE = "title page"
    CONTENTS = "contents"
    CHAPTER = "chapter heading"
    HEADING = "heading"
    SUBHEADING = "subheading"
    JUDGMENTS = "table of judgments"
    GRADE_LABEL = "grade"
    GRADE_SENTENCE = "sentence that states the grade"
    STATEMENT = "statement"
    LEAD_IN = "lead-in to a list"
    RECOMMENDATION = "recommendation"
    COMMENTARY = "commentary"
    TEXT = "text"
    POINT = "point of a list"
    CHART = "title of a chart"
    SIGNATURE = "signature"
    COLOPHON = "colophon"
    UNREAD = "unread"


@dataclass(frozen=True)
class Place:
    """Where in the report something stands."""

    paragraph: int
    """Number of the block, from 1, in reading order."""
    chapter: str = ""
    heading: str = ""
    subheading: str = ""
    lines: tuple[int, ...] = ()
    """Of a text file, from 1."""
    page: int | None = None
    """Of a PDF, from 1."""

    def __str__(self) -> str:
        above = " > ".join(part for part in (self.chapter, self.heading, self.subheading) if part)
        exact = f"line {self.lines[0]}" if self.lines else f"page {self.page}" if self.page else ""
        return ", ".join(part for part in (above, exact or f"paragraph {self.paragraph}") if part)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading, bullet or table with its role."""

    role: Role
    text: str
    place: Place
    emphasised: bool = False
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recommendation:
    """What the force is told to do."""

    text: str
    deadline: Deadline | None
    place: Place
    parts: tuple[str, ...] = ()
    """Points beneath the recommendation."""


@dataclass(frozen=True)
class CauseOfConcern:
    """A serious, critical or systemic failing, with its recommendations."""

    statement: str
    recommendations: tuple[Recommendation, ...]
    commentary: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class AreaForImprovement:
    """A statement of what falls short, without a recommendation of its own."""

    statement: str
    commentary: tuple[str, ...]
    points: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class OutstandingRecommendations:
    """Recommendations of earlier inspections that still apply, as this report names them."""

    paragraphs: tuple[str, ...]
    points: tuple[Recommendation, ...]
    """What the force should do about them."""
    place: Place


@dataclass(frozen=True)
class EarlierItem:
    """A sentence that says an item of an earlier inspection still applies: a link to that report, not a new item."""

    sentence: str
    kind: str
    """'area for improvement', 'recommendation' or 'cause of concern'."""
    inspection: str
    """The earlier cycle or year, as printed."""
    place: Place


@dataclass(frozen=True)
class Practice:
    """Innovative or promising practice worth sharing."""

    kind: str
    statement: str
    commentary: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Finding:
    """A heading that says what was found, and the text beneath it."""

    heading: str
    section: str
    paragraphs: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Points:
    """A list outside causes of concern and areas for improvement, with the sentence that leads into it."""

    lead_in: str
    points: tuple[str, ...]
    place: Place


class FigureKind(Enum):
    """What a figure in the text is."""

    PART = "so many of so many"
    PERCENTAGE = "percentage"
    SHARE = "share in words"
    RATIO = "ratio"
    RANK = "rank"
    MONEY = "money"
    RATE_BASE = "base of a rate"
    COUNT = "count"
    DURATION = "duration"
    PERIOD = "period"
    DATE = "date"


@dataclass(frozen=True)
class Figure:
    """A figure quoted in the text."""

    kind: FigureKind
    words: str
    """As printed."""
    value: Decimal | None
    """The number; pounds for money, per cent for percentages, the numerator for 18 out of 51; none for dates."""
    of: Decimal | None
    """The denominator, where there is one."""
    unit: str
    """What is counted, or the unit of a duration."""
    qualifier: str
    """'only', 'over', 'up to', 'within' and the like; empty where the figure stands alone."""
    sentence: str
    place: Place


@dataclass(frozen=True)
class Chart:
    """The title of a chart; the chart itself is a picture and is not read."""

    title: str
    place: Place


@dataclass(frozen=True)
class Term:
    """Words that the report links, mostly to the inspectorate's glossary."""

    words: str
    place: Place


@dataclass(frozen=True)
class TableGrade:
    """A line of the table of judgments."""

    name: str
    grade: Grade | None
    """None where the table names the area but its column could not be told."""


@dataclass(frozen=True)
class Chapter:
    """A chapter, with the area of policing that it inspects, if it does."""

    title: str
    area: Area | None
    """The area of the framework that it belongs to, where its name is known."""
    is_area: bool
    """Whether it inspects an area of policing, known or not."""
    table_grade: Grade | None
    label_grade: Grade | None
    sentence_grade: Grade | None
    sentence_name: str
    """What the grade's sentence calls the area."""
    table_name: str
    """What the table of judgments calls it."""
    causes: tuple[CauseOfConcern, ...]
    improvements: tuple[AreaForImprovement, ...]
    outstanding: tuple[OutstandingRecommendations, ...]
    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]
    lists: tuple[Points, ...]
    place: Place

    @property
    def grade(self) -> Grade | None:
        """The grade: the sentence's, else the label's, else the table's."""
        return self.sentence_grade or self.label_grade or self.table_grade

    @property
    def grades_differ(self) -> bool:
        """Whether table, label and sentence do not all say the same."""
        return len({g for g in (self.table_grade, self.label_grade, self.sentence_grade) if g is not None}) > 1


@dataclass(frozen=True)
class Report:
    """A published inspection report, read."""

    title: str
    force: str
    cycle: str | None
    """Identifier of the cycle, such as '2021/22'; none where the report does not say."""
    published: Day | None
    published_words: str
    inspector: str
    format: str
    pages: int | None
    chapters: tuple[Chapter, ...]
    table: tuple[TableGrade, ...]
    earlier: tuple[EarlierItem, ...]
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    terms: tuple[Term, ...]
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())
    """What a reader should look at: where the report contradicts itself or its form left a doubt."""

    @property
    def areas(self) -> tuple[Chapter, ...]:
        """The chapters that inspect an area in this report (not those that say it is reported elsewhere)."""
        return tuple(
            c
            for c in self.chapters
            if c.is_area and not (c.area is not None and c.area.inspected_elsewhere and c.grade is None)
        )

    @property
    def graded(self) -> tuple[Chapter, ...]:
        """The chapters with a grade."""
        return tuple(chapter for chapter in self.chapters if chapter.grade is not None)

    @property
    def causes(self) -> tuple[CauseOfConcern, ...]:
        """All causes of concern."""
        return tuple(cause for chapter in self.chapters for cause in chapter.causes)

    @property
    def improvements(self) -> tuple[AreaForImprovement, ...]:
        """All areas for improvement."""
        return tuple(item for chapter in self.chapters for item in chapter.improvements)

    @property
    def outstanding(self) -> tuple[OutstandingRecommendations, ...]:
        """All blocks of outstanding recommendations."""
        return tuple(item for chapter in self.chapters for item in chapter.outstanding)

    @property
    def unread(self) -> tuple[Paragraph, ...]:
        """What could not be placed: listed, never dropped."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.role is Role.UNREAD)

    def recommendations(self) -> Iterator[tuple[CauseOfConcern, Recommendation]]:
        """Every recommendation with the cause of concern that it belongs to."""
        for cause in self.causes:
            for recommendation in cause.recommendations:
                yield cause, recommendation

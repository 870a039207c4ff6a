"""The content of a chapter: words, tables and charts in their order, from which the page and the PDF are set alike."""

from __future__ import annotations

from dataclasses import dataclass

from openpeel.reports.figures.figure import Figure


@dataclass(frozen=True)
class Text:
    """A paragraph or sentence with the numbers of the definitions that explain it."""

    words: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table; ``numbers`` are the places of columns set flush right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        caption: str,
        heads: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        numbers: frozenset[int] = frozenset(),
    ) -> Table:
        """A table without the columns that are empty throughout."""
        kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
        return cls(
            caption,
            tuple(heads[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in rows),
            frozenset(new for new, place in enumerate(kept) if place in numbers),
        )


@dataclass(frozen=True)
class Chart:
    """A chart with its data as a table."""

    figure: Figure
    table: Table

    @property
    def alt(self) -> str:
        """What the picture shows, for those who do not see it."""
        return f"{self.figure.title}. {self.figure.subtitle}. The table that follows has the figures."


@dataclass(frozen=True)
class Verdict:
    """The grade as the chapter opens with it."""

    label: str
    """The grade, or 'No judgment yet'."""
    sentence: str
    by: str
    """Who decided, when and why."""
    argued: str
    """What the argument supported then, and whether it has changed since."""


@dataclass(frozen=True)
class Recommended:
    """A recommendation with what became of it."""

    text: str
    closes: str
    """By what it closes, and who answers for it."""
    progress: str
    dates: str
    """Promised, forecast and actual."""


@dataclass(frozen=True)
class Concern:
    """A cause of concern with its recommendations."""

    statement: str
    lead_in: str
    recommendations: tuple[Recommended, ...]
    commentary: tuple[Text, ...]
    decided: str


@dataclass(frozen=True)
class Section:
    """A heading with what stands beneath it."""

    heading: str
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    note: str = ""
    """Set small, above all else."""


@dataclass(frozen=True)
class Definition:
    """What a standard means: the footnote of every sentence that speaks of it."""

    number: int
    name: str
    words: str
    source: str


@dataclass(frozen=True)
class Chapter:
    """One chapter of one force."""

    force: str
    area: str
    period: str
    about: str
    audience: str
    verdict: Verdict
    concerns: tuple[Concern, ...]
    improvements: tuple[Section, ...]
    findings: tuple[Section, ...]
    beside: tuple[Section, ...]
    """What the records cannot tell, fieldwork, promises."""
    annex: tuple[Section, ...]
    """The argument."""
    definitions: tuple[Definition, ...]
    made: tuple[str, ...]
    """On what it rests and how it was made."""

    @property
    def title(self) -> str:
        """Of the document."""
        return f"{self.force}: {self.area}"

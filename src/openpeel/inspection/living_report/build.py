"""The living report: a published report, sentence by sentence, with what tests each today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from openpeel.errors import Refused
from openpeel.inspection.living_report.classes import (
    Classed,
    SentenceClass,
    read_classes,
    same_sentence,
)
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.structure import Paragraph, Report, Role
from openpeel.language.source_text import SHIPPED

HEADINGS = frozenset(
    {
        Role.TITLE,
        Role.CONTENTS,
        Role.CHAPTER,
        Role.HEADING,
        Role.SUBHEADING,
        Role.JUDGMENTS,
        Role.GRADE_LABEL,
        Role.SIGNATURE,
        Role.COLOPHON,
    }
)
"""Roles of paragraphs that are one unit, not sentences."""


@dataclass(frozen=True)
class Answer:
    """What the system says today of a standard or an indicator."""

    identifier: str
    says: str
    """One sentence with count, rate and interval."""
    as_at: str
    """The day that it speaks of, as shown."""
    link: str = ""
    """Where its cases are."""
    rests_on: str = ""
    """The limits behind it that are not official, said as such."""

    @property
    def whole(self) -> str:
        """What it says, with what it rests on."""
        return f"{self.says} ({self.rests_on})" if self.rests_on else self.says


@dataclass(frozen=True)
class LivingSentence:
    """A sentence of the report with what tests it and today's answers."""

    number: int
    classed: Classed
    answers: tuple[Answer, ...]

    @property
    def waits_for_standard(self) -> bool:
        """Whether records could test it, but no standard or indicator does yet."""
        return self.classed.of_class is SentenceClass.RECORDS and not self.classed.tests


@dataclass(frozen=True)
class LivingParagraph:
    """A paragraph of the report with its sentences."""

    paragraph: Paragraph
    sentences: tuple[LivingSentence, ...]


@dataclass(frozen=True)
class LivingReport:
    """A report with every sentence classed."""

    report: Report
    paragraphs: tuple[LivingParagraph, ...]
    answers: Mapping[str, Answer]
    answered_by: str = ""
    """The force whose records answer, as the records name it."""

    def sentences(self) -> Iterator[tuple[Paragraph, LivingSentence]]:
        """Every sentence with its paragraph."""
        for living in self.paragraphs:
            for sentence in living.sentences:
                yield living.paragraph, sentence

    def counts(self) -> dict[str, Counter[SentenceClass]]:
        """How many sentences of each class each chapter has, in the report's order."""
        counted: dict[str, Counter[SentenceClass]] = {}
        for paragraph, sentence in self.sentences():
            if chapter := paragraph.place.chapter:
                counted.setdefault(chapter, Counter())[sentence.classed.of_class] += 1
        return counted

    def to_build(self) -> tuple[tuple[str, tuple[LivingSentence, ...]], ...]:
        """What records could test but nothing does yet: by the note that says which measure, most wanted first."""
        wanted: dict[str, list[LivingSentence]] = defaultdict(list)
        for _, sentence in self.sentences():
            if sentence.waits_for_standard:
                wanted[sentence.classed.note.partition(":")[0]].append(sentence)
        return tuple((what, tuple(those)) for what, those in sorted(wanted.items(), key=lambda pair: -len(pair[1])))


def units_of(report: Report) -> Iterator[tuple[Paragraph, str]]:
    """Every sentence, and every heading as one unit, in the report's order."""
    for paragraph in report.paragraphs:
        for sentence in [paragraph.text] if paragraph.role in HEADINGS else sentences(paragraph.text):
            yield paragraph, sentence


def living_report(
    report: Report, classes: tuple[Classed, ...], answers: Mapping[str, Answer] | None = None, answered_by: str = ""
) -> LivingReport:
    """Put ``classes`` to the sentences of ``report``, with today's ``answers`` from the records of ``answered_by``.

    Headings need no row of their own. Raises :class:`~openpeel.errors.Refused` when a sentence has no class, or when
    the file has a sentence that the report does not: then one of them is of another edition.
    """
    answers = answers or {}
    waiting: dict[str, list[Classed]] = defaultdict(list)
    for classed in classes:
        waiting[same_sentence(classed.sentence)].append(classed)
    units = list(units_of(report))
    matched: dict[int, Classed] = {}
    for strict in (True, False):  # a heading and a statement may have the same words: each takes its own row first
        for n, (paragraph, sentence) in enumerate(units):
            rows = waiting[same_sentence(sentence)]
            own = [row for row in rows if (row.of_class is SentenceClass.HEADING) == (paragraph.role in HEADINGS)]
            if n not in matched and (own if strict else rows):
                matched[n] = (own if strict else rows)[0]
                rows.remove(matched[n])
    without: list[str] = []
    grouped: dict[int, list[LivingSentence]] = defaultdict(list)
    for n, (paragraph, sentence) in enumerate(units):
        row = matched.get(n) or (Classed(sentence, SentenceClass.HEADING) if paragraph.role in HEADINGS else None)
        if row is None:
            without.append(f"{paragraph.place}: ‘{sentence[:60]}’")
            continue
        said = tuple(answers[test] for test in row.tests if test in answers)
        grouped[paragraph.place.paragraph].append(LivingSentence(n + 1, replace(row, sentence=sentence), said))
    left = [c for those in waiting.values() for c in those if c.of_class is not SentenceClass.HEADING]
    if without or left:
        raise Refused(
            f"{len(without)} sentences have no class, and {len(left)} classed sentences are not in the report.",
            where=without[0] if without else f"‘{left[0].sentence[:60]}’",
            why="The living report leaves no sentence out.",
            mend="Write a draft of the file of classes, and set the class of the sentences that are new.",
        )
    living = (LivingParagraph(p, tuple(grouped[p.place.paragraph])) for p in report.paragraphs)
    return LivingReport(report, tuple(living), answers, answered_by)


def shipped_classes(report: Report) -> Path | None:
    """The file of classes that ships for this report, or nothing."""
    for source in SHIPPED:
        file = source.folder / "living.csv"
        same = report.force and report.force in source.title and (report.cycle or "") in source.title
        if same and file.is_file():
            return file
    return None


def classes_for(report: Report, file: Path | None) -> tuple[Classed, ...]:
    """The classes in ``file``, or those that ship; Refused where there are none for this report."""
    chosen = file or shipped_classes(report)
    if chosen is None:
        raise Refused(
            f"There is no file of classes for this report on {report.force}.",
            why="What tests a sentence is set by people, not guessed.",
            mend="Write a draft with --draft FILE, set the classes in it, and give it with --classes FILE.",
        )
    return read_classes(chosen)


def draft(report: Report, known: tuple[Classed, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Rows of a file of classes for ``report``: headings classed, sentences of ``known`` too, others empty."""
    classed = {same_sentence(c.sentence): c for c in known}
    for paragraph, sentence in units_of(report):
        same = classed.get(same_sentence(sentence))
        line = str(paragraph.place.lines[0]) if paragraph.place.lines else ""
        if paragraph.role in HEADINGS:
            yield (line, paragraph.place.chapter, sentence, "heading", "", "", "")
        elif same is not None:
            fieldwork = same.fieldwork.value if same.fieldwork else ""
            name = same.of_class.value[0]
            yield (line, paragraph.place.chapter, sentence, name, fieldwork, " ".join(same.tests), same.note)
        else:
            yield (line, paragraph.place.chapter, sentence, "", "", "", "")

"""Reading a published report: file in, :class:`Report` out, whole or not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from openpeel.errors import Refused
from openpeel.inspection.framework.cycles import area_named, same_name
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.chapters import Chapters
from openpeel.inspection.published_report.document import Document
from openpeel.inspection.published_report.figures import figures_in
from openpeel.inspection.published_report.front_matter import (
    asides,
    cycle_of,
    force_of,
    inspector_of,
    published_of,
    title_of,
)
from openpeel.inspection.published_report.opening import open_document
from openpeel.inspection.published_report.outline import outline
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.structure import (
    Chapter,
    Chart,
    EarlierItem,
    Figure,
    Paragraph,
    Report,
    Role,
    TableGrade,
    Term,
)
from openpeel.inspection.published_report.vocabulary import Section

_EARLIER = re.compile(
    r"\b(?:outstanding|unmet|previous|earlier)\b[^.]*?\b(?P<kind>area for improvement|cause of concern|recommendation)"
    r"s?\b[^.]*?\b(?P<when>20\d\d(?:\s?[/–-]\s?\d{2,4})?)\b",
    re.IGNORECASE,
)
_EVERY_REPORT = (Section.JUDGMENTS, Section.CAUSE, Section.IMPROVEMENT, Section.FINDINGS)
"""Sections of which every report has one."""
_WITH_FIGURES = (
    Role.TEXT,
    Role.COMMENTARY,
    Role.STATEMENT,
    Role.RECOMMENDATION,
    Role.POINT,
    Role.SUBHEADING,
    Role.LEAD_IN,
    Role.CHART,
)


def read_report(file: Path) -> Report:
    """The report in a PDF, web page or text file.

    Raises :class:`~openpeel.errors.Refused` where the file cannot be opened or is not an inspection report.
    """
    document = open_document(file)
    try:
        return read_document(document)
    except Refused as refused:
        raise Refused(refused.what, where=str(file), why=refused.why, mend=refused.mend) from None


def read_document(document: Document) -> Report:
    """The report in a document's blocks; raises Refused where its form is not that of an inspection report."""
    blocks = document.blocks
    cycle = cycle_of(blocks)
    marks = outline(blocks, cycle)
    reading = Chapters(blocks, marks, asides(blocks, marks.start))
    reading.read()
    paragraphs = reading.paragraphs
    force = force_of(blocks)
    chapters = _with_table(reading.chapters, reading.table, cycle)
    shared = any(heading.section in _EVERY_REPORT for heading in marks.headings.values())
    if not (force and shared and any(chapter.is_area for chapter in chapters)):
        raise Refused(
            "The text does not have the form of an inspection report: "
            + ("no graded areas, judgments or findings were found." if force else "no force is named as inspected."),
            why="Only a report with graded areas, causes of concern or areas for improvement can be read.",
            mend="Give the whole report, from its title page to its end.",
        )
    published, words = published_of(blocks)
    figures, charts, terms, earlier = _quoted(paragraphs)
    notes = (*reading.notes, *_differences(chapters, reading.table))
    return Report(
        title=title_of(blocks, force),
        force=force,
        cycle=cycle,
        published=published,
        published_words=words,
        inspector=inspector_of(blocks),
        format=document.format,
        pages=document.pages,
        chapters=chapters,
        table=reading.table,
        earlier=earlier,
        figures=figures,
        charts=charts,
        terms=terms,
        paragraphs=paragraphs,
        furniture=document.furniture,
        notes=notes,
    )


def _with_table(chapters: tuple[Chapter, ...], table: tuple[TableGrade, ...], cycle: str | None) -> tuple[Chapter, ...]:
    graded: list[Chapter] = []
    for chapter in chapters:
        entry = next((entry for entry in table if chapter.is_area and _same_area(chapter, entry.name, cycle)), None)
        if entry is None:
            graded.append(chapter)
        else:
            graded.append(replace(chapter, table_grade=entry.grade, table_name=entry.name))
    return tuple(graded)


def _same_area(chapter: Chapter, name: str, cycle: str | None) -> bool:
    known, own = area_named(name, cycle), area_named(chapter.title, cycle)
    if known is not None and own is not None:
        return known == own
    return same_name(name) in (same_name(chapter.title), same_name(chapter.sentence_name))


def _quoted(
    paragraphs: tuple[Paragraph, ...],
) -> tuple[tuple[Figure, ...], tuple[Chart, ...], tuple[Term, ...], tuple[EarlierItem, ...]]:
    figures: list[Figure] = []
    charts: list[Chart] = []
    terms: list[Term] = []
    earlier: list[EarlierItem] = []
    for paragraph in paragraphs:
        terms += [Term(words, paragraph.place) for words in paragraph.terms]
        if paragraph.role is Role.CHART:
            charts.append(Chart(paragraph.text, paragraph.place))
        if paragraph.role not in _WITH_FIGURES:
            continue
        for sentence in sentences(paragraph.text):
            figures += figures_in(sentence, paragraph.place)
            if paragraph.role in (Role.TEXT, Role.COMMENTARY) and (hit := _EARLIER.search(sentence)):
                earlier.append(EarlierItem(sentence, hit["kind"].casefold(), hit["when"], paragraph.place))
    return tuple(figures), tuple(charts), tuple(terms), tuple(earlier)


def _differences(chapters: tuple[Chapter, ...], table: tuple[TableGrade, ...]) -> list[str]:
    """Where the report contradicts itself on a grade, or names an area in one place only."""
    notes = []
    for chapter in chapters:
        if chapter.grades_differ:
            said = {"table": chapter.table_grade, "label": chapter.label_grade, "sentence": chapter.sentence_grade}
            notes.append(
                f"‘{chapter.title}’ has different grades: "
                + ", ".join(f"{where} {grade.label}" for where, grade in said.items() if isinstance(grade, Grade))
            )
        if table and chapter.is_area and chapter.grade is not None and not chapter.table_name:
            notes.append(f"‘{chapter.title}’ is graded in its chapter but not found in the table of judgments")
    for entry in table:
        if not any(chapter.table_name == entry.name for chapter in chapters):
            notes.append(f"‘{entry.name}’ stands in the table of judgments but no chapter of that area was found")
    return notes

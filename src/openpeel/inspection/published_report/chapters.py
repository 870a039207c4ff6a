"""From blocks and their outline to chapters: each block gets its role, each statement what belongs to it."""

from __future__ import annotations

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.chapter_drafts import Draft, Part, Placed
from openpeel.inspection.published_report.chapter_statements import read_causes, read_improvements, read_practice
from openpeel.inspection.published_report.chapter_text import read_text
from openpeel.inspection.published_report.document import Block
from openpeel.inspection.published_report.judgments import scrambled, table_of_judgments
from openpeel.inspection.published_report.outline import Heading, Opens, Outline
from openpeel.inspection.published_report.statements import is_chart
from openpeel.inspection.published_report.structure import Chapter, Paragraph, Role, TableGrade
from openpeel.inspection.published_report.vocabulary import GRADE_LABEL, GRADE_SENTENCE, Section


class Chapters:
    """Reads the chapters; afterwards its attributes hold them."""

    def __init__(self, blocks: tuple[Block, ...], marks: Outline, asides: dict[int, Role]) -> None:
        self._marks = marks
        self._asides = asides
        self._placed = Placed(blocks, dict(asides))
        self.chapters: tuple[Chapter, ...] = ()
        self.table: tuple[TableGrade, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What was doubtful."""
        return self._placed.notes

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every block with its role and place; what got none is unread."""
        return tuple(
            Paragraph(
                self._placed.roles.get(i, Role.UNREAD),
                block.text,
                self._placed.places.get(i) or self._placed.place(i),
                block.emphasised,
                block.terms,
            )
            for i, block in enumerate(self._placed.blocks)
        )

    def read(self) -> None:
        """Walk the outline chapter by chapter."""
        for i in self._marks.contents:
            self._placed.roles[i] = Role.CONTENTS
        drafts: list[Draft] = []
        for chapter, parts in self._parts():
            for part in parts:
                self._read_part(chapter, part)
            drafts.append(chapter)
        self.chapters = tuple(draft.finished() for draft in drafts)

    def _parts(self) -> list[tuple[Draft, list[Part]]]:
        found: list[tuple[Draft, list[Part]]] = []
        for i in range(self._marks.start, len(self._placed.blocks)):
            heading = self._marks.headings.get(i)
            if heading is None or i in self._asides:
                if found:
                    found[-1][1][-1].positions.append(i)
                continue
            if heading.opens is Opens.CHAPTER or not found:
                self._placed.roles[i] = Role.CHAPTER
                self._placed.places[i] = self._placed.place(i, heading.title)
                draft = Draft(heading.title, heading.area, self._placed.places[i])
                found.append((draft, [Part(heading.section, "", self._placed.blocks[i].level)]))
            else:
                self._open_section(i, heading, found[-1])
        return found

    def _open_section(self, i: int, heading: Heading, chapter: tuple[Draft, list[Part]]) -> None:
        draft, parts = chapter
        last = parts[-1]
        self._placed.roles[i] = Role.HEADING
        self._placed.places[i] = self._placed.place(i, draft.title, heading.title)
        if heading.section is Section.RECOMMENDATIONS and last.section is Section.CAUSE:
            last.positions.append(i)
            return
        within = ""
        if heading.section is Section.OUTSTANDING and last.section in (Section.IMPROVEMENT, Section.OUTSTANDING):
            within = last.within or last.heading
            self._placed.roles[i] = Role.SUBHEADING
            self._placed.places[i] = self._placed.place(i, draft.title, within, heading.title)
        parts.append(Part(heading.section, heading.title, self._placed.blocks[i].level, within=within))

    def _read_part(self, draft: Draft, part: Part) -> None:
        part.positions = self._without_grades(draft, part)
        if part.section is Section.JUDGMENTS:
            self._read_judgments(draft, part)
        elif part.section is Section.CAUSE:
            read_causes(self._placed, draft, part)
        elif part.section in (Section.IMPROVEMENT, Section.OUTSTANDING):
            read_improvements(self._placed, draft, part)
        elif part.section is Section.PRACTICE:
            read_practice(self._placed, draft, part)
        else:
            read_text(self._placed, draft, part)

    def _without_grades(self, draft: Draft, part: Part) -> list[int]:
        """The part's positions without asides, charts' titles and, beneath the chapter's name, its grade."""
        rest: list[int] = []
        for i in part.positions:
            block = self._placed.blocks[i]
            label, sentence = GRADE_LABEL.fullmatch(block.text), GRADE_SENTENCE.fullmatch(block.text)
            if i in self._placed.roles:
                if i not in self._placed.places:
                    self._placed.put(i, self._placed.roles[i], draft, part)
            elif part.section is Section.CHAPTER and not rest and label:
                draft.label = Grade.of(label["grade"])
                self._placed.put(i, Role.GRADE_LABEL, draft, part)
            elif part.section is Section.CHAPTER and not rest and sentence and len(block.text) < 200:
                draft.sentence = Grade.of(sentence["is"] or sentence["requires"].replace("requires", "Requires"))
                draft.sentence_name = sentence["area"].strip()
                self._placed.put(i, Role.GRADE_SENTENCE, draft, part)
            elif is_chart(block):
                self._placed.put(i, Role.CHART, draft, part)
            else:
                rest.append(i)
        return rest

    def _read_judgments(self, draft: Draft, part: Part) -> None:
        rest = []
        for i in part.positions:
            table = table_of_judgments(self._placed.blocks[i])
            if table is not None:
                self.table += table
                self._placed.put(i, Role.JUDGMENTS, draft, part)
            else:
                rest.append(i)
        if not self.table:
            names, used = scrambled(tuple(self._placed.blocks[i] for i in rest))
            if names:
                self.table = names
                self._placed.notes.append(
                    "the table of judgments lost its columns; the grades are those of the chapters"
                )
                for position in used:
                    self._placed.put(rest[position], Role.JUDGMENTS, draft, part)
                rest = [i for n, i in enumerate(rest) if n not in used]
        part.positions = rest
        read_text(self._placed, draft, part)

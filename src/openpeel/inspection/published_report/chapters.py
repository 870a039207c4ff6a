"""From blocks and their outline to chapters: each block gets its role, each statement what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from openpeel.inspection.framework.cycles import CycleArea
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Deadline, deadline_in
from openpeel.inspection.published_report.document import Block, Kind
from openpeel.inspection.published_report.judgments import scrambled, table_of_judgments
from openpeel.inspection.published_report.outline import Heading, Opens, Outline
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.statements import (
    concern_statements,
    improvement_statements,
    is_chart,
    is_lead_in,
    is_single_recommendation,
)
from openpeel.inspection.published_report.structure import (
    AreaForImprovement,
    CauseOfConcern,
    Chapter,
    Finding,
    OutstandingRecommendations,
    Paragraph,
    Place,
    Points,
    Practice,
    Recommendation,
    Role,
    TableGrade,
)
from openpeel.inspection.published_report.vocabulary import GRADE_LABEL, GRADE_SENTENCE, Section, looks_like_heading


@dataclass
class _Draft:
    """A chapter while it is read."""

    title: str
    area: CycleArea | None
    place: Place
    label: Grade | None = None
    sentence: Grade | None = None
    sentence_name: str = ""
    causes: list[CauseOfConcern] = field(default_factory=list)
    improvements: list[AreaForImprovement] = field(default_factory=list)
    outstanding: list[OutstandingRecommendations] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lists: list[Points] = field(default_factory=list)

    def finished(self) -> Chapter:
        area = self.area.area if self.area is not None else None
        return Chapter(
            title=self.title,
            area=area,
            is_area=self.area is not None or self.label is not None or self.sentence is not None,
            table_grade=None,
            label_grade=self.label,
            sentence_grade=self.sentence,
            sentence_name=self.sentence_name,
            table_name="",
            causes=tuple(self.causes),
            improvements=tuple(self.improvements),
            outstanding=tuple(self.outstanding),
            practices=tuple(self.practices),
            findings=tuple(self.findings),
            lists=tuple(self.lists),
            place=self.place,
        )


@dataclass
class _Part:
    """The blocks beneath one heading."""

    section: Section
    heading: str
    level: int
    positions: list[int] = field(default_factory=list)
    within: str = ""
    """The heading that this one stands beneath, for outstanding recommendations among areas for improvement."""


class Chapters:
    """Reads the chapters; afterwards its attributes hold them."""

    def __init__(self, blocks: tuple[Block, ...], marks: Outline, asides: dict[int, Role]) -> None:
        self._blocks = blocks
        self._marks = marks
        self._asides = asides
        self._roles: dict[int, Role] = dict(asides)
        self._places: dict[int, Place] = {}
        self.chapters: tuple[Chapter, ...] = ()
        self.table: tuple[TableGrade, ...] = ()
        self.notes: list[str] = []

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every block with its role and place; what got none is unread."""
        return tuple(
            Paragraph(
                self._roles.get(i, Role.UNREAD),
                block.text,
                self._places.get(i) or self._place(i),
                block.emphasised,
                block.terms,
            )
            for i, block in enumerate(self._blocks)
        )

    def read(self) -> None:
        """Walk the outline chapter by chapter."""
        for i in self._marks.contents:
            self._roles[i] = Role.CONTENTS
        drafts: list[_Draft] = []
        for chapter, parts in self._parts():
            for part in parts:
                self._read_part(chapter, part)
            drafts.append(chapter)
        self.chapters = tuple(draft.finished() for draft in drafts)

    def _parts(self) -> list[tuple[_Draft, list[_Part]]]:
        found: list[tuple[_Draft, list[_Part]]] = []
        for i in range(self._marks.start, len(self._blocks)):
            heading = self._marks.headings.get(i)
            if heading is None or i in self._asides:
                if found:
                    found[-1][1][-1].positions.append(i)
                continue
            if heading.opens is Opens.CHAPTER or not found:
                self._roles[i] = Role.CHAPTER
                self._places[i] = self._place(i, heading.title)
                draft = _Draft(heading.title, heading.area, self._places[i])
                found.append((draft, [_Part(heading.section, "", self._blocks[i].level)]))
            else:
                self._open_section(i, heading, found[-1])
        return found

    def _open_section(self, i: int, heading: Heading, chapter: tuple[_Draft, list[_Part]]) -> None:
        draft, parts = chapter
        last = parts[-1]
        self._roles[i] = Role.HEADING
        self._places[i] = self._place(i, draft.title, heading.title)
        if heading.section is Section.RECOMMENDATIONS and last.section is Section.CAUSE:
            last.positions.append(i)
            return
        within = ""
        if heading.section is Section.OUTSTANDING and last.section in (Section.IMPROVEMENT, Section.OUTSTANDING):
            within = last.within or last.heading
            self._roles[i] = Role.SUBHEADING
            self._places[i] = self._place(i, draft.title, within, heading.title)
        parts.append(_Part(heading.section, heading.title, self._blocks[i].level, within=within))

    def _place(self, i: int, chapter: str = "", heading: str = "", subheading: str = "") -> Place:
        block = self._blocks[i]
        return Place(i + 1, chapter, heading, subheading, block.lines, block.page)

    def _put(self, i: int, role: Role, draft: _Draft, part: _Part, subheading: str = "") -> Place:
        heading, below = (part.within, part.heading) if part.within else (part.heading, subheading)
        self._places[i] = self._place(i, draft.title, heading, below)
        self._roles.setdefault(i, role)
        return self._places[i]

    def _read_part(self, draft: _Draft, part: _Part) -> None:
        part.positions = self._without_grades(draft, part)
        if part.section is Section.JUDGMENTS:
            self._read_judgments(draft, part)
        elif part.section is Section.CAUSE:
            self._read_causes(draft, part)
        elif part.section in (Section.IMPROVEMENT, Section.OUTSTANDING):
            self._read_improvements(draft, part)
        elif part.section is Section.PRACTICE:
            self._read_practice(draft, part)
        else:
            self._read_text(draft, part)

    def _without_grades(self, draft: _Draft, part: _Part) -> list[int]:
        """The part's positions without asides, charts' titles and, beneath the chapter's name, its grade."""
        rest: list[int] = []
        for i in part.positions:
            block = self._blocks[i]
            label, sentence = GRADE_LABEL.fullmatch(block.text), GRADE_SENTENCE.fullmatch(block.text)
            if i in self._roles:
                if i not in self._places:
                    self._put(i, self._roles[i], draft, part)
            elif part.section is Section.CHAPTER and not rest and label:
                draft.label = Grade.of(label["grade"])
                self._put(i, Role.GRADE_LABEL, draft, part)
            elif part.section is Section.CHAPTER and not rest and sentence and len(block.text) < 200:
                draft.sentence = Grade.of(sentence["is"] or sentence["requires"].replace("requires", "Requires"))
                draft.sentence_name = sentence["area"].strip()
                self._put(i, Role.GRADE_SENTENCE, draft, part)
            elif is_chart(block):
                self._put(i, Role.CHART, draft, part)
            else:
                rest.append(i)
        return rest

    def _read_judgments(self, draft: _Draft, part: _Part) -> None:
        rest = []
        for i in part.positions:
            table = table_of_judgments(self._blocks[i])
            if table is not None:
                self.table += table
                self._put(i, Role.JUDGMENTS, draft, part)
            else:
                rest.append(i)
        if not self.table:
            names, used = scrambled(tuple(self._blocks[i] for i in rest))
            if names:
                self.table = names
                self.notes.append("the table of judgments lost its columns; the grades are those of the chapters")
                for position in used:
                    self._put(rest[position], Role.JUDGMENTS, draft, part)
                rest = [i for n, i in enumerate(rest) if n not in used]
        part.positions = rest
        self._read_text(draft, part)

    def _read_causes(self, draft: _Draft, part: _Part) -> None:
        blocks = [self._blocks[i] for i in part.positions]
        choice = concern_statements(blocks, part.level)
        self._note(draft, choice.doubts)
        end = len(blocks) if choice.end is None else choice.end
        starts = [n for n in choice.statements if n < end]
        if starts and starts[0] > 0:  # an introduction before the first statement
            self._read_loose(draft, part, part.positions[: starts[0]])
        for start, stop in _stretches(starts, end):
            draft.causes.append(self._cause(draft, part, part.positions[start:stop]))
        self._read_rest(draft, part, end)

    def _cause(self, draft: _Draft, part: _Part, positions: list[int]) -> CauseOfConcern:
        first, *rest = positions
        place = self._put(first, Role.STATEMENT, draft, part)
        deadline: Deadline | None = None
        leading = False
        recommendations: list[Recommendation] = []
        commentary: list[str] = []
        depth = 0
        for i in rest:
            block = self._blocks[i]
            if is_lead_in(block):
                deadline, leading, depth = deadline_in(block.text), True, 0
                self._put(i, Role.LEAD_IN, draft, part)
            elif block.kind is Kind.BULLET and leading:
                depth = depth or block.level
                where = self._put(i, Role.RECOMMENDATION, draft, part)
                if block.level > depth and recommendations:
                    above = recommendations[-1]
                    recommendations[-1] = replace(above, parts=(*above.parts, list_item(block.text)))
                else:
                    own = deadline_in(block.text.split(",")[0])
                    recommendations.append(Recommendation(list_item(block.text), own or deadline, where))
            elif is_single_recommendation(block) and not commentary:
                where = self._put(i, Role.RECOMMENDATION, draft, part)
                recommendations.append(Recommendation(block.text, deadline_in(block.text), where))
            else:
                leading = False
                self._put(i, Role.POINT if block.kind is Kind.BULLET else Role.COMMENTARY, draft, part)
                commentary.append(block.text)
        return CauseOfConcern(self._blocks[first].text, tuple(recommendations), tuple(commentary), place)

    def _read_improvements(self, draft: _Draft, part: _Part) -> None:
        blocks = [self._blocks[i] for i in part.positions]
        choice = improvement_statements(blocks, part.level)
        self._note(draft, choice.doubts)
        end = len(blocks) if choice.end is None else choice.end
        starts = [n for n in choice.statements if n < end]
        before = part.positions[: starts[0] if starts else end]
        if part.section is Section.OUTSTANDING and before:
            self._read_outstanding(draft, part, before)
        else:
            self._read_loose(draft, part, before)
        own = _Part(Section.IMPROVEMENT, part.within or part.heading, part.level)
        for start, stop in _stretches(starts, end):
            first, *rest = part.positions[start:stop]
            place = self._put(first, Role.STATEMENT, draft, own)
            commentary: list[str] = []
            points: list[str] = []
            for i in rest:
                block = self._blocks[i]
                bullet = block.kind is Kind.BULLET
                self._put(
                    i,
                    Role.POINT if bullet else Role.LEAD_IN if block.text.endswith(":") else Role.COMMENTARY,
                    draft,
                    own,
                )
                (points if bullet else commentary).append(list_item(block.text) if bullet else block.text)
            draft.improvements.append(
                AreaForImprovement(self._blocks[first].text, tuple(commentary), tuple(points), place)
            )
        self._read_rest(draft, part, end)

    def _read_outstanding(self, draft: _Draft, part: _Part, positions: list[int]) -> None:
        paragraphs, points = [], []
        deadline: Deadline | None = None
        for i in positions:
            block = self._blocks[i]
            if block.kind is Kind.BULLET:
                where = self._put(i, Role.RECOMMENDATION, draft, part)
                points.append(Recommendation(list_item(block.text), deadline, where))
            else:
                lead = is_lead_in(block)
                deadline = deadline_in(block.text) if lead else None
                self._put(i, Role.LEAD_IN if lead else Role.COMMENTARY, draft, part)
                paragraphs.append(block.text)
        draft.outstanding.append(
            OutstandingRecommendations(tuple(paragraphs), tuple(points), self._places[positions[0]])
        )

    def _read_practice(self, draft: _Draft, part: _Part) -> None:
        if not part.positions:
            return
        end = next(
            (
                n
                for n, i in enumerate(part.positions)
                if n > 0 and part.level and self._blocks[i].kind is Kind.HEADING and self._blocks[i].level <= part.level
            ),
            len(part.positions),
        )
        marked = [
            n
            for n, i in enumerate(part.positions[:end])
            if self._blocks[i].emphasised or self._blocks[i].kind is Kind.HEADING
        ]
        starts = marked or [0]
        self._read_loose(draft, part, part.positions[: starts[0]])
        for start, stop in _stretches(starts, end):
            first, *rest = part.positions[start:stop]
            place = self._put(first, Role.STATEMENT, draft, part)
            for i in rest:
                self._put(i, Role.COMMENTARY, draft, part)
            draft.practices.append(
                Practice(part.heading, self._blocks[first].text, tuple(self._blocks[i].text for i in rest), place)
            )
        self._read_rest(draft, part, end)

    def _read_rest(self, draft: _Draft, part: _Part, end: int) -> None:
        """What stands after the statements' end: findings without a heading of their own."""
        if part.positions[end:]:
            self._read_text(draft, _Part(Section.FINDINGS, "", part.level, part.positions[end:]))

    def _read_loose(self, draft: _Draft, part: _Part, positions: list[int]) -> None:
        for i in positions:
            bullet = self._blocks[i].kind is Kind.BULLET
            self._put(i, Role.POINT if bullet else Role.COMMENTARY, draft, part)

    def _read_text(self, draft: _Draft, part: _Part) -> None:
        """Findings with their headings, lists with their lead-ins, text."""
        finding: Finding | None = None
        lead = ""
        for i in part.positions:
            block = self._blocks[i]
            below = finding.heading if finding else ""
            if block.kind is Kind.TABLE:
                self._places[i] = self._place(i, draft.title, part.heading, below)
                continue
            if block.kind is Kind.BULLET:
                place = self._put(i, Role.POINT, draft, part, below)
                if draft.lists and draft.lists[-1].lead_in == lead and lead:
                    draft.lists[-1] = replace(draft.lists[-1], points=(*draft.lists[-1].points, list_item(block.text)))
                else:
                    lead = lead or below or part.heading or draft.title
                    draft.lists.append(Points(lead, (list_item(block.text),), place))
            elif (
                block.kind is Kind.HEADING
                or looks_like_heading(block.text)
                or (block.emphasised and len(sentences(block.text)) == 1)
            ):
                if finding is not None:
                    draft.findings.append(finding)
                place = self._put(i, Role.SUBHEADING, draft, part, block.text)
                finding = Finding(block.text, part.heading, (), place)
                lead = ""
                continue
            else:
                self._put(i, Role.TEXT, draft, part, below)
                lead = block.text
            if finding is not None:
                finding = replace(finding, paragraphs=(*finding.paragraphs, block.text))
        if finding is not None:
            draft.findings.append(finding)

    def _note(self, draft: _Draft, doubts: tuple[str, ...]) -> None:
        self.notes += [f"{draft.title}: {doubt}" for doubt in doubts]


def list_item(text: str) -> str:
    """A point of a list without what parts it from the next: '; and', ';', or the full stop of a single sentence."""
    for ending in ("; and", "; or", ", and", ";", ","):
        if text.endswith(ending):
            return text[: -len(ending)].rstrip()
    return text[:-1] if text.endswith(".") and len(sentences(text)) == 1 and text[:1].islower() else text


def _stretches(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Each start with where the next begins, the last with ``end``."""
    return list(pairwise([*starts, end]))

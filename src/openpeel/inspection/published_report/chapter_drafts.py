"""What a chapter is made of while it is read: its draft, its parts, and where each block has been placed."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpeel.inspection.framework.cycles import CycleArea
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.document import Block
from openpeel.inspection.published_report.structure import (
    AreaForImprovement,
    CauseOfConcern,
    Chapter,
    Finding,
    OutstandingRecommendations,
    Place,
    Points,
    Practice,
    Role,
)
from openpeel.inspection.published_report.vocabulary import Section


@dataclass
class Draft:
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
class Part:
    """The blocks beneath one heading."""

    section: Section
    heading: str
    level: int
    positions: list[int] = field(default_factory=list)
    within: str = ""
    """The heading that this one stands beneath, for outstanding recommendations among areas for improvement."""


@dataclass
class Placed:
    """The blocks of a report, and the role and the place that each has been given so far."""

    blocks: tuple[Block, ...]
    roles: dict[int, Role]
    places: dict[int, Place] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def place(self, i: int, chapter: str = "", heading: str = "", subheading: str = "") -> Place:
        """Where a block stands."""
        block = self.blocks[i]
        return Place(i + 1, chapter, heading, subheading, block.lines, block.page)

    def put(self, i: int, role: Role, draft: Draft, part: Part, subheading: str = "") -> Place:
        """Give a block its place beneath the part's heading and, unless it has one, its role."""
        heading, below = (part.within, part.heading) if part.within else (part.heading, subheading)
        self.places[i] = self.place(i, draft.title, heading, below)
        self.roles.setdefault(i, role)
        return self.places[i]

    def note(self, draft: Draft, doubts: tuple[str, ...]) -> None:
        """Keep what was doubtful in a chapter."""
        self.notes += [f"{draft.title}: {doubt}" for doubt in doubts]

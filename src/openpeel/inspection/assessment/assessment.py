"""The assessment of a force, area and period: fieldwork, promises, causes of concern, findings and judgments."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from openpeel.errors import Refused
from openpeel.inspection.evidence.audience import Audience, as_seen_by, renamed
from openpeel.inspection.evidence.commitments import Commitment, TooEarly
from openpeel.inspection.evidence.entered import Entered
from openpeel.inspection.evidence.evidence import Direction, Evidence, Name, Weighing, Words
from openpeel.inspection.evidence.human_verdicts import HumanVerdict
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.recommendations.file import as_data as register_as_data
from openpeel.inspection.recommendations.file import register_of
from openpeel.inspection.recommendations.register import Register


def _grade(label: object) -> Grade:
    if isinstance(label, Grade):
        return label
    try:
        return Grade.of(str(label))
    except Refused as error:
        raise ValueError(str(error)) from None


def _register(data: object) -> Register:
    if isinstance(data, Register):
        return data
    try:
        return register_of(data)
    except Refused as error:
        raise ValueError(str(error)) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no register of recommendations ({type(error).__name__})") from None


GradeName = Annotated[
    Grade,
    PlainValidator(_grade),
    PlainSerializer(lambda grade: grade.label),
    WithJsonSchema({"enum": [grade.label for grade in Grade]}),
]
RegisterData = Annotated[
    Register,
    PlainValidator(_register),
    PlainSerializer(register_as_data),
    WithJsonSchema(
        {
            "type": "object",
            "description": "A register of recommendations, as openpeel recommendations writes it.",
            "required": ["version", "sources", "items"],
        }
    ),
]


@dataclass(frozen=True)
class WeighedRecords(Entered):
    """What a standard or indicator weighs, where a person says so; records weigh 'some' otherwise."""

    of: Name
    """The standard or indicator."""
    weighing: Weighing
    direction: Direction | None = None
    """What an indicator says, which has no target: a standard's side follows from its target."""


class Decided(StrEnum):
    """What a person decided on a cause of concern."""

    ISSUED = "issued"
    NOT_ISSUED = "not issued"
    ENDED = "ended"


@dataclass(frozen=True)
class Decision(Entered):
    """A decision on a cause of concern, by a named person, with the reason."""

    decided: Decided
    by: Words
    on: date
    reason: Words


@dataclass(frozen=True)
class CauseOfConcern(Entered):
    """A serious, critical or systemic failing, proposed or issued."""

    id: Name
    statement: Words
    standards: tuple[str, ...] = ()
    """The standards by which it shows."""
    commentary: tuple[str, ...] = ()
    """Paragraphs beneath it; where there are none, the findings of its standards stand there."""
    recommendations: tuple[str, ...] = ()
    """Identifiers in the register of recommendations."""
    decisions: tuple[Decision, ...] = ()

    def standing(self, day: date) -> Decided | None:
        """What was last decided by ``day``; none where nothing was, so that it is proposed."""
        made = [one for one in self.decisions if one.on <= day]
        return max(made, key=lambda one: one.on).decided if made else None


@dataclass(frozen=True)
class AreaForImprovement(Entered):
    """Something that falls short of what is expected, but is no cause of concern."""

    id: Name
    statement: Words
    commentary: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding(Entered):
    """A finding of the chapter: a heading that says it, and the text beneath."""

    id: Name
    heading: Words
    paragraphs: tuple[str, ...] = ()
    """What people wrote. The sentences of the standards and of the evidence that name it follow."""
    standards: tuple[str, ...] = ()
    written_by: str = ""


@dataclass(frozen=True)
class Judgment(Entered):
    """The grade that a named person decided on, beside what the argument supported then."""

    grade: GradeName
    by: Words
    post: Words
    on: date
    reason: Words
    band: Words
    """The band of grades that the argument supported when it was decided."""
    argument: str = ""
    """The argument's fingerprint then: another one now means that the evidence has changed since."""


@dataclass(frozen=True)
class Assessment(Entered):
    """All that people entered about one area of one force for one period."""

    version: Literal[1]
    force: Name
    """As the records name it."""
    title: Words
    """As the chapter names it, such as 'Exampleshire Constabulary'."""
    area: Name
    begins: date
    """The first day of the period that is assessed."""
    ends: date
    """Its last day."""
    about: str = ""
    """What a reader must know first, such as that nothing in it is real."""
    evidence: tuple[Evidence, ...] = ()
    weighed: tuple[WeighedRecords, ...] = ()
    reviewed: tuple[HumanVerdict, ...] = ()
    too_early: tuple[TooEarly, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    causes: tuple[CauseOfConcern, ...] = ()
    improvements: tuple[AreaForImprovement, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    recommendations: RegisterData = field(default_factory=Register)

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise ValueError("the period ends before it begins")

    def judgment(self, day: date) -> Judgment | None:
        """The last judgment made by ``day``."""
        made = [one for one in self.judgments if one.on <= day]
        return max(made, key=lambda one: one.on) if made else None

    def with_evidence(self, *more: Evidence) -> Assessment:
        """The assessment with more evidence."""
        return replace(self, evidence=(*self.evidence, *more))

    def as_seen_by(self, audience: Audience) -> Assessment:
        """The assessment without what ``audience`` may not see of its sources."""
        if audience.sees_sources:
            return self
        names = renamed(self.evidence, audience)
        evidence = tuple(replace(as_seen_by(one, audience), id=names.get(one.id, one.id)) for one in self.evidence)
        return replace(self, evidence=evidence)

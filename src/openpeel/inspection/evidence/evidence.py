"""Evidence: one thing that was found, on what basis, how far it reaches, for or against what, and what it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Annotated

from annotated_types import Ge, Gt, MinLen

from openpeel.inspection.evidence.entered import Entered
from openpeel.inspection.evidence.figures import Figure

Words = Annotated[str, MinLen(1)]
"""Text that may not be empty."""

Name = Annotated[str, MinLen(1)]
"""A short name by which other entries refer to one; unlike any other of its kind."""


class Basis(StrEnum):
    """On what basis something was found."""

    ALL_RECORDS = "all records"
    SAMPLE = "sample"
    SURVEY = "survey"
    INTERVIEW = "interview"
    FOCUS_GROUP = "focus group"
    OBSERVATION = "observation"
    LISTENED_CALL = "listened call"
    DOCUMENT = "document"
    PUBLISHED_FIGURE = "published figure"
    REALITY_TEST = "reality test"

    @property
    def caveat(self) -> str:
        """What a reader must mind of evidence on this basis; nothing where it speaks for itself."""
        return _CAVEATS.get(self, "")


_CAVEATS = {
    Basis.SURVEY: "Those who answered chose to: they need not be like those who did not.",
    Basis.INTERVIEW: "What people said, not what was checked.",
    Basis.FOCUS_GROUP: "What people said in each other's hearing, not what was checked.",
    Basis.OBSERVATION: "What was seen while somebody was watching.",
    Basis.LISTENED_CALL: "The interval is right if the calls were drawn by chance; not of a choice of calls.",
    Basis.DOCUMENT: "What is written down; whether it is done is another question.",
    Basis.REALITY_TEST: "Unannounced, and at few places or times.",
}


class Direction(StrEnum):
    """What the evidence says of the characteristic that it bears on."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


class Weight(Enum):
    """How much evidence counts beside other evidence: each step counts twice as much as the one before."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"

    @property
    def steps(self) -> int | None:
        """Its place among the weights that count, 0 for 'little'; none for 'none'."""
        return {"none": None, "little": 0, "some": 1, "much": 2}[self.value]


@dataclass(frozen=True)
class Weighing(Entered):
    """What evidence weighs, who says so, and why."""

    weight: Weight
    by: Words
    reason: Words
    on: date


class Protection(StrEnum):
    """Who may see where evidence came from."""

    ATTRIBUTED = "attributed"
    """Everybody may see who said it."""
    ROLE_ONLY = "role only"
    """Outside the inspection team the role is seen, not who."""
    CONFIDENTIAL = "confidential"
    """Outside the inspection team nothing is seen by which the source could be found."""


@dataclass(frozen=True)
class Source(Entered):
    """Where evidence came from, and who may see that."""

    protection: Protection
    who: str = ""
    """A person, a file's name, a meeting; empty where the role says enough."""
    role: str = ""
    """Such as 'call handler', 'response sergeant'."""

    @property
    def words(self) -> str:
        """As a reader sees it."""
        told = ", ".join(part for part in (self.who, self.role) if part)
        return told or ("a confidential source" if self.protection is Protection.CONFIDENTIAL else "")


@dataclass(frozen=True)
class Reach(Entered):
    """How far evidence reaches: how many of how many, and where."""

    n: Annotated[int, Ge(0)] | None = None
    """People asked, calls listened to, files read, meetings seen."""
    of: Annotated[int, Gt(0)] | None = None
    """How many there are."""
    unit: str = ""
    """What is counted: 'call handlers', 'calls'."""
    where: str = ""
    """Place, team, shift."""

    def __post_init__(self) -> None:
        if self.n is not None and self.of is not None and self.n > self.of:
            raise ValueError("it cannot reach more than there are")

    @property
    def words(self) -> str:
        """'12 of 85 call handlers, Devizes'."""
        counted = "" if self.n is None else f"{self.n:,}" + (f" of {self.of:,}" if self.of else "")
        return ", ".join(part for part in (f"{counted} {self.unit}".strip(), self.where) if part)


@dataclass(frozen=True)
class Evidence(Entered):
    """One thing that was found."""

    id: Name
    says: Words
    """What was found, in a sentence that every reader of the argument may see."""
    basis: Basis
    characteristic: Name
    """The characteristic of good that it bears on."""
    direction: Direction
    on: date
    """The day on which it was found, or until which records were judged."""
    source: Source
    reach: Reach = Reach()
    figure: Figure | None = None
    standard: str = ""
    """The standard of which it says how often it was met. With a count, the count is of those that met it."""
    weighing: Weighing | None = None
    beyond_good: bool = False
    """Whether it shows more than the characteristic of good asks for: only such evidence supports 'Outstanding'."""
    detail: str = ""
    """Notes for the inspection team alone: what was said, by whom, in which words."""
    findings: tuple[str, ...] = ()
    """Names of the findings of the chapter that rest on it."""

    def __post_init__(self) -> None:
        if self.direction is not Direction.FOR and self.beyond_good:
            raise ValueError("only evidence for a characteristic can go beyond it")

    @property
    def weight(self) -> Weight:
        """What it counts: as it was weighed, else 'some' for records, and nothing for what nobody has weighed."""
        if self.weighing is not None:
            return self.weighing.weight
        return Weight.SOME if self.basis is Basis.ALL_RECORDS else Weight.NONE

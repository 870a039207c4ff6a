"""What one published chapter says, as an assessment: its cause of concern, its evidence on every basis, its judgment.

    python examples/wiltshire_2022/assessment.py examples/wiltshire_2022/assessment.json

Every sentence is taken from the report that ships with OpenPEEL. Counts that it prints have intervals; percentages of
which it does not say how many cases are behind them are quoted, without. On what basis a sentence rests, and for which
side it speaks, is this example's reading; the report gives no weights.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpeel.inspection.assessment.assessment import Assessment, CauseOfConcern, Decided, Decision, Finding, Judgment
from openpeel.inspection.assessment.file import write_assessment
from openpeel.inspection.evidence.commitments import TooEarly
from openpeel.inspection.evidence.evidence import (
    Basis,
    Direction,
    Evidence,
    Protection,
    Reach,
    Source,
    Weighing,
    Weight,
)
from openpeel.inspection.evidence.figures import Counted, Figure, Quoted
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.structure import Chapter
from openpeel.inspection.recommendations.merging import merge
from openpeel.inspection.recommendations.register import Register
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22

PUBLISHED = date(2022, 7, 7)
READERS = "the authors of this example"


NOT_SAID = Reach()


@dataclass(frozen=True)
class Said:
    """A sentence of the report by some of its words, with how this example reads it."""

    id: str
    words: str
    basis: Basis
    characteristic: str
    direction: Direction
    role: str = ""
    reach: Reach = NOT_SAID
    figure: Figure | None = None


AGAINST, FOR, NEITHER = Direction.AGAINST, Direction.FOR, Direction.NEITHER

SAID = (
    Said(
        "no-structured-assessment",
        "we found in 18 out of 51 cases",
        Basis.SAMPLE,
        "4.1",
        AGAINST,
        reach=Reach(51, None, "case files"),
        figure=Counted(18, 51),
    ),
    Said(
        "evidence-advice",
        "preserving evidence in only 20 out of 30 cases",
        Basis.SAMPLE,
        "4.1",
        AGAINST,
        reach=Reach(30, None, "case files"),
        figure=Counted(20, 30),
    ),
    Said("assessed-at-the-end", "completed at the end of the call", Basis.SAMPLE, "4.1", AGAINST),
    Said("checks-not-always", "does not always complete checks", Basis.SAMPLE, "4.1", AGAINST),
    Said("confidence", "lacked the confidence and skills", Basis.FOCUS_GROUP, "4.1", AGAINST, role="call handlers"),
    Said("switchboard-calls", "no details being recorded and no assessment", Basis.LISTENED_CALL, "4.1", AGAINST),
    Said(
        "calls-101",
        "higher call abandonment rate",
        Basis.PUBLISHED_FIGURE,
        "4.3",
        AGAINST,
        figure=Quoted("101 calls per 1,000 population, 12 months to 30 September 2021"),
    ),
    Said("demand", "leaders were unable to tell us", Basis.INTERVIEW, "4.3", AGAINST, role="leaders"),
    Said("isolated-teams", "generally managed in isolated teams", Basis.OBSERVATION, "4.3", AGAINST),
    Said("delays", "significant delays in responding to priority calls", Basis.SAMPLE, "4.2", AGAINST),
    Said("vehicles", "lack of available and roadworthy vehicles", Basis.INTERVIEW, "4.2", AGAINST, role="officers"),
    Said("fortnightly-meeting", "fortnightly meeting, but using limited data", Basis.OBSERVATION, "4.3", AGAINST),
    Said("missing-children", "frequently recording a", Basis.SAMPLE, "4.1", AGAINST),
    Said("spreadsheet", "could not be updated by more than one person", Basis.FOCUS_GROUP, "4.2", AGAINST, "officers"),
    Said("digital-channels", "digital methods available to the public", Basis.DOCUMENT, "4.3", AGAINST),
    Said(
        "one-to-ones",
        "did not have regular one-to-one meetings",
        Basis.FOCUS_GROUP,
        "4.3",
        AGAINST,
        "officers and staff",
    ),
    Said(
        "young-in-service",
        "Eighty percent of officers in community policing teams",
        Basis.PUBLISHED_FIGURE,
        "4.2",
        NEITHER,
        figure=Quoted("Eighty percent; half"),
    ),
    Said("golden-hour", "lacked training on golden hour principles", Basis.FOCUS_GROUP, "4.2", AGAINST, "supervisors"),
    Said("mental-health", "provide 24/7 support to the force control centre", Basis.INTERVIEW, "4.2", FOR),
)


def assessment() -> Assessment:
    """The chapter 'Responding to the public' of July 2022."""
    report = read_report(PEEL_2021_22.file)
    chapter = next(its for its in report.chapters if its.area is Area.RESPONDING_TO_THE_PUBLIC)
    (cause,) = chapter.causes
    register = _asked(merge(Register(), report, Day.on(PUBLISHED)).register)
    return Assessment(
        version=1,
        force="wiltshire",
        title=report.force,
        area=Area.RESPONDING_TO_THE_PUBLIC.identifier,
        begins=date(2021, 4, 21),
        ends=PUBLISHED,
        about=(
            f"Sentences, cause of concern and judgment are those of {PEEL_2021_22} (Crown copyright, Open Government "
            "Licence v3.0). On what basis each rests, and what it bears on, is read by the authors of this example. "
            "The report does not say when its fieldwork was done: the period runs from the day of its framework to "
            "that of its publication."
        ),
        evidence=tuple(_evidence(said, chapter) for said in SAID),
        too_early=(
            TooEarly(
                "sergeants",
                "A leadership and continuing professional development programme to support sergeants",
                "Supervisors who say that they can lead inexperienced staff; the golden hour's actions taken",
                date(2022, 11, 30),
                PUBLISHED,
                READERS,
                "4.2",
            ),
        ),
        causes=(
            CauseOfConcern(
                "vulnerability-at-first-contact",
                cause.statement,
                commentary=cause.commentary,
                recommendations=tuple(item.id for item in register.items),
                decisions=(Decision(Decided.ISSUED, report.inspector, PUBLISHED, "As the report sets out beneath it"),),
            ),
        ),
        findings=tuple(Finding(_slug(its.heading), its.heading, written_by="HMICFRS") for its in chapter.findings),
        judgments=(
            Judgment(
                Grade.INADEQUATE,
                report.inspector,
                "HM Inspector of Constabulary",
                PUBLISHED,
                f"{report.force} is inadequate at responding to the public.",
                Grade.INADEQUATE.label,
            ),
        ),
        recommendations=register,
    )


def _evidence(said: Said, chapter: Chapter) -> Evidence:
    places = [(cause.commentary, "") for cause in chapter.causes]
    places += [(finding.paragraphs, _slug(finding.heading)) for finding in chapter.findings]
    found = [
        (sentence, finding)
        for paragraphs, finding in places
        for paragraph in paragraphs
        for sentence in sentences(paragraph)
        if said.words in sentence
    ]
    ((words, finding),) = found
    weighing = Weighing(
        Weight.SOME if finding else Weight.MUCH,
        READERS,
        "It stands under a finding" if finding else "It is part of the cause of concern",
        PUBLISHED,
    )
    return Evidence(
        id=said.id,
        says=words,
        basis=said.basis,
        characteristic=said.characteristic,
        direction=said.direction,
        on=PUBLISHED,
        source=Source(Protection.ATTRIBUTED, who=f"HMICFRS, {PEEL_2021_22.published_as}", role=said.role),
        reach=said.reach,
        figure=said.figure,
        weighing=None if said.direction is NEITHER else weighing,
        findings=(finding,) if finding else (),
    )


def _asked(register: Register) -> Register:
    items = tuple(
        item for item in register.items if item.under and item.area == Area.RESPONDING_TO_THE_PUBLIC.identifier
    )
    named = {mention.source for item in items for mention in item.mentions}
    return Register(tuple(source for source in register.sources if source.id in named), items)


def _slug(heading: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", heading.casefold())[:8])


if __name__ == "__main__":
    write_assessment(assessment(), Path(sys.argv[1]))

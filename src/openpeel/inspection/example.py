"""The made force's assessment: everything in it is made up, but for the words of the cause of concern.

They are read from the shipped report, as if its inspectorate had written them of Exampleshire Constabulary: the demo
and the tests show with it what an assessment holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from openpeel import library
from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.assessment.assessment import (
    AreaForImprovement,
    Assessment,
    CauseOfConcern,
    Decided,
    Decision,
    Finding,
    Judgment,
)
from openpeel.inspection.evidence.commitments import Commitment, FollowUp, TooEarly
from openpeel.inspection.example_fieldwork import INSPECTOR, fieldwork
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.recommendations.merging import merge
from openpeel.inspection.recommendations.register import Event, EventKind, Item, Measure, Register
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22

AREA = Area.RESPONDING_TO_THE_PUBLIC
PUBLISHED = date(2023, 7, 3)


@dataclass(frozen=True)
class _Closes:
    """By what one of the recommendations closes."""

    asked: str
    """Words of the report's recommendation, by which it is found."""
    measure: Measure
    owner: str
    untold: str
    """What the measure does not tell, and what does."""


_CLOSES = (
    _Closes(
        "risk assessing callers",
        Measure("thrive-at-outset", 0.9, 3),
        "Head of contact management",
        "The measure tells whether a risk assessment is made from the outset, not whether the right questions were "
        "asked: an audit of listened calls tells that.",
    ),
    _Closes(
        "skilled enough to identify vulnerability",
        Measure("domestic-abuse-vulnerability-recorded", 0.9, 6),
        "Head of learning and development",
        "No record can tell how skilled somebody is. The measure tells what skill brings about: that vulnerability "
        "which other records show is on the log. Hidden vulnerability that no record shows is for audits of listened "
        "calls, and whether the courses are kept for vulnerability-training-current and thrive-training-current.",
    ),
    _Closes(
        "repeat callers (and others in their household",
        Measure("repeat-caller-checked", 0.9, 3),
        "Head of contact management",
        "The measure tells of callers. Others in their household are told by household-checked, which is to reach the "
        "same share before anybody closes this.",
    ),
    _Closes(
        "preserving evidence and preventing crime",
        Measure("evidence-advice-given", 0.9, 3),
        "Head of contact management",
        "The measure tells of advice on preserving evidence. Advice on preventing crime is told by "
        "prevention-advice-given, which is to reach the same share before anybody closes this; whether advice was "
        "appropriate, by an audit of listened calls.",
    ),
)
"""Shares and months are illustrative: the report sets none."""


@cache
def example_assessment() -> Assessment:
    """The assessment of Exampleshire Constabulary, without a judgment."""
    register = _recommendations()
    of_first_contact = [s for s in library.standards().values() if s.characteristic == "4.1"]
    critical = tuple(standard.id for standard in of_first_contact if standard.critical)
    return Assessment(
        version=1,
        force="exampleshire",
        title="Exampleshire Constabulary",
        area=AREA.identifier,
        begins=date(2023, 4, 1),
        ends=date(2024, 3, 31),
        about=(
            "Exampleshire Constabulary does not exist. Its records, its people and what they said are made up, with "
            "the faults that the inspection report of 2022 on another force describes. The cause of concern and its "
            "recommendations are in the words of that report (HMICFRS, PEEL 2021/22, Wiltshire Police; Crown "
            "copyright, Open Government Licence v3.0)."
        ),
        evidence=fieldwork(),
        too_early=(
            TooEarly(
                id="supervisors-programme",
                initiative="A development programme for sergeants and newly promoted inspectors of response teams",
                would_show="Fewer calls graded anew without a reason, and supervisors who say that they can lead the "
                "first hour of an investigation",
                look_on=date(2024, 9, 30),
                on=date(2024, 2, 12),
                by=INSPECTOR,
                characteristic="4.3",
            ),
        ),
        commitments=(
            Commitment(
                id="thrive-prompt",
                says="The call handling screen asks for the elements of THRIVE before a log can be graded",
                said_by="Head of contact management",
                on=date(2023, 8, 14),
                by=date(2023, 12, 31),
                characteristic="4.1",
                recommendation=register.items[0].id,
                follow_ups=(
                    FollowUp(
                        on=date(2024, 2, 6),
                        by=INSPECTOR,
                        found="The prompt is there, and can be passed over with one key.",
                    ),
                ),
            ),
            Commitment(
                id="quality-team",
                says="A team of two listens to five calls of every call handler each month",
                said_by="Head of contact management",
                on=date(2023, 8, 14),
                by=date(2023, 10, 31),
                characteristic="4.1",
                recommendation=register.items[1].id,
                follow_ups=(
                    FollowUp(
                        on=date(2023, 10, 26),
                        by=INSPECTOR,
                        found="The team works; its first month's sheets were seen.",
                        kept=True,
                    ),
                ),
            ),
            Commitment(
                id="switchboard",
                says="Switchboard operators open a log before they transfer a caller",
                said_by="Assistant chief constable",
                on=date(2024, 1, 15),
                by=date(2024, 4, 22),
                characteristic="4.1",
            ),
        ),
        causes=(
            CauseOfConcern(
                id="vulnerability-at-first-contact",
                statement=register.items[0].under,
                standards=critical,
                recommendations=tuple(item.id for item in register.items),
                decisions=(
                    Decision(
                        decided=Decided.ISSUED,
                        by=INSPECTOR,
                        on=PUBLISHED,
                        reason="Risk to callers is not seen in time, in every team and in every month.",
                    ),
                ),
            ),
        ),
        improvements=(
            AreaForImprovement(
                id="one-to-ones",
                statement="The force should make sure that everyone in the contact centre has regular one-to-one "
                "meetings with a manager",
                commentary=(
                    "Most call handlers who were asked could not say when they had last had one. Without them, nobody "
                    "notices who needs support or training.",
                ),
            ),
        ),
        findings=(
            Finding(
                id="contact-centre-staff",
                heading="The force does not support its contact centre staff as it should",
                paragraphs=(
                    "Taking calls from people at the worst moment of their lives is hard work, and those who do it "
                    "need somebody who looks after them.",
                ),
                written_by=INSPECTOR,
            ),
            Finding(
                id="mental-health",
                heading="Mental health practitioners give the control room advice around the clock",
                written_by=INSPECTOR,
            ),
        ),
        recommendations=register,
    )


def with_judgment(dossier: Dossier) -> Assessment:
    """The assessment with the made inspector's judgment on its dossier."""
    judgment = Judgment(
        grade=Grade.INADEQUATE,
        by=INSPECTOR,
        post="lead inspector",
        on=dossier.day,
        reason="The cause of concern stands: its first measure has not been reached in any month, and what callers "
        "meet on the telephone has not changed.",
        band=dossier.argument.band.words,
        argument=dossier.fingerprint,
    )
    return replace(dossier.assessment, judgments=(judgment,))


def _recommendations() -> Register:
    report = read_report(PEEL_2021_22.file)
    made = replace(report, force="Exampleshire Constabulary", title="Made example, in the words of a published report")
    register = merge(Register(), made, Day.on(PUBLISHED)).register
    asked = [item for item in register.items if item.area == AREA.identifier and item.under]
    items = tuple(
        _closing(replace(item, id=f"exampleshire-{number:02d}")) for number, item in enumerate(asked, start=1)
    )
    named = {mention.source for item in items for mention in item.mentions}
    return Register(tuple(source for source in register.sources if source.id in named), items)


def _closing(item: Item) -> Item:
    """The item with its measure and owner, and a note of what the measure does not tell."""
    (closes,) = (one for one in _CLOSES if one.asked in item.text)
    note = Event(on=Day.on(PUBLISHED), kind=EventKind.NOTE, text=closes.untold, by=INSPECTOR)
    return replace(item, owner=closes.owner, measure=closes.measure, events=(*item.events, note))

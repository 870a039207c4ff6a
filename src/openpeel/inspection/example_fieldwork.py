"""The fieldwork of the made force's assessment, and a piece to start one's own from: all of it is made up."""

from __future__ import annotations

from datetime import date

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
from openpeel.inspection.evidence.figures import Counted

INSPECTOR = "Alex Sample"
"""Nobody: the made force has a made inspector."""


def an_interview(characteristic: str, on: date) -> Evidence:
    """A piece of fieldwork to start from, which counts for nothing until somebody has weighed it."""
    return Evidence(
        id="example-interview",
        says="What was found, in a sentence that every reader may see",
        basis=Basis.INTERVIEW,
        characteristic=characteristic,
        direction=Direction.NEITHER,
        on=on,
        source=Source(Protection.ROLE_ONLY, who="seen by the inspection team only", role="call handler"),
        reach=Reach(1, None, "call handlers", "place, team or shift"),
        detail="Notes for the inspection team only",
    )


def fieldwork() -> tuple[Evidence, ...]:
    """What the made inspector found, each piece weighed but the last."""

    def weighed(weight: Weight, reason: str) -> Weighing:
        return Weighing(weight=weight, by=INSPECTOR, reason=reason, on=date(2024, 2, 23))

    return (
        Evidence(
            id="calls-listened-to",
            says="In most calls that we listened to, the caller's risk was asked about only after the log was graded",
            basis=Basis.LISTENED_CALL,
            characteristic="4.1",
            direction=Direction.AGAINST,
            on=date(2024, 2, 7),
            source=Source(Protection.ROLE_ONLY, who="Desks 4 to 9, late shift", role="call handlers"),
            reach=Reach(24, None, "calls", "two late shifts and one early shift"),
            figure=Counted(17, 24),
            weighing=weighed(Weight.SOME, "Three shifts of one week, chosen by us and not by the force."),
            findings=(),
        ),
        Evidence(
            id="one-to-ones",
            says="Call handlers said that one-to-one meetings were put off when the room was busy, and not held later",
            basis=Basis.FOCUS_GROUP,
            characteristic="4.3",
            direction=Direction.AGAINST,
            on=date(2024, 2, 8),
            source=Source(Protection.ROLE_ONLY, who="Two groups of six", role="call handlers"),
            reach=Reach(12, 96, "call handlers", "contact centre"),
            weighing=weighed(Weight.SOME, "Both groups said so unasked; the force keeps no list of meetings held."),
            findings=("contact-centre-staff",),
        ),
        Evidence(
            id="staffing-concern",
            says="We were told that training days were cancelled more often than the force's figures show",
            basis=Basis.INTERVIEW,
            characteristic="4.3",
            direction=Direction.AGAINST,
            on=date(2024, 2, 14),
            source=Source(
                Protection.CONFIDENTIAL, who="A member of staff who asked not to be named", role="supervisor"
            ),
            reach=Reach(1, None, "supervisor", "contact centre"),
            weighing=weighed(Weight.LITTLE, "One person, who showed us a diary."),
            detail="The diary names eleven cancelled days between September and January.",
            findings=("contact-centre-staff",),
        ),
        Evidence(
            id="mental-health-practitioners",
            says="A mental health practitioner sat in the control room at every hour at which we came, and was asked "
            "for advice by dispatchers",
            basis=Basis.REALITY_TEST,
            characteristic="4.2",
            direction=Direction.FOR,
            on=date(2024, 2, 9),
            source=Source(Protection.ATTRIBUTED, who="Three unannounced visits", role="control room"),
            reach=Reach(3, None, "visits", "control room, two of them at night"),
            weighing=weighed(Weight.SOME, "Unannounced, at three different hours."),
            findings=("mental-health",),
        ),
        Evidence(
            id="demand-meeting",
            says="The fortnightly performance meeting saw numbers of calls and average waits, not who hung up",
            basis=Basis.OBSERVATION,
            characteristic="4.3",
            direction=Direction.AGAINST,
            on=date(2024, 2, 20),
            source=Source(Protection.ATTRIBUTED, who="Contact performance meeting, 20 February 2024"),
            reach=Reach(1, None, "meeting"),
            weighing=weighed(Weight.LITTLE, "One meeting."),
        ),
        Evidence(
            id="survey-of-callers",
            says="Of callers who answered the force's survey, most said that they had been treated politely",
            basis=Basis.SURVEY,
            characteristic="4.1",
            direction=Direction.FOR,
            on=date(2024, 1, 31),
            source=Source(Protection.ATTRIBUTED, who="The force's survey of callers, January 2024"),
            reach=Reach(212, 4100, "callers"),
            figure=Counted(187, 212),
            weighing=weighed(Weight.LITTLE, "Callers who hung up were not asked."),
        ),
        Evidence(
            id="digital-strategy",
            says="The contact strategy of 2023 names online reporting as a channel, without a time within which "
            "reports are read",
            basis=Basis.DOCUMENT,
            characteristic="4.2",
            direction=Direction.NEITHER,
            on=date(2024, 1, 22),
            source=Source(Protection.ATTRIBUTED, who="Contact strategy 2023 to 2026"),
            reach=Reach(1, None, "document"),
        ),
    )

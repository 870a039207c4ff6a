"""What an audit gives to the argument: evidence on each characteristic of good that its questions bear on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openpeel.inspection.audits.questions import Answer
from openpeel.inspection.audits.results import QuestionResult
from openpeel.inspection.evidence.evidence import (
    Basis,
    Direction,
    Evidence,
    Protection,
    Reach,
    Source,
    Weighing,
)
from openpeel.inspection.evidence.figures import Counted, Estimated, Figure
from openpeel.inspection.evidence.standing import Asked, side_of, standing_of_evidence
from openpeel.language.standards import Standard


def evidence_of_question(
    result: QuestionResult,
    standard: Standard | None,
    asked: Asked,
    *,
    audit: str,
    title: str,
    on: date,
    drawn_from: int,
    weighing: Weighing | None = None,
) -> Evidence | None:
    """What an audit found on a question, which may test a standard.

    None where no case has an answer of yes or no, and where the question bears on no characteristic. ``drawn_from`` is
    how many cases there were. With a standard its side follows from what is ``asked`` of it; without one somebody has
    to say which side it is on. Without ``weighing`` it counts for nothing yet.
    """
    share = result.share
    characteristic = result.question.characteristic if standard is None else standard.characteristic
    if share is None or characteristic is None:
        return None
    yes = result.answers.get(Answer.YES, 0)
    counted = Counted(yes, result.n, drawn_from=drawn_from)
    figure: Figure = counted
    if (counted.interval.low, counted.interval.high) != (share.low, share.high):
        figure = Estimated(share.estimate, share.low, share.high, result.n)  # of a sample that was drawn in strata
    found = Evidence(
        id=f"{audit}-{result.question.id}",
        says=f"Of {result.n:,} cases read in the audit, {yes:,} were found to answer: {result.question.asks}",
        basis=Basis.SAMPLE,
        characteristic=characteristic,
        direction=Direction.NEITHER,
        on=on,
        source=Source(Protection.ATTRIBUTED, who=title),
        reach=Reach(result.n, drawn_from, "cases"),
        figure=figure,
        standard="" if standard is None else standard.id,
        weighing=weighing,
    )
    return replace(found, direction=side_of(standing_of_evidence(found, asked)))

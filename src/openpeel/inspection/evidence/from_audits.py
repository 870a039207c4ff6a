"""What an audit gives: evidence on each standard that its questions test, and people's findings on single cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from openpeel.inspection.audits.questions import Answer, QuestionSet
from openpeel.inspection.audits.results import QuestionResult
from openpeel.inspection.audits.reviews import Review, Settled, final_answers, finished_pairs
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
from openpeel.inspection.evidence.human_verdicts import CaseFinding, HumanVerdict
from openpeel.inspection.evidence.standing import Asked, side_of, standing_of_evidence
from openpeel.language.standards import Standard

FINDS = {
    Answer.YES: CaseFinding.MET,
    Answer.NO: CaseFinding.NOT_MET,
    Answer.CANNOT_TELL: CaseFinding.CANNOT_TELL,
    Answer.NOT_APPLICABLE: CaseFinding.DOES_NOT_APPLY,
}


def evidence_of_question(
    result: QuestionResult,
    standard: Standard,
    asked: Asked,
    *,
    audit: str,
    title: str,
    on: date,
    drawn_from: int,
    weighing: Weighing | None = None,
) -> Evidence | None:
    """What an audit found on a question that tests ``standard``; None where no case has an answer of yes or no.

    ``drawn_from`` is how many cases there were. Its side follows from what is asked of the standard; without
    ``weighing`` it counts for nothing yet.
    """
    share = result.share
    if share is None:
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
        characteristic=standard.characteristic,
        direction=Direction.NEITHER,
        on=on,
        source=Source(Protection.ATTRIBUTED, who=title),
        reach=Reach(result.n, drawn_from, "cases"),
        figure=figure,
        standard=standard.id,
        weighing=weighing,
    )
    return replace(found, direction=side_of(standing_of_evidence(found, asked)))


def findings_of(
    questions: QuestionSet, reviews: Iterable[Review], settled: Iterable[Settled], on: date
) -> Iterator[HumanVerdict]:
    """What people found of each case that two have read, under the standards that the questions test.

    What they still differ on is not there.
    """
    every, how = list(reviews), list(settled)
    final = final_answers(questions, every, how)
    by_case = {(one.case, one.question): one.by for one in how}
    readers = {case: " and ".join(one.reviewer for one in both) for case, both in finished_pairs(every).items()}
    for question in questions.questions:
        if question.standard is None:
            continue
        for case, answer in final[question.id].items():
            yield HumanVerdict(
                standard=question.standard,
                case=case,
                finds=FINDS[answer],
                by=by_case.get((case, question.id), readers[case]),
                on=on,
                why=question.asks,
            )

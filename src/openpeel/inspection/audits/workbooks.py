"""An audit as a workbook: one for each reviewer, to be filled in away from the browser, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from openpeel import spreadsheets
from openpeel.errors import Refused
from openpeel.inspection.audits.prefilled import Suggestion
from openpeel.inspection.audits.questions import Answer, QuestionSet
from openpeel.inspection.audits.reviews import Review

SHEET = "Answers"
LONGEST_REASON = 2000
"""Characters of a reason that are kept at most."""
HEADINGS = {
    "audit": "Of which audit; leave it as it is",
    "case": "The case; leave it as it is",
    "question": "Which question; leave it as it is",
    "asks": "The question in words",
    "by the records": "What the records say, where they say anything: look for yourself",
    "answer": f"One of: {', '.join(Answer)}",
    "reason": "Why, in a few words; needed for 'no' and 'cannot tell'",
}
NEEDS_REASON = (Answer.NO, Answer.CANNOT_TELL)


@dataclass(frozen=True)
class AnswerFault:
    """Why a line cannot be taken."""

    row: int
    says: str


def write_review(
    audit: str,
    questions: QuestionSet,
    cases: Iterable[str],
    by_the_records: Mapping[tuple[str, str], Suggestion],
    review: Mapping[str, Review],
    *,
    fills_in: bool = False,
) -> bytes:
    """The workbook of one reviewer, with the answers so far.

    ``by_the_records`` is what the records suggest, by case and question; with ``fills_in`` it stands as the answer too
    where the reviewer has given none.
    """
    lines = []
    for case in cases:
        own = review.get(case)
        for question in questions.questions:
            answer = own.answers.get(question.id) if own else None
            reason = own.reasons.get(question.id, "") if own else ""
            said = by_the_records.get((case, question.id))
            if fills_in and said and answer is None:
                answer, reason = said.answer, said.words if said.answer in NEEDS_REASON else ""
            words = said.words if said else ""
            lines.append([audit, case, question.id, question.asks, words, answer.value if answer else "", reason])
    return spreadsheets.write_workbook([(SHEET, HEADINGS, lines)])


def read_review(
    audit: str, questions: QuestionSet, cases: Iterable[str], reviewer: str, content: bytes, at: datetime
) -> tuple[list[Review], list[AnswerFault]]:
    """The reviews in a workbook, finished where every question has an answer, and what cannot be taken.

    Raises Refused for a file that is no such workbook, and for one in which nothing is of this audit or none of the
    cases is one of the reviewer's. A line with a fault leaves its question open.
    """
    known, asked = set(cases), {question.id for question in questions.questions}
    answers: dict[str, dict[str, Answer]] = {}
    reasons: dict[str, dict[str, str]] = {}
    faults = []
    lines = list(spreadsheets.lines_of(spreadsheets.read_workbook(content), SHEET, HEADINGS))
    if not any(cells["audit"] == audit and cells["case"] in known for _, cells in lines):
        raise Refused(
            "this workbook is not of your cases of this audit",
            why="answers about other cases would be taken for answers about these",
            mend="take your cases out of this audit, and work on that file",
        )
    for row, cells in lines:
        case, question, said, reason = (cells[name] for name in ("case", "question", "answer", "reason"))
        again = question in answers.get(case, {})
        fault = "this line is of another audit" if cells["audit"] != audit else None
        fault = fault or _fault(case in known, question in asked, said, reason, again)
        if fault:
            faults.append(AnswerFault(row, fault))
        elif said:
            answers.setdefault(case, {})[question] = Answer(said.casefold())
            reasons.setdefault(case, {})[question] = reason
    reviews = [
        Review(case, reviewer, given, reasons[case], at if given.keys() == asked else None)
        for case, given in answers.items()
    ]
    return reviews, faults


def _fault(case_known: bool, question_known: bool, said: str, reason: str, again: bool) -> str | None:
    if not case_known:
        return "this case is not one of yours"
    if not question_known:
        return "there is no such question"
    if said and said.casefold() not in set(Answer):
        return f"answer one of: {', '.join(Answer)}"
    if again:
        return "this question is answered twice for the case"
    if said and Answer(said.casefold()) in NEEDS_REASON and not reason:
        return f"say why, for '{said.casefold()}'"
    if len(reason) > LONGEST_REASON:
        return f"at most {LONGEST_REASON:,} characters of a reason can be kept, and these are {len(reason):,}"
    return None

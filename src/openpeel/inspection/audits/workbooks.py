"""An audit as a workbook: one for each reviewer, to be filled in away from the browser, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from openpeel import spreadsheets
from openpeel.inspection.audits.questions import Answer, QuestionSet
from openpeel.inspection.audits.reviews import Review

SHEET = "Answers"
HEADINGS = {
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
    questions: QuestionSet,
    cases: Iterable[str],
    by_the_records: Mapping[tuple[str, str], str],
    review: Mapping[str, Review],
) -> bytes:
    """The workbook of one reviewer; ``by_the_records`` and ``review`` fill in what is there already, by case."""
    lines = []
    for case in cases:
        own = review.get(case)
        for question in questions.questions:
            answer = own.answers.get(question.id) if own else None
            reason = own.reasons.get(question.id, "") if own else ""
            said = by_the_records.get((case, question.id), "")
            lines.append([case, question.id, question.asks, said, answer.value if answer else "", reason])
    return spreadsheets.write_workbook([(SHEET, HEADINGS, lines)])


def read_review(
    questions: QuestionSet, cases: Iterable[str], reviewer: str, content: bytes, at: datetime
) -> tuple[list[Review], list[AnswerFault]]:
    """The reviews in a workbook, finished where every question has an answer, and what cannot be taken.

    Raises Refused for a file that is no such workbook. A line with a fault leaves its question open.
    """
    known, asked = set(cases), {question.id for question in questions.questions}
    answers: dict[str, dict[str, Answer]] = {}
    reasons: dict[str, dict[str, str]] = {}
    faults = []
    for row, cells in spreadsheets.lines_of(spreadsheets.read_workbook(content), SHEET, HEADINGS):
        case, question, said, reason = (cells[name] for name in ("case", "question", "answer", "reason"))
        fault = _fault(case in known, question in asked, said, reason, question in answers.get(case, {}))
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
    return None

"""What the records say to an audit's questions about a case, with the rows that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpeel.engine.cases import CaseReader, SourceRow
from openpeel.engine.ledger import Ledger
from openpeel.engine.verdicts import Verdict
from openpeel.inspection.audits.questions import Answer, QuestionSet
from openpeel.language.standards import Standard

ANSWER_OF: Mapping[Verdict, Answer] = {
    Verdict.MET: Answer.YES,
    Verdict.LATE: Answer.NO,
    Verdict.OVERDUE: Answer.NO,
    Verdict.EXCUSED: Answer.NOT_APPLICABLE,
    Verdict.UNKNOWN: Answer.CANNOT_TELL,
}
"""The answer that a verdict suggests; a pending case suggests none."""


@dataclass(frozen=True)
class Suggestion:
    """What the records suggest to one question, for the reviewer to confirm or not."""

    question: str
    answer: Answer
    standard: str
    verdict: str
    """The verdict in a word, or that the standard does not apply."""
    rows: tuple[SourceRow, ...]
    """The stored rows from which it follows."""

    @property
    def words(self) -> str:
        """What the records say, in a sentence."""
        return f"The records say: {self.answer.value} (standard {self.standard}: {self.verdict})."


def suggestions(
    questions: QuestionSet, standards: Mapping[str, Standard], ledger: Ledger, cases: CaseReader, unit: int
) -> dict[str, Suggestion]:
    """By question, what the records suggest about a unit; nothing for a question that no standard of the run judges."""
    verdicts = {row.standard: row.verdict for row in ledger.of_unit(unit)}
    judged = {one.id for one in ledger.run.standards}
    found = {}
    for question in questions.questions:
        standard = standards.get(question.standard or "")
        if standard is None or standard.id not in judged:
            continue
        # The ledger has no row where a standard does not apply.
        verdict = verdicts.get(standard.id)
        answer = Answer.NOT_APPLICABLE if verdict is None else ANSWER_OF.get(verdict)
        if answer is not None:
            rows = cases.source_rows(standard.unit, sorted(standard.facts_used()), unit)
            word = "does not apply" if verdict is None else verdict.word
            found[question.id] = Suggestion(question.id, answer, standard.id, word, tuple(rows))
    return found

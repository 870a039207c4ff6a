"""What an audit found: each question's share with its interval of sampling, how far reviewers agree with each other,
and where they and the records differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpeel.inspection.audits.questions import Answer, Question, QuestionSet
from openpeel.inspection.audits.reviews import Review, Settled, final_answers, finished_pairs
from openpeel.inspection.audits.sampling import Sample
from openpeel.statistics.agreement import Agreement, agreement
from openpeel.statistics.intervals import Interval, SpeaksOf, proportion, stratified_proportion

COUNTED = (Answer.YES, Answer.NO)


@dataclass(frozen=True)
class QuestionResult:
    """What was found on one question."""

    question: Question
    answers: Mapping[Answer, int]
    """Answers that stand, of the cases drawn."""
    open: int
    """Cases drawn that have no answer that stands yet."""
    share: Interval | None
    """The share of yes among all cases to which the question applies; None where no case was answered yes or no."""
    agreement: Agreement | None
    """How far the two reviewers agreed before anything was settled; None where none was read by both."""

    @property
    def n(self) -> int:
        """Cases answered yes or no."""
        return sum(self.answers.get(answer, 0) for answer in COUNTED)


@dataclass(frozen=True)
class Contrast:
    """A case on which the reviewers and the records differ."""

    case: str
    question: str
    standard: str
    answer: Answer
    verdict: str


def results(
    questions: QuestionSet, sample: Sample, reviews: Iterable[Review], settled: Iterable[Settled]
) -> list[QuestionResult]:
    """The result of each question, in their order."""
    every = list(reviews)
    final = final_answers(questions, every, settled)
    strata = {case.case: case.stratum for case in sample.cases}
    pairs = finished_pairs(every).values()
    found = []
    for question in questions.questions:
        stands = {case: answer for case, answer in final[question.id].items() if case in strata}
        both = [(one.answers.get(question.id), other.answers.get(question.id)) for one, other, *_ in pairs]
        given = [(one, other) for one, other in both if one is not None and other is not None]
        found.append(
            QuestionResult(
                question=question,
                answers=Counter(stands.values()),
                open=len(sample.cases) - len(stands),
                share=_share(sample, strata, stands),
                agreement=agreement(given, speaks_of=SpeaksOf.SAMPLING) if given else None,
            )
        )
    return found


def _share(sample: Sample, strata: Mapping[str, str], stands: Mapping[str, Answer]) -> Interval | None:
    """The share of yes, each stratum weighted by the cases in it to which the question applies, as far as was drawn."""
    yes, counted, read = Counter[str](), Counter[str](), Counter[str]()
    for case, answer in stands.items():
        read[strata[case]] += 1
        counted[strata[case]] += answer in COUNTED
        yes[strata[case]] += answer is Answer.YES
    with_any = [stratum for stratum in sample.population if counted[stratum]]
    if not with_any:
        return None
    # Of how many cases in the stratum the question applies is itself estimated from those read.
    applies = {one: max(counted[one], round(sample.population[one] * counted[one] / read[one])) for one in with_any}
    if len(with_any) == 1:
        (one,) = with_any
        return proportion(yes[one], counted[one], speaks_of=SpeaksOf.SAMPLING, population=applies[one])
    return stratified_proportion(
        [yes[one] for one in with_any], [counted[one] for one in with_any], [applies[one] for one in with_any]
    )


def contrasts(
    questions: QuestionSet,
    final: Mapping[str, Mapping[str, Answer]],
    verdicts: Mapping[str, Mapping[str, str]],
) -> list[Contrast]:
    """Where an answer that stands and the verdict of the records differ.

    ``verdicts`` has the words of the engine by standard and case. What the records cannot tell differs from no answer.
    """
    found = []
    for question in questions.questions:
        if question.standard is None:
            continue
        by_case = verdicts.get(question.standard, {})
        for case, answer in final.get(question.id, {}).items():
            verdict = by_case.get(case, "not applicable")
            if verdict not in AGREES_WITH[answer]:
                found.append(Contrast(case, question.id, question.standard, answer, verdict))
    return found


_SETTLES_NOTHING = frozenset({"unknown", "pending"})
AGREES_WITH: Mapping[Answer, frozenset[str]] = {
    Answer.YES: _SETTLES_NOTHING | {"met"},
    Answer.NO: _SETTLES_NOTHING | {"late", "overdue"},
    Answer.NOT_APPLICABLE: _SETTLES_NOTHING | {"not applicable", "excused"},
    Answer.CANNOT_TELL: _SETTLES_NOTHING | {"met", "late", "overdue", "excused", "not applicable"},
}
"""The verdicts that do not contradict an answer."""

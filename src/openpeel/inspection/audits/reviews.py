"""Reviews: what each reviewer answered, who may see it, where two differ, and how that was settled.

Two people read each case, and neither sees the other's answers before giving their own. Where they differ a third
settles it, with a reason. Nobody reads a case that they had a part in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from openpeel.errors import Refused
from openpeel.inspection.audits.questions import Answer, QuestionSet

REVIEWERS = 2
"""How many read each case."""


@dataclass(frozen=True)
class Review:
    """What one reviewer answered about one case."""

    case: str
    reviewer: str
    answers: Mapping[str, Answer]
    """By question; a question left open is not in it."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    finished_at: datetime | None = None
    """Naive UTC; None while it is still being worked on."""


@dataclass(frozen=True)
class Settled:
    """How a difference between two reviewers was settled."""

    case: str
    question: str
    answer: Answer
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Difference:
    """A question that two reviewers answered differently about a case, and how it was settled, if it was."""

    case: str
    question: str
    answers: Mapping[str, Answer]
    """By reviewer."""
    settled: Settled | None


def assign(
    cases: Sequence[str], reviewers: Sequence[str], had_a_part: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Two reviewers for each case, evenly; ``had_a_part`` names by case those who may not read it.

    Raises Refused where a case has fewer than two who may.
    """
    load = dict.fromkeys(reviewers, 0)
    given: dict[str, tuple[str, ...]] = {}
    for case in cases:
        barred = set(had_a_part.get(case, ()))
        able = [reviewer for reviewer in load if reviewer not in barred]
        if len(able) < REVIEWERS:
            raise Refused(
                "a case has fewer than two reviewers who had no part in it",
                where=f"case {case}",
                mend="name another reviewer from elsewhere in the force",
            )
        chosen = sorted(able, key=lambda reviewer: (load[reviewer], reviewer))[:REVIEWERS]
        for reviewer in chosen:
            load[reviewer] += 1
        given[case] = tuple(chosen)
    return given


def visible_to(reviewer: str, reviews: Iterable[Review]) -> list[Review]:
    """The reviews that a reviewer may see: their own, and the other's of a case that they have finished themselves."""
    every = list(reviews)
    finished = {review.case for review in every if review.reviewer == reviewer and review.finished_at is not None}
    return [review for review in every if review.reviewer == reviewer or review.case in finished]


def differences(questions: QuestionSet, reviews: Iterable[Review], settled: Iterable[Settled]) -> list[Difference]:
    """Where finished reviews of one case differ, in the order of cases and questions."""
    how = {(one.case, one.question): one for one in settled}
    found = []
    for case, both in finished_pairs(reviews).items():
        for question in questions.questions:
            answers = {review.reviewer: review.answers[question.id] for review in both if question.id in review.answers}
            if len(set(answers.values())) > 1:
                found.append(Difference(case, question.id, answers, how.get((case, question.id))))
    return found


def finished_pairs(reviews: Iterable[Review]) -> dict[str, list[Review]]:
    """The cases that two reviewers have finished, with both reviews."""
    by_case: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        if review.finished_at is not None:
            by_case[review.case].append(review)
    return {case: both for case, both in sorted(by_case.items()) if len(both) >= REVIEWERS}


def final_answers(
    questions: QuestionSet, reviews: Iterable[Review], settled: Iterable[Settled]
) -> dict[str, dict[str, Answer]]:
    """By question and case, what stands: what both answered, or what was settled; nothing where that is still open."""
    every = list(reviews)
    how = {(one.case, one.question): one.answer for one in settled}
    final: dict[str, dict[str, Answer]] = {question.id: {} for question in questions.questions}
    for case, both in finished_pairs(every).items():
        for question in questions.questions:
            answers = {review.answers.get(question.id) for review in both}
            if (case, question.id) in how:
                final[question.id][case] = how[case, question.id]
            elif len(answers) == 1 and (answer := answers.pop()) is not None:
                final[question.id][case] = answer
    return final

"""What an audit asks of each case: question sets, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from openpeel.errors import Refused
from openpeel.language.spelling import near


class Answer(StrEnum):
    """What a reviewer may answer."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Question:
    """One question, answered by yes where the case was handled well."""

    id: str
    section: str
    asks: str
    guidance: str = ""
    standard: str | None = None
    """The standard that judges the same of every record, where there is one."""
    characteristic: str | None = None
    """The characteristic of good that it bears on, where no standard says so."""


@dataclass(frozen=True)
class QuestionSet:
    """The questions of one kind of audit, in the order in which they are asked."""

    id: str
    title: str
    version: str
    unit: str
    about: str
    source: str
    questions: tuple[Question, ...]

    def question(self, identifier: str) -> Question:
        """The question of that identifier. Raises KeyError where there is none."""
        return next(question for question in self.questions if question.id == identifier)


@cache
def question_sets() -> dict[str, QuestionSet]:
    """The question sets that ship, by identifier."""
    found = {}
    for file in sorted(files(__package__).joinpath("question_sets").iterdir(), key=lambda one: one.name):
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        questions = tuple(Question(**question) for question in read.pop("questions"))
        found[read["id"]] = QuestionSet(**read, questions=questions)
    return found


def question_set(identifier: str) -> QuestionSet:
    """The question set of that identifier. Raises Refused, with the nearest, where there is none."""
    known = question_sets()
    if identifier not in known:
        advice = near(identifier, known)
        raise Refused(
            f"there are no questions called '{identifier}'",
            mend=f"did you mean {advice}?" if advice else f"there are: {', '.join(known)}",
        )
    return known[identifier]

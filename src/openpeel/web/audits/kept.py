"""Audits as the journal keeps them, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest

from openpeel.inspection.audits.questions import Answer, QuestionSet, question_set
from openpeel.inspection.audits.reviews import Review, Settled, differences, finished_pairs
from openpeel.inspection.audits.sampling import Drawn, Sample, Way
from openpeel.web.accounts.models import signed_in
from openpeel.web.journal import entries as journal
from openpeel.web.permissions import scope_of

AUDITS, REVIEWS = "audits", "audit-reviews"


@dataclass(frozen=True)
class AuditCase:
    """A case of an audit: what it is called, its row in the records, who reads it."""

    number: int
    """Its place in the order of reading, from 1."""
    reference: str
    unit: int
    stratum: str
    reviewers: tuple[str, ...]


@dataclass(frozen=True)
class Closed:
    """That an audit is finished: what it found stands."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Audit:
    """An audit."""

    entry: journal.Entry
    questions: QuestionSet
    sample: Sample
    cases: tuple[AuditCase, ...]
    settled: tuple[Settled, ...]
    closed: Closed | None
    """None while it is being worked on."""

    @property
    def id(self) -> str:
        """Its name in addresses."""
        return self.entry.entry

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.entry.data["title"])

    @property
    def force(self) -> str:
        """The force whose cases it reads."""
        return str(self.entry.data["force"])

    @property
    def run(self) -> str:
        """The run whose cases were drawn."""
        return str(self.entry.data["run"])

    @property
    def by_row(self) -> int:
        """Cases drawn from that are named by their row."""
        return int(self.entry.data.get("by_row", 0))

    def case(self, number: int) -> AuditCase:
        """The case of that place. Raises Http404 where there is none."""
        if not 1 <= number <= len(self.cases):
            raise Http404("the audit has no such case")
        return self.cases[number - 1]

    def case_called(self, reference: str) -> AuditCase:
        """The case that people call by a reference."""
        return next(case for case in self.cases if case.reference == reference)


def audits_for(request: HttpRequest) -> list[Audit]:
    """The audits of the person's forces, newest first."""
    scope = scope_of(signed_in(request))
    found = [_audit(entry) for entry in journal.current(AUDITS).values()]
    return [one for one in reversed(found) if scope.narrowed({one.force})]


def closed_audits(force: str) -> list[tuple[Audit, Closed]]:
    """The audits of a force that are closed, oldest first."""
    found = [_audit(entry) for entry in journal.current(AUDITS).values() if entry.data["force"] == force]
    return [(one, one.closed) for one in found if one.closed is not None]


def audit_for(request: HttpRequest, identifier: str) -> Audit:
    """An audit of the person's forces. Raises Http404 where there is none."""
    entry = journal.latest(AUDITS, identifier)
    if entry is None or not scope_of(signed_in(request)).narrowed({entry.data["force"]}):
        raise Http404("there is no such audit among those that you may see")
    return _audit(entry)


def as_data(
    *,
    title: str,
    force: str,
    run: str,
    population: str,
    questions: QuestionSet,
    sample: Sample,
    units: Mapping[str, int],
    reviewers: Mapping[str, tuple[str, ...]],
    by_row: int,
) -> dict[str, Any]:
    """A new audit as the journal keeps it; ``units`` and ``reviewers`` by case."""
    return {
        "title": title,
        "force": force,
        "run": run,
        "population": population,
        "questions": questions.id,
        "version": questions.version,
        "way": sample.way.value,
        "seed": sample.seed,
        "strata": dict(sample.population),
        "drawn_from": sample.drawn_from,
        "by_row": by_row,
        "cases": [
            {
                "id": one.case,
                "stratum": one.stratum,
                "unit": units[one.case],
                "reviewers": list(reviewers[one.case]),
            }
            for one in sample.cases
        ],
        "settled": {},
    }


def reviews_of(audit: Audit) -> list[Review]:
    """Every review of an audit, finished or not."""
    return [_review(one.data) for one in journal.current(REVIEWS).values() if one.data["audit"] == audit.id]


def review_by(audit: Audit, case: AuditCase, reviewer: str) -> tuple[Review | None, int]:
    """A person's review of a case, and the number of its revision; None and 0 where it is not begun."""
    entry = journal.latest(REVIEWS, _review_id(audit, case, reviewer))
    return (None, 0) if entry is None else (_review(entry.data), entry.number)


def keep_review(audit: Audit, review: Review, base: int) -> journal.Saved | journal.Conflict:
    """Keep a review as its author's."""
    data = {
        "audit": audit.id,
        "case": review.case,
        "reviewer": review.reviewer,
        "answers": {question: answer.value for question, answer in review.answers.items()},
        "reasons": {question: reason for question, reason in review.reasons.items() if reason},
        "finished_at": None if review.finished_at is None else review.finished_at.replace(tzinfo=UTC).isoformat(),
    }
    entry = _review_id(audit, audit.case_called(review.case), review.reviewer)
    return journal.save(register=REVIEWS, entry=entry, data=data, base=base, by=review.reviewer)


def keep_settled(audit: Audit, settled: Settled) -> bool:
    """Keep how a difference was settled; False where somebody settled the same otherwise meanwhile."""
    data = dict(audit.entry.data)
    own = {
        "answer": settled.answer.value,
        "by": settled.by,
        "reason": settled.reason,
        "at": settled.at.replace(tzinfo=UTC).isoformat(),
    }
    name = f"{settled.case} {settled.question}"
    data["settled"] = {**data.get("settled", {}), name: own}
    saved = journal.save(
        register=AUDITS, entry=audit.id, data=data, base=audit.entry.number, by=settled.by, why="difference settled"
    )
    return isinstance(saved, journal.Saved)


def keep_closed(audit: Audit, closed: Closed) -> bool:
    """Close an audit; False where somebody changed it meanwhile."""
    data = {**audit.entry.data, "closed": {"by": closed.by, "at": closed.at.replace(tzinfo=UTC).isoformat()}}
    saved = journal.save(
        register=AUDITS, entry=audit.id, data=data, base=audit.entry.number, by=closed.by, why="audit closed"
    )
    return isinstance(saved, journal.Saved)


def still_open(audit: Audit, reviews: Sequence[Review]) -> list[str]:
    """What has to be done before an audit can be closed, in words."""
    unread = len(audit.cases) - len(finished_pairs(reviews))
    unsettled = sum(one.settled is None for one in differences(audit.questions, reviews, audit.settled))
    said = [
        f"{unread} {'case has' if unread == 1 else 'cases have'} not been read by both reviewers",
        f"{unsettled} {'difference is' if unsettled == 1 else 'differences are'} not settled",
    ]
    return [words for number, words in zip((unread, unsettled), said, strict=True) if number]


def _review_id(audit: Audit, case: AuditCase, reviewer: str) -> str:
    return f"{audit.id} {case.number} {reviewer}"


def _audit(entry: journal.Entry) -> Audit:
    data = entry.data
    sample = Sample(
        Way(data["way"]),
        data["seed"],
        tuple(Drawn(one["id"], one["stratum"]) for one in data["cases"]),
        data["strata"],
        data["drawn_from"],
    )
    cases = tuple(
        AuditCase(number, one["id"], one["unit"], one["stratum"], tuple(one["reviewers"]))
        for number, one in enumerate(data["cases"], start=1)
    )
    closed = Closed(data["closed"]["by"], _moment(data["closed"]["at"])) if data.get("closed") else None
    return Audit(entry, question_set(data["questions"]), sample, cases, tuple(_settled(data)), closed)


def _settled(data: Mapping[str, Any]) -> list[Settled]:
    found = []
    for name, one in data.get("settled", {}).items():
        case, _, question = name.rpartition(" ")
        found.append(Settled(case, question, Answer(one["answer"]), one["by"], one["reason"], _moment(one["at"])))
    return found


def _review(data: Mapping[str, Any]) -> Review:
    return Review(
        data["case"],
        data["reviewer"],
        {question: Answer(answer) for question, answer in data["answers"].items()},
        data["reasons"],
        None if data["finished_at"] is None else _moment(data["finished_at"]),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)

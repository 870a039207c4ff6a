"""Drawing the sample of a new audit from the cases that the newest run judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from openpeel.engine.case_lists import CaseLists, ListedCase
from openpeel.engine.case_questions import Question as Asked
from openpeel.engine.verdicts import Verdict
from openpeel.errors import Refused
from openpeel.inspection.audits.questions import QuestionSet
from openpeel.inspection.audits.reviews import assign
from openpeel.inspection.audits.sampling import Candidate, Sample, Way, draw
from openpeel.web.accounts.models import User

NO_REFERENCE = "no reference"


@dataclass(frozen=True)
class DrawnAudit:
    """A sample with what an audit needs of it."""

    sample: Sample
    units: dict[str, int]
    reviewers: dict[str, tuple[str, ...]]
    run: str
    by_row: int
    """Cases drawn from that are named by their row, having no reference of their own."""


def draw_audit(
    lists: CaseLists,
    questions: QuestionSet,
    *,
    force: str,
    standard: str,
    since: datetime | None,
    until: datetime | None,
    size: int,
    way: Way,
    seed: int,
    reviewers: list[User],
) -> DrawnAudit:
    """Draw from the cases to which ``standard`` applies, that fell due in a period (naive UTC).

    A case is in doubt where the records cannot settle one of the questions, or where some say yes and others no.
    Nobody is given a case of a team of theirs. Raises Refused where there is nothing to draw from, and where a case
    would have fewer than two reviewers.
    """
    cases = lists.rows(Asked(standards=(standard,), force=force, due_from=since, due_before=until, sort="case"))
    by_name = named(cases)
    doubtful = _in_doubt(lists, questions, force, {(one.kind, one.row.unit) for one in by_name.values()})
    candidates = [
        Candidate(name, one.row.owner or "no team", one.row.unit in doubtful) for name, one in by_name.items()
    ]
    sample = draw(candidates, size, way, seed)
    chosen = {one.case: by_name[one.case] for one in sample.cases}
    had_a_part = {
        name: [person.name for person in reviewers if _had_a_part(person, one)] for name, one in chosen.items()
    }
    given = assign(list(chosen), [person.name for person in reviewers], had_a_part)
    first = next(iter(chosen.values()))
    run = lists.run_of(first.kind, first.row.unit)
    if run is None:
        raise Refused("these cases are of no run that can be read", mend="evaluate the records anew")
    by_row = sum(name != one.reference for name, one in by_name.items())
    return DrawnAudit(sample, {name: one.row.unit for name, one in chosen.items()}, given, run.id, by_row)


def named(cases: Iterable[ListedCase]) -> dict[str, ListedCase]:
    """The cases by a name that each has alone: its reference, or its row where it has none or shares it with another.

    None is left out, so that what a sample says is said of all of them.
    """
    every = list(cases)
    shared = Counter(one.reference for one in every)
    return {
        one.reference
        if one.reference and shared[one.reference] == 1
        else f"{one.reference or NO_REFERENCE}, row {one.row.unit}": one
        for one in every
    }


def reference_of(name: str, unit: int) -> str:
    """What people call a case that :func:`named` named; empty where it has no reference."""
    reference = name.removesuffix(f", row {unit}")
    return "" if reference == NO_REFERENCE else reference


def _had_a_part(person: User, case: ListedCase) -> bool:
    return case.row.owner is not None and case.row.owner in person.teams


def _in_doubt(lists: CaseLists, questions: QuestionSet, force: str, units: set[tuple[str, int]]) -> set[int]:
    standards = tuple(question.standard for question in questions.questions if question.standard)
    verdicts: dict[int, set[Verdict]] = {}
    for one in lists.rows(Asked(standards=standards, force=force)):
        if (one.kind, one.row.unit) in units:
            verdicts.setdefault(one.row.unit, set()).add(one.row.verdict)
    short = {Verdict.LATE, Verdict.OVERDUE}
    return {
        unit for unit, found in verdicts.items() if Verdict.UNKNOWN in found or (found & short and Verdict.MET in found)
    }

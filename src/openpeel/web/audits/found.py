"""What closed audits give to the argument of an area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openpeel import library
from openpeel.inspection.argument.rule import rule_on
from openpeel.inspection.audits.results import results
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.evidence.from_audits import evidence_of_question
from openpeel.inspection.evidence.standing import asked_of
from openpeel.language.framework import CHARACTERISTICS, Area
from openpeel.language.periods import london_day
from openpeel.web.audits import kept


def found_by_audits(force: str, area: Area, since: date) -> Iterator[Evidence]:
    """What the audits of a force found that were closed on ``since`` or later, as far as it bears on an area.

    Nobody has weighed it: that is for those who keep fieldwork.
    """
    for audit, closed in kept.closed_audits(force):
        on = london_day(closed.at)
        if on < since:
            continue
        for result in results(audit.questions, audit.sample, kept.reviews_of(audit), audit.settled):
            standard = library.standards().get(result.question.standard or "")
            found = evidence_of_question(
                result,
                standard,
                asked_of(standard.targets if standard else (), on, rule_on(on).without_target),
                audit=f"A-{audit.id[:8]}",
                title=f"Audit: {audit.title}",
                on=on,
                drawn_from=sum(audit.sample.population.values()),
            )
            if found is not None and CHARACTERISTICS[found.characteristic].area is area:
                yield found

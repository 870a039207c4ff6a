"""A chapter from made tallies, months and the made force's assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tests.inspection.dossiers import a_dossier

from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Reason
from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.closure.readings import Reading
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.example import example_assessment, with_judgment
from openpeel.inspection.published_report.deadlines import add_months
from openpeel.reports.chapter.contents import Chapter
from openpeel.reports.chapter.writing import chapter

TALLIES: Mapping[str, Tally] = {
    "calls-999-answered": Tally(met=1092, late=216, overdue=40, excused=20),
    "thrive-at-outset": Tally(
        met=728, late=428, overdue=624, unknown=172, unknown_due=172, reasons={Reason.NOT_COVERED: 172}
    ),
}
MONTHS = [Reading(add_months(date(2022, 8, 1), n), 60 + n, 150, 4 if n == 12 else 0) for n in range(20)]


def readings_of(standard: str) -> Sequence[Reading]:
    """The months of every standard, alike."""
    return MONTHS


def made_dossier(tallies: Mapping[str, Tally] = TALLIES, assessment: Assessment | None = None) -> Dossier:
    """The made force's case, judged by its made inspector."""
    entered = assessment or example_assessment()
    return a_dossier(tallies, with_judgment(a_dossier(tallies, entered)))


def made_chapter(
    audience: Audience = Audience.PUBLIC,
    tallies: Mapping[str, Tally] = TALLIES,
    assessment: Assessment | None = None,
) -> Chapter:
    """The made force's chapter."""
    return chapter(made_dossier(tallies, assessment), audience, readings_of)

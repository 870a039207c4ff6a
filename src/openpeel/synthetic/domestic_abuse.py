"""Domestic abuse: the assessment of risk, and its review by a supervisor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from numpy.random import Generator

from openpeel.records.domestic_abuse import RiskAssessments
from openpeel.records.incidents import Incidents
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.marac import consider
from openpeel.synthetic.occurrence import SETTLED
from openpeel.synthetic.organisation import response_officers
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import days, minutes, pick


@dataclass(frozen=True)
class Assessment:
    """An incident of domestic abuse, and the grade of risk that an assessment will find."""

    report: Report
    level: str
    is_settled: bool

    @property
    def stands(self) -> bool:
        """True if the log is flagged as domestic abuse and was not cancelled."""
        return self.report.cancelled_at is None and self.report.occurrence.is_domestic_abuse is True

    @property
    def start(self) -> datetime:
        """When an officer, or failing that the call handler, could first assess."""
        return self.report.attended_at or self.report.reported_at


def assessed_within_hours(dice: Generator, case: Assessment) -> Deed:
    """A DASH was completed within a few hours of the first contact."""
    return Deed(Fate.IN_TIME, (_assessment(dice, case, case.start + minutes(dice, 30, 300)),))


def no_assessment_after_a_verbal_argument(dice: Generator, case: Assessment) -> Deed:
    """No DASH was completed, since it was 'only' a verbal argument.

    Report, line 509: ‘does not complete a DASH risk assessment for all reported incidents’.
    """
    return Deed(Fate.NOT_DONE)


def no_assessment(dice: Generator, case: Assessment) -> Deed:
    """No DASH was completed, without any reason to be seen.

    Report, line 499: ‘carry out a risk assessment for every incident of domestic abuse’.
    """
    return Deed(Fate.NOT_DONE)


def assessed_days_later(dice: Generator, case: Assessment) -> Deed:
    """A DASH was completed five to twenty days after the first contact.

    Report, line 499: ‘without delay’.
    """
    return Deed(Fate.LATE, (_assessment(dice, case, case.start + days(dice, 5, 20)),))


def entered_three_weeks_later_and_dated_back(dice: Generator, case: Assessment) -> Deed:
    """A DASH is dated to the day of the incident, and was entered three weeks later.

    Report, line 505: ‘effectively supervised, quality assured and checked for compliance’.
    """
    completed = case.start + minutes(dice, 60, 300)
    return Deed(Fate.IN_TIME, (_assessment(dice, case, completed, completed + days(dice, 20.5, 22.5)),))


def log_cancelled(dice: Generator, case: Assessment) -> Deed:
    """The log was cancelled as a duplicate, and no DASH was completed."""
    return Deed(Fate.EXCUSED)


def flag_left_blank(dice: Generator, case: Assessment) -> Deed:
    """Nobody knows: the log does not say whether it was domestic abuse, and no DASH was completed.

    Report, line 344: ‘or always record that a victim is vulnerable’.
    """
    return Deed(Fate.CANNOT_TELL)


def _assessment(dice: Generator, case: Assessment, completed: datetime, entered: datetime | None = None) -> Row:
    officer = response_officers(dice, completed, case.report.occurrence.district)[0]
    return row(
        RiskAssessments,
        entered_at=entered,
        assessment_id=f"DASH-{case.report.incident_id[4:]}",
        incident_id=case.report.incident_id,
        completed_at=completed,
        instrument="dash",
        risk_level=case.level,
        officer_id=officer,
        supervised_at=None,
    )


def _usual(case: Assessment) -> bool:
    return case.stands and case.is_settled and case.level != "high"


ASSESSING = Matter(
    "assessing the risk of domestic abuse",
    (
        Scenario(log_cancelled, 1, lambda case: case.report.cancelled_at is not None),
        Scenario(flag_left_blank, 1, lambda case: case.report.occurrence.is_domestic_abuse is None),
        Scenario(assessed_within_hours, 80, lambda case: case.stands),
        Scenario(
            no_assessment_after_a_verbal_argument, 90, lambda case: _usual(case) and case.report.occurrence.is_verbal
        ),
        Scenario(no_assessment, 4, lambda case: _usual(case) and not case.report.occurrence.is_verbal),
        Scenario(assessed_days_later, 9, _usual),
        Scenario(entered_three_weeks_later_and_dated_back, 4, _usual),
    ),
)


@dataclass(frozen=True)
class Review:
    """A risk assessment that a supervisor should review."""

    assessment: Row
    completed: datetime
    is_settled: bool


def reviewed_the_same_day(dice: Generator, case: Review) -> Deed:
    """A supervisor reviewed the assessment within twelve hours."""
    return _reviewed(case, case.completed + minutes(dice, 20, 700), Fate.IN_TIME)


def not_reviewed(dice: Generator, case: Review) -> Deed:
    """No supervisor reviewed the assessment.

    Report, line 505: ‘effectively supervised’.
    """
    return _reviewed(case, None, Fate.NOT_DONE)


def _reviewed(case: Review, moment: datetime | None, fate: Fate) -> Deed:
    return Deed(fate, (changed(case.assessment, supervised_at=moment),))


REVIEWING = Matter(
    "reviewing an assessment of the risk of domestic abuse",
    (Scenario(reviewed_the_same_day, 75), Scenario(not_reviewed, 25, lambda case: case.is_settled)),
)


def safeguard(dice: Generator, book: Book, reports: Sequence[Report]) -> None:
    """Assess, review and consider each report of domestic abuse."""
    concerned = [report for report in reports if report.occurrence.is_domestic_abuse is not False]
    levels = _levels(dice, book, concerned)
    consider(dice, book, concerned, levels)


def _levels(dice: Generator, book: Book, reports: Sequence[Report]) -> dict[str, str]:
    """Assess each report; the grade of risk where there is an assessment, by incident."""
    settled = book.period.until(SETTLED)
    cases = [
        Assessment(report, pick(dice, ("standard", "medium", "high"), (58, 31, 11)), report.reported_at in settled)
        for report in reports
    ]
    levels: dict[str, str] = {}
    assessments = []
    for case, scenario in ASSESSING.deal(dice, cases):
        deed = scenario.play(dice, case)
        if deed.rows and deed.rows[0].entered_at >= book.period.ends:
            deed = Deed(Fate.NOT_YET)
        book.write([], [ASSESSING.truth(scenario, (Incidents, case.report.incident_id), deed)])
        if deed.rows:
            levels[case.report.incident_id] = case.level
            assessments.append(Review(deed.rows[0], deed.rows[0].began, deed.rows[0].began in settled))
    for review, scenario_ in REVIEWING.deal(dice, assessments):
        deed = scenario_.play(dice, review)
        reviewed = deed.rows[0].moment("supervised_at")
        if reviewed is not None and reviewed >= book.period.ends:
            deed = Deed(Fate.NOT_YET, deed.rows)
        book.write(deed.rows, [REVIEWING.truth(scenario_, deed.rows[0], Deed(deed.fate))])
    return levels

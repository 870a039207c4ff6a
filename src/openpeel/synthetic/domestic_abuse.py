"""Domestic abuse: who is abused how often, the assessment of risk, its review, and consideration for a MARAC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.incidents import Incidents
from openpeel.synthetic.contact import SETTLED, Occurrence, Report
from openpeel.synthetic.organisation import DISTRICTS, person, response_officers
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, Truth, changed, row
from openpeel.synthetic.times import Period, arrivals, days, minutes, pick

YEAR = timedelta(days=365)

NATIONAL = "considering a MARAC, by the national recommendation"
"""At high risk, or at the third incident in 12 months (report, line 518)."""
OWN_POLICY = "considering a MARAC, by the force's own policy"
"""At high risk, or at the fifth incident in 12 months (report, line 518)."""


def occurrences(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    """About ``count`` incidents of domestic abuse: most victims once, some again and again."""
    victims = iter(range(1_000_000, 2_000_000))
    found: list[Occurrence] = []
    for incidents, gap, share in ((5, (25.0, 70.0), 0.024), (3, (25.0, 60.0), 0.02), (2, (15.0, 300.0), 0.06)):
        found += _repeated(dice, period, max(2, round(share * count)), incidents, gap, victims)
    found += _repeated(dice, period, max(2, round(0.008 * count)), 3, (215.0, 290.0), victims)
    singles = max(40, count - len(found))
    for number, moment in enumerate(arrivals(dice, singles, period)):
        cancelled = number % 41 == 7
        unflagged = number % 97 == 20
        unlinked = number % 53 == 30
        found.append(
            _occurrence(
                dice,
                moment,
                None if unlinked else next(victims),
                person(next(victims)),
                flag=None if unflagged else True,
                is_cancelled=cancelled and not unflagged and not unlinked,
            )
        )
    return found


def _repeated(
    dice: Generator, period: Period, victims: int, incidents: int, gap: tuple[float, float], numbers: Iterator[int]
) -> list[Occurrence]:
    found = []
    room = timedelta(days=gap[1] * (incidents - 1)) + SETTLED
    for start in arrivals(
        dice, victims, Period(period.begins, max(period.begins + timedelta(days=8), period.ends - room))
    ):
        victim, suspect = next(numbers), person(next(numbers))
        moment = start
        for _ in range(incidents):
            found.append(_occurrence(dice, moment, victim, suspect, flag=True))
            # Whole days keep the hour of the day, and stay clear of the hour that comes twice.
            moment += timedelta(days=round(dice.uniform(*gap)), minutes=int(dice.integers(1, 50)))
    return found


def _occurrence(
    dice: Generator,
    moment: datetime,
    victim: int | None,
    suspect: str,
    *,
    flag: bool | None,
    is_cancelled: bool = False,
) -> Occurrence:
    verbal = bool(dice.random() < 0.3)
    return Occurrence(
        reported=moment,
        opening="DOM-INCIDENT",
        closing="CANCELLED - DUPLICATE" if is_cancelled else "DOM-VERBAL" if verbal else "DOM-ABUSE",
        grade=pick(dice, ("emergency", "priority", "scheduled"), (38, 55, 7)),
        district=pick(dice, DISTRICTS, (3, 4, 3)),
        victim=None if victim is None else person(victim),
        suspect=suspect,
        is_domestic_abuse=flag,
        is_verbal=verbal,
        is_cancelled=is_cancelled,
    )


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


@dataclass(frozen=True)
class Consideration:
    """An incident at which a victim should be considered for a MARAC."""

    report: Report
    nth: int
    """Which of the victim's incidents in the last 365 days it is."""
    is_high: bool


def considered_with_a_reason(dice: Generator, case: Consideration) -> Deed:
    """A referral was considered within two days, and the reason is recorded."""
    return Deed(Fate.IN_TIME, (_considered(dice, case, days(dice, 0.5, 2), True),))


def not_considered_at_the_third_or_fourth_incident(dice: Generator, case: Consideration) -> Deed:
    """No referral was considered at the third or fourth incident in twelve months, as the force waits for the fifth.

    Report, line 518: ‘a MARAC referral should be considered after 3 incidents in 12 months’.
    """
    return Deed(Fate.NOT_DONE)


def not_considered_at_the_fifth_incident(dice: Generator, case: Consideration) -> Deed:
    """No referral was considered at the fifth incident in twelve months, against the force's own policy.

    Report, line 518: ‘unless they are high risk in themselves or are the fifth incident in a 12-month period’.
    """
    return Deed(Fate.NOT_DONE)


def not_considered_at_high_risk(dice: Generator, case: Consideration) -> Deed:
    """No referral was considered although the risk was assessed as high.

    Report, line 518: ‘or if an incident is assessed as high risk’.
    """
    return Deed(Fate.NOT_DONE)


def considered_without_a_reason(dice: Generator, case: Consideration) -> Deed:
    """A referral was considered and refused, and no reason is recorded.

    Report, line 502: ‘focused on actions to reduce risk’.
    """
    return Deed(Fate.NOT_DONE, (_considered(dice, case, days(dice, 0.5, 2), False),))


def considered_two_months_later(dice: Generator, case: Consideration) -> Deed:
    """A referral was considered only two months after the incident.

    Report, line 95: ‘have continued to remain at risk’.
    """
    return Deed(Fate.LATE, (_considered(dice, case, days(dice, 57, 66), True),))


def _considered(dice: Generator, case: Consideration, wait: timedelta, with_reason: bool) -> Row:
    referred = with_reason and bool(dice.random() < 0.7)
    return row(
        MaracConsiderations,
        consideration_id=f"MARAC-{case.report.incident_id[4:]}",
        incident_id=case.report.incident_id,
        considered_at=case.report.reported_at + wait,
        decision="referred" if referred else "not referred",
        reason_recorded=with_reason,
    )


def _third_or_fourth(case: Consideration) -> bool:
    return case.nth in (3, 4) and not case.is_high


CONSIDERING = Matter(
    NATIONAL,
    (
        Scenario(considered_with_a_reason, 1, lambda case: not _third_or_fourth(case)),
        Scenario(not_considered_at_the_third_or_fourth_incident, 1, _third_or_fourth),
        Scenario(not_considered_at_the_fifth_incident, 0.3, lambda case: case.nth >= 5 and not case.is_high),
        Scenario(not_considered_at_high_risk, 0.15, lambda case: case.is_high and case.nth < 3),
        Scenario(considered_without_a_reason, 0.1, lambda case: case.is_high),
        Scenario(considered_two_months_later, 0.08, lambda case: case.is_high),
    ),
)
"""Only the incidents of the last 35 days are all considered in time, so that none is merely pending."""


def safeguard(dice: Generator, book: Book, reports: Sequence[Report]) -> None:
    """Assess, review and consider each report of domestic abuse."""
    concerned = [report for report in reports if report.occurrence.is_domestic_abuse is not False]
    levels = _levels(dice, book, concerned)
    _consider(dice, book, concerned, levels)


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


def _consider(dice: Generator, book: Book, reports: Sequence[Report], levels: dict[str, str]) -> None:
    settled = book.period.until(timedelta(days=80))
    history: dict[str, list[datetime]] = {}
    cases = []
    for report in reports:
        if report.cancelled_at is not None:
            continue
        victim, flagged = report.occurrence.victim, report.occurrence.is_domestic_abuse is True
        before = [] if victim is None else history.setdefault(victim, [])
        nth = 1 + sum(report.reported_at - earlier <= YEAR for earlier in before)
        if flagged:
            before.append(report.reported_at)
        level = levels.get(report.incident_id)
        case = Consideration(report, nth, level == "high")
        certain = (
            level is not None and victim is not None and flagged and report.reported_at - YEAR >= book.period.begins
        )
        if flagged and (case.is_high or nth >= 3):
            cases.append((case, certain))
        elif not certain:
            why = _why_not_certain(level, victim, flagged)
            book.write([], [_unknown(NATIONAL, report, why), _unknown(OWN_POLICY, report, why)])
        elif len(before) >= 3:
            book.write([], [_not_concerned(NATIONAL, report), _not_concerned(OWN_POLICY, report)])
    recent = [(case, certain) for case, certain in cases if case.report.reported_at not in settled]
    dealt = list(CONSIDERING.deal(dice, [case for case, _ in cases if case.report.reported_at in settled]))
    dealt += [(case, CONSIDERING.scenarios[0]) for case, _ in recent]
    certainty = {case.report.incident_id: certain for case, certain in cases}
    for case, scenario in dealt:
        deed = scenario.play(dice, case)
        if deed.rows and deed.rows[0].entered_at >= book.period.ends:
            deed = Deed(Fate.NOT_YET)
        truth = CONSIDERING.truth(scenario, (Incidents, case.report.incident_id), deed)
        book.write(deed.rows, [truth])
        if case.is_high or case.nth >= 5:
            book.write([], [_by_own_policy(truth)])
        elif not certainty[case.report.incident_id]:
            why = _why_not_certain(levels.get(case.report.incident_id), case.report.occurrence.victim, True)
            book.write([], [_unknown(OWN_POLICY, case.report, why)])


def _by_own_policy(truth: Truth) -> Truth:
    return Truth(OWN_POLICY, truth.scenario, truth.table, truth.key, truth.fate, truth.what, truth.entered_at)


def _unknown(matter: str, report: Report, why: tuple[str, str]) -> Truth:
    return Truth(matter, why[0], Incidents.name, report.incident_id, Fate.CANNOT_TELL, why[1])


def _why_not_certain(level: str | None, victim: str | None, flagged: bool) -> tuple[str, str]:
    if not flagged:
        return "flag left blank", "Nobody knows: the log does not say whether it was domestic abuse"
    if victim is None:
        return "victim not linked", "Nobody knows how often the victim was abused: no person is linked to the log"
    if level is None:
        return "risk not assessed", "Nobody knows whether the risk was high: it was not assessed"
    return "records do not reach back", "Nobody knows how many incidents there were in the twelve months before"


def _not_concerned(matter: str, report: Report) -> Truth:
    return Truth(
        matter,
        "third incident in sixteen months",
        Incidents.name,
        report.incident_id,
        Fate.NOT_CONCERNED,
        "The victim's third incident, but not the third in twelve months, and not at high risk",
    )

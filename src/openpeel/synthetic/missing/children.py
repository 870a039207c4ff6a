"""People who go missing, most of them children: how the log calls it, what is done to find them, and their return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from numpy.random import Generator

from openpeel.records.first_contact import LogEntries
from openpeel.records.incidents import Incidents
from openpeel.records.missing_people import (
    ACTIONS,
    MissingActions,
    MissingHandovers,
    MissingNotices,
    MissingReports,
    MissingReturns,
    MissingRiskAssessments,
)
from openpeel.synthetic.contact import Report
from openpeel.synthetic.occurrence import Occurrence
from openpeel.synthetic.organisation import DISTRICTS, response_officers, response_team
from openpeel.synthetic.people.population import Person, Population
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, Truth, changed, row
from openpeel.synthetic.times import Period, arrivals, days, london, minutes, pick, start_of

AS_MISSING, AS_A_CONCERN = "MISSING-PERSON", "CONCERN-WELFARE"


def go_missing(dice: Generator, period: Period, population: Population, count: int) -> list[Occurrence]:
    """``count`` people, five in six of them children, are reported missing."""
    found = []
    for number, moment in enumerate(arrivals(dice, count, period.until(timedelta(days=4)))):
        is_child = number % 6 != 4
        person = population.child(dice) if is_child else population.anyone(dice)
        as_a_concern = is_child and number % 12 in (1, 3, 6, 8, 11)
        found.append(
            Occurrence(
                moment,
                AS_A_CONCERN if as_a_concern else AS_MISSING,
                "RETURNED",
                "priority",
                pick(dice, DISTRICTS),
                missing=person.person,
            )
        )
    return found


@dataclass(frozen=True)
class Missing:
    """Somebody reported missing."""

    report: Report
    person: Person
    report_id: str
    returned: datetime
    level: str
    lacks_reason: bool
    """True if nobody writes down why the risk is of that level."""
    has_report: bool
    """False if nobody ever opened a missing person report."""

    @property
    def reported(self) -> datetime:
        """When the police were first told."""
        return self.report.reported_at

    @property
    def is_child(self) -> bool:
        """True if the person was under 18."""
        return self.person.is_child(self.reported)

    @property
    def is_a_concern(self) -> bool:
        """True if the log was opened as a concern for welfare."""
        return self.report.occurrence.opening == AS_A_CONCERN


@dataclass(frozen=True)
class Assessed:
    """A missing person whose risk was assessed, and is to be assessed again."""

    missing: Missing
    review: datetime


def log_says_missing(dice: Generator, case: Missing) -> Deed:
    """The log was opened as a missing person."""
    return Deed(Fate.IN_TIME)


def log_says_concern_for_welfare(dice: Generator, case: Missing) -> Deed:
    """A child was reported missing, and the log was opened as a concern for welfare.

    Report, line 390: ‘frequently recording a ‘concerns for welfare’ incident when a child was reported missing’.
    """
    return Deed(Fate.NOT_DONE)


OPENING = Matter(
    "opening the log of a missing child as such",
    (
        Scenario(log_says_missing, 1, lambda case: not case.is_a_concern),
        Scenario(log_says_concern_for_welfare, 1, lambda case: case.is_a_concern),
    ),
)


def recorded_as_missing_at_once(dice: Generator, case: Missing) -> Deed:
    """The person was recorded as missing within ten minutes."""
    return _recorded(case, minutes(dice, 1, 10), Fate.IN_TIME)


def recorded_as_missing_hours_later(dice: Generator, case: Missing) -> Deed:
    """The child was recorded as missing only after two to five hours as a concern for welfare.

    Report, line 390: ‘frequently recording a ‘concerns for welfare’ incident when a child was reported missing’.
    """
    return _recorded(case, minutes(dice, 120, 300), Fate.LATE)


def never_recorded_as_missing(dice: Generator, case: Missing) -> Deed:
    """A report was kept of the child, and never said that the child was missing.

    Report, line 390: ‘not following Authorised Professional Practice’.
    """
    return _recorded(case, None, Fate.NOT_DONE)


def _recorded(case: Missing, wait: timedelta | None, fate: Fate) -> Deed:
    seen = london(case.reported - timedelta(hours=5)).date()
    return Deed(
        fate,
        (
            row(
                MissingReports,
                report_id=case.report_id,
                incident_id=case.report.incident_id,
                reported_at=case.reported,
                last_seen_at=start_of(seen),
                person_id=None,
                full_name=f"{case.person.name.given} {case.person.name.family}",
                date_of_birth=case.person.born.isoformat(),
                is_child=case.is_child,
                is_looked_after=case.is_child and sum(map(ord, case.person.person)) % 5 == 0,
                circumstances="did not come home",
                recorded_as_missing_at=None if wait is None else case.reported + wait,
                found_at=case.returned,
                closed_at=case.returned + timedelta(hours=9),
                owner_id=None,
                team=response_team(case.reported, case.report.occurrence.district),
            ),
        ),
    )


RECORDING = Matter(
    "recording a missing child as missing",
    (
        Scenario(recorded_as_missing_at_once, 1, lambda case: not case.is_a_concern),
        Scenario(recorded_as_missing_hours_later, 70, lambda case: case.is_a_concern),
        Scenario(never_recorded_as_missing, 30, lambda case: case.is_a_concern),
    ),
)


def risk_assessed_within_the_hour(dice: Generator, case: Missing) -> Deed:
    """The risk was assessed within 50 minutes of the report."""
    return _assessed(dice, case, minutes(dice, 5, 50), Fate.IN_TIME)


def risk_assessed_hours_later(dice: Generator, case: Missing) -> Deed:
    """The risk to the child was assessed after four hours or more.

    Report, line 390: ‘delays in risk assessments’.
    """
    return _assessed(dice, case, minutes(dice, 241, 560), Fate.LATE)


def risk_never_assessed(dice: Generator, case: Missing) -> Deed:
    """The child came back, and nobody had assessed the risk.

    Report, line 390: ‘an opportunity to identify and address risk’.
    """
    return Deed(Fate.NOT_DONE)


def _assessed(dice: Generator, case: Missing, wait: timedelta, fate: Fate) -> Deed:
    return Deed(fate, (_assessment(dice, case, case.reported + wait, 1),))


HOURS = {
    "high": timedelta(hours=3),
    "medium": timedelta(hours=8),
    "low": timedelta(hours=24),
    "no apparent risk": timedelta(hours=48),
}
"""After what time each level of risk is to be looked at again."""


def _assessment(dice: Generator, case: Missing, moment: datetime, number: int) -> Row:
    return row(
        MissingRiskAssessments,
        assessment_id=f"{case.report_id}-A{number}",
        report_id=case.report_id,
        assessed_at=moment,
        level=case.level,
        reason=None if case.lacks_reason else "age and what is known of where the person goes",
        assessed_by=response_officers(dice, moment, case.report.occurrence.district)[0],
        review_at=moment + HOURS[case.level],
    )


ASSESSING = Matter(
    "assessing the risk to a missing child",
    (
        Scenario(risk_assessed_within_the_hour, 66),
        Scenario(risk_assessed_hours_later, 24, lambda case: case.is_child),
        Scenario(risk_never_assessed, 10, lambda case: case.is_child),
    ),
)


def looked_at_again_as_planned(dice: Generator, case: Assessed) -> Deed:
    """The risk was looked at again each time before the hour that had been set, until the person was back."""
    moment = case.review
    rows: list[Row] = []
    while moment < case.missing.returned:
        made = moment - minutes(dice, 10, 60)
        rows.append(_assessment(dice, case.missing, made, len(rows) + 2))
        moment = made + HOURS[case.missing.level]
    return Deed(Fate.IN_TIME, tuple(rows))


def not_looked_at_again(dice: Generator, case: Assessed) -> Deed:
    """The hour that had been set passed, the person was still missing, and nobody looked at the risk again.

    Report, line 390: ‘an opportunity to identify and address risk’.
    """
    return Deed(Fate.NOT_DONE)


def back_before_the_review(dice: Generator, case: Assessed) -> Deed:
    """The person was back before the risk was to be looked at again."""
    return Deed(Fate.EXCUSED)


def _still_missing(case: Assessed) -> bool:
    return case.review < case.missing.returned


def _missing_long_after(case: Assessed) -> bool:
    return case.review + timedelta(hours=1) < case.missing.returned


REVIEWING = Matter(
    "looking again at the risk to a missing person as planned",
    (
        Scenario(back_before_the_review, 1, lambda case: not _still_missing(case)),
        Scenario(looked_at_again_as_planned, 70, _still_missing),
        Scenario(not_looked_at_again, 30, _missing_long_after),
    ),
)


def seen_the_same_day(dice: Generator, case: Missing) -> Deed:
    """An officer saw the person within twelve hours of the return."""
    return _seen(case, minutes(dice, 30, 700), Fate.IN_TIME)


def seen_days_later(dice: Generator, case: Missing) -> Deed:
    """An officer saw the person two to four days after the return.

    Report, line 390: ‘to keep the most vulnerable people in the community safe’.
    """
    return _seen(case, days(dice, 2, 4), Fate.LATE)


def not_seen_by_anyone(dice: Generator, case: Missing) -> Deed:
    """No officer saw the person after the return.

    Report, line 390: ‘to keep the most vulnerable people in the community safe’.
    """
    return _seen(case, None, Fate.NOT_DONE)


def _seen(case: Missing, wait: timedelta | None, fate: Fate) -> Deed:
    seen = None if wait is None else case.returned + wait
    return Deed(fate, (row(MissingReturns, **_of_return(case), seen_by_police_at=seen),))


def _of_return(case: Missing) -> dict[str, Any]:
    return {"return_id": f"{case.report_id}-B", "report_id": case.report_id, "returned_at": case.returned}


SEEING = Matter(
    "seeing somebody who is back",
    (
        Scenario(seen_the_same_day, 80),
        Scenario(seen_days_later, 12, lambda case: case.report.is_settled),
        Scenario(not_seen_by_anyone, 8, lambda case: case.report.is_settled),
    ),
)


def looked_for_at_once(dice: Generator, case: Missing) -> Deed:
    """Somebody began to look within a quarter of an hour, and had looked somewhere within 45 minutes."""
    return Deed(Fate.IN_TIME, _actions(dice, case, case.reported + minutes(dice, 4, 15)))


def nothing_until_a_second_call(dice: Generator, case: Missing) -> Deed:
    """Nothing was done until the family called again, hours later.

    Report, line 390: ‘would not always result in any activity to find them until a second call’.
    """
    again = case.reported + minutes(dice, 100, 200)
    return Deed(
        Fate.LATE, (_entry(case, "call by the informant", again), *_actions(dice, case, again + minutes(dice, 10, 40)))
    )


def nothing_until_the_review(dice: Generator, case: Missing) -> Deed:
    """Nothing was done until the log came up for review, four hours later.

    Report, line 390: ‘a review up to four hours later’.
    """
    review = case.reported + minutes(dice, 225, 250)
    return Deed(Fate.LATE, (_entry(case, "review", review), *_actions(dice, case, review + minutes(dice, 10, 40))))


def nobody_looked(dice: Generator, case: Missing) -> Deed:
    """The child came back before anybody had begun to look.

    Report, line 390: ‘delayed activity to find missing children’.
    """
    return Deed(Fate.NOT_DONE)


def _actions(dice: Generator, case: Missing, first: datetime) -> tuple[Row, ...]:
    rows = []
    for number in range(1, 2 + int(dice.integers(4))):
        begun = first + (number - 1) * minutes(dice, 20, 90)
        done = begun + (minutes(dice, 10, 30) if number == 1 else minutes(dice, 10, 60))
        rows.append(
            row(
                MissingActions,
                action_id=f"{case.report_id}-T{number}",
                report_id=case.report_id,
                kind="search of home" if number == 1 else pick(dice, tuple(ACTIONS)[1:]),
                set_at=begun,
                owner_id=response_officers(dice, begun, case.report.occurrence.district)[0],
                due_at=begun + timedelta(hours=2),
                done_at=done if done < case.returned and (number == 1 or dice.random() < 0.85) else None,
                result=None,
            )
        )
    return tuple(found for found in rows if found.began < case.returned)


def _entry(case: Missing, kind: str, moment: datetime) -> Row:
    return row(
        LogEntries,
        entry_id=f"{case.report.incident_id}-M1",
        incident_id=case.report.incident_id,
        kind=kind,
        entered_on_log_at=moment,
        entered_by=case.report.handler_id,
    )


LOOKING = Matter(
    "looking for a missing child without delay",
    (
        Scenario(looked_for_at_once, 62),
        Scenario(nothing_until_a_second_call, 18, lambda case: case.is_child),
        Scenario(nothing_until_the_review, 15, lambda case: case.is_child),
        Scenario(nobody_looked, 5, lambda case: case.is_child),
    ),
)


def inspector_told_at_once(dice: Generator, case: Missing) -> Deed:
    """The duty inspector was told within 50 minutes."""
    return _told(dice, case, "duty inspector", case.reported + minutes(dice, 8, 50), Fate.IN_TIME)


def inspector_told_hours_later(dice: Generator, case: Missing) -> Deed:
    """The duty inspector was told after six hours or more.

    Report, line 390: ‘Police action and resources should be directed in the most effective way’.
    """
    return _told(dice, case, "duty inspector", case.reported + minutes(dice, 360, 650), Fate.LATE)


def inspector_not_told(dice: Generator, case: Missing) -> Deed:
    """Nothing shows that the duty inspector was told.

    Report, line 390: ‘to keep the most vulnerable people in the community safe’.
    """
    return Deed(Fate.NOT_DONE)


def _told(dice: Generator, case: Missing, told: str, moment: datetime, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                MissingNotices,
                notice_id=f"{case.report_id}-{told[:6].upper().replace(' ', '')}",
                report_id=case.report_id,
                told=told,
                told_at=moment,
                told_by=response_officers(dice, moment, case.report.occurrence.district)[0],
            ),
        ),
    )


TELLING = Matter(
    "telling the duty inspector of a missing child",
    (
        Scenario(inspector_told_at_once, 70),
        Scenario(inspector_told_hours_later, 15, lambda case: case.is_child),
        Scenario(inspector_not_told, 15, lambda case: case.is_child),
    ),
)


def interviewed_within_three_days(dice: Generator, case: Missing) -> Deed:
    """Somebody independent talked with the child within 66 hours of the return."""
    return _returned(dice, case, minutes(dice, 600, 3960), Fate.IN_TIME)


def interviewed_a_week_later(dice: Generator, case: Missing) -> Deed:
    """Somebody independent talked with the child, five to twelve days after the return.

    Report, line 396: ‘reducing the effectiveness and timeliness of investigations’.
    """
    return _returned(dice, case, days(dice, 5, 12), Fate.LATE)


def not_interviewed(dice: Generator, case: Missing) -> Deed:
    """Nobody independent talked with the child after the return.

    Report, line 396: ‘may prevent the force from doing all that it can to protect the most vulnerable people’.
    """
    return _returned(dice, case, None, Fate.NOT_DONE)


def interview_declined(dice: Generator, case: Missing) -> Deed:
    """The child was offered an interview the next day, and did not want it."""
    return _returned(dice, case, None, Fate.EXCUSED, declined=True)


def adult_back(dice: Generator, case: Missing) -> Deed:
    """An adult came back, who need not be offered an interview."""
    return _returned(dice, case, None, Fate.NOT_CONCERNED)


def _returned(dice: Generator, case: Missing, wait: timedelta | None, fate: Fate, declined: bool = False) -> Deed:
    offered = case.returned + minutes(dice, 200, 550) if wait is not None or declined else None
    return Deed(
        fate,
        (
            row(
                MissingReturns,
                **_of_return(case),
                interview_offered_at=offered,
                interview_held_at=None if wait is None else case.returned + wait,
                interview_declined=declined,
            ),
        ),
    )


def _child_long_ago(case: Missing) -> bool:
    return case.is_child and case.report.is_settled


INTERVIEWING = Matter(
    "an independent interview after a child's return",
    (
        Scenario(adult_back, 1, lambda case: not case.is_child),
        Scenario(interviewed_within_three_days, 60, lambda case: case.is_child),
        Scenario(interviewed_a_week_later, 16, _child_long_ago),
        Scenario(not_interviewed, 14, _child_long_ago),
        Scenario(interview_declined, 10, lambda case: case.is_child),
    ),
)


def look_for(dice: Generator, book: Book, reports: Sequence[Report], population: Population) -> list[Missing]:
    """Record each missing person, look for them, and see them back."""
    cases = []
    for report in reports:
        name = report.occurrence.missing
        if name is None:
            continue
        person = population.named(name)
        level = pick(dice, ("no apparent risk", "medium", "high"), (1, 6, 3))
        if not person.is_child(report.reported_at):
            level = pick(dice, ("no apparent risk", "low", "medium", "high"), (1, 3, 4, 2))
        is_a_concern = report.occurrence.opening == AS_A_CONCERN
        cases.append(
            Missing(
                report,
                person,
                f"MP{report.incident_id[4:]}",
                report.reported_at + minutes(dice, 720, 3600),
                level,
                bool(dice.random() < 0.3),
                not (is_a_concern and dice.random() < 0.2),
            )
        )
    children = [case for case in cases if case.is_child]
    book.play(dice, OPENING, children, lambda case: (Incidents, case.report.incident_id))
    kept = [case for case in cases if case.has_report]
    for matter in (RECORDING, LOOKING, TELLING):
        book.play(dice, matter, kept, lambda case: (MissingReports, case.report_id))
    _assess(dice, book, kept)
    _see_back(dice, book, kept)
    for case in kept:
        _others(dice, book, case)
    return kept


def _assess(dice: Generator, book: Book, cases: Sequence[Missing]) -> None:
    """Assess the risk to each, and assess it again; a child of no apparent risk calls for a reason."""
    assessed = []
    for case, deed in book.play(dice, ASSESSING, cases, lambda case: (MissingReports, case.report_id)):
        if deed.rows and deed.rows[0].began < book.period.ends:
            assessed.append(Assessed(case, deed.rows[0].began + HOURS[case.level]))
            if case.is_child:
                is_right = case.level in ("medium", "high") or not case.lacks_reason
                fate = Fate.IN_TIME if is_right else Fate.NOT_DONE
                what = "The risk to the child was given a level."
                matter = "a level of risk to a child that is justified"
                book.write([], [Truth(matter, case.level, MissingReports.name, case.report_id, fate, what)])
    first = MissingRiskAssessments
    book.play(dice, REVIEWING, assessed, lambda case: (first, f"{case.missing.report_id}-A1"))


def _see_back(dice: Generator, book: Book, cases: Sequence[Missing]) -> None:
    """See each after the return, and let somebody independent talk with the child: one record holds both."""
    seen = {}
    for case, scenario in SEEING.deal(dice, cases):
        deed = scenario.play(dice, case)
        seen[case.report_id] = deed.rows[0].values["seen_by_police_at"]
        book.write([], [SEEING.truth(scenario, deed.rows[0], deed)])
    for case, scenario in INTERVIEWING.deal(dice, cases):
        deed = scenario.play(dice, case)
        found = changed(deed.rows[0], seen_by_police_at=seen[case.report_id])
        book.write([found], [INTERVIEWING.truth(scenario, found, deed)])


def _others(dice: Generator, book: Book, case: Missing) -> None:
    """Who else was told, and who handed the report to whom."""
    told = case.reported + minutes(dice, 20, 400)
    book.write(_told(dice, case, "supervisor", told, Fate.IN_TIME).rows)
    moment, number = case.reported + minutes(dice, 300, 480), 1
    district = case.report.occurrence.district
    while moment < case.returned:
        after = moment + timedelta(minutes=20)
        book.write(
            [
                row(
                    MissingHandovers,
                    handover_id=f"{case.report_id}-H{number}",
                    report_id=case.report_id,
                    handed_at=moment,
                    from_id=response_officers(dice, moment - timedelta(hours=2), district)[0],
                    to_id=response_officers(dice, after, district)[0],
                    to_team=response_team(after, district),
                )
            ]
        )
        moment, number = moment + timedelta(hours=8), number + 1

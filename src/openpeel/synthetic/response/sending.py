"""Sending officers, and what is done while nobody is free: telling the victim, and looking at the risk again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.first_contact import LogEntries
from openpeel.records.incidents import Incidents
from openpeel.records.response import DelayNotices, Deployments
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.organisation import response_officers
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import around_what_comes_twice, minutes

PROMISED = {"emergency": timedelta(minutes=15), "priority": timedelta(hours=1), "scheduled": timedelta(days=2)}
"""Within what time the force says that it attends."""


@dataclass(frozen=True)
class Delayed:
    """A report to which officers came late, or not at all."""

    report: Report

    @property
    def promised(self) -> datetime:
        """By when officers should have come."""
        return self.report.reported_at + PROMISED[self.report.occurrence.grade]

    @property
    def waited_until(self) -> datetime:
        """Until when nobody had come: at the latest, the log was closed after twelve hours."""
        report = self.report
        return report.attended_at or report.cancelled_at or report.reported_at + timedelta(hours=12)

    @property
    def waited_long(self) -> bool:
        """True if nobody came for so long that somebody should have looked, whatever a force's own interval."""
        return self.waited_until - self.report.reported_at >= LONG[self.report.occurrence.grade]


def told_before_the_time_was_over(dice: Generator, case: Delayed) -> Deed:
    """The victim was told, before the time was over, that officers would come later."""
    length = PROMISED[case.report.occurrence.grade]
    return _told(case, case.promised - length * float(dice.uniform(0.1, 0.4)), Fate.IN_TIME)


def told_long_after_the_time_was_over(dice: Generator, case: Delayed) -> Deed:
    """The victim was told of the delay only long after officers should have come.

    Report, line 156: ‘Victims weren't always informed of delays’.
    """
    return _told(case, case.promised + minutes(dice, 150, 400), Fate.LATE)


def not_told_of_the_delay(dice: Generator, case: Delayed) -> Deed:
    """Officers came late or never, and nothing shows that the victim was told.

    Report, line 156: ‘Victims weren't always informed of delays’.
    """
    return Deed(Fate.NOT_DONE)


def _told(case: Delayed, moment: datetime, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                DelayNotices,
                notice_id=f"{case.report.incident_id}-D1",
                incident_id=case.report.incident_id,
                told_at=moment,
                told_by=case.report.handler_id,
                expected_at=case.report.attended_at or moment + timedelta(hours=6),
            ),
        ),
    )


TELLING = Matter(
    "telling the victim that officers will be late",
    (
        Scenario(told_before_the_time_was_over, 45),
        Scenario(
            told_long_after_the_time_was_over,
            12,
            lambda case: (
                case.report.attended_at is None or case.report.attended_at > case.promised + timedelta(minutes=410)
            ),
        ),
        Scenario(not_told_of_the_delay, 43),
    ),
)


def risk_looked_at_again(dice: Generator, case: Delayed) -> Deed:
    """The log was looked at again before officers should have come, and at least every three hours after that."""
    reported = case.report.reported_at
    moment = reported + (min(case.promised, case.waited_until) - reported) * float(dice.uniform(0.4, 0.75))
    reviews: list[Row] = []
    while moment < case.waited_until:
        # In the hour that comes twice nothing is entered: the log was looked at before and after it instead.
        for looked in around_what_comes_twice(moment):
            reviews.append(_entry(case.report, 10 + len(reviews), "review", looked))
        moment += minutes(dice, 60, 170) if case.report.occurrence.grade == "scheduled" else minutes(dice, 25, 50)
    return Deed(Fate.IN_TIME, tuple(reviews))


def left_without_a_look(dice: Generator, case: Delayed) -> Deed:
    """Nobody was free for hours - to an emergency, for one - and nobody looked at the risk again.

    Report, line 154: ‘The response should take into consideration risk and victim vulnerability’.
    """
    return Deed(Fate.NOT_DONE)


LONG = {"emergency": timedelta(hours=1), "priority": timedelta(hours=5), "scheduled": timedelta(days=3)}
"""Who has waited for so long should not have been left without a look at the risk, whatever a force's own interval."""

LOOKING_AGAIN = Matter(
    "looking at the risk again while nobody is free to come",
    (
        Scenario(risk_looked_at_again, 60),
        Scenario(left_without_a_look, 40, lambda case: case.waited_long),
    ),
)


def _entry(report: Report, number: int, kind: str, moment: datetime) -> Row:
    return row(
        LogEntries,
        entry_id=f"{report.incident_id}-L{number}",
        incident_id=report.incident_id,
        kind=kind,
        entered_on_log_at=moment,
        entered_by=report.handler_id,
    )


def send(dice: Generator, book: Book, reports: Sequence[Report]) -> None:
    """Ask for officers, send them, and say what was done when none came in time."""
    delayed, cancelled = [], []
    for report in reports:
        grade = report.occurrence.grade
        if grade == "no attendance":
            continue
        if report.cancelled_at is not None:
            if report.cancelled_at > report.reported_at + PROMISED[grade]:
                cancelled.append(Delayed(report))
            continue
        book.write([_entry(report, 1, "resource wanted", report.reported_at + minutes(dice, 2, 4))])
        came = report.attended_at
        late = came is None or came > report.reported_at + PROMISED[grade]
        if late and report.is_settled:
            delayed.append(Delayed(report))
            book.write([_entry(report, 2, "no resource free", report.reported_at + minutes(dice, 5, 9))])
        if came is not None:
            travel = min(minutes(dice, 3, 12), (came - report.reported_at) / 2)
            first = 3000
            officer = response_officers(dice, came, report.occurrence.district)[0]
            book.write(
                [
                    row(
                        Deployments,
                        deployment_id=f"{report.incident_id}-R1",
                        incident_id=report.incident_id,
                        resource=f"{report.occurrence.district[0]}R{(int(officer[1:]) - first) % 40 + 10}",
                        officer_id=officer,
                        assigned_at=came - timedelta(seconds=round(travel.total_seconds())),
                        arrived_at=came,
                        cleared_at=came + minutes(dice, 20, 150),
                    )
                ]
            )
    book.play(dice, TELLING, delayed, lambda case: (Incidents, case.report.incident_id))
    book.play(dice, LOOKING_AGAIN, [*delayed, *cancelled], lambda case: (Incidents, case.report.incident_id))

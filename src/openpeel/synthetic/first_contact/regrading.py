"""Lowering the grade of a log: with a reason and a fresh look at the risk, or to be rid of a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.first_contact import GradeChanges, LogEntries
from openpeel.records.incidents import Incidents
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, Truth, row
from openpeel.synthetic.times import minutes, pick

REASONS = ("suspect has left the area", "victim safe with family and asked for an appointment", "no longer in progress")


@dataclass(frozen=True)
class Lowering:
    """A log whose grade was lowered to the one that it bears."""

    report: Report
    before: str


def lowered_with_a_reason(dice: Generator, case: Lowering) -> Deed:
    """The grade was lowered for a reason that is written down, after the risk was looked at again."""
    moment = case.report.reported_at + minutes(dice, 8, 13)
    rows = _change(case, moment, pick(dice, REASONS)), _review(case, moment - minutes(dice, 1, 4))
    return Deed(Fate.IN_TIME, rows)


def lowered_without_a_reason(dice: Generator, case: Lowering) -> Deed:
    """The grade was lowered, and nothing says why.

    Report, line 154: ‘change call priority only if the original prioritisation is deemed inappropriate’.
    """
    moment = case.report.reported_at + minutes(dice, 8, 13)
    return Deed(Fate.NOT_DONE, (_change(case, moment, None), _review(case, moment - minutes(dice, 1, 4))))


def lowered_without_a_fresh_look(dice: Generator, case: Lowering) -> Deed:
    """A reason is written down, and nobody had looked at the risk again.

    Report, line 154: ‘if further information suggests a change is needed’.
    """
    return Deed(Fate.NOT_DONE, (_change(case, case.report.reported_at + minutes(dice, 8, 13), pick(dice, REASONS)),))


def lowered_after_the_time_had_passed(dice: Generator, case: Lowering) -> Deed:
    """The grade was lowered without a reason when the time for attendance was over and nobody had come.

    Report, line 156: ‘on some occasions there were considerable delays in its response’.
    """
    return Deed(Fate.NOT_DONE, (_change(case, case.report.reported_at + minutes(dice, 65, 200), None),))


def _change(case: Lowering, moment: datetime, reason: str | None) -> Row:
    return row(
        GradeChanges,
        change_id=f"{case.report.incident_id}-G1",
        incident_id=case.report.incident_id,
        changed_at=moment,
        grade_before=case.before,
        grade_after=case.report.occurrence.grade,
        changed_by=case.report.handler_id,
        reason=reason,
    )


def _review(case: Lowering, moment: datetime) -> Row:
    return row(
        LogEntries,
        entry_id=f"{case.report.incident_id}-L0",
        incident_id=case.report.incident_id,
        kind="review",
        entered_on_log_at=moment,
        entered_by=case.report.handler_id,
    )


LOWERING = Matter(
    "lowering a grade with a reason and a fresh look at the risk",
    (
        Scenario(lowered_with_a_reason, 55),
        Scenario(lowered_without_a_reason, 20),
        Scenario(lowered_without_a_fresh_look, 12),
        Scenario(lowered_after_the_time_had_passed, 13),
    ),
)


def _reason(deed: Deed) -> Truth:
    fate = Fate.IN_TIME if deed.rows[0].values["reason"] else Fate.NOT_DONE
    return _truth("lowering a grade with a reason", GradeChanges.name, deed.rows[0].key, fate)


def _fresh_look(deed: Deed) -> Truth:
    fate = Fate.IN_TIME if len(deed.rows) > 1 else Fate.NOT_DONE
    return _truth("lowering a grade after a fresh look at the risk", GradeChanges.name, deed.rows[0].key, fate)


def _in_time(case: Lowering, deed: Deed) -> Truth:
    soon = deed.rows[0].began - case.report.reported_at < timedelta(hours=1)
    fate = Fate.IN_TIME if soon else Fate.NOT_DONE
    return _truth("lowering no grade once its time has passed", Incidents.name, case.report.incident_id, fate)


def _truth(matter: str, table: str, key: str, fate: Fate) -> Truth:
    return Truth(matter, "grade lowered", table, key, fate, "The grade was lowered.")


def lower(dice: Generator, book: Book, reports: Sequence[Report]) -> None:
    """One in seven logs to be dealt with by appointment was first graded for a prompt response."""
    cases = [
        Lowering(report, "emergency" if dice.random() < 0.15 else "priority")
        for report in reports
        if report.occurrence.grade == "scheduled"
        and report.cancelled_at is None
        and not report.occurrence.is_high_risk
        and dice.random() < 0.14
    ]
    for case, scenario in LOWERING.deal(dice, cases):
        deed = scenario.play(dice, case)
        truths = (_reason(deed), _fresh_look(deed), _in_time(case, deed))
        book.write(deed.rows, [replace(truth, scenario=scenario.name, what=scenario.what) for truth in truths])
    # Some grades were raised while the caller was still on the line, which calls for nothing more.
    for report in reports:
        if report.occurrence.grade == "priority" and report.cancelled_at is None and dice.random() < 0.04:
            book.write(
                [
                    row(
                        GradeChanges,
                        change_id=f"{report.incident_id}-G1",
                        incident_id=report.incident_id,
                        changed_at=report.reported_at + minutes(dice, 2.5, 5),
                        grade_before="scheduled",
                        grade_after="priority",
                        changed_by=report.handler_id,
                        reason="more learnt from the caller",
                    )
                ]
            )

"""Each missing person from the report to the return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from numpy.random import Generator

from openpeel.records.incidents import Incidents
from openpeel.records.missing_people import (
    MissingHandovers,
    MissingReports,
)
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.missing.case import AS_A_CONCERN, Missing
from openpeel.synthetic.missing.recording import OPENING, RECORDING
from openpeel.synthetic.missing.returning import see_back
from openpeel.synthetic.missing.risk import assess
from openpeel.synthetic.missing.searching import LOOKING, TELLING, told_of
from openpeel.synthetic.organisation import response_officers, response_team
from openpeel.synthetic.people.population import Population
from openpeel.synthetic.scenario import Fate, row
from openpeel.synthetic.times import minutes, pick


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
    assess(dice, book, kept)
    see_back(dice, book, kept)
    for case in kept:
        _others(dice, book, case)
    return kept


def _others(dice: Generator, book: Book, case: Missing) -> None:
    """Who else was told, and who handed the report to whom."""
    told = case.reported + minutes(dice, 20, 400)
    book.write(told_of(dice, case, "supervisor", told, Fate.IN_TIME).rows)
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

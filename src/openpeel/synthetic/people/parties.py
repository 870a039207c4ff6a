"""Who is written down in each record: callers, victims, suspects, the missing, and others who live there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.missing.case import Missing
from openpeel.synthetic.people.details import Describer, decide_some
from openpeel.synthetic.people.population import Population
from openpeel.synthetic.victims import Crime


def write_down(
    dice: Generator,
    book: Book,
    population: Population,
    reports: Sequence[Report],
    crimes: Sequence[Crime],
    missing: Sequence[Missing],
) -> None:
    """Describe everybody in every record."""
    describer = Describer(dice, book)
    victims: dict[str, tuple[str, Report]] = {}
    alike: list[tuple[str, str, bool, datetime]] = []
    for report in reports:
        _of_report(dice, describer, population, report, victims)
    by_incident = {report.incident_id: report for report in reports}
    for crime in crimes:
        log = by_incident.get(str(crime.row.values["incident_id"]))
        if log is not None and log.victim is not None:
            detail = describer.describe(
                log.victim,
                "victim",
                ("crime", crime.crime_id),
                crime.recorded,
                incident_id=log.incident_id,
                reference=log.victim_reference,
            )
            first = victims.get(log.incident_id)
            if first is not None and len(alike) < max(3, len(crimes) // 80) and crime.recorded in book.period:
                alike.append((first[0], detail, True, crime.recorded))
    decide_some(describer, dice, alike)
    for case in missing:
        about = ("missing report", case.report_id)
        describer.describe(
            case.person, "missing", about, case.reported + timedelta(minutes=9), incident_id=case.report.incident_id
        )
        describer.describe(
            population.parent_of(case.person),
            "caller",
            about,
            case.reported + timedelta(minutes=9),
            incident_id=case.report.incident_id,
            telephone=case.report.number,
        )


def _of_report(
    dice: Generator,
    describer: Describer,
    population: Population,
    report: Report,
    victims: dict[str, tuple[str, Report]],
) -> None:
    incident = report.incident_id
    record = ("call", report.call_id) if report.call_id is not None else ("contact", str(report.contact_id))
    told = report.reported_at + timedelta(seconds=90)
    describer.describe(
        report.reporter, "caller", (record[0], str(record[1])), told, incident_id=incident, telephone=report.number
    )
    victim = report.victim
    if victim is not None:
        part = "missing" if report.occurrence.missing else "victim"
        detail = describer.describe(
            victim, part, ("incident", incident), told, incident_id=incident, reference=report.victim_reference
        )
        victims[incident] = (detail, report)
    if report.occurrence.suspect is not None:
        partner = population.by_reference(dice, report.occurrence.suspect, report.occurrence.victim)
        describer.describe(
            partner,
            "suspect",
            ("incident", incident),
            told + timedelta(minutes=2),
            incident_id=incident,
            reference=report.occurrence.suspect,
        )
    for child in report.children:
        describer.describe(
            child, "household", ("incident", incident), told + timedelta(minutes=3), incident_id=incident
        )

"""What is reported to the police: how it comes in, and the incident logs that are opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.calls import Calls
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.synthetic.attendance import ATTENDING, Attendance
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre.call import Call
from openpeel.synthetic.contact_centre.centre import Outcome
from openpeel.synthetic.contact_centre.demand import WITHHELD, length_of_call
from openpeel.synthetic.occurrence import HIGH_RISK, OVER, Occurrence, offence_of
from openpeel.synthetic.organisation import person
from openpeel.synthetic.people.population import Person, Population
from openpeel.synthetic.scenario import Row, changed, row
from openpeel.synthetic.times import Period, london, pick
from openpeel.synthetic.triage import GRADING, TRIAGE, Triage, where_risk_is_high, whole


@dataclass(frozen=True)
class Arrival:
    """An occurrence on its way to the police: by a call or, if there is none, online."""

    occurrence: Occurrence
    reporter: Person
    victim: Person | None
    children: tuple[Person, ...]
    """Children of the victim's household of whom the caller speaks."""
    call: Call | None


@dataclass(frozen=True)
class Report:
    """An occurrence with the log that was opened for it."""

    occurrence: Occurrence
    incident_id: str
    reported_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    """When the call was over or, once somebody has read an online report, when it was answered."""
    read_at: datetime | None
    """When somebody began to read an online report, once somebody has."""
    attended_at: datetime | None
    cancelled_at: datetime | None
    reporter: Person
    victim: Person | None
    victim_reference: str | None
    """By which reference of the records management system the victim was linked to the log, if at all."""
    children: tuple[Person, ...]
    """Children of the victim's household of whom the caller spoke."""
    call_id: str | None
    contact_id: str | None
    handler_id: str | None
    number: str | None
    """The telephone from which the report came, if it was not withheld."""
    is_settled: bool
    """True long enough before the end of the records."""
    lost: Period
    """The time of which nothing of the triage screen was carried over."""

    @property
    def talk_ended(self) -> datetime:
        """When the first contact was over: the call, or the reading of an online report."""
        assert self.ended_at is not None, "nobody has read this report yet"
        return self.ended_at

    @property
    def is_lost(self) -> bool:
        """True if some of what was recorded from the report to the end of the first contact was not carried over."""
        return self.reported_at < self.lost.ends and self.talk_ended >= self.lost.begins

    @property
    def is_lost_soon(self) -> bool:
        """True if the first contact ended in the days before that time: what follows days later would be lost."""
        return self.lost.begins - timedelta(days=5) <= self.talk_ended < self.lost.begins

    def while_talking(self, share: float) -> datetime:
        """The moment at which that share of the first contact is over."""
        began = self.read_at or self.reported_at
        return began + timedelta(seconds=round((self.talk_ended - began).total_seconds() * share))


def arrive(
    dice: Generator, population: Population, occurrences: Sequence[Occurrence], period: Period, missing: Period
) -> list[Arrival]:
    """How each occurrence of the period is reported, and by whom; ``missing`` is when the triage records were lost."""
    within = (replace(one, reported=clear_of(missing, one.reported)) for one in occurrences if one.reported in period)
    found = sorted(within, key=lambda one: one.reported)
    return [_arrival(dice, population, number, one) for number, one in enumerate(found)]


def _arrival(dice: Generator, population: Population, number: int, found: Occurrence) -> Arrival:
    found = replace(
        found,
        offence=found.offence or offence_of(dice, found),
        is_high_risk=found.missing is not None
        or (
            number % 6 == 5 if found.grade in ("scheduled", "no attendance") else dice.random() < HIGH_RISK[found.grade]
        ),
    )
    victim = None
    if found.victim is not None:
        victim = population.by_reference(dice, found.victim)
    reporter = population.anyone(dice)
    if found.missing is not None:
        victim = population.named(found.missing)
        reporter = population.parent_of(victim)
    elif victim is not None and dice.random() < 0.65:
        reporter = victim
    elif victim is None and found.offence is not None:
        victim = reporter
    children: tuple[Person, ...] = ()
    if victim is not None and found.is_domestic_abuse:
        others = population.others_at_home(victim)
        children = tuple(one for one in others if one.is_child(found.reported) and dice.random() < 0.7)[:2]
    line = pick(dice, ("999", "101", "online"), (80, 20, 0) if found.grade == "emergency" else (22, 63, 15))
    if line == "online" and found.missing is None:
        return Arrival(found, reporter, victim, children, None)
    line = "101" if line == "online" else line
    telephone = None if dice.random() < WITHHELD else reporter.telephone(found.reported)
    purpose = (
        "missing person" if found.missing else "concern for a person" if "CONCERN" in found.opening else "incident"
    )
    purpose = "crime" if found.offence else purpose
    call = Call(f"T{10_000_000 + number}", line, found.reported, length_of_call(dice), purpose, telephone)
    return Arrival(found, reporter, victim, children, call)


def open_logs(
    dice: Generator, book: Book, arrived: Sequence[Arrival], outcomes: dict[str, Outcome], missing: Period
) -> list[Report]:
    """Open a log for each arrival, after its call was answered; grade it, attend, and assess the risk."""
    numbers: dict[str, int] = {}
    cases = []
    for number, one in enumerate(arrived):
        reported = one.occurrence.reported
        if one.call is not None:
            answered = outcomes[one.call.call_id].answered
            assert answered is not None
            reported = answered + timedelta(seconds=int(dice.integers(12, 40)))
        day = f"{london(reported):%Y%m%d}"
        numbers[day] = numbers.get(day, 0) + 1
        cases.append(
            Attendance(
                one.occurrence,
                f"EXC-{day}-{numbers[day]:04d}",
                reported,
                reported < book.period.ends - OVER,
                None if one.call is None else one.call.call_id,
                f"W{20_000_000 + number}" if one.call is None else None,
            )
        )
    logs: dict[str, Row] = {}
    for grade, matter in ATTENDING.items():
        graded = [case for case in cases if case.occurrence.grade == grade]
        logs |= {case.incident_id: deed.rows[0] for case, deed in book.play(dice, matter, graded)}
    reports = []
    for case, one in zip(cases, arrived, strict=True):
        log = logs[case.incident_id]
        outcome = None if case.call_id is None else outcomes[case.call_id]
        reports.append(
            Report(
                case.occurrence,
                case.incident_id,
                case.reported_at,
                None if outcome is None else outcome.answered,
                None if outcome is None else outcome.ended,
                None,
                log.moment("attended_at"),
                log.moment("cancelled_at"),
                one.reporter,
                one.victim,
                _reference(dice, one),
                one.children,
                case.call_id,
                case.contact_id,
                None if outcome is None or outcome.handler is None else outcome.handler.staff_id,
                None if one.call is None else one.call.number,
                case.is_settled,
                missing,
            )
        )
        book.write(_people(reports[-1]))
    _triage(dice, book, reports, missing)
    return reports


def clear_of(missing: Period, moment: datetime) -> datetime:
    """The moment, so much earlier that what follows soon does not reach into the time of which records were lost."""
    before = timedelta(hours=3)
    return moment - before if missing.begins - before <= moment < missing.begins else moment


def _reference(dice: Generator, found: Arrival) -> str | None:
    """The victim's reference; one in eight people have a second, and one victim in ten is not linked at all."""
    occurrence, victim = found.occurrence, found.victim
    if occurrence.victim is not None or occurrence.opening == "DOM-INCIDENT":
        return occurrence.victim
    if victim is None or occurrence.missing is not None or dice.random() < 0.1:
        return None
    household, member = victim.person[1:].split(".")
    second = 5 if int(household) % 8 == 3 and dice.random() < 0.5 else 0
    return person(2_000_000 + 10 * int(household) + int(member) + second)


def _people(report: Report) -> list[Row]:
    people = {"victim": report.victim_reference, "suspect": report.occurrence.suspect}
    return [
        row(
            IncidentPeople,
            link_id=f"{report.incident_id}-{role[0].upper()}",
            incident_id=report.incident_id,
            person_id=reference,
            role=role,
            linked_at=report.reported_at + timedelta(minutes=5),
        )
        for role, reference in people.items()
        if reference is not None
    ]


def link_calls(book: Book, reports: Sequence[Report]) -> None:
    """Say on each call which log it opened."""
    incidents = {report.call_id: report.incident_id for report in reports if report.call_id is not None}

    def linked(call: Row) -> Row:
        log = incidents.get(call.key)
        return call if log is None else changed(call, incident_id=log)

    book.rows.rewrite(Calls, linked)


def _triage(dice: Generator, book: Book, reports: Sequence[Report], missing: Period) -> None:
    cases = [
        Triage(
            report.incident_id,
            report.answered_at,
            report.ended_at,
            report.answered_at in missing,
            report.ended_at <= book.period.ends,
            report.occurrence.grade,
            report.occurrence.is_high_risk,
            report.handler_id,
        )
        for report in reports
        if report.answered_at is not None and report.ended_at is not None and report.cancelled_at is None
    ]
    done = book.play(dice, TRIAGE, cases, lambda case: (Incidents, case.incident_id))
    book.write([], [whole(case, deed) for case, deed in done])
    assessed = [case for case, deed in done if deed.rows]
    book.play(dice, GRADING, assessed, lambda case: (Incidents, case.incident_id))
    attending = {matter.name for matter in ATTENDING.values() if matter is not ATTENDING["no attendance"]}
    book.write([], list(where_risk_is_high(book.truths, attending)))

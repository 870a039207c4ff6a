"""The made force: Exampleshire Constabulary, from whose extracts everything can be tried without anyone's data.

Nothing in it is about any person or place. What is wrong with its records was drawn from the sentences of the source
report; what is wrong with each is told in a truth file, which nothing that judges the records may read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator

from openpeel.synthetic import (
    abused,
    bail,
    contact,
    domestic_abuse,
    in_order,
    searches,
    sex_offenders,
    unseen,
    updates,
    victims,
)
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre import centre, demand, planning, rota
from openpeel.synthetic.extracts import write_extracts
from openpeel.synthetic.first_contact import advice, checks, known_households, online, regrading, vulnerability
from openpeel.synthetic.missing import case as missing_people
from openpeel.synthetic.missing import reports as missing_reports
from openpeel.synthetic.occurrence import Occurrence
from openpeel.synthetic.organisation import DISTRICTS
from openpeel.synthetic.people.parties import write_down
from openpeel.synthetic.people.population import Population, populate
from openpeel.synthetic.people.repeats import before
from openpeel.synthetic.response import golden_hour, mental_health, round_the_clock, sending
from openpeel.synthetic.shelf import Shelf
from openpeel.synthetic.staff import development, fleet, force_staff, supervisors
from openpeel.synthetic.systems.extract import OLD_TELEPHONY, ON_PAPER, PERIOD, TRIAGE_LOST
from openpeel.synthetic.times import Period, arrivals, pick
from openpeel.synthetic.truth_files import write_people, write_truth

ORDINARY = (
    ("ASB-NUISANCE", "ASB - ADVICE GIVEN", "scheduled"),
    ("ASB-NUISANCE", "ASB - NO FURTHER ACTION", "no attendance"),
    ("THEFT", "CRIME RECORDED", "scheduled"),
    ("THEFT", "CRIME RECORDED", "no attendance"),
    ("CRIM-DAMAGE", "CRIME RECORDED", "no attendance"),
    ("VIOLENCE", "CRIME RECORDED", "emergency"),
    ("VIOLENCE", "CRIME RECORDED", "priority"),
    ("SUSPICIOUS", "AREA SEARCHED", "priority"),
    ("CONCERN-WELFARE", "SAFE AND WELL", "priority"),
    ("RTC-INJURY", "ATTENDED", "emergency"),
)
"""Opening code, closing code and grade of incidents that are not domestic abuse."""


@dataclass(frozen=True)
class MadeForce:
    """Where a made force was put."""

    extracts: tuple[tuple[Path, Path], ...]
    """Each extract with its mapping."""
    truth: Path
    """The truth: apart from the extracts, and for tests only."""
    people: Path
    """Who each description of a person is truly of: apart from the extracts, and for tests only."""


WILTSHIRE_SIZE = 60
"""The scale at which some 650 calls a day come in, as in a force of Wiltshire's size (illustrative)."""

Say = Callable[[str], None]
"""Is told what is being made."""


def make(
    folder: Path,
    *,
    seed: int = 2022,
    scale: float = 1.0,
    period: Period = PERIOD,
    say: Say = lambda what: None,
) -> MadeForce:
    """Write the extracts of the made force into ``folder``, with their mappings, and the truth about them.

    The same seed, scale and period give the same files. Scale 1 is some 11 calls and 6 incidents a day; every
    scenario occurs at any scale in the usual two years, and what the dates of a shorter period allow in that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return hand_over(folder, record(seed=seed, scale=scale, period=period, say=say, beside=folder), say)


def hand_over(folder: Path, book: Book, say: Say = lambda what: None) -> MadeForce:
    """Write what is on record as extracts into ``folder``, and what is true of it apart from them."""
    extracts = write_extracts(folder / "extracts", book, say)
    truth = folder / "truth" / "truth.csv"
    people = truth.with_name("people.csv")
    truth.parent.mkdir(parents=True, exist_ok=True)
    write_truth(truth, book.truths)
    write_people(people, book.described)
    return MadeForce(extracts, truth, people)


def record(
    *,
    seed: int = 2022,
    scale: float = 1.0,
    period: Period = PERIOD,
    say: Say = lambda what: None,
    beside: Path | None = None,
) -> Book:
    """All that the made force has on record at the end of the period, and what is true of it.

    What does not fit into memory lies in the folder ``beside`` while the book is used.
    """
    dice = _dice_for(seed)
    book = Book(period, Shelf(beside))
    size = scale * ((period.ends - period.begins) / (PERIOD.ends - PERIOD.begins))
    incidents, few = max(250, round(3600 * size)), max(3, round(12 * size))
    say("the public")
    population = populate(dice("public"), period, max(150, round(2400 * size)))
    occurrences = [
        *_ordinary(dice("ordinary"), period, incidents),
        *abused.occurrences(dice("abuse"), period, max(200, round(700 * size))),
        *unseen.plan(dice("unseen"), period, few),
        *missing_people.go_missing(dice("missing"), period, population, max(40, round(180 * size))),
    ]
    say("calls")
    arrived = contact.arrive(dice("contact"), population, occurrences, period, TRIAGE_LOST)
    outcomes, on_duty = _answer(dice, book, population, arrived, incidents, few)
    say("incidents")
    reports = contact.open_logs(dice("logs"), book, arrived, outcomes, TRIAGE_LOST)
    contact.link_calls(book, reports)
    unseen.tell(book, reports)
    unseen.queued_twice_behind_the_switchboard(dice("switchboard"), book, 5 * few)
    _first_contact_and_response(dice, book, reports, on_duty, incidents)
    missing = missing_reports.look_for(dice("looking"), book, reports, population)
    say("domestic abuse")
    domestic_abuse.safeguard(dice("safeguarding"), book, reports)
    say("crimes")
    crimes = _investigate(dice, book, reports)
    say("offenders and searches")
    sex_offenders.manage(dice("offenders"), book, round(90 * size))
    searches.search_people(dice("searches"), book, max(120, round(600 * size)), ON_PAPER)
    in_order.hide(dice("in order"), book, 2 * few)
    say("who is written down")
    write_down(dice("people"), book, population, reports, crimes, missing)
    fleet.keep_vehicles(dice("fleet"), book, max(4, round(5 * scale**0.5)))
    book.close()
    return book


def _investigate(
    dice: Callable[[str], Generator], book: Book, reports: Sequence[contact.Report]
) -> list[victims.Crime]:
    """Record crimes, investigate them, and tell their victims."""
    crimes = victims.record_crimes(dice("crimes"), book, reports)
    on_bail = bail.release_on_bail(dice("bail"), book, crimes)
    bailed = {step.crime.crime_id for step in on_bail}
    others = [crime for crime in crimes if crime.crime_id not in bailed]
    steps = [*on_bail, *victims.investigate(dice("investigation"), book, others)]
    steps += victims.steps_before_bank_holidays(dice("bank holidays"), book)
    victims.keep_informed(dice("victims"), book, steps)
    victim_of = {report.incident_id: report.victim for report in reports if report.victim is not None}
    telephones = {
        crime.crime_id: victim_of[log].telephone(crime.recorded)
        for crime in crimes
        if (log := str(crime.row.values["incident_id"])) in victim_of
    }
    ends = {one.crime.crime_id: one.happened for one in steps if one.kind in ("charged", "no further action", "closed")}
    everything = {crime.crime_id: crime for crime in (*crimes, *(one.crime for one in steps))}
    updates.update(dice("updates"), book, list(everything.values()), ends, telephones)
    return crimes


def _answer(
    dice: Callable[[str], Generator],
    book: Book,
    population: Population,
    arrived: list[contact.Arrival],
    others: int,
    few: int,
) -> tuple[dict[str, centre.Outcome], Sequence[rota.Duty]]:
    """Staff the contact centre for the calls to come, and take them; what came of each, and who advised when."""
    numbers = [
        people[0].telephone(book.period.begins if place % 2 else book.period.ends)
        for place, people in enumerate(population.households)
    ]
    calls = [one.call for one in arrived if one.call is not None]
    calls += demand.first_tries(dice("first tries"), calls)
    calls += demand.other_calls(dice("other calls"), book.period, others, numbers)
    calls += demand.surges(dice("surges"), book.period, 3 * few, numbers)
    calls += demand.partners(dice("partners"), book.period, others // 20)
    calls += demand.last_evening(dice("last evening"), book.period, numbers)
    staffing = rota.staffing(dice("rota"), book.period, calls)
    outcomes = centre.take(dice("contact centre"), book, calls, staffing, OLD_TELEPHONY)
    book.write(rota.shift_rows([*staffing.handlers, *staffing.operators], book.period))
    book.write(rota.absence_rows(staffing.away))
    planning.keep_half_hours(dice("planning"), book, calls, outcomes, staffing)
    members = force_staff.contact_members(dice("contact staff"), staffing.colleagues)
    officers = force_staff.response_members(dice("officers"))
    since = force_staff.employ(book, [*members, *officers])
    force_staff.tutor(dice("tutors"), book, officers)
    force_staff.permit(dice("permits"), book, officers)
    development.develop(dice("development"), book, [*members, *officers])
    supervisors.train_supervisors(dice("supervisors"), book, officers, since)
    return outcomes, staffing.practitioners


def _first_contact_and_response(
    dice: Callable[[str], Generator],
    book: Book,
    reports: list[contact.Report],
    on_duty: Sequence[rota.Duty],
    others: int,
) -> None:
    reports = online.write_in(dice("online"), book, reports, others // 8)
    went_before = before(reports, book.period)
    checks.check(dice("checks"), book, reports)
    advice.advise(dice("advice"), book, reports)
    regrading.lower(dice("grades"), book, reports)
    asked = mental_health.ask(dice("mental health"), book, reports, on_duty)
    round_the_clock.keep_turns(dice("round the clock"), book, on_duty, asked.values())
    vulnerability.record_vulnerability(dice("vulnerability"), book, reports, set(asked), went_before)
    known_households.tell(book, reports)
    sending.send(dice("sending"), book, reports)
    sergeants = [f"E{3000 + 200 * district + 40 * shift + 36}" for district in range(3) for shift in range(5)]
    golden_hour.start_investigations(dice("golden hour"), book, reports, sergeants)


def _dice_for(seed: int) -> Callable[[str], Generator]:
    """Dice of its own for each part, so that a change in one part leaves the others as they were."""

    def dice(part: str) -> Generator:
        return np.random.default_rng([seed, *part.encode()])

    return dice


def _ordinary(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    found = []
    for moment in arrivals(dice, count, period):
        opening, closing, grade = ORDINARY[int(dice.integers(len(ORDINARY)))]
        found.append(Occurrence(moment, opening, closing, grade, pick(dice, DISTRICTS, (3, 4, 3))))
    return found

"""Pre-charge bail under the law of the arrest's day, and how it ends.

Until 27 October 2022 bail ended 28 days after the arrest unless a superintendent extended it to three months; from 28
October 2022 it ends after three months unless an inspector extends it to six (Police and Criminal Evidence Act 1984
ss.47ZA to 47ZG).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from numpy.random import Generator

from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.synthetic.book import Book
from openpeel.synthetic.occurrence import SETTLED
from openpeel.synthetic.organisation import person
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import days, london, minutes, months_on, pick, utc
from openpeel.synthetic.victims import Crime, Step, record_crime, step

REFORM = date(2022, 10, 28)
"""Arrests from this day on are under the Police, Crime, Sentencing and Courts Act 2022."""


@dataclass(frozen=True)
class Bail:
    """A suspect released on bail, with nothing decided yet."""

    bail_id: str
    crime: Crime
    arrested: datetime
    bailed: datetime
    conditions: bool
    period_ends: datetime
    """The end of the records."""

    @property
    def is_reformed(self) -> bool:
        """True if the arrest is under the law since 28 October 2022."""
        return london(self.arrested).date() >= REFORM

    @property
    def last_day(self) -> date:
        """The last day of bail, unless extended."""
        day = london(self.arrested).date()
        return months_on(day, 3) if self.is_reformed else day + timedelta(days=28)

    @property
    def ends(self) -> datetime:
        """When the suspect is to return: in the afternoon of the last day."""
        return utc(datetime.combine(self.last_day, time(17)))

    @property
    def is_running(self) -> bool:
        """True if the bail ends after the records do."""
        return self.ends >= self.period_ends

    @property
    def is_settled(self) -> bool:
        """True if it ended long before the records do."""
        return self.ends < self.period_ends - SETTLED


def decided_before_the_end(dice: Generator, case: Bail) -> Deed:
    """The suspect was charged or told of no further action before bail ended."""
    moment = case.bailed + (case.ends - case.bailed) * float(dice.uniform(0.3, 0.95))
    return _resolved(case, Fate.IN_TIME, moment, pick(dice, ("charged", "no further action"), (5, 4)))


def extended_before_the_end(dice: Generator, case: Bail) -> Deed:
    """Bail was extended by an officer of the rank required before it ended, and a decision followed in that time."""
    extended = case.ends - days(dice, 1, 6)
    new_end = months_on(london(case.arrested).date(), 6 if case.is_reformed else 3)
    decided = case.ends + (utc(datetime.combine(new_end, time(17))) - case.ends) * float(dice.uniform(0.2, 0.9))
    deed = _resolved(case, Fate.IN_TIME, decided, pick(dice, ("charged", "no further action")))
    return Deed(deed.fate, (*deed.rows, _extension(case, extended, new_end)))


def released_with_an_assessment(dice: Generator, case: Bail) -> Deed:
    """Bail was let end after the risk had been assessed and the rationale recorded."""
    deed = _resolved(case, Fate.IN_TIME, case.ends, "released under investigation")
    return Deed(deed.fate, (*deed.rows, _assessment(case, case.ends - days(dice, 1, 8), True)))


def lapsed_without_an_assessment(dice: Generator, case: Bail) -> Deed:
    """Bail lapsed into release under investigation, and nobody assessed the risk.

    Report, line 588: ‘had defaulted to RUI without an adequate risk assessment or recorded rationale’.
    """
    return _resolved(case, Fate.NOT_DONE, case.ends, "released under investigation")


def lapsed_with_nothing_recorded(dice: Generator, case: Bail) -> Deed:
    """Bail lapsed, and the record still shows no decision.

    Report, line 588: ‘a bailed suspect's status defaults to RUI without bail conditions’.
    """
    return _resolved(case, Fate.NOT_DONE, None, None)


def assessed_without_a_rationale(dice: Generator, case: Bail) -> Deed:
    """The risk was assessed before bail lapsed, but no rationale is recorded.

    Report, line 588: ‘recorded rationale to explain why the bail conditions were no longer considered necessary’.
    """
    deed = _resolved(case, Fate.NOT_DONE, case.ends, "released under investigation")
    return Deed(deed.fate, (*deed.rows, _assessment(case, case.ends - days(dice, 1, 8), False)))


def assessed_after_it_lapsed(dice: Generator, case: Bail) -> Deed:
    """The risk was assessed days after bail had lapsed.

    Report, line 588: ‘without an adequate risk assessment’.
    """
    deed = _resolved(case, Fate.LATE, case.ends, "released under investigation")
    return Deed(deed.fate, (*deed.rows, _assessment(case, case.ends + days(dice, 4, 25), True)))


def extended_after_it_ended(dice: Generator, case: Bail) -> Deed:
    """Bail was 'extended' days after it had ended, which the law does not allow; nothing else was decided.

    Report, line 586: ‘decisions to extend bail or amend pre-charge bail are effectively supervised and monitored’.
    """
    deed = _resolved(case, Fate.NOT_DONE, None, None)
    new_end = months_on(london(case.arrested).date(), 6 if case.is_reformed else 3)
    return Deed(deed.fate, (*deed.rows, _extension(case, case.ends + days(dice, 3, 9), new_end)))


def charged_after_it_lapsed(dice: Generator, case: Bail) -> Deed:
    """The suspect was charged, but only after bail had lapsed.

    Report, line 584: ‘victims often do not receive the protections which can be provided by bail conditions’.
    """
    return _resolved(case, Fate.LATE, case.ends + days(dice, 4, 30), "charged")


def still_on_bail(dice: Generator, case: Bail) -> Deed:
    """Bail has not ended, and nothing was decided yet."""
    return _resolved(case, Fate.NOT_YET, None, None)


def charged_on_the_last_day_of_a_short_month(dice: Generator, case: Bail) -> Deed:
    """Arrested on 30 November, charged in the afternoon of 28 February: the last day of three months."""
    return _resolved(case, Fate.IN_TIME, utc(datetime.combine(case.last_day, time(15))), "charged")


def charged_in_the_third_month_under_the_old_law(dice: Generator, case: Bail) -> Deed:
    """Arrested twenty minutes before the law changed: charged on the sixtieth day, when bail had lapsed."""
    return _resolved(case, Fate.LATE, case.arrested + timedelta(days=60), "charged")


def charged_in_the_third_month_under_the_new_law(dice: Generator, case: Bail) -> Deed:
    """Arrested twenty minutes after the law changed, local time: charged on the sixtieth day, while on bail."""
    return _resolved(case, Fate.IN_TIME, case.arrested + timedelta(days=60), "charged")


def _resolved(case: Bail, fate: Fate, moment: datetime | None, resolution: str | None) -> Deed:
    return Deed(
        fate,
        (
            row(
                BailPeriods,
                bail_id=case.bail_id,
                arrest_id=f"C{case.bail_id[1:]}",
                suspect_id=person(3_000_000 + int(case.bail_id[1:])),
                crime_id=case.crime.crime_id,
                arrested_at=case.arrested,
                bailed_at=case.bailed,
                ends_at=case.ends,
                has_conditions=case.conditions,
                resolved_at=moment,
                resolution=resolution,
                team=case.crime.row.values["team"],
                officer_id=case.crime.row.values["officer_id"],
            ),
        ),
    )


def _extension(case: Bail, moment: datetime, new_end: date) -> Row:
    return row(
        BailExtensions,
        extension_id=f"{case.bail_id}-E1",
        bail_id=case.bail_id,
        authorised_at=moment,
        authorised_by_rank="inspector" if case.is_reformed else "superintendent",
        new_ends_at=utc(datetime.combine(new_end, time(17))),
    )


def _assessment(case: Bail, moment: datetime, with_rationale: bool) -> Row:
    return row(
        ReleaseAssessments,
        assessment_id=f"{case.bail_id}-A1",
        bail_id=case.bail_id,
        assessed_at=moment,
        rationale_recorded=with_rationale,
        officer_id=case.crime.row.values["officer_id"],
    )


def _ended(case: Bail) -> bool:
    return not case.is_running


def _settled(case: Bail) -> bool:
    return case.is_settled


ENDING = Matter(
    "deciding what follows before bail ends",
    (
        Scenario(still_on_bail, 1, lambda case: case.is_running),
        Scenario(decided_before_the_end, 46, _ended),
        Scenario(extended_before_the_end, 14, _settled),
        Scenario(released_with_an_assessment, 11, _ended),
        Scenario(lapsed_without_an_assessment, 12, lambda case: _settled(case) and case.conditions),
        Scenario(lapsed_with_nothing_recorded, 4, _settled),
        Scenario(assessed_without_a_rationale, 4, _settled),
        Scenario(assessed_after_it_lapsed, 4, _settled),
        Scenario(extended_after_it_ended, 2, _settled),
        Scenario(charged_after_it_lapsed, 4, _settled),
    ),
)

AROUND_THE_REFORM = (
    (charged_in_the_third_month_under_the_old_law, datetime.combine(date(2022, 10, 27), time(23, 40))),
    (charged_in_the_third_month_under_the_new_law, datetime.combine(date(2022, 10, 28), time(0, 20))),
    (charged_on_the_last_day_of_a_short_month, datetime.combine(date(2022, 11, 30), time(16, 5))),
)
"""Scenarios with the local time of the arrest that they need."""


def release_on_bail(dice: Generator, book: Book, crimes: Sequence[Crime]) -> list[Step]:
    """Arrest and bail a suspect of some of the crimes; the steps of which their victims should be told."""
    cases: list[Bail] = []
    for crime in crimes:
        if dice.random() < (0.3 if crime.is_domestic_abuse else 0.12):
            arrested = crime.recorded + days(dice, 0.1, 25)
            cases.append(_bail(dice, book, f"B{240_000 + len(cases)}", crime, arrested))
    cases = [case for case in cases if case.bailed < book.period.ends]
    played = [(case, scenario, ENDING) for case, scenario in ENDING.deal(dice, cases)]
    for number, (play, local) in enumerate(AROUND_THE_REFORM):
        if utc(local) - timedelta(days=3) not in book.period:
            continue
        crime = record_crime(
            dice,
            f"EX/{80_000 + number}/22",
            utc(local) - timedelta(days=3),
            offence="violence against the person",
            district="Central",
            rights=False,
        )
        book.write([crime.row])
        scenario = Scenario(play, 1)
        played.append((_bail(dice, book, f"B{990_000 + number}", crime, utc(local)), scenario, ENDING))
    steps = []
    for case, scenario, matter in played:
        deed = scenario.play(dice, case)
        book.write(deed.rows, [matter.truth(scenario, deed.rows[0], deed)])
        steps += [step(book, case.crime, "arrest", case.arrested), step(book, case.crime, "bailed", case.bailed)]
        resolved, resolution = deed.rows[0].moment("resolved_at"), deed.rows[0].values["resolution"]
        if resolved is not None and resolution in ("charged", "no further action"):
            steps.append(step(book, case.crime, str(resolution), resolved))
    return steps


def _bail(dice: Generator, book: Book, bail_id: str, crime: Crime, arrested: datetime) -> Bail:
    conditions = bool(dice.random() < 0.85)
    return Bail(bail_id, crime, arrested, arrested + minutes(dice, 240, 1200), conditions, book.period.ends)

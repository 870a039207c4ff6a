"""Recorded crimes, the steps of their investigation, and when the victim is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from numpy.random import Generator

from openpeel.records.crimes import CHANNELS, Crimes, InvestigationEvents, VictimNotifications
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.occurrence import SETTLED
from openpeel.synthetic.organisation import DISTRICTS, investigator
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import days, in_office_hours, london, pick, utc, working_days_on

BEFORE_BANK_HOLIDAYS = (date(2022, 8, 26), date(2023, 4, 6), date(2023, 5, 5), date(2023, 12, 22))
"""The last working days before the August bank holiday, Easter, the coronation and Christmas."""


@dataclass(frozen=True)
class Crime:
    """A recorded crime with a victim."""

    crime_id: str
    recorded: datetime
    district: str
    is_domestic_abuse: bool
    has_enhanced_rights: bool | None
    row: Row


@dataclass(frozen=True)
class Step:
    """A step in an investigation of which the victim should be told."""

    event_id: str
    crime: Crime
    kind: str
    happened: datetime
    is_settled: bool
    before_bank_holiday: bool = False

    def working_days_on(self, count: int) -> date:
        """The working day that is so many after the step."""
        return working_days_on(london(self.happened).date(), count)

    @property
    def allowed(self) -> int:
        """Working days allowed: one with enhanced rights, else five."""
        return 1 if self.crime.has_enhanced_rights else 5


def told_in_time(dice: Generator, step: Step) -> Deed:
    """The victim was told within the working days allowed."""
    told = in_office_hours(dice, step.working_days_on(1 if step.allowed == 1 else int(dice.integers(1, 5))))
    return _told(dice, step, told, Fate.IN_TIME)


def told_late(dice: Generator, step: Step) -> Deed:
    """The victim was told days after the time allowed.

    Report, line 449: ‘victims are not always updated on the progress of investigations’.
    """
    return _told(
        dice, step, in_office_hours(dice, step.working_days_on(step.allowed + int(dice.integers(2, 9)))), Fate.LATE
    )


def never_told(dice: Generator, step: Step) -> Deed:
    """Nothing shows that the victim was told.

    Report, line 170: ‘Victims were not always kept updated about the progress of investigations’.
    """
    return Deed(Fate.NOT_DONE)


def told_on_the_last_working_day_after_a_bank_holiday(dice: Generator, step: Step) -> Deed:
    """The victim was told on the last day allowed; a bank holiday weekend lay between."""
    return _told(dice, step, in_office_hours(dice, step.working_days_on(step.allowed)), Fate.IN_TIME)


def told_a_working_day_too_late_after_a_bank_holiday(dice: Generator, step: Step) -> Deed:
    """The victim was told on the working day after the last one allowed; a bank holiday weekend lay between.

    Report, line 107: ‘comply with the’.
    """
    return _told(dice, step, in_office_hours(dice, step.working_days_on(step.allowed + 1)), Fate.LATE)


def told_on_the_third_day_with_rights_not_recorded(dice: Generator, step: Step) -> Deed:
    """Nobody knows: in time or late, as the record does not say whether the victim has enhanced rights.

    Report, line 451: ‘victim needs assessments were not always completed’.
    """
    return _told(dice, step, in_office_hours(dice, step.working_days_on(3)), Fate.CANNOT_TELL)


def _told(dice: Generator, step: Step, moment: datetime, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                VictimNotifications,
                notification_id=f"{step.event_id}-N",
                event_id=step.event_id,
                told_at=moment,
                channel=pick(dice, tuple(CHANNELS), (6, 1, 1, 4)),
            ),
        ),
    )


def _usual(step: Step) -> bool:
    return step.crime.has_enhanced_rights is not None and not step.before_bank_holiday


TELLING = Matter(
    "telling the victim of a step",
    (
        Scenario(told_in_time, 72, _usual),
        Scenario(told_late, 15, lambda step: _usual(step) and step.is_settled),
        Scenario(never_told, 13, lambda step: _usual(step) and step.is_settled),
        Scenario(told_on_the_last_working_day_after_a_bank_holiday, 1, lambda step: step.before_bank_holiday),
        Scenario(told_a_working_day_too_late_after_a_bank_holiday, 1, lambda step: step.before_bank_holiday),
        Scenario(
            told_on_the_third_day_with_rights_not_recorded, 1, lambda step: step.crime.has_enhanced_rights is None
        ),
    ),
)


def record_crimes(dice: Generator, book: Book, reports: Sequence[Report]) -> list[Crime]:
    """Record a crime for some of the reports."""
    crimes: list[Crime] = []
    for report in reports:
        abuse = report.occurrence.is_domestic_abuse is True
        offence = report.occurrence.offence
        if report.cancelled_at is not None or offence is None or dice.random() > 0.65:
            continue
        rights = None if len(crimes) % 45 == 5 else bool(abuse or dice.random() < 0.12)
        crimes.append(
            record_crime(
                dice,
                f"EX/{50_000 + len(crimes)}/{report.reported_at:%y}",
                report.reported_at,
                offence=offence,
                district=report.occurrence.district,
                rights=rights,
                is_domestic_abuse=abuse,
                incident_id=report.incident_id,
            )
        )
    book.write(crime.row for crime in crimes)
    return crimes


def record_crime(
    dice: Generator,
    crime_id: str,
    reported: datetime,
    *,
    offence: str,
    district: str,
    rights: bool | None,
    is_domestic_abuse: bool = False,
    incident_id: str | None = None,
) -> Crime:
    """A crime recorded within twenty hours of its report."""
    recorded = reported + days(dice, 0.02, 0.8)
    team = "Safeguarding" if is_domestic_abuse or offence == "sexual offences" else f"CID {district}"
    return Crime(
        crime_id,
        recorded,
        district,
        is_domestic_abuse,
        rights,
        row(
            Crimes,
            crime_id=crime_id,
            incident_id=incident_id,
            reported_at=reported,
            recorded_at=recorded,
            offence_group=offence,
            has_victim=True,
            victim_has_enhanced_rights=rights,
            team=team,
            officer_id=investigator(dice, district),
        ),
    )


def investigate(dice: Generator, book: Book, crimes: Sequence[Crime]) -> list[Step]:
    """Voluntary interviews and releases without bail, and how each crime was filed; bail is a matter of its own."""
    steps = []
    for crime in crimes:
        first = crime.recorded + days(dice, 1, 30)
        kinds = pick(dice, ("", "interview under caution", "arrest,released"), (62, 22, 16)).split(",")
        if crime.has_enhanced_rights is None:
            kinds = ["interview under caution"]
        elif kinds == [""]:
            steps.append(step(book, crime, "closed", crime.recorded + days(dice, 30, 170)))
            continue
        moment = first
        for kind in (*kinds, pick(dice, ("no further action", "charged", "closed"), (5, 3, 2))):
            steps.append(step(book, crime, kind, moment))
            moment += days(dice, 0.2, 0.8) if kind == "arrest" else days(dice, 15, 90)
    return steps


def step(book: Book, crime: Crime, kind: str, moment: datetime) -> Step:
    """A step, named by its crime, kind and time."""
    settled = moment < book.period.ends - SETTLED
    return Step(f"{crime.crime_id}-{kind[:2].upper()}{moment:%y%m%d%H}", crime, kind, moment, settled)


def steps_before_bank_holidays(dice: Generator, book: Book) -> list[Step]:
    """Steps on the afternoon before each bank holiday weekend, for victims with and without enhanced rights."""
    steps = []
    for number, (day, rights) in enumerate(
        (day, rights) for day in BEFORE_BANK_HOLIDAYS for rights in (True, False) * 2
    ):
        moment = utc(datetime.combine(day, time(14, 30 + number)))
        crime = record_crime(
            dice,
            f"EX/{90_000 + number}/{day:%y}",
            moment - timedelta(days=20),
            offence="violence against the person",
            district=DISTRICTS[number % len(DISTRICTS)],
            rights=rights,
        )
        if crime.recorded in book.period:
            book.write([crime.row])
            planted = step(book, crime, "no further action", moment)
            steps.append(Step(planted.event_id, crime, planted.kind, moment, planted.is_settled, True))
    return steps


def keep_informed(dice: Generator, book: Book, steps: Sequence[Step]) -> None:
    """Record each step, and whether the victim was told."""
    happened = sorted((found for found in steps if found.happened < book.period.ends), key=lambda found: found.event_id)
    for found, scenario in TELLING.deal(dice, happened):
        deed = scenario.play(dice, found)
        if deed.rows and deed.rows[0].entered_at >= book.period.ends:
            deed = Deed(deed.fate if deed.fate is Fate.CANNOT_TELL else Fate.NOT_YET)
        event = row(
            InvestigationEvents,
            event_id=found.event_id,
            crime_id=found.crime.crime_id,
            kind=found.kind,
            happened_at=found.happened,
        )
        book.write([event, *deed.rows], [TELLING.truth(scenario, event, deed)])

"""Stop and search, handcuffs, body-worn video, and the use of force forms that should go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.stop_and_search import StopSearches, StopSearchOfficers
from openpeel.records.use_of_force import UseOfForceForms
from openpeel.synthetic.organisation import DISTRICTS, response_officers, response_team
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import Period, arrivals, minutes, pick

DRUGS = ("Controlled drugs", "Misuse of Drugs Act 1971 (section 23)")
PACE = "Police and Criminal Evidence Act 1984 (section 1)"
OBJECTS = (
    DRUGS,
    ("Offensive weapons", PACE),
    ("Stolen goods", PACE),
    ("Article for use in theft", PACE),
    ("Articles for use in criminal damage", PACE),
)
OUTCOMES = {
    "A no further action disposal": 66,
    "Arrest": 13,
    "Community resolution": 11,
    "Summons / charged by post": 4,
    "Khat or Cannabis warning": 3,
    "Penalty Notice for Disorder": 2,
    "Caution (simple or conditional)": 1,
}
ETHNICITIES = {
    "White - English/Welsh/Scottish/Northern Irish/British": ("White", 68),
    "White - Any other White background": ("White", 7),
    "Black/African/Caribbean/Black British - African": ("Black", 5),
    "Black/African/Caribbean/Black British - Caribbean": ("Black", 4),
    "Asian/Asian British - Pakistani": ("Asian", 4),
    "Asian/Asian British - Indian": ("Asian", 2),
    "Mixed/Multiple ethnic groups - White and Black Caribbean": ("Black", 3),
    "Other ethnic group - Not stated": ("White", 7),
}
AGES = {"10-17": 22, "18-24": 36, "25-34": 22, "over 34": 20}


@dataclass(frozen=True)
class Search:
    """A search about to be recorded."""

    reference: str
    moment: datetime
    district: str
    officers: tuple[str, ...]
    is_on_paper: bool
    """True while the force still uses paper forms, which ask for neither handcuffs nor body-worn video."""
    is_handcuffed: bool


def recorded_whole(dice: Generator, search: Search) -> Deed:
    """The search record is complete."""
    return Deed(Fate.IN_TIME, (_record(dice, search),))


def object_left_out(dice: Generator, search: Search) -> Deed:
    """The search record does not say what was searched for.

    Report, line 210: ‘gaps in their awareness of what they need to record in stop and search records’.
    """
    return Deed(Fate.NOT_DONE, (_record(dice, search, object_of_search=None),))


def ethnicity_left_out(dice: Generator, search: Search) -> Deed:
    """The search record holds no ethnicity as the person states it, not even that it was not stated.

    Report, line 208: ‘supported by comprehensive data’.
    """
    return Deed(Fate.NOT_DONE, (_record(dice, search, self_defined_ethnicity=None),))


def _record(dice: Generator, search: Search, **left_out: object) -> Row:
    ethnicity = pick(dice, tuple(ETHNICITIES), tuple(share for _, share in ETHNICITIES.values()))
    searched_for, legislation = OBJECTS[int(dice.choice(len(OBJECTS), p=(0.66, 0.15, 0.1, 0.05, 0.04)))]
    outcome = pick(dice, tuple(OUTCOMES), tuple(OUTCOMES.values()))
    whole = row(
        StopSearches,
        record_key=search.reference,
        search_reference=search.reference,
        searched_at=search.moment,
        object_of_search=searched_for,
        self_defined_ethnicity=ethnicity,
        search_type=pick(dice, ("Person search", "Person and Vehicle search"), (4, 1)),
        legislation=legislation,
        outcome=outcome,
        outcome_linked_to_object=bool(outcome != "A no further action disposal" and dice.random() < 0.75),
        officer_defined_ethnicity=ETHNICITIES[ethnicity][0],
        gender=pick(dice, ("Male", "Female"), (6, 1)),
        age_range=pick(dice, tuple(AGES), tuple(AGES.values())),
        removed_more_than_outer_clothing=bool(dice.random() < 0.02),
        in_policing_operation=False,
        latitude=round(51.2 + 0.1 * DISTRICTS.index(search.district) + float(dice.uniform(0, 0.1)), 6),
        longitude=round(-2.2 + float(dice.uniform(0, 0.4)), 6),
        handcuffed=None if search.is_on_paper else search.is_handcuffed,
        team=response_team(search.moment, search.district),
    )
    return changed(whole, **left_out)


RECORDING = Matter(
    "recording a search whole",
    (Scenario(recorded_whole, 88), Scenario(object_left_out, 6), Scenario(ethnicity_left_out, 6)),
)


def grounds_given(dice: Generator, search: Row) -> Deed:
    """The grounds for the search are recorded."""
    return _with(search, Fate.IN_TIME, grounds_recorded=True)


def grounds_not_given(dice: Generator, search: Row) -> Deed:
    """The grounds for the search are not recorded.

    Report, line 212: ‘only 79 percent recorded an appropriate rationale’.
    """
    return _with(search, Fate.NOT_DONE, grounds_recorded=False)


GIVING_GROUNDS = Matter(
    "recording the grounds for a search", (Scenario(grounds_given, 79), Scenario(grounds_not_given, 21))
)


def filmed(dice: Generator, search: Row) -> Deed:
    """Body-worn video was used in the search."""
    return _with(search, Fate.IN_TIME, body_worn_video_used=True)


def not_filmed(dice: Generator, search: Row) -> Deed:
    """Body-worn video was not used in the search.

    Report, line 212: ‘using BWV is mandatory in all stop and search encounters’.
    """
    return _with(search, Fate.NOT_DONE, body_worn_video_used=False)


def paper_form_does_not_ask_about_video(dice: Generator, search: Row) -> Deed:
    """Nobody knows: the paper form does not ask whether body-worn video was used.

    Report, line 212: ‘the force was using paper forms that did not ask for this information’.
    """
    return Deed(Fate.CANNOT_TELL, (search,))


def _with(search: Row, fate: Fate, **values: object) -> Deed:
    return Deed(fate, (changed(search, **values),))


def _is_on_paper(search: Row) -> bool:
    return search.values["handcuffed"] is None


FILMING = Matter(
    "filming a search",
    (
        Scenario(paper_form_does_not_ask_about_video, 1, _is_on_paper),
        Scenario(filmed, 80, lambda search: not _is_on_paper(search)),
        Scenario(not_filmed, 20, lambda search: not _is_on_paper(search)),
    ),
)


@dataclass(frozen=True)
class Part:
    """One officer's part in a search."""

    search: Search
    officer: str
    number: int

    @property
    def record(self) -> Row:
        """The record of the officer's part."""
        return row(
            StopSearchOfficers,
            record_id=f"{self.search.reference}-{self.number}",
            search_reference=self.search.reference,
            officer_id=self.officer,
            searched_at=self.search.moment,
        )


def form_completed(dice: Generator, part: Part) -> Deed:
    """The officer completed a use of force form for the handcuffs."""
    return Deed(Fate.IN_TIME, (part.record, _form(dice, part)))


def form_not_completed(dice: Generator, part: Part) -> Deed:
    """Handcuffs were used, and the only officer completed no use of force form.

    Report, line 220: ‘they did not always complete use of force forms for a stop and search where they had used’.
    """
    return Deed(Fate.NOT_DONE, (part.record,))


def form_of_the_second_officer_missing(dice: Generator, part: Part) -> Deed:
    """Handcuffs were used by two officers, and the second completed no use of force form.

    Report, line 207: ‘requirement for recording the use of force’.
    """
    return Deed(Fate.NOT_DONE, (part.record,))


def no_handcuffs(dice: Generator, part: Part) -> Deed:
    """No handcuffs were used, so no form is called for."""
    return Deed(Fate.NOT_CONCERNED, (part.record,))


def paper_form_does_not_ask_about_handcuffs(dice: Generator, part: Part) -> Deed:
    """Nobody knows: the paper form does not ask whether handcuffs were used.

    Report, line 222: ‘not considering the breadth and depth of data needed’.
    """
    return Deed(Fate.CANNOT_TELL, (part.record,))


def _form(dice: Generator, part: Part) -> Row:
    compliant = bool(dice.random() < 0.7)
    used = part.search.moment + minutes(dice, 0, 8)
    return use_of_force(
        f"U{part.search.reference[1:]}-{part.number}",
        part.officer,
        used,
        used + minutes(dice, 60, 600),
        handcuffs="compliant" if compliant else "non-compliant",
        search_reference=part.search.reference,
        subject_compliant=compliant,
        team=response_team(part.search.moment, part.search.district),
    )


def use_of_force(form_id: str, officer: str, used: datetime, completed: datetime, **values: object) -> Row:
    """A use of force form; tactics that are not given were not used."""
    no_tactics: dict[str, object] = {
        "tactical_communications": True,
        "handcuffs": "not used",
        "unarmed_skills": False,
        "ground_restraint": False,
        "limb_or_body_restraints": False,
        "baton": "not used",
        "irritant_spray": "not used",
        "spit_guard": False,
        "shield": False,
        "conducted_energy_device": "not used",
        "attenuating_energy_projectile": "not used",
        "dog": "not used",
        "firearm": "not used",
        "other_tactic": False,
    }
    form = row(
        UseOfForceForms,
        entered_at=completed,
        form_id=form_id,
        officer_id=officer,
        used_at=used,
        completed_at=completed,
    )
    return changed(form, **{**no_tactics, **values})


def _cuffed(part: Part) -> bool:
    return part.search.is_handcuffed and not part.search.is_on_paper


FORMS = Matter(
    "a use of force form for handcuffs in a search",
    (
        Scenario(paper_form_does_not_ask_about_handcuffs, 1, lambda part: part.search.is_on_paper),
        Scenario(no_handcuffs, 1, lambda part: not part.search.is_on_paper and not part.search.is_handcuffed),
        Scenario(form_completed, 68, _cuffed),
        Scenario(form_not_completed, 26, lambda part: _cuffed(part) and len(part.search.officers) == 1),
        Scenario(form_of_the_second_officer_missing, 70, lambda part: _cuffed(part) and part.number == 2),
    ),
)


def search_people(dice: Generator, book: Book, count: int, on_paper: Period) -> None:
    """Searches by one or two officers, about half of them in handcuffs, and other uses of force."""
    searches = _searches(dice, book, count, on_paper)
    records = []
    for search, recording in RECORDING.deal(dice, searches):
        deed = recording.play(dice, search)
        book.write([], [RECORDING.truth(recording, deed.rows[0], deed)])
        records.append(deed.rows[0])
    for matter in (GIVING_GROUNDS, FILMING):
        done = []
        for record, scenario in matter.deal(dice, records):
            deed = scenario.play(dice, record)
            book.write([], [matter.truth(scenario, deed.rows[0], deed)])
            done.append(deed.rows[0])
        records = done
    book.write(records)
    parts = [
        Part(search, officer, number) for search in searches for number, officer in enumerate(search.officers, start=1)
    ]
    for part, form in FORMS.deal(dice, parts):
        deed = form.play(dice, part)
        book.write(deed.rows, [FORMS.truth(form, deed.rows[0], deed)])
    _other_force(dice, book, count // 2)


def _searches(dice: Generator, book: Book, count: int, on_paper: Period) -> list[Search]:
    """Never the same officer twice within two hours, so that a form is always of one search."""
    searches: list[Search] = []
    busy: dict[str, datetime] = {}
    for number, moment in enumerate(arrivals(dice, count, book.period.until(timedelta(days=1)))):
        district = pick(dice, DISTRICTS)
        officers = response_officers(dice, moment, district, 2 if dice.random() < 0.6 else 1)
        if any(moment - busy.get(officer, moment.min) < timedelta(hours=2) for officer in officers):
            continue
        busy |= dict.fromkeys(officers, moment)
        cuffed = bool(dice.random() < 0.5)
        searches.append(Search(f"S{500_000 + number}", moment, district, officers, moment in on_paper, cuffed))
    return searches


def _other_force(dice: Generator, book: Book, count: int) -> None:
    """Use of force outside searches."""
    tactics: Sequence[dict[str, object]] = (
        {"handcuffs": "compliant"},
        {"handcuffs": "non-compliant", "unarmed_skills": True},
        {"ground_restraint": True, "handcuffs": "non-compliant"},
        {"irritant_spray": "drawn"},
        {"conducted_energy_device": "red-dot"},
        {},
    )
    for number, moment in enumerate(arrivals(dice, count, book.period.until(timedelta(days=1)))):
        district = pick(dice, DISTRICTS)
        used = tactics[int(dice.choice(len(tactics), p=(0.45, 0.2, 0.12, 0.03, 0.03, 0.17)))]
        form = use_of_force(
            f"U{300_000 + number}",
            # Officers who make no searches, so that no form falls by chance beside one.
            f"E{8000 + int(dice.integers(60))}",
            moment,
            moment + minutes(dice, 60, 600),
            subject_compliant=used.get("handcuffs") == "compliant",
            team=response_team(moment, district),
            **used,
        )
        book.write([form])

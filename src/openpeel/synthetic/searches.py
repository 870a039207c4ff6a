"""Stop and search: what is recorded of it, its grounds, and body-worn video."""

from __future__ import annotations

from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.stop_and_search import StopSearches
from openpeel.synthetic.book import Book
from openpeel.synthetic.organisation import DISTRICTS, response_officers, response_team
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import Period, arrivals, pick
from openpeel.synthetic.use_of_force import FORMS, Part, Search, use_force_elsewhere

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
    use_force_elsewhere(dice, book, count // 2)


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

"""Use of force forms: of each officer for handcuffs in a search, and of officers elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.stop_and_search import StopSearchOfficers
from openpeel.records.use_of_force import UseOfForceForms
from openpeel.synthetic.book import Book
from openpeel.synthetic.organisation import DISTRICTS, response_team
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import arrivals, minutes, pick


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


def use_force_elsewhere(dice: Generator, book: Book, count: int) -> None:
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

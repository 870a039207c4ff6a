"""The made force: Exampleshire Constabulary, from whose extracts everything can be tried without anyone's data.

Nothing in it is about any person or place. What is wrong with its records was drawn from the sentences of the source
report; what is wrong with each is told in a truth file, which nothing that judges the records may read.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator

from openpeel.synthetic import (
    abused,
    answering,
    bail,
    contact,
    domestic_abuse,
    searches,
    sex_offenders,
    unseen,
    victims,
)
from openpeel.synthetic.contact import Occurrence
from openpeel.synthetic.extracts import write_extracts
from openpeel.synthetic.organisation import DISTRICTS
from openpeel.synthetic.scenario import Book, Truth
from openpeel.synthetic.systems import ON_PAPER, PERIOD, TRIAGE_LOST
from openpeel.synthetic.times import arrivals, pick

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


def make(folder: Path, *, seed: int = 2022, scale: float = 1.0) -> MadeForce:
    """Write the extracts of the made force into ``folder``, with their mappings, and the truth about them.

    The same seed and scale give the same files. Scale 1 is some 4,500 incidents in two years; every scenario occurs
    at any scale.
    """
    book = record(seed=seed, scale=scale)
    extracts = write_extracts(folder / "extracts", book)
    truth = folder / "truth" / "truth.csv"
    truth.parent.mkdir(parents=True, exist_ok=True)
    _write_truth(truth, book.truths)
    return MadeForce(extracts, truth)


def record(*, seed: int = 2022, scale: float = 1.0) -> Book:
    """All that the made force has on record at the end of March 2024, and what is true of it."""
    dice = _dice_for(seed)
    book = Book(PERIOD)
    incidents = max(250, round(3600 * scale))
    few = max(3, round(12 * scale))
    occurrences = [
        *_ordinary(dice("ordinary"), incidents),
        *abused.occurrences(dice("abuse"), PERIOD, max(200, round(700 * scale))),
        *unseen.plan(dice("unseen"), PERIOD, few),
    ]
    reports = contact.take_reports(dice("contact"), book, occurrences, TRIAGE_LOST)
    unseen.tell(book, reports)
    answering.take_other_calls(dice("other calls"), book, incidents)
    unseen.queued_twice_behind_the_switchboard(dice("switchboard"), book, 5 * few)
    domestic_abuse.safeguard(dice("safeguarding"), book, reports)
    crimes = victims.record_crimes(dice("crimes"), book, reports)
    on_bail = bail.release_on_bail(dice("bail"), book, crimes)
    bailed = {step.crime.crime_id for step in on_bail}
    others = [crime for crime in crimes if crime.crime_id not in bailed]
    steps = [*on_bail, *victims.investigate(dice("investigation"), book, others)]
    steps += victims.steps_before_bank_holidays(dice("bank holidays"), book)
    victims.keep_informed(dice("victims"), book, steps)
    sex_offenders.manage(dice("offenders"), book, round(90 * scale))
    searches.search_people(dice("searches"), book, max(120, round(600 * scale)), ON_PAPER)
    return book.closed()


def _dice_for(seed: int) -> Callable[[str], Generator]:
    """Dice of its own for each part, so that a change in one part leaves the others as they were."""

    def dice(part: str) -> Generator:
        return np.random.default_rng([seed, *part.encode()])

    return dice


def _ordinary(dice: Generator, count: int) -> list[Occurrence]:
    found = []
    for moment in arrivals(dice, count, PERIOD):
        opening, closing, grade = ORDINARY[int(dice.integers(len(ORDINARY)))]
        found.append(Occurrence(moment, opening, closing, grade, pick(dice, DISTRICTS, (3, 4, 3))))
    return found


def _write_truth(file: Path, truths: list[Truth]) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("matter", "scenario", "table", "key", "fate", "what", "entered_at"))
        for truth in sorted(truths, key=lambda truth: (truth.matter, truth.table, truth.key, truth.scenario)):
            entered = "" if truth.entered_at is None else f"{truth.entered_at:%Y-%m-%dT%H:%M:%SZ}"
            writer.writerow(
                (truth.matter, truth.scenario, truth.table, truth.key, truth.fate.value, truth.what, entered)
            )

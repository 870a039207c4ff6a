"""The made force is known by name, is none of the 43, and puts nobody in two places."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np

from openpeel.language.forces import FORCES, MADE_FORCE, force_named
from openpeel.synthetic.organisation import FORCE, FORCE_NAME, SHIFTS, response_officers, shift_on_duty
from openpeel.synthetic.times import utc


def test_the_made_force_is_named_and_not_counted() -> None:
    assert force_named(FORCE_NAME) is force_named(FORCE) is MADE_FORCE
    assert MADE_FORCE not in FORCES
    assert len(FORCES) == 43


def test_three_shifts_a_day_are_three_different_ones() -> None:
    for day in range(10):
        midnight = datetime.combine(date(2023, 6, 1) + timedelta(days=day), time())
        on_duty = [shift_on_duty(utc(midnight + timedelta(hours=hour))) for hour in (8, 16, 23)]
        assert len(set(on_duty)) == 3
        assert set(on_duty) <= set(SHIFTS)


def test_two_officers_of_one_search_are_two_people() -> None:
    dice = np.random.default_rng(1)
    crews = [response_officers(dice, datetime(2023, 6, 1, 12), "North", 2) for _ in range(200)]
    assert all(len(set(crew)) == 2 for crew in crews)

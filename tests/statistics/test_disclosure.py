from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.how_many import examples

from openpeel.errors import Refused
from openpeel.statistics.disclosure import (
    Protected,
    Shown,
    found_by_difference,
    protect,
    rate_may_be_shown,
    rounded,
    with_margins,
)
from openpeel.statistics.possible_values import TOTAL, Key, cells_worked_out, possible_values


def published(protected: Protected) -> dict[Key, int | None]:
    return {cell.key: cell.value for cell in protected.cells}


@st.composite
def tables(draw: st.DrawFn) -> dict[Key, int]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    cell = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 9, 30, 200])
    return {(f"r{i}", f"c{j}"): draw(cell) for i in range(rows) for j in range(columns)}


@settings(max_examples=examples(60))
@given(tables())
def test_no_suppressed_cell_can_be_worked_out(counts: dict[Key, int]) -> None:
    """By solving for it, again by one who also knows which cells were small, and by plain linear algebra."""
    if not any(counts.values()):
        return
    try:
        done = protect(counts, ("row", "column"))
    except Refused:
        return  # refused rather than published: nothing is disclosed
    small = {cell.key: 5 for cell in done.cells if cell.shown is Shown.PRIMARY}
    for knowledge in (None, small):
        for low, high in possible_values(published(done), knowledge).values():
            assert low < high
        assert cells_worked_out(published(done), knowledge) == []
    assert fixed_by_an_equation(published(done)) == []


def fixed_by_an_equation(done: dict[Key, int | None]) -> list[Key]:
    """The hidden cells that follow from sums, found without the solver that the code uses."""
    hidden = [key for key, value in done.items() if value is None]
    lines = []
    for key in done:
        for axis in (0, 1):
            if key[axis] == TOTAL:
                lines.append([k for k in done if k[1 - axis] == key[1 - axis]])
    matrix = np.array(
        [[(-1 if TOTAL in k and TOTAL not in line[0] else 1) * (k in line) for k in hidden] for line in lines]
    )
    known = np.linalg.matrix_rank(matrix) if hidden else 0
    return [
        key
        for i, key in enumerate(hidden)
        if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(hidden))[i]])) == known
    ]


def test_an_equation_that_fixes_a_cell_is_seen() -> None:
    counts: dict[Key, int] = {("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 50, ("b", "y"): 60}
    naive = {key: None if value == 3 else value for key, value in with_margins(counts, 2).items()}
    assert fixed_by_an_equation(naive) == [("a", "x")]


@settings(max_examples=examples(40))
@given(tables(), st.randoms(use_true_random=False))
def test_the_quick_search_for_known_cells_finds_what_solving_each_finds(counts: dict[Key, int], chance: Random) -> None:
    shown = {key: None if chance.random() < 0.3 else value for key, value in with_margins(counts, 2).items()}
    solved = [key for key, (low, high) in possible_values(shown).items() if low == high]
    assert cells_worked_out(shown) == solved


def test_a_lone_small_cell_takes_companions_with_it() -> None:
    counts: dict[Key, int] = {("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 50, ("b", "y"): 60}
    naive = {key: None if value == 3 else value for key, value in with_margins(counts, 2).items()}
    assert possible_values(naive)["a", "x"] == (3, 3)  # suppressing the small cell alone hides nothing
    done = protect(counts, ("row", "column"))
    assert done.log == {Shown.AS_IS: 5, Shown.PRIMARY: 1, Shown.SECONDARY: 3}


def test_nought_is_shown_and_large_tables_stay_whole() -> None:
    counts: dict[Key, int] = {("a", "x"): 0, ("a", "y"): 40, ("b", "x"): 50, ("b", "y"): 60}
    assert protect(counts, ("row", "column")).log[Shown.AS_IS] == 9


def test_two_ones_of_a_total_of_two_are_not_left_to_be_reckoned() -> None:
    """One who knows that suppressed cells hold at least one could split a total of two."""
    counts: dict[Key, int] = {("a", "x"): 1, ("a", "y"): 1, ("b", "x"): 30, ("b", "y"): 40}
    done = published(protect(counts, ("row", "column")))
    assert done["a", TOTAL] is None


def test_sensitive_categories_have_the_higher_threshold() -> None:
    counts: dict[Key, int] = {
        ("rape", "north"): 8,
        ("rape", "south"): 30,
        ("theft", "north"): 8,
        ("theft", "south"): 300,
    }
    done = {cell.key: cell for cell in protect(counts, ("offence", "area"), sensitive=["rape"]).cells}
    assert done["rape", "north"].shown is Shown.PRIMARY
    assert done["theft", "north"].shown is Shown.SECONDARY


def test_three_dimensions_are_protected_too() -> None:
    generator = np.random.default_rng(6)
    counts: dict[Key, int] = {
        (f"a{i}", f"b{j}", f"c{k}"): int(generator.choice([0, 2, 7, 30, 90]))
        for i in range(3)
        for j in range(3)
        for k in range(3)
    }
    done = protect(counts, ("one", "two", "three"))
    assert done.log[Shown.PRIMARY] > 0
    assert all(low < high for low, high in possible_values(published(done)).values())


def test_rounding_leaves_no_small_number() -> None:
    counts: dict[Key, int] = {("a", "x"): 3, ("a", "y"): 41, ("b", "x"): 2, ("b", "y"): 60}
    done = rounded(counts, 2)
    assert all(value % 5 == 0 for value in done.values())
    assert done["a", "x"] == 5
    assert done["b", "x"] == 0
    with pytest.raises(Refused, match="hides nothing"):
        rounded(counts, 2, base=2)


def test_two_releases_together_disclose_a_small_change() -> None:
    assert found_by_difference({("a",): 100, ("b",): 50, ("c",): None}, {("a",): 102, ("b",): 90, ("c",): 4}) == [
        ("a",)
    ]


def test_rates_of_few_cases_are_not_shown() -> None:
    assert rate_may_be_shown(10, 20)
    assert not rate_may_be_shown(9, 200)
    assert not rate_may_be_shown(10, 19)


@pytest.mark.parametrize(
    ("counts", "threshold", "words"),
    [
        ({}, 5, "empty"),
        ({("a",): -1}, 5, "negative"),
        ({("Total",): 5}, 5, "named 'Total'"),
        ({("a", "b"): 5}, 5, "2 parts"),
        ({("a",): 5}, 1, "suppresses nothing"),
    ],
)
def test_broken_tables_are_refused(counts: dict[Key, int], threshold: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        protect(counts, ("one",), threshold=threshold)

from pathlib import Path

import numpy as np
import pytest

from openpeel.statistics.coverage.covering import Coverage
from openpeel.statistics.coverage.single_figures import stratified_coverage
from openpeel.statistics.coverage.table import as_markdown, coverage_table

PAGE = Path(__file__).parents[2] / "docs/explanation/intervals.md"


@pytest.fixture(scope="module")
def table() -> list[Coverage]:
    return list(coverage_table())


def of(table: list[Coverage], method: str) -> list[Coverage]:
    return [row for row in table if row.method == method]


def test_the_published_table_is_current(table: list[Coverage]) -> None:
    shown = PAGE.read_text(encoding="utf-8").partition("as_markdown -->\n")[2].partition("<!-- end")[0]
    assert shown == as_markdown(table), "write it anew with openpeel.statistics.coverage.table.as_markdown"


def test_wilson_covers_95_per_cent_on_average(table: list[Coverage]) -> None:
    assert len(of(table, "Wilson")) == 5
    assert all(0.945 <= row.mean <= 0.960 for row in of(table, "Wilson"))


def test_exact_methods_never_fall_below_95_per_cent(table: list[Coverage]) -> None:
    exact = (
        "exact (Clopper-Pearson)",
        "exact, finite population",
        "exact Poisson",
        "ratio of rates, exact conditional",
    )
    for method in (*exact, "median, order statistics", "percentiles, order statistics"):
        assert len(of(table, method)) == 5
        assert all(row.worst >= 0.95 for row in of(table, method))


def test_wilson_for_finite_populations_stays_near_95_per_cent_on_average(table: list[Coverage]) -> None:
    assert all(0.945 <= row.mean <= 0.970 for row in of(table, "Wilson, finite population"))


def test_the_stratified_interval_does_not_fall_below_95_per_cent_in_the_published_design(table: list[Coverage]) -> None:
    assert all(row.worst >= 0.95 for row in of(table, "stratified, exact"))


DESIGNS = [
    ((10, 10, 10), (1 / 3, 1 / 3, 1 / 3), (0, 0, 0)),
    ((18, 9, 3), (0.6, 0.3, 0.1), (-0.3, 0.2, 1.2)),
    ((10, 10, 10), (0.8, 0.15, 0.05), (-0.3, 0.2, 1.2)),
    ((10, 10, 10), (0.8, 0.15, 0.05), (1.5, 0, -1.5)),
    ((5, 10, 15), (0.6, 0.3, 0.1), (-1, 0, 2)),
    ((30, 10), (0.5, 0.5), (1, -1)),
    ((4, 4, 4, 4), (0.4, 0.3, 0.2, 0.1), (0, 1, -1, 0)),
    ((2, 2, 2), (0.6, 0.3, 0.1), (0, 0, 0)),
]


def test_the_stratified_interval_in_other_designs_is_as_the_page_says() -> None:
    worst = [
        stratified_coverage(sizes, np.array(weights), np.array(log_odds))[1].min()
        for sizes, weights, log_odds in DESIGNS
    ]
    assert round(100 * min(worst), 1) == 93.8


def test_under_ten_cases_wilson_at_its_worst_falls_furthest_which_is_why_the_exact_interval_is_used_there(
    table: list[Coverage],
) -> None:
    worst = {row.n: row.worst for row in of(table, "Wilson")}
    assert worst[7] == min(worst.values())


def test_differences_and_bootstraps_cover_about_95_per_cent_on_average(table: list[Coverage]) -> None:
    assert all(0.95 <= row.mean <= 0.955 for row in of(table, "difference of proportions, Newcombe"))
    assert all(row.worst >= 0.95 for row in of(table, "difference of rates, Zou and Donner"))
    assert all(row.worst >= 0.93 for row in of(table, "median, bootstrap"))
    assert all(row.worst >= 0.92 for row in of(table, "percentiles, bootstrap"))
    assert all(0.94 <= row.worst <= 0.97 for row in of(table, "difference of medians, bootstrap"))

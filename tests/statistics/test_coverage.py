import numpy as np

from openpeel.statistics.coverage import Coverage, coverage_table, stratified_coverage

TABLE = list(coverage_table())


def of(method: str) -> list[Coverage]:
    return [row for row in TABLE if row.method == method]


def test_wilson_covers_95_per_cent_on_average() -> None:
    assert len(of("Wilson")) == 5
    assert all(0.945 <= row.mean <= 0.960 for row in of("Wilson"))


def test_exact_methods_never_fall_below_95_per_cent() -> None:
    for method in ("exact (Clopper-Pearson)", "exact, finite population", "exact Poisson"):
        assert len(of(method)) == 5
        assert all(row.worst >= 0.95 for row in of(method))


def test_wilson_for_finite_populations_stays_near_95_per_cent_on_average() -> None:
    assert all(0.945 <= row.mean <= 0.970 for row in of("Wilson, finite population"))


def test_the_stratified_interval_does_not_fall_below_95_per_cent_in_the_published_design() -> None:
    assert all(row.worst >= 0.95 for row in of("stratified, exact"))


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


def test_under_ten_cases_wilson_at_its_worst_falls_furthest_which_is_why_the_exact_interval_is_used_there() -> None:
    worst = {row.n: row.worst for row in of("Wilson")}
    assert worst[7] == min(worst.values())

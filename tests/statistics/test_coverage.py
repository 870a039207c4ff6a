from openpeel.statistics.coverage import Coverage, coverage_table

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


def test_wilson_for_finite_populations_and_strata_stays_near_95_per_cent_on_average() -> None:
    for method in ("Wilson, finite population", "stratified Wilson"):
        assert all(0.945 <= row.mean <= 0.970 for row in of(method))


def test_under_ten_cases_wilson_at_its_worst_falls_furthest_which_is_why_the_exact_interval_is_used_there() -> None:
    worst = {row.n: row.worst for row in of("Wilson")}
    assert worst[7] == min(worst.values())

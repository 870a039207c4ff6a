import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.statistics import reference

from openpeel.errors import Refused
from openpeel.statistics import disparity
from openpeel.statistics.disparity import Explanation, Stratum


def test_a_ratio_with_its_interval_and_what_the_missing_could_make_of_it() -> None:
    rows = disparity.ratios(
        {"White": 978, "Black": 72}, {"White": 642_869, "Black": 6_089}, reference="White", missing=101
    )
    black = rows[0]
    assert black.ratio is not None
    assert black.ratio.estimate == pytest.approx((72 / 6_089) / (978 / 642_869))
    assert black.ratio.low < black.ratio.estimate < black.ratio.high
    assert black.lowest == pytest.approx((72 / 6_089) / ((978 + 101) / 642_869))
    assert black.highest == pytest.approx(((72 + 101) / 6_089) / (978 / 642_869))
    assert (rows[1].group, rows[1].ratio) == ("White", None)


@given(st.integers(10, 500), st.integers(10, 5000), st.integers(0, 300), st.floats(0, 1))
def test_however_the_missing_are_dealt_out_the_ratio_stays_within_its_bounds(
    own: int, base: int, missing: int, dealt: float
) -> None:
    row = disparity.ratios({"A": own, "R": base}, {"A": 5e4, "R": 9e5}, reference="R", missing=missing)[0]
    to_own = round(dealt * missing)
    truth = ((own + to_own) / 5e4) / ((base + missing - to_own) / 9e5)
    assert row.lowest is not None
    assert row.highest is not None
    assert row.lowest <= truth * (1 + 1e-12)
    assert truth <= row.highest * (1 + 1e-12)


def test_small_counts_give_no_ratio() -> None:
    rows = disparity.ratios({"White": 100, "Black": 9}, {"White": 1e5, "Black": 1e3}, reference="White")
    assert {row.group: row.withheld for row in rows} == {"White": None, "Black": "fewer than 10 events"}
    assert all(row.ratio is None for row in rows)
    with pytest.raises(Refused, match="too few to compare"):
        disparity.ratios({"White": 9, "Black": 90}, {"White": 1e5, "Black": 1e3}, reference="White")
    with pytest.raises(Refused, match="no population for Black"):
        disparity.ratios({"White": 100, "Black": 90}, {"White": 1e5}, reference="White")


PLANTED = 1.6


def confounded(generator: np.random.Generator, times: int = 4) -> list[Stratum]:
    """Twenty areas and four times of day. The group lives where and is out when searches are many, for everybody.

    Within each area and time the group is searched PLANTED times as often as the reference.
    """
    strata = []
    for area in range(20):
        busy_area = float(np.exp(generator.normal(0, 1)))
        share = 0.02 + 0.25 * busy_area / (3 + busy_area)
        for time in range(times):
            busy_time = (0.3, 0.8, 1.5, 2.5)[time]
            there = 40_000 * (0.4 + 0.2 * time)
            own = there * min(0.9, share * (0.7 + 0.3 * time))
            rate = 0.004 * busy_area * busy_time
            strata.append(
                Stratum(
                    f"{area} {time}",
                    int(generator.poisson(PLANTED * rate * own)),
                    own,
                    int(generator.poisson(rate * (there - own))),
                    there - own,
                )
            )
    return strata


def test_a_planted_ratio_is_recovered_under_confounding_by_area_and_time() -> None:
    generator = np.random.default_rng(11)
    results = [disparity.within(confounded(generator)) for _ in range(200)]
    adjusted = np.array([result.adjusted.estimate for result in results])
    crude = np.array([result.crude.estimate for result in results])
    assert abs(adjusted.mean() / PLANTED - 1) < 0.05
    assert abs(np.median(adjusted) / PLANTED - 1) < 0.05
    assert crude.mean() / PLANTED > 1.3  # the plain ratio is far off: there is something to allow for
    covered = np.mean([result.adjusted.low <= PLANTED <= result.adjusted.high for result in results])
    assert 0.91 <= covered <= 0.985


def test_allowing_for_area_alone_leaves_the_confounding_by_time() -> None:
    generator = np.random.default_rng(12)
    both, area_only = [], []
    for _ in range(50):
        strata = confounded(generator)
        both.append(disparity.within(strata).adjusted.estimate)
        joined = [strata[i : i + 4] for i in range(0, 80, 4)]
        merged = [
            Stratum(
                "area",
                sum(s.count for s in part),
                sum(s.population for s in part),
                sum(s.reference_count for s in part),
                sum(s.reference_population for s in part),
            )
            for part in joined
        ]
        area_only.append(disparity.within(merged).adjusted.estimate)
    assert np.mean(area_only) > np.mean(both) * 1.02


def test_the_common_ratio_equals_its_twin_and_says_what_remains() -> None:
    strata = [Stratum("a", 40, 1_000, 100, 10_000), Stratum("b", 10, 9_000, 3, 9_000)]
    result = disparity.within(strata)
    twin = reference.mantel_haenszel(
        [(s.count, s.population, s.reference_count, s.reference_population) for s in strata]
    )
    assert result.adjusted.estimate == pytest.approx(twin)
    assert result.remains == pytest.approx(np.log(twin) / np.log(result.crude.estimate))


def test_parts_without_either_group_are_left_out_and_events_without_people_refused() -> None:
    strata = [Stratum("a", 40, 1_000, 100, 10_000), Stratum("empty", 0, 0, 50, 5_000)]
    assert disparity.within(strata).strata == 1
    with pytest.raises(Refused, match="nobody lives there"):
        disparity.within([*strata, Stratum("odd", 3, 0, 5, 100)])
    with pytest.raises(Refused, match="too few"):
        disparity.within([Stratum("a", 9, 1_000, 100, 10_000)])


def test_contributions_add_up_to_the_gap() -> None:
    rows = disparity.contributions(
        {"drugs": 60, "weapons": 12}, {"drugs": 500, "weapons": 300, "theft": 100}, 6_000, 600_000
    )
    assert sum(row.share for row in rows) == pytest.approx(1)
    assert sum(row.gap for row in rows) == pytest.approx(1000 * (72 / 6_000 - 900 / 600_000))
    assert rows[0].part == "drugs"
    assert [row.part for row in rows if row.ratio is None] == ["theft"]
    with pytest.raises(Refused, match="no gap"):
        disparity.contributions({"a": 10}, {"a": 100}, 100, 1000)


def test_the_outcome_test_sees_a_planted_lower_bar_and_not_an_equal_one() -> None:
    generator = np.random.default_rng(3)
    n = {"White": 5000, "Black": 800}
    lower = disparity.find_rates({"White": 1000, "Black": 110}, n, reference="White")
    assert lower.p_value is not None
    assert lower.p_value < 0.001
    assert lower.p_value == pytest.approx(
        stats.chi2_contingency([[1000, 4000], [110, 690]], correction=False).pvalue, rel=1e-9
    )
    gap = next(row.difference for row in lower.groups if row.group == "Black")
    assert gap is not None
    assert gap.high < 0
    p_values = []
    for _ in range(300):
        found = {group: int(generator.binomial(size, 0.2)) for group, size in n.items()}
        p_values.append(disparity.find_rates(found, n, reference="White").p_value)
    assert 0.02 < np.mean([p < 0.05 for p in p_values if p is not None]) < 0.09


def test_few_searches_are_left_out_of_the_outcome_test() -> None:
    tested = disparity.find_rates(
        {"White": 20, "Black": 2, "Asian": 1}, {"White": 100, "Black": 9, "Asian": 11}, reference="White"
    )
    assert [row.group for row in tested.groups] == ["White", "Asian"]
    assert tested.p_value is None


def test_agreement_of_self_and_officer() -> None:
    pairs = [("White", "White")] * 80 + [("Mixed", "Black")] * 10 + [("Black", "Black")] * 10
    found = disparity.ethnicity_agreement([*pairs, (None, "White"), ("White", None), (None, None)])
    assert (found.both, found.only_officer, found.only_self, found.neither) == (100, 1, 1, 1)
    assert found.same.estimate == 0.9
    by_chance = 0.8 * 0.8 + 0.1 * 0.2
    assert found.kappa == pytest.approx((0.9 - by_chance) / (1 - by_chance))
    with pytest.raises(Refused, match="no event has both"):
        disparity.ethnicity_agreement([(None, "White")])


def test_an_explanation_is_judged_by_what_remains() -> None:
    explained = disparity.within([Stratum("a", 1_000, 5_000, 2_000, 10_000), Stratum("b", 10, 1_000, 900, 90_000)])
    assert Explanation("area", "panel", "area", explained).verdict.startswith("borne out: 0%")
    unexplained = disparity.within([Stratum("a", 200, 1_000, 500, 10_000), Stratum("b", 400, 2_000, 1_000, 20_000)])
    assert Explanation("area", "panel", "area", unexplained).verdict.startswith("not borne out: 100%")
    assert Explanation("visitors", "chief", None, None).verdict == "not tested"
    assert Explanation("visitors", "chief", "visitors", None).verdict == "cannot be tested with this data"

from datetime import date
from math import pi, sin

import numpy as np
import pytest
from tests.statistics import reference

from openpeel.errors import Refused
from openpeel.statistics.long_series import change_points, season_by_place, seasonal, steady_slope
from openpeel.statistics.spc import Assurance, Better, Restart, Rule, Target, Variation, chart


def months(n: int) -> list[date]:
    return [date(2020 + i // 12, i % 12 + 1, 1) for i in range(n)]


CALM = [10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 9.0, 10.0, 10.0, 11.0, 9.0, 10.0] * 2
"""Two years about ten, with no pattern."""


def test_calm_points_show_no_change() -> None:
    drawn = chart(months(24), CALM)
    assert drawn.variation is Variation.COMMON
    assert not any(point.rules for point in drawn.points)


@pytest.mark.parametrize(
    ("better", "said"),
    [(Better.UP, Variation.IMPROVEMENT), (Better.DOWN, Variation.CONCERN), (Better.NEITHER, Variation.HIGH)],
)
def test_the_same_high_point_says_what_the_direction_makes_of_it(better: Better, said: Variation) -> None:
    drawn = chart(months(25), [*CALM, 20.0], better=better)
    assert drawn.points[-1].rules == (Rule.BEYOND_LIMITS,)
    assert drawn.variation is said


def test_a_trend_speaks_by_its_direction_even_below_the_mean() -> None:
    drawn = chart(months(14), [9, 9.6, 9.1, 9.7, 9, 9.6, 4, 5, 6, 7, 8, 9, 10, 30], better=Better.UP, baseline=None)
    climbing = drawn.points[7]
    assert Rule.TREND in climbing.rules
    assert climbing.value < climbing.centre


def test_the_first_point_of_a_trend_speaks_as_the_others_do_however_it_was_reached() -> None:
    """A fall leads into a rise of seven: the lowest point is the first of the rise, not a fall of its own."""
    values = [9, 40, 9, 40, 9, 40, 20, 21, 22, 23, 24, 25, 26, 25, 26, 25]
    drawn = chart(months(16), values, better=Better.UP)
    trend = [point for point in drawn.points if Rule.TREND in point.rules]
    assert [point.value for point in trend] == [20, 21, 22, 23, 24, 25, 26]
    assert {point.variation for point in trend} == {Variation.IMPROVEMENT}


def test_a_point_that_turns_one_trend_into_the_other_speaks_of_the_one_that_it_ends() -> None:
    values = [float(20 + abs(i - 6)) for i in range(13)]
    drawn = chart(months(13), values, better=Better.UP)
    speaks = [point.variation for point in drawn.points if point.rules == (Rule.TREND,)]
    turning = drawn.points[6]
    assert Rule.TREND in turning.rules
    assert turning.variation is Variation.CONCERN
    assert Variation.IMPROVEMENT in speaks


def test_a_rebase_ends_patterns_and_limits() -> None:
    step = [10.0, 11.0, 10.0, 9.0] * 3 + [20.0, 21.0, 20.0, 19.0] * 3
    without = chart(months(24), step)
    with_rebase = chart(months(24), step, restarts=[Restart(date(2021, 1, 1), "new rota")])
    assert any(Rule.SHIFT in point.rules for point in without.points)
    assert not any(point.rules for point in with_rebase.points)
    assert [point.stretch for point in with_rebase.points] == [0] * 12 + [1] * 12
    assert with_rebase.points[0].centre == 10
    assert with_rebase.points[-1].centre == 20


def test_a_run_does_not_reach_across_a_rebase() -> None:
    values = [0.0, 2.0, 0.0, 2.0, 1.9, 1.9, 1.9, 2.0, 2.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    # Without the rebase seven points in a row lie above the mean; it parts them into three and four.
    assert any(Rule.SHIFT in point.rules for point in chart(months(15), values).points)
    parted = chart(months(15), values, restarts=[Restart(date(2020, 8, 1), "x")])
    assert not any(Rule.SHIFT in point.rules for point in parted.points)


def test_assurance_uses_the_present_stretch_and_the_target_in_force() -> None:
    step = [10.0, 11.0, 10.0, 9.0] * 3 + [20.0, 21.0, 20.0, 19.0] * 3
    rebase = [Restart(date(2021, 1, 1), "new rota")]
    targets = [Target(date(2020, 1, 1), 5.0), Target(date(2021, 6, 1), 15.0)]
    passing = chart(months(24), step, better=Better.UP, targets=targets, restarts=rebase)
    assert passing.assurance is Assurance.PASSES
    assert passing.points[16].target == 5.0
    assert passing.points[17].target == 15.0
    # By the limits of the whole series the target would be hit or missed by chance: the rebase must count.
    assert chart(months(24), step, better=Better.UP, targets=targets).assurance is Assurance.HIT_OR_MISS
    assert chart(months(24), step, better=Better.DOWN, targets=targets, restarts=rebase).assurance is Assurance.FAILS


def test_a_held_baseline_and_a_rebase_together() -> None:
    step = [10.0, 11.0, 10.0, 9.0] * 3 + [20.0, 21.0, 20.0, 19.0, 30.0, 31.0, 30.0, 29.0, 30.0, 31.0, 30.0, 29.0]
    drawn = chart(months(24), step, baseline=4, restarts=[Restart(date(2021, 1, 1), "x")])
    assert drawn.points[0].centre == 10
    assert {point.centre for point in drawn.points[12:]} == {20}
    assert Rule.BEYOND_LIMITS in drawn.points[-1].rules


@pytest.mark.parametrize(
    ("targets", "better", "said"),
    [
        ([], Better.UP, Assurance.NO_TARGET),
        ([Target(date(2030, 1, 1), 10.0)], Better.UP, Assurance.NO_TARGET),
        ([Target(date(2020, 1, 1), 10.0)], Better.NEITHER, Assurance.NO_TARGET),
        ([Target(date(2020, 1, 1), 10.0)], Better.UP, Assurance.HIT_OR_MISS),
        ([Target(date(2020, 1, 1), 2.0)], Better.UP, Assurance.PASSES),
        ([Target(date(2020, 1, 1), 2.0)], Better.DOWN, Assurance.FAILS),
        ([Target(date(2020, 1, 1), 30.0)], Better.DOWN, Assurance.PASSES),
    ],
)
def test_assurance(targets: list[Target], better: Better, said: Assurance) -> None:
    assert chart(months(24), CALM, better=better, targets=targets).assurance is said


def test_few_points_give_no_assurance() -> None:
    drawn = chart(months(11), CALM[:11], better=Better.UP, targets=[Target(date(2020, 1, 1), 2.0)])
    assert drawn.assurance is Assurance.TOO_EARLY
    assert any("rest on 11 points" in note for note in drawn.notes)


def test_a_constant_series_is_drawn_and_said_to_have_no_width() -> None:
    drawn = chart(months(12), [5.0] * 12)
    assert any("never changes" in note for note in drawn.notes)
    assert drawn.variation is Variation.COMMON


def test_a_p_chart_takes_counts_out_of_wholes() -> None:
    drawn = chart(months(12), [70, 71, 69, 70, 72, 68, 70, 71, 69, 70, 70, 95], [100] * 12, better=Better.UP)
    assert drawn.kind == "p"
    assert drawn.variation is Variation.IMPROVEMENT
    assert drawn.points[-1].value == 0.95


@pytest.mark.parametrize(
    ("when", "values", "wholes", "words"),
    [
        (1, [1.0], None, "two points or more; there is 1"),
        (2, [1.0, float("nan")], None, "missing"),
        (2, [5.0, 11.0], [10, 10], "larger than"),
        (2, [5.0, 1.0], [10, 0], "nought"),
        (3, [5.0, 1.0], None, "not equally many"),
    ],
)
def test_broken_series_are_refused(when: int, values: list[float], wholes: list[int] | None, words: str) -> None:
    with pytest.raises(Refused, match=words):
        chart(months(when), values, wholes)


def test_repeated_months_and_lone_stretches_are_refused() -> None:
    with pytest.raises(Refused, match="repeat"):
        chart([date(2020, 1, 1)] * 2, [1.0, 2.0])
    with pytest.raises(Refused, match="fewer than two points"):
        chart(months(12), CALM[:12], restarts=[Restart(date(2020, 12, 1), "x")])


def test_what_begins_after_the_last_point_is_refused_or_said() -> None:
    with pytest.raises(Refused, match="2021-01-01 lies after the last point"):
        chart(months(12), CALM[:12], restarts=[Restart(date(2021, 1, 1), "x")])
    drawn = chart(months(12), CALM[:12], better=Better.UP, targets=[Target(date(2021, 1, 1), 9.0)])
    assert drawn.assurance is Assurance.NO_TARGET
    assert "The target begins after the last point: no point is judged by it." in drawn.notes


def test_change_points_find_a_planted_step_and_none_in_a_constant() -> None:
    generator = np.random.default_rng(4)
    series = np.concatenate([generator.normal(10, 1, 30), generator.normal(16, 1, 30)])
    assert change_points(series) == [30]
    assert change_points([5.0] * 40) == []
    with pytest.raises(Refused, match="too few"):
        change_points([1.0] * 11)


def test_a_planted_season_is_found() -> None:
    generator = np.random.default_rng(4)
    time = np.arange(60)
    series = 100 + 20 * np.sin(2 * np.pi * time / 12) + generator.normal(0, 2, 60)
    parts = seasonal(series)
    assert 0.9 < parts.strength < 1
    assert parts.level + parts.season + parts.left == pytest.approx(series)
    with pytest.raises(Refused, match="two whole periods"):
        seasonal(series[:20])


TIME = np.arange(60)
SEASON = 100 + 30 * np.sin(2 * np.pi * TIME / 12)


def test_a_season_is_not_taken_for_steps() -> None:
    assert change_points(SEASON) != []
    assert change_points(SEASON, period=12) == []
    noisy = [SEASON + np.random.default_rng(seed).normal(0, 10, 60) for seed in range(20)]
    assert sum(change_points(series, period=12) != [] for series in noisy) <= 1


def test_a_step_is_found_beside_a_season_and_with_none_of_it() -> None:
    step = 8.0 * (TIME >= 30)
    assert change_points(SEASON + step, period=12) == [30]
    noise = np.random.default_rng(1).normal(0, 2, 60)
    assert change_points(SEASON + step + noise, period=12) == [30]
    assert change_points(step + noise, period=12) == [30]


def test_one_odd_point_is_no_new_level() -> None:
    series = np.random.default_rng(2).normal(10, 1, 60)
    series[-3] += 30
    assert change_points(series) == []


def test_noise_has_hardly_a_season() -> None:
    found = [seasonal(np.random.default_rng(seed).normal(size=48)).strength for seed in range(20)]
    assert max(found) < 0.4


def test_a_steady_slope_is_no_step_and_a_step_no_slope() -> None:
    for seed in range(4):
        noise = np.random.default_rng(seed).normal(0, 1, 60)
        for period in (None, 12):
            season = SEASON if period else 0.0
            assert steady_slope(noise + season, period=period) is None
            assert steady_slope(3.0 * (TIME >= 30) + noise + season, period=period) is None
            found = steady_slope(0.2 * TIME + noise + season, period=period)
            assert found is not None
            assert found.low < 0.2 < found.high or abs(found.each - 0.2) < 0.02
    assert steady_slope([5.0] * 40) is None
    with pytest.raises(Refused, match="too few"):
        steady_slope([1.0] * 11)


@pytest.mark.parametrize("seed", range(4))
def test_the_choice_between_slope_and_steps_equals_its_twin(seed: int) -> None:
    generator = np.random.default_rng(seed)
    time = np.arange(30)
    noise = generator.normal(0, 1, 30)
    for signal in (0 * time, 0.1 * time, 0.25 * time, 4 * (time >= 15), 3 * (time // 10), 2.5 * (time >= 22)):
        # Noise of at most two standard deviations, so that no odd point is drawn in.
        series = [float(value) for value in signal + np.clip(noise, -1.5, 1.5)]
        found, expected = steady_slope(series), reference.slope_not_steps(series)
        assert (found is None) == (expected is None)
        if found and expected:
            assert found == pytest.approx(expected)


def test_what_the_season_adds_equals_its_twin() -> None:
    series = SEASON + np.random.default_rng(3).normal(0, 4, 60)
    parts = seasonal(series)
    for place, found in enumerate(season_by_place(parts, 12)):
        assert found == pytest.approx(reference.season_at(place, list(parts.season), list(parts.left), 12))
        assert found.times == 5
    inside = sum(one.low <= 30 * sin(2 * pi * i / 12) <= one.high for i, one in enumerate(season_by_place(parts, 12)))
    assert inside >= 10

import pytest

from openpeel.statistics import intervals
from openpeel.statistics.intervals import SpeaksOf


@pytest.mark.parametrize(
    ("whole", "population", "method"),
    [
        (9, None, "exact (Clopper-Pearson)"),
        (10, None, "Wilson"),
        (9, 50, "exact, finite population"),
        (10, 50, "Wilson, finite population"),
    ],
)
def test_the_method_follows_the_size_and_is_told(whole: int, population: int | None, method: str) -> None:
    found = intervals.proportion(3, whole, population=population, speaks_of=SpeaksOf.SAMPLING)
    assert found.method == method
    assert found.speaks_of is SpeaksOf.SAMPLING
    assert found.low < found.estimate < found.high


def test_a_percentage_reads_with_its_interval_and_n() -> None:
    found = intervals.proportion(18, 51, speaks_of=SpeaksOf.SAMPLING)
    assert found.as_percentage() == "35.3% (23.6 to 49.0, n = 51)"


def test_a_rate_over_every_record_speaks_of_ordinary_variation() -> None:
    assert intervals.rate(1243, 680137).speaks_of is SpeaksOf.ORDINARY_VARIATION


def test_a_stratified_audit_speaks_of_sampling() -> None:
    found = intervals.stratified_proportion([10, 15], [20, 20], [500, 100])
    assert (found.n, found.speaks_of) == (40, SpeaksOf.SAMPLING)


def test_before_and_after() -> None:
    found = intervals.change((18, 51), (40, 51), speaks_of=SpeaksOf.SAMPLING)
    assert found.estimate == pytest.approx(22 / 51)
    assert found.low > 0


def test_a_median_carries_its_n() -> None:
    found = intervals.median([4, 8, 15, 16, 23, 42, 108], speaks_of=SpeaksOf.ORDINARY_VARIATION)
    assert (found.estimate, found.low, found.high, found.n) == (16, 4, 108, 7)

"""Local times, days and months against a twin in plain Python."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openpeel.language.columns import Precision
from openpeel.sources.moments import MomentFormat, cast_moment, meaning_of
from openpeel.sources.workbench import Workbench, quoted_text

LONDON = ZoneInfo("Europe/London")


def cast(
    bench: Workbench, text: str, coarsest: Precision = Precision.INSTANT, written: MomentFormat | None = None
) -> tuple[datetime | None, datetime | None, str | None]:
    """First moment, latest moment and fault."""
    made = cast_moment("m", "m_text", coarsest, written or MomentFormat())
    rows = f"(SELECT CAST({quoted_text(text)} AS VARCHAR) AS m_text)"
    for name, sql in made.steps:
        rows = f"(SELECT *, {sql} AS {name} FROM {rows})"
    ((first, latest, fault),) = bench.rows(
        f"SELECT {made.value}, {made.latest or made.value}, {made.fault} FROM {rows}"
    )
    return first, latest, fault


def twin(local: datetime, ambiguous: str) -> datetime | str:
    """The UTC moment of a local time, or why there is none."""
    moments = {
        moment.replace(tzinfo=None)
        for fold in (0, 1)
        for moment in [local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC)]
        if moment.astimezone(LONDON).replace(tzinfo=None) == local
    }
    if not moments:
        return "does not exist"
    if len(moments) == 2 and ambiguous == "reject":
        return "came twice"
    return min(moments) if ambiguous == "earlier" else max(moments)


NIGHTS = st.sampled_from([datetime(2024, 3, 31), datetime(2024, 10, 27), datetime(2021, 3, 28), datetime(2021, 10, 31)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    local=st.one_of(
        st.datetimes(datetime(1972, 1, 1), datetime(2035, 12, 31)).map(lambda moment: moment.replace(microsecond=0)),
        st.builds(lambda night, minutes: night + timedelta(minutes=minutes), NIGHTS, st.integers(0, 240)),
    ),
    ambiguous=st.sampled_from(["reject", "earlier", "later"]),
    pattern=st.sampled_from([None, "%d/%m/%Y %H:%M:%S"]),
)
@example(local=datetime(2024, 3, 31, 1, 30), ambiguous="later", pattern=None)
@example(local=datetime(2024, 10, 27, 1, 30), ambiguous="earlier", pattern=None)
def test_local_times(bench: Workbench, local: datetime, ambiguous: str, pattern: str | None) -> None:
    text = local.strftime(pattern) if pattern else local.isoformat(sep=" ")
    first, latest, fault = cast(bench, text, written=MomentFormat((pattern,) if pattern else (), ambiguous=ambiguous))
    expected = twin(local, ambiguous)
    if isinstance(expected, str):
        assert fault is not None
        assert expected in fault
    else:
        assert fault is None
        assert first == latest == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(day=st.dates(date(1972, 1, 1), date(2035, 12, 30)))
@example(day=date(2024, 3, 31))
@example(day=date(2024, 10, 27))
def test_days_and_months_are_of_london(bench: Workbench, day: date) -> None:
    def midnight(of: date) -> datetime:
        return datetime(of.year, of.month, of.day, tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)

    tick = timedelta(microseconds=1)
    assert cast(bench, day.isoformat(), Precision.DAY) == (
        midnight(day),
        midnight(day + timedelta(days=1)) - tick,
        None,
    )
    month = day.replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    assert cast(bench, f"{day:%Y-%m}", Precision.MONTH) == (midnight(month), midnight(after) - tick, None)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-06-01T10:00:00Z", datetime(2024, 6, 1, 10)),
        ("2024-06-01T10:00:00+01:00", datetime(2024, 6, 1, 9)),
        ("2024-06-01 10:00:00.250+0100", datetime(2024, 6, 1, 9, 0, 0, 250_000)),
        ("2024-06-01 10:00:00+00", datetime(2024, 6, 1, 10)),
        ("2024-06-01 10:00", datetime(2024, 6, 1, 9)),
    ],
)
def test_iso(bench: Workbench, text: str, utc: datetime) -> None:
    assert cast(bench, text) == (utc, utc, None)


@pytest.mark.parametrize(
    ("text", "coarsest", "words"),
    [
        ("2024-02-30 10:00", Precision.INSTANT, "not a real date"),
        ("2024-01-01 25:00", Precision.INSTANT, "not a real date"),
        ("10:00", Precision.INSTANT, "not a real date"),
        ("2024-01-01", Precision.INSTANT, "the table needs a time of day"),
        ("2024-01", Precision.DAY, "the table needs a day"),
        ("9999-12-31 00:00", Precision.INSTANT, "year is not between"),
        ("0024-12-31 00:00", Precision.INSTANT, "year is not between"),
    ],
)
def test_faults(bench: Workbench, text: str, coarsest: Precision, words: str) -> None:
    fault = cast(bench, text, coarsest)[2]
    assert fault is not None
    assert words in fault


def test_formats_are_tried_in_turn(bench: Workbench) -> None:
    written = MomentFormat(("%d/%m/%Y %H:%M", "%d/%m/%Y"))
    assert cast(bench, "02/01/2024 03:04", Precision.DAY, written)[0] == datetime(2024, 1, 2, 3, 4)
    assert cast(bench, "02/01/2024", Precision.DAY, written) == (
        datetime(2024, 1, 2),
        datetime(2024, 1, 2, 23, 59, 59, 999_999),
        None,
    )
    assert cast(bench, "2024-01-02", Precision.DAY, written)[2] is not None


@pytest.mark.parametrize(
    ("pattern", "meaning"),
    [
        ("%d/%m/%Y %H:%M", (Precision.INSTANT, False)),
        ("%d/%m/%Y", (Precision.DAY, False)),
        ("%b %Y", (Precision.MONTH, False)),
        ("%Y-%m-%d %H:%M %z", (Precision.INSTANT, True)),
        ("%%H %d.%m.%y", (Precision.DAY, False)),
    ],
)
def test_what_a_format_tells(pattern: str, meaning: tuple[Precision, bool]) -> None:
    assert meaning_of(pattern) == meaning

"""What each kind of column accepts."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openpeel.language.columns import code, flag, moment, number, text
from openpeel.language.tables import Table
from openpeel.sources.casting import cast_column, without
from openpeel.sources.workbench import Workbench, quoted_text


class Samples(Table):
    """A row with a column of each kind."""

    sample_id = text("Reference", key=True)
    taken_at = moment("When", required=True)
    colour = code("Colour", {"red": "Red", "blue": "Blue"})
    wet = flag("Wet")
    level = number("Level", lowest=0, highest=10)
    begins = taken_at


def cast(
    bench: Workbench, column: str, value: str | None, codes: dict[str, str] | None = None
) -> tuple[object, str | None]:
    made = cast_column(Samples, column, "t", codes=codes)
    rows = f"(SELECT {'CAST(NULL AS VARCHAR)' if value is None else quoted_text(value)} AS t)"
    for name, sql in made.steps:
        rows = f"(SELECT *, {sql} AS {name} FROM {rows})"
    ((found, fault),) = bench.rows(f"SELECT {made.value}, {made.fault} FROM {rows}")
    return found, fault


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("level", "3", 3.0),
        ("level", "3.50", 3.5),
        ("level", "1e1", 10.0),
        ("level", None, None),
        ("wet", "True", True),
        ("wet", "1.0", True),
        ("wet", "0.0", False),
        ("wet", "N", False),
        ("wet", None, None),
        ("colour", "red", "red"),
        ("colour", None, None),
        ("sample_id", "007", "007"),
    ],
)
def test_values(bench: Workbench, column: str, value: str | None, expected: object) -> None:
    assert cast(bench, column, value) == (expected, None)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("level", "three", "not a number"),
        ("level", "1_0", "not a number"),
        ("level", "nan", "not a number"),
        ("level", "inf", "not a number"),
        ("level", "0x1", "not a number"),
        ("level", "1,000", "not a number"),
        ("level", "1e999", "not a number"),
        ("level", "-1", "below 0"),
        ("level", "10.5", "above 10"),
        ("wet", "maybe", "neither true nor false"),
        ("wet", "2", "neither true nor false"),
        ("colour", "Red", "not one of those known"),
        ("colour", "green", "not one of those known"),
        ("sample_id", None, "it is empty"),
        ("taken_at", None, "it is empty"),
    ],
)
def test_faults_name_no_value(bench: Workbench, column: str, value: str | None, words: str) -> None:
    fault = cast(bench, column, value)[1]
    assert fault is not None
    assert words in fault
    if value is not None and len(value) > 2:
        assert value not in fault


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(st.lists(st.text(alphabet="012.+-eE_ xnaif", max_size=6), min_size=200, max_size=300))
def test_what_is_a_number(bench: Workbench, texts: list[str]) -> None:
    made = cast_column(Samples, "level", "t")
    ((step, sql),) = made.steps
    listed = ", ".join(f"({quoted_text(text)})" for text in texts)
    rows = f"(SELECT *, {sql} AS {step} FROM (VALUES {listed}) v(t))"
    for written, value, fault in bench.rows(f"SELECT t, {made.value}, {made.fault} FROM {rows}"):
        plain = re.fullmatch(r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?", written.strip())
        if plain and math.isfinite(float(written)):
            assert value == float(written)
            assert fault is None or "makes sense" in fault
        else:
            assert fault == "it is not a number"


def test_codes_of_a_mapping(bench: Workbench) -> None:
    codes = {"R": "red", "?": ""}
    assert cast(bench, "colour", "R", codes) == ("red", None)
    assert cast(bench, "colour", "blue", codes) == ("blue", None)
    assert cast(bench, "colour", "?", codes) == (None, None)
    assert cast(bench, "colour", "G", codes)[1] is not None
    assert cast(bench, "wet", "damp", {"damp": "true", "dry": "false"}) == (True, None)
    assert cast(bench, "wet", "?", {"damp": "true", "?": ""}) == (None, None)
    assert cast(bench, "wet", "yes", {"damp": "true"})[1] is not None


def test_texts_that_stand_for_nothing(bench: Workbench) -> None:
    assert bench.rows(f"SELECT {without('t', ('NULL', 'N/A'))} FROM (VALUES ('NULL'), ('x')) v(t)") == [(None,), ("x",)]

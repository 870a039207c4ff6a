"""Definitions that the language does not allow: each says, when it is imported, what to write instead."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from openpeel.language.columns import Flag, LanguageError, Moment, Number, Text, code, flag, moment, text
from openpeel.language.durations import civil_days, civil_months, days, hours, working_days
from openpeel.language.examples import examples_of
from openpeel.language.facts import each, earlier
from openpeel.language.limits import Limit, LimitValue, Verified
from openpeel.language.standards import Standard, Target
from openpeel.language.tables import Table
from openpeel.language.units import Unit
from openpeel.library import standards
from openpeel.records.crimes import Crimes
from openpeel.records.incidents import Incidents
from openpeel.units.call import Call
from openpeel.units.incident import Incident

# Of any kind, since the type checker would find most of these faults before they are made.
DASH: Any = standards()["dash-completed"]
FLAG: Any = Incident.is_domestic_abuse
TEXT: Any = Incident.grade
MOMENT: Any = Incident.reported_at
NUMBER: Any = Incident.triage_elements
RULE: Any = DASH.rule
TARGET: Any = DASH.targets[0]
NO_ZONE = "leave its zone out"


def wrong(definition: Callable[[], Any], *says: str) -> None:
    with pytest.raises(LanguageError) as refused:
        definition()
    for words in says:
        assert words in str(refused.value)


@pytest.mark.parametrize(
    "definition",
    [
        pytest.param(lambda: FLAG and Incident.is_cancelled, id="and"),
        pytest.param(lambda: FLAG or Incident.is_cancelled, id="or"),
        pytest.param(lambda: not FLAG, id="not"),
        pytest.param(lambda: 1 < NUMBER < 6, id="a chain of numbers"),
        pytest.param(lambda: MOMENT < Incident.attended_at < Incident.closed_at, id="a chain of moments"),
        pytest.param(lambda: 1 if FLAG else 2, id="if"),
        pytest.param(lambda: TEXT in ("emergency", "priority"), id="in"),
    ],
)
def test_a_column_has_no_single_truth_value(definition: Callable[[], Any]) -> None:
    wrong(definition, "&", "|", "~", "(a < b) & (b < c)")


@pytest.mark.parametrize("column", [FLAG, TEXT, MOMENT, NUMBER], ids=["flag", "text", "moment", "number"])
def test_a_comparison_with_none_says_how_to_ask_for_a_missing_value(column: Any) -> None:
    wrong(lambda: column == None, ".is_missing()")  # noqa: E711 - the fault that is tested
    wrong(lambda: column != None, ".is_")  # noqa: E711


def test_a_code_that_does_not_exist_is_found_with_the_codes_that_do() -> None:
    wrong(lambda: TEXT == "emergancy", "'emergancy'", "emergency, priority")
    wrong(lambda: TEXT != "emergancy", "'emergancy'")
    wrong(lambda: TEXT.is_in("emergency", "urgent"), "'urgent'", "incident.grade")
    wrong(lambda: Incidents.grade == "Emergency", "'Emergency'", "incidents.grade")


@pytest.mark.parametrize(
    ("definition", "says"),
    [
        pytest.param(lambda: FLAG & "x", "Bracket", id="a flag and words"),
        pytest.param(lambda: FLAG & (NUMBER >= 1) | True, "Bracket", id="a condition or a constant"),
        pytest.param(lambda: TEXT == "priority" & FLAG, "Bracket", id="words and a condition"),
        pytest.param(lambda: MOMENT < MOMENT & MOMENT < MOMENT, "Bracket", id="two moments joined"),
        pytest.param(lambda: ~MOMENT, "Bracket", id="not a moment"),
        pytest.param(lambda: FLAG == True, "stands as it is", id="a condition compared"),  # noqa: E712 - the fault
        pytest.param(lambda: NUMBER >= "6", "a number with a number", id="a number and words"),
        pytest.param(lambda: NUMBER >= True, "a number with a number", id="a number and a truth"),
        pytest.param(lambda: MOMENT >= "2024-01-01", "a moment with a moment", id="a moment and words"),
        pytest.param(lambda: TEXT == 5, "text with text", id="text and a number"),
        pytest.param(lambda: datetime(2024, 1, 1, tzinfo=UTC) >= MOMENT, NO_ZONE, id="a moment with a zone"),
        pytest.param(lambda: MOMENT + 24, "hours(24)", id="a moment and a number"),
        pytest.param(lambda: MOMENT + civil_days(5), "LIMIT.after(moment)", id="civil days added"),
        pytest.param(lambda: MOMENT - civil_months(1), "LIMIT.after(moment)", id="civil months taken off"),
        pytest.param(lambda: MOMENT + working_days(5), "LIMIT.after(moment)", id="working days added"),
    ],
)
def test_kinds_that_do_not_go_together(definition: Callable[[], Any], says: str) -> None:
    wrong(definition, says)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"applies": Call.call_id == "999"}, ("applies", "not facts of incident")),
        ({"applies": Incidents.is_domestic_abuse}, ("applies", "not facts of incident")),
        ({"excused": Call.answered_at.is_present()}, ("excused", "not facts of incident")),
        ({"rule": replace(RULE, done=Call.answered_at)}, ("done", "not facts of incident")),
        ({"shows": replace(DASH.shows, worklist=(Call.call_id,))}, ("call.call_id", "not a fact of unit incident")),
        ({"shows": replace(DASH.shows, owner=Incidents.team)}, ("incidents.team", "not a fact of unit incident")),
        ({"shows": replace(DASH.shows, finding="{missed} of {n}")}, ("{missed}", "no count")),
        ({"id": "DASH_completed"}, ("no identifier", "hyphens")),
    ],
)
def test_a_standard_whose_parts_do_not_belong_together(changes: dict[str, Any], says: tuple[str, ...]) -> None:
    wrong(lambda: replace(DASH, **changes), *says)


@pytest.mark.parametrize(
    ("definition", "says"),
    [
        pytest.param(lambda: replace(DASH, applies=MOMENT is None), ("applies", ".is_missing()"), id="is None"),
        pytest.param(lambda: replace(DASH, applies=MOMENT), ("applies", ".is_present()"), id="a moment that applies"),
        pytest.param(lambda: replace(DASH, applies=MOMENT.is_present), ("applies", "()"), id="a method not called"),
        pytest.param(lambda: replace(DASH, excused=MOMENT), ("excused", "a condition"), id="a moment that excuses"),
        pytest.param(lambda: replace(RULE, done=FLAG), ("done", "only_if"), id="a condition as done"),
        pytest.param(lambda: replace(RULE, due=hours(24)), ("due", "MOMENT + hours(24)"), id="a length as due"),
        pytest.param(lambda: replace(DASH, rule=FLAG), ("rule", "Deadline"), id="a condition as rule"),
        pytest.param(lambda: replace(DASH.shows, worklist=MOMENT), ("worklist", "(a,)"), id="one for several"),
        pytest.param(lambda: replace(DASH, targets=TARGET), ("targets", "(a,)"), id="one target for several"),
        pytest.param(lambda: replace(DASH, area="workforce"), ("area", "an Area"), id="words as area"),
        pytest.param(lambda: replace(DASH, characteristic="4.1"), ("'4.1'", "6.2"), id="another area's characteristic"),
        pytest.param(lambda: replace(DASH, source="the report"), ("source", "a Citation"), id="words as source"),
        pytest.param(lambda: replace(DASH, examples_as_at="today"), ("examples_as_at", "2024-01-31"), id="no moment"),
        pytest.param(lambda: replace(DASH.review, on="2024-01-01"), ("on", "a date"), id="words as a day"),
        pytest.param(lambda: replace(DASH.review, next=DASH.review.on), ("next", "later"), id="a review not to come"),
        pytest.param(
            lambda: replace(DASH, shows=replace(DASH.shows, finding="{n of")), ("brace", "{n}"), id="an open brace"
        ),
    ],
)
def test_what_does_not_fit_its_role(definition: Callable[[], Any], says: tuple[str, ...]) -> None:
    wrong(definition, *says)


def test_a_column_of_another_table_is_no_way_to_link_rows() -> None:
    wrong(lambda: each(Crimes, by=Incidents.incident_id), "not a column of table crimes")
    rows = each(Crimes, by=Crimes.crime_id)
    wrong(lambda: rows.earliest(Incidents.reported_at), "incidents.reported_at", "table crimes")
    wrong(lambda: rows.first(Crimes.team, by=Incidents.reported_at), "incidents.reported_at")


def test_what_a_link_or_fact_takes() -> None:
    words: Any = "crime_id"
    wrong(lambda: each(Crimes, by=words), "'crime_id'", "table crimes")
    wrong(lambda: MOMENT.only_if(TEXT), "only_if", "Text")
    wrong(lambda: TEXT.only_if(TEXT), "only_if", "Text")
    wrong(lambda: TEXT.or_else(words), "or_else", "str")
    wrong(lambda: code("x", ["a"]), "what each means")  # type: ignore[arg-type]


def test_links_and_histories_over_time_need_elapsed_lengths() -> None:
    wrong(lambda: each(Crimes, by=Crimes.crime_id, longest=hours(1)), "between and longest")
    wrong(
        lambda: earlier(by=Incidents.team, order=Incidents.reported_at, within=civil_months(12)), "elapsed", "days(365)"
    )


def test_a_table_that_is_not_whole() -> None:
    def without_docstring() -> None:
        class Things(Table):
            thing_id = text("x", key=True)

    def without_key() -> None:
        class Things(Table):
            """x"""

            at = moment("x")
            begins = at

    def without_begins() -> None:
        class Things(Table):
            """x"""

            thing_id = text("x", key=True)

    def with_a_begin_that_may_be_missing() -> None:
        class Things(Table):
            """x"""

            thing_id = text("x", key=True)
            at = moment("x")
            begins = at

    def with_a_name_of_the_store() -> None:
        class Things(Table):
            """x"""

            thing_id = text("x", key=True)
            known_from = moment("x")
            begins = known_from

    def with_a_column_known_by_one_below() -> None:
        class Things(Table):
            """x"""

            thing_id = text("x", key=True)
            later = moment("x")
            at = moment("x")
            is_so = flag("x", known_with=moment("of no table"))
            begins = at

    wrong(without_docstring, "docstring")
    wrong(without_key, "key=True")
    wrong(without_begins, "begins = one of its moments")
    wrong(with_a_begin_that_may_be_missing, "at must be required=True")
    wrong(with_a_name_of_the_store, "'known_from'", "store's own")
    wrong(with_a_column_known_by_one_below, "things.is_so", "declared above it")


def test_a_unit_that_is_not_whole() -> None:
    def without_rows() -> None:
        class Thing(Unit):
            """x"""

    def without_begins() -> None:
        class Thing(Unit):
            """x"""

            rows = Incidents
            incident_id = Incidents.incident_id

    def with_words_for_rows() -> None:
        class Thing(Unit):
            """x"""

            rows = "incidents"  # type: ignore[assignment]

    def begun_with_a_word() -> None:
        class Thing(Unit):
            """x"""

            rows = Incidents
            incident_id = Incidents.incident_id
            begins = incident_id  # type: ignore[assignment]

    def with_linked_rows_for_a_fact() -> None:
        class Thing(Unit):
            """x"""

            rows = Incidents
            reported_at = Incidents.reported_at
            crimes = each(Crimes, by=Crimes.crime_id)
            begins = reported_at

    wrong(without_rows, "rows = a table")
    wrong(with_words_for_rows, "rows = a table")
    wrong(without_begins, "begins = one of its moments")
    wrong(begun_with_a_word, "begins = one of its moments")
    wrong(with_linked_rows_for_a_fact, "crimes of unit thing", ".count()")


def value(number: Any, since: date = date(2020, 1, 1)) -> LimitValue:
    return LimitValue(value=number, since=since, source="made for this test", verified=Verified.LOCAL)


def test_a_limit_or_target_that_is_not_whole() -> None:
    wrong(lambda: Limit("x", "X", ()), "needs values")
    wrong(lambda: Limit("x", "X", (value(None),)), "needs values")
    wrong(lambda: Limit("x", "X", (value(3), value(days(3), date(2021, 1, 1)))), "all lengths of time or all numbers")
    wrong(lambda: Limit("x", "X", (value(3), value(4))), "two values for the same day")
    wrong(lambda: Target(at_least=90, since=date(2020, 1, 1), source="x"), "a share")


def dash_with(examples: str) -> Standard:
    standard: Standard = replace(DASH, examples=examples)
    return standard


HEADER = "case|is_domestic_abuse|is_cancelled|reported_at|risk_assessment_runs_from|risk_assessed_at|covered|verdict\n"


@pytest.mark.parametrize(
    ("examples", "says"),
    [
        ("case | is_domestic_abuze | verdict\n a | T | met", ("is_domestic_abuze", "did you mean")),
        ("case | is_domestic_abuse | verdict\n a | T | met", ("leave out", "risk_assessed_at")),
        (HEADER + "a|T|F|2024-01-01 10:00|met", ("5 cells under 8 headings",)),
        (HEADER + "a|yes|F|2024-01-01 10:00|2024-01-01 10:00||T|met", ("case 'a'", "neither T nor F")),
        (HEADER + "a|T|F|2024-01-01 10:00|2024-01|||met", ("risk_assessment_runs_from", "not exact")),
        (HEADER + "a|T|F|2024-01-01 10:00|2024-01-01 10:00||yes|met", ("covered is T or F",)),
        (HEADER + "a|T|F|1 January|2024-01-01 10:00||T|met", ("case 'a'", "reported_at")),
    ],
)
def test_examples_that_cannot_be_read_say_where(examples: str, says: tuple[str, ...]) -> None:
    wrong(lambda: examples_of(dash_with(examples)), *says)


@pytest.mark.parametrize("amount", ["24", 1.5])
def test_a_length_of_time_is_whole(amount: Any) -> None:
    with pytest.raises(ValueError, match="minutes"):
        hours(amount)


def test_the_linter_finds_a_comparison_with_none_before_anything_runs(tmp_path: Path) -> None:
    """E711 for == and !=; the error at import is for those who run no linter."""
    root = Path(__file__).parents[2]
    source = "from openpeel.units.incident import Incident\n\nopen = Incident.closed_at == None\n"
    run = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", str(root / "pyproject.toml"), "--no-cache",
         "--output-format", "json", "--stdin-filename", str(tmp_path / "standard.py"), "-"],
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert "E711" in {fault["code"] for fault in json.loads(run.stdout)}


def test_the_kinds_of_these_columns_are_what_the_tests_take_them_for() -> None:
    assert [type(column) for column in (FLAG, TEXT, MOMENT, NUMBER)] == [Flag, Text, Moment, Number]


def test_a_column_that_would_hide_what_every_table_has() -> None:
    def named_name() -> None:
        class People(Table):
            """People."""

            person_id = text("The person", key=True)
            name: Any = text("The person's name")  # type: ignore[misc]
            born_at = moment("When the person was born", required=True)
            begins = born_at

    wrong(named_name, "'name'", "every table uses itself")

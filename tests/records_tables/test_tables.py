"""The tables of records: complete in the catalogue, well described, and safe to look back on."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import pytest

import openpeel.records
from openpeel.language.columns import Known, Moment
from openpeel.language.tables import Table
from openpeel.records.catalogue import TABLES

tables = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))


def _defined() -> Counter[type[Table]]:
    found: set[type[Table]] = set()
    for module in pkgutil.iter_modules(openpeel.records.__path__, "openpeel.records."):
        if module.ispkg:
            continue
        found |= {
            value
            for value in vars(importlib.import_module(module.name)).values()
            if isinstance(value, type) and issubclass(value, Table) and value is not Table
        }
    return Counter(found)


def test_every_table_is_in_the_catalogue_once() -> None:
    assert Counter(TABLES.values()) == _defined()
    assert all(name == table.name for name, table in TABLES.items())


@tables
def test_every_column_is_described_in_words_of_its_own(table: type[Table]) -> None:
    descriptions = [table.declaration(name).description for name in table.columns]
    assert all(len(description) > 5 and description[0].isupper() for description in descriptions)
    assert not any(description.endswith(".") for description in descriptions)
    assert len(set(descriptions)) == len(descriptions)


@tables
def test_every_code_has_a_meaning(table: type[Table]) -> None:
    for column in table.columns.values():
        assert column.codes is None or all(code and meaning for code, meaning in column.codes.items())


@tables
def test_column_names_mean_the_same_in_sql(table: type[Table]) -> None:
    assert all(name.isidentifier() and name == name.lower() and name != "at" for name in table.columns)


@tables
def test_no_column_has_a_name_that_staged_files_use_for_themselves(table: type[Table]) -> None:
    assert not table.columns.keys() & {"line", "entered_at", "removed_at"}


@tables
def test_moments_are_named_as_moments(table: type[Table]) -> None:
    for name, column in table.columns.items():
        assert isinstance(column, Moment) == name.endswith(("_at", "_since", "month"))


@tables
def test_rows_without_a_beginning_are_refused(table: type[Table]) -> None:
    assert table.declaration(table.name_of(table.begins)).required


@tables
def test_references_to_people_of_the_public_are_marked_as_personal(table: type[Table]) -> None:
    for name in table.columns:
        if name in {"person_id", "suspect_id", "offender_id", "place", "gender", "age_range"} or "ethnicity" in name:
            assert table.declaration(name).sensitive


def test_values_that_are_filled_in_later_do_not_show_on_earlier_days() -> None:
    """Each column here is empty when its row is first entered; without protection a past day would show today's."""
    later = {
        "incidents.closing_code": "closed_at",
        "bail_periods.resolution": "resolved_at",
        "risk_assessments.risk_level": "completed_at",
        "mental_health_advice.outcome": "given_at",
    }
    found = {
        column.name: known_with.name.removeprefix(f"{table.name}.")
        for table in TABLES.values()
        for name, column in table.columns.items()
        if (known_with := table.declaration(name).known_with) is not None
    }
    assert found == later
    current_only = {
        column.name
        for table in TABLES.values()
        for name, column in table.columns.items()
        if table.declaration(name).known is Known.CURRENT_ONLY
    }
    assert current_only == {"incidents.is_cancelled", "published_crimes.last_outcome_category"}


def test_only_what_is_agreed_beforehand_is_planned() -> None:
    planned = {
        column.name
        for table in TABLES.values()
        for name, column in table.columns.items()
        if table.declaration(name).known is Known.PLANNED
    }
    assert planned == {
        "bail_periods.ends_at",
        "bail_extensions.new_ends_at",
        "delay_notices.expected_at",
        "missing_risk_assessments.review_at",
        "missing_actions.due_at",
        "staff_members.probation_ends_at",
        "training_places.planned_at",
        "staff_absences.back_at",
        "driving_permits.expires_at",
    }

"""The registers: described whole, checked as loaded records are, and handed over without loss."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from openpeel.capture.checking import faults_of
from openpeel.capture.hand_over import KeptEntry, stage_register
from openpeel.capture.missing_people import missing_people
from openpeel.capture.values import Fault, as_moment, cannot_be, read_value, still_to_come, written_value
from openpeel.capture.workbooks import read_workbook, write_workbook
from openpeel.errors import Refused
from openpeel.language.columns import Column, Flag, Moment
from openpeel.language.periods import FOR_COMMANDS, FOR_PAGES, Written
from openpeel.records.missing_people import MissingActions, MissingReports, MissingRiskAssessments
from openpeel.records.store import Snapshot, Store

REPORTED = "2024-07-01T09:30:00Z"
ENTRY: dict[str, Any] = {
    "reported_at": REPORTED,
    "full_name": "=SUM(A1)",
    "date_of_birth": "2010-02-03",
    "is_child": True,
    "last_seen_at": "2024-06-30",
    "risk": {"A1": {"assessed_at": "2024-07-01T09:40:00Z", "level": "high", "reason": "alone, and without medicine"}},
    "actions": {
        "B1": {"kind": "enquiry", "set_at": "2024-07-01T09:45:00Z", "owner_id": "E3001"},
        "B2": {"kind": "camera", "set_at": "2024-07-01T09:46:00Z", "done_at": "2024-07-01T11:00:00Z"},
    },
}
NOW = datetime(2024, 7, 2, 6, 0)
LONG_AFTER = datetime(2300, 1, 1)
"""After every moment that an entry may hold."""


def at(**changes: Any) -> dict[str, Any]:
    return {**ENTRY, **changes}


def test_an_entry_in_order_has_no_fault() -> None:
    assert faults_of(missing_people, ENTRY) == []


@pytest.mark.parametrize(
    ("data", "field", "says"),
    [
        (at(reported_at=None), "reported_at", "needed"),
        (at(reported_at="yesterday"), "reported_at", "right kind"),
        (at(is_child="perhaps"), "is_child", "yes or no"),
        (at(full_name="x" * 20_001), "full_name", "20,000"),
        (at(shoe_size="43"), "shoe_size", "no such field"),
        (at(risk={"A1": {"assessed_at": REPORTED, "level": "very high"}}), "risk.A1.level", "one of"),
        (at(risk={"A1": {"level": "high"}}), "risk.A1.assessed_at", "needed"),
        (at(actions=["B1"]), "actions", "references"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(data: dict[str, Any], field: str, says: str) -> None:
    (fault,) = faults_of(missing_people, data)
    assert fault.field == field
    assert says in fault.says


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2024-07-01 10:30", "2024-07-01T09:30:00Z"),
        ("1/7/2024 10:30", "2024-07-01T09:30:00Z"),
        ("1 July 2024, 10:30", "2024-07-01T09:30:00Z"),
        ("1 jul 2024 10:30", "2024-07-01T09:30:00Z"),
        ("2024-01-05 23:59:30", "2024-01-05T23:59:30Z"),
        ("2024-07-01T09:30Z", "2024-07-01T09:30:00Z"),
        ("2024-10-27 01:30", "2024-10-27T00:30:00Z"),
        ("2024-10-27T01:30Z", "2024-10-27T01:30:00Z"),
        ("27 October 2024, 01:30 GMT", "2024-10-27T01:30:00Z"),
        ("", None),
    ],
)
def test_moments_are_typed_in_local_time(typed: str, kept: str | None) -> None:
    assert read_value(MissingReports.found_at, typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2024-07-01", "time behind the day"),
        ("31/2/2024 10:00", "no such day"),
        ("2024-03-31 01:30", "clocks went forward"),
        ("noon", "2024-03-31"),
        ("1 Julember 2024, 10:30", "31 March 2024"),
        ("2024-07-01 9", "18:05"),
        ("0004-07-01 09:00", "year"),
    ],
)
def test_what_is_no_moment_says_how_to_write_one(typed: str, says: str) -> None:
    fault = read_value(MissingReports.found_at, typed)
    assert isinstance(fault, Fault)
    assert says in fault.says
    assert typed not in fault.says


def _values(column: Column) -> st.SearchStrategy[Any]:
    if isinstance(column, Moment):
        seconds = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda one: one.replace(microsecond=0))
        return seconds.map(as_moment)
    if isinstance(column, Flag):
        return st.booleans()
    if column.codes is not None:
        return st.sampled_from(list(column.codes))
    if column is MissingReports.date_of_birth:
        days = st.dates(date(1900, 1, 1), LONG_AFTER.date()).map(date.isoformat)
        return st.builds(lambda day, known: day[:known], days, st.sampled_from([4, 7, 10]))
    letters = st.characters(exclude_categories=["C", "Z"], exclude_characters="\x1f")
    return st.text(letters, min_size=1, max_size=12)


REPORTS = st.fixed_dictionaries(
    {"reported_at": _values(MissingReports.reported_at)},
    optional={name: _values(column) for name, column in missing_people.columns.items() if name != "reported_at"},
)
ACTIONS = st.fixed_dictionaries(
    {"kind": _values(MissingActions.kind), "set_at": _values(MissingActions.set_at)},
    optional={"result": _values(MissingActions.result), "done_at": _values(MissingActions.done_at)},
)
ENTRIES = st.builds(
    lambda report, actions: {**report, **({"actions": actions} if actions else {})},
    REPORTS,
    st.dictionaries(st.text("ABC123", min_size=1, max_size=4), ACTIONS, max_size=3),
)


@given(REPORTS, st.sampled_from([FOR_COMMANDS, FOR_PAGES]))
def test_what_is_written_for_people_reads_back(report: dict[str, Any], written: Written) -> None:
    for name, value in report.items():
        column = missing_people.columns[name]
        assert read_value(column, written_value(column, value, written)) == value


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text("XYZ789", min_size=1, max_size=5), ENTRIES, max_size=4))
def test_a_workbook_brings_back_what_it_took_out(entries: dict[str, dict[str, Any]]) -> None:
    book = write_workbook(missing_people, [(entry, 3, data) for entry, data in entries.items()])
    read = read_workbook(missing_people, book, LONG_AFTER)
    assert read.faults == ()
    assert {one.entry: one.data for one in read.entries} == entries
    assert all(one.revision == 3 for one in read.entries)


def test_what_no_workbook_can_hold_is_not_taken_into_text() -> None:
    assert read_value(MissingReports.circumstances, "left home\x00\x1b\r\nat noon\x07 ") == "left home\nat noon"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    read = read_workbook(missing_people, write_workbook(missing_people, [("R1", 1, ENTRY)]), NOW)
    assert read.entries[0].data["full_name"] == "=SUM(A1)"


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="not a workbook"):
        read_workbook(missing_people, content, NOW)


def test_an_entry_is_judged_by_the_same_records_as_any_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    _hand_over(store, tmp_path, {"R1": ENTRY}, NOW)
    rows = _stored(store.snapshot(), tmp_path)
    assert rows["missing_reports"] == [("R1", datetime(2024, 7, 1, 9, 30), True)]
    assert [row[0] for row in rows["missing_actions"]] == ["B1", "B2"]
    assert rows["missing_risk_assessments"] == [("A1", datetime(2024, 7, 1, 9, 40), "high")]


def test_a_day_is_handed_over_as_a_day(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    _hand_over(store, tmp_path, {"R1": ENTRY}, NOW)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT last_seen_at, last_seen_at__latest FROM read_parquet(?)", [store.snapshot().files(MissingReports)]
        ).fetchone()
    # London's day of 30 June 2024, in UTC.
    assert found == (datetime(2024, 6, 29, 23), datetime(2024, 6, 30, 22, 59, 59, 999999))


def test_what_was_changed_supersedes_and_what_was_taken_out_ends(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    _hand_over(store, tmp_path, {"R1": ENTRY}, NOW)
    later = NOW + timedelta(hours=3)
    risk = {"A1": {**ENTRY["risk"]["A1"], "level": "medium"}}
    _hand_over(store, tmp_path, {"R1": at(risk=risk, actions={"B1": ENTRY["actions"]["B1"]})}, later)
    snapshot = store.snapshot()
    with duckdb.connect() as connection:
        levels = connection.execute(
            "SELECT level, known_to IS NULL FROM read_parquet(?) ORDER BY known_from",
            [snapshot.files(MissingRiskAssessments)],
        ).fetchall()
        actions = connection.execute(
            "SELECT action_id, known_to IS NULL FROM read_parquet(?) ORDER BY action_id",
            [snapshot.files(MissingActions)],
        ).fetchall()
    assert levels == [("high", False), ("medium", True)]
    assert actions == [("B1", True), ("B2", False)]


def _hand_over(store: Store, folder: Path, entries: dict[str, dict[str, Any]], now: datetime) -> None:
    place = folder / f"{now:%H}"
    place.mkdir()
    kept = [KeptEntry(entry, data, now - timedelta(minutes=1)) for entry, data in entries.items()]
    staged = stage_register(
        missing_people, kept, force="exampleshire", since=datetime(2024, 6, 1), now=now, folder=place
    )
    assert store.load(staged).rejected == 0


def _stored(snapshot: Snapshot, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    shown = {MissingReports: "is_child", MissingActions: "kind", MissingRiskAssessments: "level"}
    found = {}
    with duckdb.connect() as connection:
        for table, column in shown.items():
            key, began = table.key[0], table.name_of(table.begins)
            found[table.name] = connection.execute(
                f"SELECT {key}, {began}, {column} FROM read_parquet(?) ORDER BY {key}", [snapshot.files(table)]
            ).fetchall()
    return found


@pytest.mark.parametrize(
    ("typed", "is_to_come"),
    [
        ("2024-07-02 07:00", False),  # 06:00 UTC: this minute
        ("2024-07-02 07:05", False),  # a clock that is a little before ours
        ("2024-07-02 07:06", True),
        ("2024-07-02", False),
        ("2024-07-03", True),
    ],
)
def test_what_has_happened_is_not_still_to_come(typed: str, is_to_come: bool) -> None:
    column = missing_people.columns["last_seen_at"]
    assert (still_to_come(column, read_value(column, typed), NOW) is not None) is is_to_come


def test_what_is_planned_may_be_to_come() -> None:
    column = missing_people.part("actions").columns["due_at"]
    assert still_to_come(column, read_value(column, "2024-07-03 12:00"), NOW) is None


@pytest.mark.parametrize(
    ("typed", "can_be"),
    [
        ("2010-02-28", True),
        ("2010-02", True),
        ("2010", True),
        ("2010-02-30", False),
        ("2010-13", False),
        ("28/2/2010", True),
        ("28 Feb 2010", True),
        ("30/2/2010", False),
        ("28/2/10", False),
        ("28 Feb 2010, 18:05", False),
        ("2010-W01-1", False),
        ("1810-02-28", False),
        ("2199", False),
    ],
)
def test_a_day_of_birth_is_a_day_that_can_be(typed: str, can_be: bool) -> None:
    column = MissingReports.date_of_birth
    assert (cannot_be("date_of_birth", column, read_value(column, typed), NOW) is None) is can_be


@pytest.mark.parametrize("typed", ["6/5/2011", "06/05/2011", "6 May 2011", "2011-05-06"])
def test_a_day_of_birth_is_kept_in_one_way_however_it_is_written(typed: str) -> None:
    assert read_value(MissingReports.date_of_birth, typed) == "2011-05-06"


def test_a_formula_whose_result_was_not_saved_does_not_empty_what_is_kept() -> None:
    book = openpyxl.load_workbook(BytesIO(write_workbook(missing_people, [("R1", 1, ENTRY)])))
    sheet = book[missing_people.title]
    places = {cell.value: get_column_letter(place) for place, cell in enumerate(sheet[1], start=1)}
    sheet[f"{places['full_name']}3"] = '=UPPER("a")'
    sheet[f"{places['revision']}4"] = "#N/A"
    saved = BytesIO()
    book.save(saved)
    with pytest.raises(Refused) as refused:
        read_workbook(missing_people, saved.getvalue(), NOW)
    assert f"cell {places['full_name']}3 holds a formula whose result was not saved, and 1 more such cells" in str(
        refused.value
    )

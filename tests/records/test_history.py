"""What a load does to the history of a record: docs/decisions/0011-history-of-a-record.md, case by case."""

from __future__ import annotations

from openpeel.records.loads import LoadKind, Rejected
from openpeel.records.store import Counts, Store
from tests.records.made import Row, Stager, current, day, known, stored


def test_assessment_entered_late_and_backdated_is_known_from_its_entry(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", done=3, entered=4)], read=10, kind=LoadKind.FULL)], now=day(10))
    late = stage([Row("a", done=3, entered=4), Row("b", done=3, entered=24)], read=31, kind=LoadKind.FULL)
    store.load([late], now=day(31))
    snapshot = store.snapshot()
    assert known(snapshot, 5) == {"a": "standard"}
    assert known(snapshot, 23.9) == {"a": "standard"}
    assert known(snapshot, 24) == {"a": "standard", "b": "standard"}


def test_entry_time_that_an_earlier_extract_contradicts_is_not_believed(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", entered=4)], read=10, kind=LoadKind.FULL)], now=day(10))
    forged = stage([Row("a", entered=4), Row("b", done=3, entered=5)], read=31, kind=LoadKind.FULL)
    report = store.load([forged], now=day(31))
    assert report.totals == Counts(new=1, unchanged=1, backdated=1)
    assert known(store.snapshot(), 30) == {"a": "standard"}
    assert known(store.snapshot(), 31) == {"a": "standard", "b": "standard"}
    assert [row["known_from_is_load_time"] for row in stored(store.snapshot())] == [False, True]


def test_extract_that_lost_rows_to_quarantine_contradicts_nothing(store: Store, stage: Stager) -> None:
    rejected = [Rejected(3, "grade", "not one of the codes", "b,odd")]
    store.load([stage([Row("a")], read=10, kind=LoadKind.FULL, rejected=rejected)], now=day(10))
    mended = stage([Row("a"), Row("b", entered=5)], read=10, kind=LoadKind.FULL)
    report = store.load([mended], now=day(12))
    assert report.totals == Counts(new=1, unchanged=1)
    assert known(store.snapshot(), 5) == {"b": "standard"}


def test_entry_time_after_the_load_is_not_believed(store: Store, stage: Stager) -> None:
    report = store.load([stage([Row("a", entered=40)], read=31)], now=day(31))
    assert report.totals == Counts(new=1, backdated=1)
    assert known(store.snapshot(), 31) == {"a": "standard"}


def test_cancellation_set_later_closes_the_record_at_its_time(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", entered=1)], read=10)], now=day(10))
    report = store.load([stage([Row("a", entered=1, removed=15)], read=20)], now=day(20))
    assert report.totals == Counts(closed=1)
    assert known(store.snapshot(), 14) == {"a": "standard"}
    assert known(store.snapshot(), 15) == {}
    again = store.load([stage([Row("a", entered=1, removed=15)], read=20)], now=day(21))
    assert again.load is None


def test_cancellation_before_an_extract_that_still_had_the_record_is_not_believed(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", entered=1)], read=10)], now=day(10))
    report = store.load([stage([Row("a", entered=1, removed=5)], read=20)], now=day(20))
    assert report.totals == Counts(closed=1, backdated=1)
    assert known(store.snapshot(), 19) == {"a": "standard"}
    assert known(store.snapshot(), 20) == {}


def test_corrected_record_keeps_its_former_value(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", "standard", entered=2)], read=10)], now=day(10))
    report = store.load([stage([Row("a", "high", entered=12)], read=20)], now=day(20))
    assert report.totals == Counts(changed=1)
    assert known(store.snapshot(), 11) == {"a": "standard"}
    assert known(store.snapshot(), 12) == {"a": "high"}


def test_correction_without_an_entry_time_is_known_from_the_load(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", "standard")], read=10)], now=day(10))
    store.load([stage([Row("a", "high")], read=20)], now=day(21))
    assert known(store.snapshot(), 20.9) == {"a": "standard"}
    assert known(store.snapshot(), 21) == {"a": "high"}


def test_file_downloaded_again_with_one_corrected_row_stores_one_row(store: Store, stage: Stager) -> None:
    rows = [Row("a"), Row("b"), Row("c")]
    store.load([stage(rows, read=10, kind=LoadKind.WINDOW)], now=day(10))
    rows[1] = Row("b", "high")
    report = store.load([stage(rows, read=10, kind=LoadKind.WINDOW)], now=day(12))
    assert report.totals == Counts(changed=1, unchanged=2)
    assert current(store.snapshot()) == {"a": "standard", "b": "high", "c": "standard"}
    assert known(store.snapshot(), 11) == {"a": "standard", "b": "standard", "c": "standard"}


def test_the_same_file_twice_changes_nothing(store: Store, stage: Stager) -> None:
    file = stage([Row("a"), Row("b")], read=10, kind=LoadKind.FULL)
    store.load([file], now=day(10))
    before = store.snapshot()
    report = store.load([file], now=day(11))
    assert report.load is None
    assert report.totals == Counts(unchanged=2)
    assert store.snapshot().identifier == before.identifier


def test_records_missing_from_a_window_are_closed_and_only_there(store: Store, stage: Stager) -> None:
    rows = [Row("early", done=2), Row("gone", done=12), Row("kept", done=13), Row("undated", done=None)]
    store.load([stage(rows, read=30), stage([Row("other", done=12)], read=30, force="dorset")], now=day(30))
    window = stage([Row("kept", done=13)], read=40, kind=LoadKind.WINDOW, period=(10, 20))
    assert store.load([window], now=day(40)).totals == Counts(unchanged=1, closed=1)
    assert set(current(store.snapshot())) == {"early", "kept", "undated", "other"}
    assert "gone" in known(store.snapshot(), 39)
    back = stage([Row("gone", done=12)], read=45)
    assert store.load([back], now=day(45)).totals == Counts(changed=1)
    assert "gone" not in known(store.snapshot(), 44)
    assert "gone" in known(store.snapshot(), 45)


def test_full_extract_in_two_files_closes_nothing_that_one_of_them_holds(store: Store, stage: Stager) -> None:
    first, second = stage([Row("a")], read=10, kind=LoadKind.FULL), stage([Row("b")], read=10, kind=LoadKind.FULL)
    store.load([first, second], now=day(10))
    again = [stage([Row("b")], read=20, kind=LoadKind.FULL), stage([Row("c")], read=20, kind=LoadKind.FULL)]
    assert store.load(again, now=day(20)).totals == Counts(new=1, unchanged=1, closed=1)
    assert set(current(store.snapshot())) == {"b", "c"}


def test_record_whose_row_was_set_aside_is_not_missing(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a"), Row("b"), Row("c")], read=10, kind=LoadKind.FULL)], now=day(10))
    rejected = [Rejected(3, "done_at", "not a date", '"b", "high", 31 Feb')]
    report = store.load([stage([Row("a")], read=20, kind=LoadKind.FULL, rejected=rejected)], now=day(20))
    assert report.totals == Counts(unchanged=1, closed=1, rejected=1, spared=1)
    assert set(current(store.snapshot())) == {"a", "b"}


def test_extract_loaded_out_of_order_takes_its_place_in_the_past(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", "standard", entered=1)], read=5)], now=day(5))
    store.load([stage([Row("a", "high", entered=25)], read=30)], now=day(30))
    late = store.load([stage([Row("a", "medium", entered=12)], read=15)], now=day(31))
    assert late.totals == Counts(changed=1)
    snapshot = store.snapshot()
    assert [known(snapshot, on)["a"] for on in (2, 13, 26, 40)] == ["standard", "medium", "high", "high"]


def test_old_extract_without_entry_times_changes_no_past_day_and_is_kept(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", "high")], read=30, kind=LoadKind.FULL)], now=day(30))
    report = store.load([stage([Row("a", "standard"), Row("b")], read=10, kind=LoadKind.FULL)], now=day(31))
    assert report.totals == Counts(new=1, changed=1)
    assert current(store.snapshot()) == {"a": "high"}
    assert known(store.snapshot(), 30.5) == {"a": "high"}
    assert known(store.snapshot(), 40) == {"a": "high"}
    assert len(stored(store.snapshot())) == 3


def test_old_full_extract_closes_nothing_that_a_later_one_holds(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a"), Row("b")], read=30, kind=LoadKind.FULL)], now=day(30))
    assert store.load([stage([Row("a")], read=10, kind=LoadKind.FULL)], now=day(31)).totals == Counts(unchanged=1)
    assert set(current(store.snapshot())) == {"a", "b"}


def test_old_extract_does_not_bring_back_a_removed_record(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", entered=1)], read=5)], now=day(5))
    store.load([stage([Row("a", entered=1, removed=20)], read=25)], now=day(25))
    assert store.load([stage([Row("a", entered=1)], read=10)], now=day(26)).totals == Counts(unchanged=1)
    assert current(store.snapshot()) == {}


def test_files_of_one_load_are_taken_in_the_order_in_which_they_were_read(store: Store, stage: Stager) -> None:
    files = [stage([Row("a", "high"), Row("b")], read=20), stage([Row("a", "standard")], read=10)]
    store.load(files, now=day(30))
    assert current(store.snapshot()) == {"a": "high", "b": "standard"}


def test_column_that_a_file_does_not_supply_keeps_its_value(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a", reviewer="one"), Row("b", reviewer="two")], read=10)], now=day(10))
    narrow = stage([Row("a", "high"), Row("b")], read=20, without=["reviewer"])
    assert store.load([narrow], now=day(20)).totals == Counts(changed=1, unchanged=1)
    now = {row["assessment_id"]: row["reviewer"] for row in stored(store.snapshot()) if row["known_to"] is None}
    assert now == {"a": "one", "b": "two"}


def test_identical_repeats_are_kept_once_and_counted(store: Store, stage: Stager) -> None:
    report = store.load([stage([Row("a"), Row("a"), Row("b"), Row("a")], read=10)], now=day(10))
    assert report.totals == Counts(new=2, duplicates=2)


def test_key_with_different_content_in_one_file_goes_to_quarantine_whole(store: Store, stage: Stager) -> None:
    report = store.load([stage([Row("a"), Row("a", "high"), Row("b")], read=10)], now=day(10))
    assert report.totals == Counts(new=1, rejected=2)
    set_aside = store.quarantine()
    assert [(row.line, row.column) for row in set_aside] == [(2, "assessment_id"), (3, "assessment_id")]
    assert '"grade":"high"' in set_aside[1].text
    assert "high" not in set_aside[1].reason


def test_key_set_aside_by_the_store_is_not_missing(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a"), Row("b")], read=10, kind=LoadKind.FULL)], now=day(10))
    repeated = stage([Row("a", "high"), Row("a", "medium"), Row("b")], read=20, kind=LoadKind.FULL)
    assert store.load([repeated], now=day(20)).totals == Counts(unchanged=1, rejected=2)
    assert current(store.snapshot()) == {"a": "standard", "b": "standard"}


def test_rows_lead_to_their_file_and_line(store: Store, stage: Stager) -> None:
    first, second = stage([Row("a")], read=10), stage([Row("b"), Row("c")], read=10)
    store.load([first, second], now=day(10))
    snapshot = store.snapshot()
    rows = {row["assessment_id"]: row["row"] for row in stored(snapshot)}
    origins = snapshot.origins(rows.values())
    found = {key: (origins[row].load, origins[row].file, origins[row].line) for key, row in rows.items()}
    assert found == {"a": (1, first.file, 2), "b": (1, second.file, 2), "c": (1, second.file, 3)}


def test_no_version_begins_before_another_has_ended(store: Store, stage: Stager) -> None:
    # In force until the load of the 9th showed it gone; back on the 10th; then an entry time of the 6th.
    store.load([stage([Row("a", "first", entered=1)], read=2)], now=day(3))
    store.load([stage([], read=3, kind=LoadKind.FULL)], now=day(9))
    store.load([stage([Row("a", "second")], read=5)], now=day(10))
    store.load([stage([Row("a", "third", entered=6)], read=11)], now=day(11))
    snapshot = store.snapshot()
    assert [known(snapshot, on) for on in (8, 9, 12)] == [{"a": "first"}, {"a": "third"}, {"a": "third"}]


def test_record_without_a_beginning_lies_in_no_period(store: Store, stage: Stager) -> None:
    files = [stage([Row("a", done=None)], read=8), stage([], read=9, kind=LoadKind.FULL)]
    store.load(files, now=day(10))
    assert set(current(store.snapshot())) == {"a"}
    assert store.load(files, now=day(11)).load is None

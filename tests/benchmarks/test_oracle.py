"""The engine's ledger against the same ledger written by hand in SQL, Polars and pandas: no row differs."""

from __future__ import annotations

import warnings
from pathlib import Path

import duckdb
import pytest
from benchmarks.agreement import difference
from benchmarks.force.records import MadeRecords, made
from benchmarks.force.standards import STANDARDS
from benchmarks.rivals import duckdb_sql, openpeel, pandas_frames, polars_frames

from openpeel.engine.verdicts import Reason, Verdict


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> MadeRecords:
    return made(tmp_path_factory.mktemp("records"), 4_000)


@pytest.fixture(scope="module")
def by_hand(records: MadeRecords, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("by hand") / "ledger.parquet"
    duckdb_sql.main(records.folder, ledger)
    return ledger


def test_engine_agrees_with_hand_written_sql_in_every_row(records: MadeRecords, by_hand: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.parquet"
    openpeel.main(records.folder, ledger)
    assert difference(ledger, by_hand) == 0
    again = tmp_path / "again.parquet"
    openpeel.main(records.folder, again)
    assert difference(again, by_hand) == 0, "by the plan that was kept"


def test_polars_and_pandas_agree_with_it_too(records: MadeRecords, by_hand: Path, tmp_path: Path) -> None:
    for module in (polars_frames, pandas_frames):
        ledger = tmp_path / f"{module.__name__}.parquet"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module.main(records.folder, ledger)
        assert difference(ledger, by_hand) == 0, module.__name__


def test_the_records_reach_every_verdict_and_most_reasons(by_hand: Path) -> None:
    def found(column: str) -> set[int]:
        return {value for (value,) in duckdb.sql(f"SELECT DISTINCT {column} FROM '{by_hand}'").fetchall()}

    assert found("standard") == set(range(len(STANDARDS)))
    assert found("verdict") == set(Verdict)
    assert found("reason") == {Reason.NONE, Reason.APPLIES, Reason.START, Reason.NOT_COVERED}


def test_a_ledger_with_one_row_changed_is_found_out(by_hand: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.parquet"
    one = f"(SELECT min(unit) FROM '{by_hand}' WHERE standard = 3)"
    verdict = f"CASE WHEN standard = 3 AND unit = {one} THEN 9 ELSE verdict END::TINYINT AS verdict"
    duckdb.sql(f"COPY (SELECT * REPLACE ({verdict}) FROM '{by_hand}') TO '{changed}'")
    assert difference(changed, by_hand) == 2


def test_no_two_standards_share_who_what_and_when() -> None:
    said = {(s.unit, str(s.applies.lowest), *(str(c.lowest) for c in vars(s.rule).values())) for s in STANDARDS}
    assert len(said) == len(STANDARDS) == 28

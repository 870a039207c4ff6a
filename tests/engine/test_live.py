"""What has just been saved is judged as it would be when loaded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.engine.hand_made import FORCE, HandMade, Job, Jobs, Notes, Row, arrow_of, covers, standard_of

from openpeel.engine.live import judge_staged
from openpeel.engine.verdicts import Verdict
from openpeel.language.durations import days
from openpeel.language.standards import Deadline
from openpeel.language.tables import Table
from openpeel.records.loads import StagedFile

NOW = datetime(2024, 1, 10)
NOTED = standard_of(
    Job, Deadline(done=Job.first_note_at, due=Job.began_at + days(2)), Job.began_at.is_present(), name="noted"
)


def staged(folder: Path, *began: datetime) -> StagedFile:
    rows = [{"job_id": f"J{number}", "began_at": moment, "officer_id": "E1"} for number, moment in enumerate(began)]
    table = arrow_of(Jobs, rows).select(list(Jobs.relation.schema()))
    own = [name for name in table.column_names if name in Jobs.columns or name.startswith("arrived_on")]
    lines = table.select(own).append_column("line", pa.array(range(1, len(rows) + 1), pa.int64()))
    lines = lines.append_column("entered_at", pa.array([NOW] * len(rows), pa.timestamp("us")))
    pq.write_table(lines, folder / "staged.parquet")
    return StagedFile(Jobs, covers(Jobs, ends=NOW), "register", "hash", folder / "staged.parquet")


def judged(folder: Path, file: StagedFile, *, notes: bool = True) -> dict[int, Verdict]:
    rows: dict[type[Table], list[Row]] = {
        Notes: [{"note_id": "N", "job_id": "J0", "written_at": datetime(2024, 1, 2)}] if notes else []
    }
    stored = HandMade(rows, [covers(Notes, ends=NOW), covers(Jobs, force="elsewhere")], folder)
    found = judge_staged([file], stored, [NOTED], NOW, plans=folder / "plans")
    assert {one.standard for one in found} == {"noted"}
    return {one.row: one.verdict for one in found}


def test_what_was_saved_is_judged_with_the_records_that_are_loaded(tmp_path: Path) -> None:
    file = staged(tmp_path, datetime(2024, 1, 1), datetime(2024, 1, 1), datetime(2024, 1, 9))
    assert file.coverage.force == FORCE
    assert judged(tmp_path, file) == {1: Verdict.MET, 2: Verdict.OVERDUE, 3: Verdict.PENDING}


def test_rows_of_the_store_in_the_same_table_play_no_part(tmp_path: Path) -> None:
    file = staged(tmp_path, datetime(2024, 1, 1))
    stored = HandMade({Jobs: [{"job_id": "J9", "began_at": datetime(2024, 1, 1)}]}, [covers(Jobs)], tmp_path)
    (only,) = judge_staged([file], stored, [NOTED], NOW, plans=tmp_path / "plans")
    assert only.row == 1
    assert only.verdict is Verdict.UNKNOWN


def test_a_plan_is_kept_for_the_next_save(tmp_path: Path) -> None:
    file = staged(tmp_path, datetime(2024, 1, 1))
    assert judged(tmp_path, file) == judged(tmp_path, file)
    assert len(list((tmp_path / "plans").iterdir())) == 1

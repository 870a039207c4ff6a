"""Casting raw rows, setting aside those with a fault, and writing the rest for the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpeel.language.columns import LATEST
from openpeel.records.loads import Rejected
from openpeel.sources.casting import Cast
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench, quoted_name, quoted_text

CAST = "cast_rows"
"""The DuckDB table of cast rows: ``line``, the columns, and ``is_faulty``."""


def cast_rows(bench: Workbench, raw: RawRows, casts: Sequence[Cast]) -> tuple[Rejected, ...]:
    """Cast every raw row into the table CAST, and give those that cannot be stored."""
    columns = ["line"]
    for cast in casts:
        columns.append(f"{cast.value} AS {quoted_name(cast.name)}")
        if cast.latest is not None:
            columns.append(f"{cast.latest} AS {quoted_name(cast.name + LATEST)}")
    tests = [f"({cast.fault}) IS NOT NULL" for cast in casts if cast.fault != "NULL"]
    columns.append(f"{' OR '.join(tests) or 'false'} AS is_faulty")
    bench.run(f"CREATE OR REPLACE TEMP TABLE {CAST} AS SELECT {', '.join(columns)} FROM {RAW}")
    return raw.rejected + _faults(bench, raw, casts)


def _faults(bench: Workbench, raw: RawRows, casts: Sequence[Cast]) -> tuple[Rejected, ...]:
    (count,) = bench.rows(f"SELECT count(*) FROM {CAST} WHERE is_faulty")[0]
    if not count:
        return ()
    checked = [cast for cast in casts if cast.fault != "NULL"]
    reasons = ", ".join(cast.fault for cast in checked)
    found = bench.rows(
        f"SELECT line, {reasons} FROM {RAW} WHERE line IN (SELECT line FROM {CAST} WHERE is_faulty) ORDER BY line"
    )
    texts = raw.texts([row[0] for row in found])
    rejected = []
    for line, *faults in found:
        (first, reason), *others = [
            (cast.name, fault) for cast, fault in zip(checked, faults, strict=True) if fault is not None
        ]
        reason += "".join(f"; {name}: {fault}" for name, fault in others)
        rejected.append(Rejected(line, first, reason, texts[line]))
    return tuple(rejected)


def write_rows(bench: Workbench) -> Path:
    """Write the cast rows that have no fault, for :class:`openpeel.records.loads.StagedFile`."""
    target = bench.new_file(".parquet")
    bench.run(
        f"COPY (SELECT * EXCLUDE is_faulty FROM {CAST} WHERE NOT is_faulty) "
        f"TO {quoted_text(str(target))} (FORMAT parquet, COMPRESSION snappy)"
    )
    return target

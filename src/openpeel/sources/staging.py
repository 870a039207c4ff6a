"""Casting raw rows, setting aside those with a fault, and writing the rest for the store."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpeel.language.columns import LATEST
from openpeel.records.loads import Rejected
from openpeel.sources.casts import Cast
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench, quoted_name, quoted_text


@dataclass(frozen=True)
class Staged:
    """Rows written for :class:`openpeel.records.loads.StagedFile`, and those set aside."""

    rows: Path
    count: int
    rejected: tuple[Rejected, ...]


def stage(bench: Workbench, raw: RawRows, texts: Mapping[str, str], casts: Sequence[Cast]) -> Staged:
    """Cast every raw row and write those without a fault.

    ``texts`` names SQL expressions over the raw rows that the casts work on.
    """
    stepped = _stepped(texts, casts)
    checked = [cast for cast in casts if cast.fault != "NULL"]
    columns = ["line"]
    for cast in casts:
        columns.append(f"{cast.value} AS {quoted_name(cast.name)}")
        if cast.latest is not None:
            columns.append(f"{cast.latest} AS {quoted_name(cast.name + LATEST)}")
    sound = " AND ".join(f"({cast.fault}) IS NULL" for cast in checked) or "true"
    target = bench.new_file(".parquet")
    ((count,),) = bench.rows(
        f"COPY (SELECT {', '.join(columns)} FROM {stepped} WHERE {sound}) "
        f"TO {quoted_text(str(target))} (FORMAT parquet, COMPRESSION snappy)"
    )
    faulty = () if count == raw.count else _faulty(bench, raw, f"{stepped} WHERE NOT ({sound})", checked)
    return Staged(target, count, raw.rejected + faulty)


def _stepped(texts: Mapping[str, str], casts: Sequence[Cast]) -> str:
    """The raw rows with every step beside them. Nested queries, since only so DuckDB works each out once."""
    named = ", ".join(f"{sql} AS {name}" for name, sql in texts.items())
    query = f"(SELECT *, {named} FROM {RAW})"
    for level in itertools.zip_longest(*(cast.steps for cast in casts)):
        added = ", ".join(f"{step[1]} AS {step[0]}" for step in level if step is not None)
        query = f"(SELECT *, {added} FROM {query})"
    return query


def _faulty(bench: Workbench, raw: RawRows, rows: str, checked: Sequence[Cast]) -> tuple[Rejected, ...]:
    found = bench.rows(f"SELECT line, {', '.join(cast.fault for cast in checked)} FROM {rows} ORDER BY line")
    texts = raw.texts([row[0] for row in found])
    rejected = []
    for line, *faults in found:
        (first, reason), *others = [
            (cast.name, fault) for cast, fault in zip(checked, faults, strict=True) if fault is not None
        ]
        reason += "".join(f"; {name}: {fault}" for name, fault in others)
        rejected.append(Rejected(line, first, reason, texts[line]))
    return tuple(rejected)

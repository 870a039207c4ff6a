"""Casting raw rows, setting aside those with a fault, and writing the rest for the store."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpeel.language.columns import LATEST
from openpeel.language.tables import Table, reference_columns
from openpeel.records.loads import Rejected
from openpeel.sources.casts import Cast
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench, quoted_name, quoted_text

WRITING = "FORMAT parquet, COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 2000, WRITE_BLOOM_FILTER false"
"""For DuckDB's writer of Parquet. No dictionary for a column with more values than this among 122,880 rows, such as
references: trying one costs a fifth of the writing, and saves two hundredths of the file. No Bloom filters, which cost
up to a tenth: they would be of the columns with a dictionary only, in which nobody looks for a rare value."""


@dataclass(frozen=True)
class Staged:
    """Rows written for :class:`openpeel.records.loads.StagedFile`, and those set aside."""

    rows: Path
    count: int
    rejected: tuple[Rejected, ...]


def stage(
    bench: Workbench, table: type[Table], raw: RawRows, texts: Mapping[str, str], casts: Sequence[Cast]
) -> Staged:
    """Cast every raw row to the columns of ``table`` and write those without a fault.

    ``texts`` names SQL expressions over the raw rows that the casts work on.
    """
    rows, count, (rejected,) = _stage(bench, table, [raw], texts, casts, "0", ["line"])
    return Staged(rows, count, rejected)


def stage_together(
    bench: Workbench,
    table: type[Table],
    raws: Sequence[RawRows],
    texts: Mapping[str, str],
    casts: Sequence[Cast],
    more: Mapping[str, str],
) -> tuple[Path, tuple[tuple[Rejected, ...], ...]]:
    """The same for the rows of several files, written as one; returns also the rows set aside, for each of ``raws``.

    The raw rows say by ``file`` (int64) to which of ``raws`` they belong; ``more`` has the columns, in SQL, that are
    written before those of ``casts``.
    """
    before = [f"{sql} AS {quoted_name(name)}" for name, sql in more.items()]
    rows, _, rejected = _stage(bench, table, raws, texts, casts, "file", before)
    return rows, rejected


def _stage(
    bench: Workbench,
    table: type[Table],
    raws: Sequence[RawRows],
    texts: Mapping[str, str],
    casts: Sequence[Cast],
    file: str,
    columns: list[str],
) -> tuple[Path, int, tuple[tuple[Rejected, ...], ...]]:
    stepped = _stepped(texts, casts)
    for cast in casts:
        columns.append(f"{cast.value} AS {quoted_name(cast.name)}")
        if cast.latest is not None:
            columns.append(f"{cast.latest} AS {quoted_name(cast.name + LATEST)}")
    sound = " AND ".join(cast.is_sound for cast in casts if cast.faults) or "true"
    target = bench.new_file(".parquet")
    rejected = [list(raw.rejected) for raw in raws]
    # DuckDB would put each step into each test that uses it, and work it out as many times.
    with bench.without_optimizer("filter_pushdown"):
        ((count,),) = bench.rows(
            f"COPY (SELECT {', '.join(columns)} FROM {stepped} WHERE {sound}) TO {quoted_text(str(target))} ({WRITING})"
        )
        if count != sum(raw.count for raw in raws):
            for number, found in _faulty(bench, table, raws, f"{stepped} WHERE NOT ({sound})", casts, file):
                rejected[number].append(found)
    return target, count, tuple(map(tuple, rejected))


def _stepped(texts: Mapping[str, str], casts: Sequence[Cast]) -> str:
    """The raw rows with every step beside them. Nested queries, since only so DuckDB works each out once."""
    named = ", ".join(f"{sql} AS {name}" for name, sql in texts.items())
    query = f"(SELECT *, {named} FROM {RAW})"
    for level in itertools.zip_longest(*(cast.steps for cast in casts)):
        added = ", ".join(f"{step[1]} AS {step[0]}" for step in level if step is not None)
        query = f"(SELECT *, {added} FROM {query})"
    return query


def _faulty(
    bench: Workbench, table: type[Table], raws: Sequence[RawRows], rows: str, casts: Sequence[Cast], file: str
) -> list[tuple[int, Rejected]]:
    checked = [cast for cast in casts if cast.faults]
    references = [cast for cast in casts if cast.name in reference_columns(table)]
    began = next(cast for cast in casts if cast.name == table.name_of(table.begins))
    told = [cast.is_sound for cast in references]
    values = [_if_sound(cast, cast.value) for cast in references]
    moments = [_if_sound(began, began.value), _if_sound(began, began.latest or began.value)]
    selected = ", ".join([*moments, *told, *values, *(cast.fault for cast in checked)])
    found = bench.rows(f"SELECT {file} AS file, line, {selected} FROM {rows} ORDER BY file, line")
    rejected = []
    for number, of_file in itertools.groupby(found, key=lambda row: row[0]):
        faulty = list(of_file)
        texts = raws[number].texts([line for _, line, *_ in faulty])
        for _, line, first_moment, last_moment, *rest in faulty:
            is_told, values_read = rest[: len(references)], rest[len(references) : 2 * len(references)]
            (first, reason), *others = [
                (cast.name, fault)
                for cast, fault in zip(checked, rest[2 * len(references) :], strict=True)
                if fault is not None
            ]
            reason += "".join(f"; {name}: {fault}" for name, fault in others)
            read = {cast.name: value for cast, one, value in zip(references, is_told, values_read, strict=True) if one}
            moment = None if first_moment is None else (first_moment, last_moment)
            rejected.append((number, Rejected(line, first, reason, texts[line], read, moment)))
    return rejected


def _if_sound(cast: Cast, value: str) -> str:
    return f"CASE WHEN {cast.is_sound} THEN {value} END"

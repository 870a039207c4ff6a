"""Reading comma-separated files, whole or not at all.

Two readers give the same table. DuckDB reads a file that is well formed with one line to each row, which nearly all
are. Where it finds a fault, or a field holds a line end so that rows and lines part, Python's reader goes through the
file again and says of each row on which line it begins, and of each broken row what is wrong with it.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from openpeel.errors import Refused
from openpeel.records.loads import Rejected
from openpeel.sources.plain_text import PlainText
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench, quoted_text

LONGEST_FIELD = 1024**2
"""A row with a field of more characters than this (1 MiB) is set aside; no record system has such a field."""

_LONGEST_READ = 1024**3
"""Python's reader gives up on a field beyond this; the file is refused."""

# One limit for the whole process: it cannot be set for one reader, and readers work side by side.
csv.field_size_limit(_LONGEST_READ)

_BATCH = 50_000

_BASE = "raw_base"


def read_delimited(
    bench: Workbench, plain: PlainText, name: str, delimiter: str = ",", *, may_lack_last_end: bool = False
) -> RawRows:
    """Read ``plain`` into the table RAW; its first line gives the headings.

    Raises Refused where the file was cut off (its last line has no end, unless ``may_lack_last_end``, or a quotation
    is still open at its end) or holds no row below its headings.
    """
    headings = read_headings(plain, name, delimiter)
    if not plain.is_ended and not may_lack_last_end:
        raise Refused(
            f"{name} breaks off in its last line, which has no line end",
            why="a file that was cut off while it was written or downloaded looks like this; rows may be missing",
            mend="download or extract it again; if the program of an extract never ends the last line, say so in its "
            "mapping: may_lack_last_line_end = true",
        )
    count = _read_fast(bench, plain, headings, delimiter)
    if count is None:
        count, rejected, ends = _read_exact(bench, plain, name, headings, delimiter)
    else:
        rejected, ends = (), None
    if count == 0 and not rejected:
        raise Refused(
            f"{name} has headings and no row below them",
            why="an empty extract would look like a force with no records",
            mend="run the extract again; if there truly were no records, load the period as part of a longer one",
        )
    return RawRows(headings, count, plain.content_hash, lambda lines: _texts(plain.path, lines, ends), rejected)


def read_headings(plain: PlainText, name: str, delimiter: str = ",") -> tuple[str, ...]:
    """The names in the first line of ``plain``; raises Refused where there are none."""
    with plain.path.open(encoding="utf-8", newline="") as file:
        try:
            first = next(csv.reader(file, delimiter=delimiter, strict=True), [])
        except csv.Error:
            first = []
    headings = tuple(heading.strip() for heading in first)
    if not any(headings):
        raise Refused(
            f"{name} has no headings in its first line",
            why="without headings nothing says which column is which",
            mend="extract it again with the names of the columns in its first line",
        )
    return headings


def _read_fast(bench: Workbench, plain: PlainText, headings: tuple[str, ...], delimiter: str) -> int | None:
    """The number of rows read by DuckDB; None where rows and lines part or a row is broken."""
    if plain.lines is None:
        return None
    try:
        bench.run(f"CREATE OR REPLACE TEMP TABLE {_BASE} AS FROM {well_formed([plain], len(headings), delimiter)}")
    except duckdb.Error:
        return None
    (count,) = bench.rows(f"SELECT count(*) FROM {_BASE}")[0]
    if count + 1 != plain.lines + (not plain.is_ended):
        return None
    # Rows keep the file's order, so a row's place is its line: the first below the headings is line 2.
    bench.run(f"CREATE OR REPLACE TEMP VIEW {RAW} AS SELECT rowid + 2 AS line, * FROM {_BASE}")
    return int(count)


def well_formed(plains: Sequence[PlainText], width: int, delimiter: str = ",", numbers: Collection[int] = ()) -> str:
    """SQL of the rows of files with ``width`` columns (c0, c1, ...), in order; any broken row is an error.

    All columns are text but those at the places of ``numbers``; what is no number there is an error too.
    """
    paths = ", ".join(quoted_text(str(plain.path)) for plain in plains)
    columns = ", ".join(f"'c{place}': '{'DOUBLE' if place in numbers else 'VARCHAR'}'" for place in range(width))
    return (
        f"read_csv([{paths}], auto_detect = false, header = true, columns = {{{columns}}}, "
        f"delim = {quoted_text(delimiter)}, quote = '\"', escape = '\"', strict_mode = true, "
        f"max_line_size = {LONGEST_FIELD})"
    )


def texts_of_lines(plain: PlainText) -> Callable[[Sequence[int]], Mapping[int, str]]:
    """Give the rows of lines of a file in which each row is one line, as they stand in it."""
    return lambda lines: _texts(plain.path, lines, None)


def _read_exact(
    bench: Workbench, plain: PlainText, name: str, headings: tuple[str, ...], delimiter: str
) -> tuple[int, tuple[Rejected, ...], dict[int, int]]:
    """Rows, broken rows, and for each row that spans lines or is broken the line on which it ends."""
    width = len(headings)
    schema = pa.schema([("line", pa.int64()), *((f"c{place}", pa.string()) for place in range(width))])
    bench.connection.register("empty_rows", schema.empty_table())
    bench.run(f"CREATE OR REPLACE TEMP TABLE {_BASE} AS SELECT * FROM empty_rows")
    bench.connection.unregister("empty_rows")
    broken: list[tuple[int, str]] = []
    ends: dict[int, int] = {}
    count = 0
    with plain.path.open(encoding="utf-8", newline="") as file:
        reader = _located_rows(csv.reader(file, delimiter=delimiter, strict=True), name)
        next(reader)
        while batch := list(itertools.islice(reader, _BATCH)):
            good: list[tuple[int, list[str]]] = []
            for line, end, row in batch:
                fault = row if isinstance(row, str) else _fault(row, width)
                if end != line:
                    ends[line] = end
                if fault is not None:
                    broken.append((line, fault))
                elif not isinstance(row, str):
                    good.append((line, row))
            count += len(good)
            arrays = [pa.array([line for line, _ in good], pa.int64())]
            arrays += [pa.array([row[place] for _, row in good], pa.string()) for place in range(width)]
            bench.connection.register("batch", pa.table(arrays, schema=schema))
            bench.run(f"INSERT INTO {_BASE} SELECT * FROM batch")
            bench.connection.unregister("batch")
    bench.run(f"CREATE OR REPLACE TEMP VIEW {RAW} AS SELECT * FROM {_BASE}")
    texts = _texts(plain.path, [line for line, _ in broken], ends)
    return count, tuple(Rejected(line, None, fault, texts[line]) for line, fault in broken), ends


def _located_rows(reader: Any, name: str) -> Iterator[tuple[int, int, list[str] | str]]:
    """First line, last line and fields (or fault) of each row; blank lines are passed over."""
    while True:
        begins = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise Refused(
                    f"{name} ends inside a quotation that began in line {begins}",
                    why="the file was cut off, or a stray quotation mark swallowed the rows below it",
                    mend="extract it again; if line "
                    f"{begins} holds a quotation mark of its own, it must be doubled inside the quotation",
                ) from None
            if "field larger" in str(error):
                raise Refused(
                    f"{name} holds a field of more than {_LONGEST_READ:,} characters, from line {begins}",
                    why="a stray quotation mark that swallows the rows below it looks like this",
                    mend="extract it again with quotation marks doubled inside quotations",
                ) from None
            yield begins, reader.line_num, "a quotation mark stands in the midst of a field"
            continue
        if row:
            yield begins, reader.line_num, row


def _fault(row: Sequence[str], width: int) -> str | None:
    if len(row) != width:
        return f"the row has {len(row)} fields where the headings have {width}"
    if any(len(value) > LONGEST_FIELD for value in row):
        return f"a field has more than {LONGEST_FIELD:,} characters"
    return None


def _texts(path: Path, lines: Sequence[int], ends: Mapping[int, int] | None) -> dict[int, str]:
    """The rows that begin on ``lines``, as they stand in the file, without their last line end."""
    wanted = sorted(set(lines))
    found: dict[int, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        numbered = enumerate(file, start=1)
        for line in wanted:
            end = line if ends is None else ends.get(line, line)
            parts = [text for number, text in _between(numbered, line, end)]
            found[line] = "".join(parts).rstrip("\r\n")
    return found


def _between(numbered: Iterator[tuple[int, str]], first: int, last: int) -> Iterator[tuple[int, str]]:
    for number, text in numbered:
        if number >= first:
            yield number, text
        if number >= last:
            return

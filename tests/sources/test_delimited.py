"""The two readers of delimited text agree, and every row is led back to its lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openpeel.errors import Refused
from openpeel.sources import delimited
from openpeel.sources.delimited import read_delimited
from openpeel.sources.plain_text import PlainText, as_plain_text
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench

FIELDS = st.text(alphabet="ab ,;\"'\n\réŵ€0", max_size=8)


def plain(tmp_path: Path, text: str) -> PlainText:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    return as_plain_text(path, path.name, tmp_path)


def read(bench: Workbench, tmp_path: Path, text: str) -> RawRows:
    return read_delimited(bench, plain(tmp_path, text), "rows.csv")


def rows_of(bench: Workbench) -> list[tuple[object, ...]]:
    return bench.rows(f"SELECT * FROM {RAW} ORDER BY line")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(rows=st.lists(st.tuples(FIELDS, FIELDS, FIELDS), min_size=1, max_size=6), quoting=st.sampled_from([0, 1]))
def test_rows_are_read_as_they_were_written(
    bench: Workbench, tmp_path: Path, rows: list[tuple[str, ...]], quoting: int
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerow(["a", "b", "c"])
    begins = []
    for row in rows:
        begins.append(len(out.getvalue().splitlines()) + 1)
        writer.writerow(row)
    text = out.getvalue()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    raw = read(bench, tmp_path, text)
    assert not raw.rejected
    found = rows_of(bench)
    assert [tuple(value or "" for value in row[1:]) for row in found] == rows
    begin = 2
    for row, (line, *_) in zip(rows, found, strict=True):
        assert line == begin
        begin += 1 + sum(len(value.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1 for value in row)
    assert begin == len(lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(rows=st.lists(st.lists(st.text(alphabet='ab é"', max_size=6), min_size=2, max_size=2), min_size=1, max_size=6))
def test_both_readers_give_the_same(bench: Workbench, tmp_path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    text = plain(tmp_path, out.getvalue())
    fast = delimited._read_fast(bench, text, ("a", "b"), ",")
    assert fast == len(rows)
    by_duckdb = rows_of(bench)
    exact, rejected, _ = delimited._read_exact(bench, text, "rows.csv", ("a", "b"), ",")
    assert (exact, rejected) == (len(rows), ())
    assert [[value or None for value in row] for row in rows_of(bench)] == [list(row) for row in by_duckdb]


def test_a_broken_row_keeps_its_text_and_its_line(bench: Workbench, tmp_path: Path) -> None:
    raw = read(bench, tmp_path, 'a,b\n1,"two\nlines"\n\nonly one\n3,4,5\n6,7\n')
    assert [(row.line, row.text) for row in raw.rejected] == [(5, "only one"), (6, "3,4,5")]
    assert rows_of(bench) == [(2, "1", "two\nlines"), (7, "6", "7")]
    assert raw.texts([2, 7]) == {2: '1,"two\nlines"', 7: "6,7"}


def test_texts_of_well_formed_rows(bench: Workbench, tmp_path: Path) -> None:
    raw = read(bench, tmp_path, "a,b\r\n1,2\r\n3,4\r\n")
    assert raw.texts([3]) == {3: "3,4"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2", "breaks off in its last line"),
        ('a,b\n1,"2\n', "ends inside a quotation that began in line 2"),
        ("a,b\n", "no row below them"),
        ("\n1,2\n", "no headings in its first line"),
    ],
)
def test_faults_of_the_file(bench: Workbench, tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(bench, tmp_path, text)


def test_another_delimiter(bench: Workbench, tmp_path: Path) -> None:
    read_delimited(bench, plain(tmp_path, "a;b\n1,5;2\n"), "rows.csv", ";")
    assert rows_of(bench) == [(2, "1,5", "2")]

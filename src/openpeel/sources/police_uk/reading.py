"""Reading files of data.police.uk into the tables of published crimes, published outcomes and stop searches.

What the site does, and what follows here:

- No row has an identifier: Crime IDs are blank for anti-social behaviour and repeat within a month, and equal rows may
  be several events. A row's key is the file's month, a digest of the row's content and its place among equal rows. A
  month downloaded again replaces the whole month.
- Months are of Europe/London. Crimes and outcomes are dated by month only.
- Searches have moments in UTC. Some forces give only a date, which the site turns into local midnight, and no force
  finds one search in seven made on the stroke of midnight: a search at exactly local midnight is taken as known to the
  day. The few real searches at that minute lose their time of day, and no standard is misjudged by it.
- In summer a few searches of a month's last day bear a time after the month's local end, by less than an hour: local
  time passed off as UTC. Their moment is known to the hour only: from an hour before the stated time up to that time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from openpeel.language.columns import Number
from openpeel.language.tables import Table
from openpeel.records.loads import PART_WIDTH, Coverage, LoadKind, StagedFile
from openpeel.sources.casting import cast_column, missing_column, required, without
from openpeel.sources.casts import Cast, Fault
from openpeel.sources.delimited import read_delimited, read_headings, texts_of_lines, well_formed
from openpeel.sources.headings import check_headings
from openpeel.sources.moments import LONDON
from openpeel.sources.plain_text import PlainText, as_plain_text
from openpeel.sources.police_uk.archive import SOURCE, Kind, PublishedFile
from openpeel.sources.police_uk.columns import COLUMNS, NOTHING
from openpeel.sources.police_uk.columns import headings as site_headings
from openpeel.sources.police_uk.row_keys import Digests, digests, places
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.staging import stage_together
from openpeel.sources.workbench import Workbench, quoted_name, quoted_text

_BUFFER = 256 * 1024

_ROWS, _KEYS = "published_rows", "published_keys"


def read_published(
    bench: Workbench, files: Sequence[PublishedFile], parts: Sequence[int] = (), now: datetime | None = None
) -> list[StagedFile]:
    """Read, cast and check files of one kind; the rows of those that are well formed and alike are staged as one.

    ``bench`` has one thread, so that rows keep their order.
    With ``now`` rows are written as the load of that moment stores them, which gives the files the numbers ``parts``.
    Raises Refused for a fault of a file: not text, cut off, empty, a heading missing.
    """
    opened = [_open(bench, file, None if now is None else parts[number]) for number, file in enumerate(files)]
    staged: dict[int, StagedFile] = {}
    for headings in dict.fromkeys(one.headings for one in opened):
        alike = [number for number, one in enumerate(opened) if one.headings == headings]
        staged |= dict(zip(alike, _staged(bench, [opened[number] for number in alike], now), strict=True))
    for one in opened:
        shutil.rmtree(one.folder, ignore_errors=True)
    return [staged[number] for number in range(len(opened))]


@dataclass(frozen=True)
class _Opened:
    """A file that is whole text, and its headings."""

    file: PublishedFile
    folder: Path
    plain: PlainText
    headings: tuple[str, ...]
    part: int | None


def _open(bench: Workbench, file: PublishedFile, part: int | None) -> _Opened:
    folder = bench.new_file("")
    name = file.member.name
    plain = as_plain_text(file.member.copy_to(folder), name, folder)
    return _Opened(file, folder, plain, read_headings(plain, name), part)


def _staged(bench: Workbench, opened: Sequence[_Opened], now: datetime | None) -> list[StagedFile]:
    """Stage files of the same headings, together but for those that are not well formed."""
    together = _staged_together(bench, opened, now)
    if together is not None:
        return together
    if len(opened) == 1:
        return _stage(bench, opened, [_read_alone(bench, opened[0])], now)
    half = len(opened) // 2
    return _staged(bench, opened[:half], now) + _staged(bench, opened[half:], now)


def _staged_together(bench: Workbench, opened: Sequence[_Opened], now: datetime | None) -> list[StagedFile] | None:
    """Read and stage well-formed files in one pass, one line to each row; None where one of them is not so."""
    headings = opened[0].headings
    _, columns = COLUMNS[opened[0].file.kind]
    counts = [one.plain.lines - 1 if one.plain.lines and one.plain.is_ended else 0 for one in opened]
    if not all(counts) or any(headings.count(heading) != 1 for heading in columns):
        return None
    try:
        rows = [_digests_of_lines(bench, one) for one in opened]
        if [len(of_file) for of_file in rows] != counts:
            return None
        are_numbers = not any(one.plain.may_hold_odd_numbers for one in opened)
        as_numbers = [headings.index(name) for name in _numbers(opened[0].file.kind)] if are_numbers else []
        reading = well_formed([one.plain for one in opened], len(headings), numbers=as_numbers)
        numbers = np.repeat(np.arange(len(opened)), counts)
        lines = np.concatenate([np.arange(2, count + 2) for count in counts])
        _view_rows(bench, opened, f"(SELECT *, file_index AS origin FROM {reading})", rows, numbers, lines)
        raws = [
            RawRows(headings, count, one.plain.content_hash, texts_of_lines(one.plain))
            for one, count in zip(opened, counts, strict=True)
        ]
        return _stage(bench, opened, raws, now, are_numbers=are_numbers)
    except duckdb.Error:
        return None


def _read_alone(bench: Workbench, one: _Opened) -> RawRows:
    """Read a file that may have faults."""
    raw = read_delimited(bench, one.plain, one.file.member.name)
    check_headings(raw.headings, tuple(COLUMNS[one.file.kind][1]), one.file.member.name)
    bench.run(f"CREATE OR REPLACE TEMP TABLE {_ROWS} AS SELECT * EXCLUDE (line), line AS origin FROM {RAW}")
    lines = bench.connection.execute(f"SELECT origin FROM {_ROWS}").fetchnumpy()["origin"]
    _view_rows(bench, [one], _ROWS, [digests(_texts(bench, one, _ROWS))], lines, lines)
    return raw


def _digests_of_lines(bench: Workbench, one: _Opened) -> Digests:
    """A digest of each row of a well-formed file."""
    if (
        one.headings != site_headings(one.file.kind)
        or not one.plain.has_windows_line_ends
        or one.plain.has_quotation_marks
    ):
        return digests(_texts(bench, one, well_formed([one.plain], len(one.headings))))
    with one.plain.path.open("rb", buffering=_BUFFER) as file:
        next(file)
        return digests(file)


def _texts(bench: Workbench, one: _Opened, rows: str) -> Iterator[bytes]:
    """Each of ``rows`` (SQL) as the site would write it, but for quotation marks."""
    raw = {heading: quoted_name(f"c{place}") for place, heading in enumerate(one.headings)}
    # What is empty is NULL, which concat takes as the empty text.
    fields = ", ',', ".join(raw.get(heading, "NULL") for heading in site_headings(one.file.kind))
    found = bench.connection.execute(f"SELECT concat({fields}, chr(13), chr(10)) AS text FROM {rows}")
    return (text.encode() for text in found.fetchnumpy()["text"])


def _view_rows(
    bench: Workbench,
    opened: Sequence[_Opened],
    rows: str,
    row_digests: Sequence[Digests],
    origins: npt.NDArray[np.int64],
    lines: npt.NDArray[np.int64],
) -> None:
    """Make the view RAW of ``rows`` (SQL), each with line, number, digest, place and the month of its file.

    Rows and digests are matched by order, and each row must have the ``origin`` (file or line) expected there.
    """
    counts = [len(of_file) for of_file in row_digests]
    months = [one.file.month for one in opened]
    keys = {
        "origin": origins,
        "file": np.repeat(np.arange(len(opened)), counts),
        "part": np.repeat([one.part or 0 for one in opened], counts),
        "line": lines,
        "row_digest": np.concatenate(row_digests),
        "place": np.concatenate([places(of_file) for of_file in row_digests]),
        "month_begins": np.repeat(np.array([month.begins for month in months], "datetime64[us]"), counts),
        "month_ends": np.repeat(np.array([month.ends for month in months], "datetime64[us]"), counts),
    }
    bench.connection.register(_KEYS, keys)
    # NumPy has no texts that DuckDB reads fast, and a join would cost as much as all casts.
    texts = {"force": [one.file.force for one in opened], "file_month": [str(month) for month in months]}
    looked_up = ", ".join(
        f"[{', '.join(map(quoted_text, values))}][file + 1] AS {name}" for name, values in texts.items()
    )
    # Beside two bare tables DuckDB would copy each text; beside a question it copies only what that gives.
    numbered = f"(SELECT *, part * {PART_WIDTH} + line AS row FROM {_KEYS})"
    bench.run(
        f"CREATE OR REPLACE TEMP VIEW {RAW} AS SELECT *, {looked_up} FROM (SELECT r.* EXCLUDE (origin), "
        "k.* EXCLUDE (origin, line), CASE WHEN r.origin = k.origin THEN k.line ELSE error('rows and lines part') END "
        f"AS line FROM {rows} r POSITIONAL JOIN {numbered} k)"
    )


def _stage(
    bench: Workbench,
    opened: Sequence[_Opened],
    raws: Sequence[RawRows],
    now: datetime | None,
    *,
    are_numbers: bool = False,
) -> list[StagedFile]:
    """Stage the rows of the view RAW, in which the columns of numbers ``are_numbers``, or text as all others."""
    table, columns = COLUMNS[opened[0].file.kind]
    texts = {
        f"{column}_text": without(raws[0].column(heading), NOTHING.get(column, ()))
        for heading, column in columns.items()
    }
    # Nearly every row is the first of its kind, and to turn a number into text costs as much as all the rest.
    place = "CASE place WHEN 1 THEN '-1' ELSE concat('-', place) END"
    key = Cast("record_key", f"concat(file_month, '-', lower(hex(row_digest)), {place})")
    casts = [key, *(_cast(table, column, f"{column}_text", are_numbers) for column in columns.values())]
    supplied = {cast.name for cast in casts}
    casts += [missing_column(table, column) for column in table.columns if column not in supplied]
    system = {"file": "file", "line": "line"} if now is None else _system_columns(now)
    rows, rejected = stage_together(bench, table, raws, texts, casts, system)
    return [
        StagedFile(
            table=table,
            coverage=Coverage(
                table=table.name,
                force=one.file.force,
                source=SOURCE,
                columns=frozenset(supplied),
                kind=LoadKind.WINDOW,
                begins=one.file.month.begins,
                ends=one.file.month.ends,
                extracted_at=_extracted_at(one.file),
            ),
            file=one.file.member.name,
            content_hash=one.plain.content_hash,
            rows=rows,
            rejected=set_aside,
            number=number if one.part is None else one.part,
            ahead_of=now,
        )
        for number, (one, set_aside) in enumerate(zip(opened, rejected, strict=True))
    ]


def _system_columns(now: datetime) -> dict[str, str]:
    return {
        "force": "force",
        "source": quoted_text(SOURCE),
        "row": "row",
        "known_from": _moment(now),
        "known_from_is_load_time": "true",
        "known_to": "NULL::TIMESTAMP",
    }


def _numbers(kind: Kind) -> list[str]:
    """The headings of the columns of numbers."""
    table, columns = COLUMNS[kind]
    return [heading for heading, column in columns.items() if isinstance(table.columns[column], Number)]


def _cast(table: type[Table], column: str, raw: str, are_numbers: bool) -> Cast:
    if column == "month":
        return required(
            Cast(
                column,
                "month_begins",
                (Fault(f"{raw} <> file_month", "'its month is not that of the file'"),),
                "month_ends - INTERVAL 1 MICROSECOND",
            ),
            raw,
        )
    cast = cast_column(table, column, raw, is_number=are_numbers)
    return _search_moment(cast) if column == "searched_at" else cast


def _search_moment(cast: Cast) -> Cast:
    first, local = cast.value, "searched_at_local"
    hour = "INTERVAL 1 HOUR"
    is_date = f"CAST({local} AS TIME) = TIME '00:00:00'"
    day_ends = f"timezone('UTC', timezone('{LONDON}', {local} + INTERVAL 1 DAY)) - INTERVAL 1 MICROSECOND"
    outside = Fault(
        f"{first} < month_begins OR {first} >= month_ends + {hour}", "'its time lies outside the month of the file'"
    )
    return replace(
        cast,
        value=f"CASE WHEN {first} >= month_ends THEN {first} - {hour} ELSE {first} END",
        faults=(*cast.faults, outside),
        latest=f"CASE WHEN {first} < month_ends AND {is_date} THEN {day_ends} ELSE {first} END",
        steps=(*cast.steps, (local, f"timezone('{LONDON}', timezone('UTC', {first}))")),
    )


def _moment(moment: datetime) -> str:
    return f"TIMESTAMP {quoted_text(moment.isoformat(sep=' '))}"


def _extracted_at(file: PublishedFile) -> datetime:
    """The end of the month: the site does not say when a force supplied it, only that it was after its end."""
    return file.month.ends

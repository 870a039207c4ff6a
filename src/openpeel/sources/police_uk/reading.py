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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from openpeel.language.tables import Table
from openpeel.records.loads import PART_WIDTH, Coverage, LoadKind, StagedFile
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes
from openpeel.records.stop_and_search import StopSearches
from openpeel.sources.casting import cast_column, missing_column, required, without
from openpeel.sources.casts import Cast
from openpeel.sources.delimited import read_delimited, read_headings, texts_of_lines, well_formed
from openpeel.sources.headings import check_headings
from openpeel.sources.moments import LONDON
from openpeel.sources.plain_text import PlainText, as_plain_text
from openpeel.sources.police_uk.archive import SOURCE, Kind, PublishedFile
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.staging import stage_together
from openpeel.sources.workbench import Workbench, quoted_text

_PLACE = {
    "Longitude": "longitude",
    "Latitude": "latitude",
}

_CRIME = {
    "Crime ID": "crime_id",
    "Month": "month",
    "Reported by": "reported_by",
    "Falls within": "falls_within",
    **_PLACE,
    "Location": "location",
    "LSOA code": "lsoa_code",
    "LSOA name": "lsoa_name",
}

_COLUMNS: Mapping[Kind, tuple[type[Table], Mapping[str, str]]] = {
    Kind.STREET: (
        PublishedCrimes,
        {**_CRIME, "Crime type": "crime_type", "Last outcome category": "last_outcome_category"},
    ),
    Kind.OUTCOMES: (PublishedOutcomes, {**_CRIME, "Outcome type": "outcome_type"}),
    Kind.SEARCHES: (
        StopSearches,
        {
            "Type": "search_type",
            "Date": "searched_at",
            "Part of a policing operation": "in_policing_operation",
            "Policing operation": "policing_operation",
            **_PLACE,
            "Gender": "gender",
            "Age range": "age_range",
            "Self-defined ethnicity": "self_defined_ethnicity",
            "Officer-defined ethnicity": "officer_defined_ethnicity",
            "Legislation": "legislation",
            "Object of search": "object_of_search",
            "Outcome": "outcome",
            "Outcome linked to object of search": "outcome_linked_to_object",
            "Removal of more than just outer clothing": "removed_more_than_outer_clothing",
        },
    ),
}
"""The site's headings and our columns. Not taken: ``Context``, which is always empty, and the unnamed first column of
some files of searches, which only numbers the rows."""

_NOTHING = {"location": ("No location", "No Location")}
"""What the site writes in place of nothing."""

_ROWS, _FILES, _PLACES = "published_rows", "published_files", "published_places"


def read_published(
    bench: Workbench, files: Sequence[PublishedFile], parts: Sequence[int] = (), now: datetime | None = None
) -> list[StagedFile]:
    """Read, cast and check files of one kind; the rows of those that are well formed and alike are staged as one.

    With ``now`` rows are written as the load of that moment stores them, which gives the files the numbers ``parts``.
    Raises Refused for a fault of a file: not text, cut off, empty, a heading missing.
    """
    opened = [_open(bench, file, None if now is None else parts[number]) for number, file in enumerate(files)]
    staged: dict[int, StagedFile] = {}
    for headings in dict.fromkeys(one.headings for one in opened):
        alike = [number for number, one in enumerate(opened) if one.headings == headings]
        staged |= dict(zip(alike, _staged(bench, [opened[number] for number in alike], now), strict=True))
    for one in opened:
        shutil.rmtree(one.folder)
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
    folder.mkdir()
    name = file.member.name
    plain = as_plain_text(file.member.copy_to(folder), name, folder)
    return _Opened(file, folder, plain, read_headings(plain, name), part)


def _staged(bench: Workbench, opened: Sequence[_Opened], now: datetime | None) -> list[StagedFile]:
    """Stage files of the same headings, together but for those that are not well formed."""
    table, columns = _COLUMNS[opened[0].file.kind]
    raws = _read_together(bench, opened, columns)
    if not raws and len(opened) > 1:
        half = len(opened) // 2
        return _staged(bench, opened[:half], now) + _staged(bench, opened[half:], now)
    raws = raws or [_read_alone(bench, opened[0], columns)]
    texts = {
        f"{column}_text": without(raws[0].column(heading), _NOTHING.get(column, ()))
        for heading, column in columns.items()
    }
    key = Cast("record_key", "concat(file_month, '-', row_digest, '-', place)")
    casts = [key, *(_cast(table, column, f"{column}_text") for column in columns.values())]
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
        "row": f"part * {PART_WIDTH} + line",
        "known_from": _moment(now),
        "known_from_is_load_time": "true",
        "known_to": "NULL::TIMESTAMP",
    }


def _read_together(bench: Workbench, opened: Sequence[_Opened], columns: Mapping[str, str]) -> list[RawRows]:
    """Read well-formed files into one view, one line to each row; nothing where one of them is not so."""
    headings = opened[0].headings
    counts = [one.plain.lines - 1 if one.plain.lines and one.plain.is_ended else 0 for one in opened]
    if not all(counts) or any(headings.count(heading) != 1 for heading in columns):
        return []
    raws = [
        RawRows(headings, count, one.plain.content_hash, texts_of_lines(one.plain))
        for one, count in zip(opened, counts, strict=True)
    ]
    try:
        bench.run(
            f"CREATE OR REPLACE TEMP TABLE {_ROWS} AS "
            f"SELECT *, file_index::BIGINT AS file, {_digest(raws[0], columns)} AS row_digest "
            f"FROM {well_formed([one.plain for one in opened], len(headings))}"
        )
    except duckdb.Error:
        return []
    found = bench.rows(f"SELECT file, count(*) FROM {_ROWS} GROUP BY file ORDER BY file")
    if found != list(enumerate(counts)):
        return []
    # Rows keep the files' order, so a row's place tells its line: the first below the headings is line 2.
    firsts = [sum(counts[:number]) for number in range(len(counts))]
    _view_rows(bench, opened, "r.rowid - f.first + 2 AS line, r.*", firsts)
    return raws


def _read_alone(bench: Workbench, one: _Opened, columns: Mapping[str, str]) -> RawRows:
    """Read a file that may have faults."""
    raw = read_delimited(bench, one.plain, one.file.member.name)
    check_headings(raw.headings, tuple(columns), one.file.member.name)
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE {_ROWS} AS "
        f"SELECT *, 0::BIGINT AS file, {_digest(raw, columns)} AS row_digest FROM {RAW}"
    )
    _view_rows(bench, [one], "r.*", [0])
    return raw


def _view_rows(bench: Workbench, opened: Sequence[_Opened], columns: str, firsts: Sequence[int]) -> None:
    """Make the view RAW, with each row's place among the equal rows of its file, and the month of its file."""
    files = ", ".join(
        f"({number}, {one.part or 0}, {first}, '{one.file.force}', '{month}', {_moment(month.begins)}, "
        f"{_moment(month.ends)})"
        for number, (one, first) in enumerate(zip(opened, firsts, strict=True))
        for month in (one.file.month,)
    )
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE {_FILES} AS FROM (VALUES {files}) "
        "AS files(file, part, first, force, file_month, month_begins, month_ends)"
    )
    bench.run(
        f"""CREATE OR REPLACE TEMP TABLE {_PLACES} AS
        WITH repeated AS (SELECT file, row_digest FROM {_ROWS} GROUP BY ALL HAVING count(*) > 1)
        SELECT rowid AS at, row_number() OVER (PARTITION BY file, row_digest ORDER BY rowid) AS place
        FROM {_ROWS} SEMI JOIN repeated USING (file, row_digest) QUALIFY place > 1"""
    )
    bench.run(
        f"CREATE OR REPLACE TEMP VIEW {RAW} AS "
        f"SELECT {columns}, f.part, f.force, f.file_month, f.month_begins, f.month_ends, coalesce(p.place, 1) AS place "
        f"FROM {_ROWS} r JOIN {_FILES} f ON f.file = r.file LEFT JOIN {_PLACES} p ON p.at = r.rowid"
    )


def _digest(raw: RawRows, columns: Mapping[str, str]) -> str:
    # What is empty is NULL, which concat takes as the empty text.
    content = ", chr(31), ".join(raw.column(heading) for heading in columns)
    # Half of a digest is enough: rows that share one by chance are told apart by their place.
    return f"left(md5(concat({content})), 16)"


def _cast(table: type[Table], column: str, raw: str) -> Cast:
    if column == "month":
        return required(
            Cast(
                column,
                "month_begins",
                f"CASE WHEN {raw} <> file_month THEN 'its month is not that of the file' END",
                "month_ends - INTERVAL 1 MICROSECOND",
            ),
            raw,
        )
    cast = cast_column(table, column, raw)
    return _search_moment(cast) if column == "searched_at" else cast


def _search_moment(cast: Cast) -> Cast:
    first, local = cast.value, "searched_at_local"
    hour = "INTERVAL 1 HOUR"
    is_date = f"CAST({local} AS TIME) = TIME '00:00:00'"
    day_ends = f"timezone('UTC', timezone('{LONDON}', {local} + INTERVAL 1 DAY)) - INTERVAL 1 MICROSECOND"
    outside = (
        f"WHEN {first} < month_begins OR {first} >= month_ends + {hour} "
        "THEN 'its time lies outside the month of the file'"
    )
    return replace(
        cast,
        value=f"CASE WHEN {first} >= month_ends THEN {first} - {hour} ELSE {first} END",
        fault=f"CASE WHEN ({cast.fault}) IS NOT NULL THEN ({cast.fault}) {outside} END",
        latest=f"CASE WHEN {first} < month_ends AND {is_date} THEN {day_ends} ELSE {first} END",
        steps=(*cast.steps, (local, f"timezone('{LONDON}', timezone('UTC', {first}))")),
    )


def _moment(moment: datetime) -> str:
    return f"TIMESTAMP {quoted_text(moment.isoformat(sep=' '))}"


def _extracted_at(file: PublishedFile) -> datetime:
    """The end of the month: the site does not say when a force supplied it, only that it was after its end."""
    return file.month.ends

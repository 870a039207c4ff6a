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

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, StagedFile
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes
from openpeel.records.stop_and_search import StopSearches
from openpeel.sources.casting import cast_column, missing_column, required, without
from openpeel.sources.casts import Cast
from openpeel.sources.delimited import read_delimited
from openpeel.sources.headings import check_headings
from openpeel.sources.moments import LONDON
from openpeel.sources.plain_text import as_plain_text
from openpeel.sources.police_uk.archive import SOURCE, Kind, Month, PublishedFile
from openpeel.sources.raw_rows import RawRows
from openpeel.sources.staging import stage
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


def read_published(bench: Workbench, file: PublishedFile) -> StagedFile:
    """Read, cast and check one file.

    Raises Refused for a fault of the file: not text, cut off, empty, a heading missing.
    """
    table, columns = _COLUMNS[file.kind]
    name = file.member.name
    plain = as_plain_text(file.member.copy_to(bench.folder), name, bench.folder)
    raw = read_delimited(bench, plain, name)
    check_headings(raw.headings, tuple(columns), name)
    texts = {
        f"{column}_text": without(raw.column(heading), _NOTHING.get(column, ())) for heading, column in columns.items()
    }
    casts = [_key(raw, columns, file.month)]
    casts += [_cast(table, column, f"{column}_text", file.month) for column in columns.values()]
    supplied = {cast.name for cast in casts}
    casts += [missing_column(table, column) for column in table.columns if column not in supplied]
    staged = stage(bench, raw, texts, casts)
    return StagedFile(
        table=table,
        coverage=Coverage(
            table=table.name,
            force=file.force,
            source=SOURCE,
            columns=frozenset(supplied),
            kind=LoadKind.WINDOW,
            begins=file.month.begins,
            ends=file.month.ends,
            extracted_at=_extracted_at(file),
        ),
        file=name,
        content_hash=raw.content_hash,
        rows=staged.rows,
        rejected=staged.rejected,
    )


def _key(raw: RawRows, columns: Mapping[str, str], month: Month) -> Cast:
    content = ", ".join(f"coalesce({raw.column(heading)}, '')" for heading in columns)
    # Half of a digest is enough: rows that share one by chance are told apart by their place.
    digest = ("row_digest", f"left(md5(concat_ws(chr(31), {content})), 16)")
    place = "row_number() OVER (PARTITION BY row_digest ORDER BY line)"
    return Cast("record_key", f"concat('{month}-', row_digest, '-', {place})", steps=(digest,))


def _cast(table: type[Table], column: str, raw: str, month: Month) -> Cast:
    if column == "month":
        return required(
            Cast(
                column,
                _moment(month.begins),
                f"CASE WHEN {raw} <> '{month}' THEN 'its month is not that of the file' END",
                _moment(month.ends - timedelta(microseconds=1)),
            ),
            raw,
        )
    cast = cast_column(table, column, raw)
    return _search_moment(cast, month) if column == "searched_at" else cast


def _search_moment(cast: Cast, month: Month) -> Cast:
    first, local = cast.value, "searched_at_local"
    ends = _moment(month.ends)
    hour = "INTERVAL 1 HOUR"
    is_date = f"CAST({local} AS TIME) = TIME '00:00:00'"
    day_ends = f"timezone('UTC', timezone('{LONDON}', {local} + INTERVAL 1 DAY)) - INTERVAL 1 MICROSECOND"
    outside = (
        f"WHEN {first} < {_moment(month.begins)} OR {first} >= {ends} + {hour} "
        "THEN 'its time lies outside the month of the file'"
    )
    return replace(
        cast,
        value=f"CASE WHEN {first} >= {ends} THEN {first} - {hour} ELSE {first} END",
        fault=f"CASE WHEN ({cast.fault}) IS NOT NULL THEN ({cast.fault}) {outside} END",
        latest=f"CASE WHEN {first} < {ends} AND {is_date} THEN {day_ends} ELSE {first} END",
        steps=(*cast.steps, (local, f"timezone('{LONDON}', timezone('UTC', {first}))")),
    )


def _moment(moment: datetime) -> str:
    return f"TIMESTAMP {quoted_text(moment.isoformat(sep=' '))}"


def _extracted_at(file: PublishedFile) -> datetime:
    """The end of the month: the site does not say when a force supplied it, only that it was after its end."""
    return file.month.ends

"""Reading an extract by its mapping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.columns import LATEST, Precision, Text
from openpeel.language.periods import TICK
from openpeel.language.tables import Table, is_ranged
from openpeel.records.loads import Coverage, StagedFile
from openpeel.sources.casting import cast_column, missing_column, without
from openpeel.sources.casts import Cast, Fault
from openpeel.sources.extracts.files import kind_of, name_of, read_file
from openpeel.sources.extracts.mapping import ExtractMapping
from openpeel.sources.headings import check_headings
from openpeel.sources.moments import cast_moment
from openpeel.sources.opening import check_readable
from openpeel.sources.raw_rows import RawRows
from openpeel.sources.staging import Staged, stage
from openpeel.sources.workbench import Workbench, quoted_name, quoted_text
from openpeel.valueless_cells import MARK


@dataclass(frozen=True)
class ExtractRead:
    """A staged extract, and what its reader noticed (without any value of a record)."""

    staged: StagedFile
    notes: tuple[str, ...]


def read_extract(bench: Workbench, place: str, mapping: ExtractMapping) -> ExtractRead:
    """Read the file or database at ``place``; raises Refused for a fault of the file."""
    kind = kind_of(place, mapping.file)
    is_database = kind == "postgresql"
    name = name_of(place)
    if not is_database:
        check_readable(Path(place))
    raw = read_file(bench, place, mapping.file)
    check_headings(raw.headings, tuple(theirs for theirs, ours in mapping.columns.items() if ours), name)
    staged = stage(bench, mapping.table, raw, *_casts(raw, mapping, is_typed=kind in ("xlsx", "ods", "parquet")))
    coverage = _coverage(bench, staged, mapping, _extracted_at(place, mapping, is_database), name)
    return ExtractRead(
        StagedFile(
            table=mapping.table,
            coverage=coverage,
            file=name,
            content_hash=raw.content_hash,
            rows=staged.rows,
            rejected=staged.rejected,
        ),
        _notes(bench, raw, staged, mapping, coverage, name),
    )


def _casts(raw: RawRows, mapping: ExtractMapping, *, is_typed: bool) -> tuple[dict[str, str], list[Cast]]:
    table = mapping.table
    texts: dict[str, str] = {}
    casts: list[Cast] = []
    for theirs, ours in mapping.columns.items():
        if not ours:
            continue
        text = quoted_name(f"{ours} text")
        texts[text] = without(f"nullif(trim({raw.column(theirs)}), '')", mapping.file.empty)
        moments = mapping.moments(ours, is_typed=is_typed)
        if ours in table.columns:
            cast = cast_column(table, ours, text, codes=mapping.codes.get(ours), moments=moments)
        else:
            # Where the source gives a day only, the row was known by its end and perhaps not before.
            cast = cast_moment(ours, text, Precision.DAY, moments)
            cast = Cast(ours, cast.latest or cast.value, cast.faults, steps=cast.steps)
        casts.append(_with_marked_cells(cast, text) if raw.has_marked_cells else cast)
    supplied = {cast.name for cast in casts}
    casts += [missing_column(table, column) for column in table.columns if column not in supplied]
    return texts, casts


def _with_marked_cells(cast: Cast, text: str) -> Cast:
    marked = Fault(f"starts_with({text}, '{MARK}')", f"substr({text}, {len(MARK) + 1})")
    return replace(cast, faults=(marked, *cast.faults))


def _extracted_at(place: str, mapping: ExtractMapping, is_database: bool) -> datetime:
    if mapping.period.extracted_at is not None:
        return mapping.period.extracted_at
    if is_database:
        return datetime.now(UTC).replace(tzinfo=None)
    return datetime.fromtimestamp(Path(place).stat().st_mtime, UTC).replace(tzinfo=None)


def _coverage(bench: Workbench, staged: Staged, mapping: ExtractMapping, extracted_at: datetime, name: str) -> Coverage:
    table, period = mapping.table, mapping.period
    column = table.name_of(table.begins)
    latest = column + LATEST if is_ranged(table.begins) else column
    rows = f"read_parquet({quoted_text(str(staged.rows))})"
    ((first, last),) = bench.rows(f"SELECT min({quoted_name(column)}), max({quoted_name(latest)}) FROM {rows}")
    begins = period.begins or first
    ends = period.ends or (last + TICK if last is not None else None)
    if begins is None or ends is None:
        raise Refused(
            f"{name} has no row that could be stored with a date, so nothing tells what period it covers",
            mend="mend the rows, or give from and to in the mapping: [extract] from = 2024-01-01",
        )
    if begins >= ends:
        raise Refused(
            f"{name} lies outside the period that the mapping gives for it",
            why="what the file covers would be empty",
            mend="check [extract] from and to in the mapping",
        )
    if extracted_at < ends:
        raise Refused(
            f"{name} would cover a time after it was extracted ({extracted_at:%Y-%m-%d %H:%M} UTC)",
            why="records of that time would seem to be missing; a date in the future in the column "
            f"'{column}' or a wrong time zone does this too",
            mend="give in the mapping when it was extracted, and to when it covers: [extract] at and to",
        )
    return Coverage(
        table=table.name,
        force=mapping.force,
        source=mapping.source,
        columns=frozenset(ours for ours in mapping.columns.values() if ours),
        kind=period.kind,
        begins=begins,
        ends=ends,
        extracted_at=extracted_at,
    )


def _notes(
    bench: Workbench, raw: RawRows, staged: Staged, mapping: ExtractMapping, coverage: Coverage, name: str
) -> tuple[str, ...]:
    notes = []
    strangers = [heading or "(no name)" for heading in raw.headings if heading not in mapping.columns]
    if strangers:
        notes.append(f"{name}: the mapping does not name these columns, so they were not taken: {', '.join(strangers)}")
    lost = [
        theirs
        for theirs, ours in mapping.columns.items()
        if theirs in raw.numeric_headings and _is_words(mapping.table, ours)
    ]
    if lost:
        notes.append(
            f"{name}: these columns of references or words hold numbers, so leading zeros, if there were any, are "
            f"lost: {', '.join(lost)}. Format them as text in the source."
        )
    column = quoted_name(mapping.table.name_of(mapping.table.begins))
    ((outside,),) = bench.rows(
        f"SELECT count(*) FROM read_parquet({quoted_text(str(staged.rows))}) WHERE {column} < TIMESTAMP "
        f"'{coverage.begins}' OR {column} >= TIMESTAMP '{coverage.ends}'"
    )
    if outside:
        notes.append(
            f"{name}: rows that begin outside the period that the mapping gives: {outside:,} "
            f"({coverage.begins:%Y-%m-%d %H:%M} to {coverage.ends:%Y-%m-%d %H:%M} UTC); they are stored all the same"
        )
    return tuple(notes)


def _is_words(table: type[Table], name: str) -> bool:
    column = table.columns.get(name)
    return isinstance(column, Text) and not column.codes

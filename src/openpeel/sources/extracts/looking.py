"""Looking at a file without a mapping: how it is written, and what each of its columns holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.columns import Precision
from openpeel.sources.casting import FALSE, TRUE
from openpeel.sources.extracts.files import kind_of, read_file
from openpeel.sources.extracts.mapping import FileForm
from openpeel.sources.moments import MomentFormat, cast_moment
from openpeel.sources.raw_rows import RAW, RawRows
from openpeel.sources.workbench import Workbench
from openpeel.valueless_cells import MARK

_MOST_CODES = 40

_LONGEST_CODE = 60

_FORMATS = (
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d-%m-%Y",
    "%d-%b-%Y %H:%M:%S",
    "%d-%b-%Y %H:%M",
    "%d-%b-%Y",
    "%d %B %Y %H:%M",
    "%d %B %Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y%m%d",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
)
"""Formats that are tried, day first before month first, as British systems write."""


@dataclass(frozen=True)
class Seen:
    """What a column of the file holds, without keeping any value but codes."""

    heading: str
    column: str
    filled: int
    codes: tuple[str, ...]
    """Its values where they are so few and short that they are codes; else none."""
    moments: tuple[str, ...]
    """Formats that all its values fit; 'ISO' for ISO 8601."""
    is_flag: bool
    is_number: bool


def read_to_look(bench: Workbench, place: str, form: FileForm) -> tuple[FileForm, RawRows]:
    """Read the file in the first form that fits it."""
    if kind_of(place, form) != "csv":
        return form, read_file(bench, place, form)
    content = Path(place).read_bytes()[: 4 * 1024**2]
    first = content.split(b"\n", 1)[0]
    delimiter = max((",", ";", "\t", "|"), key=lambda mark: first.replace(b"\x00", b"").count(mark.encode()))
    form = replace(form, delimiter=delimiter)
    with Path(place).open("rb") as file:
        file.seek(-1, 2)
        if file.read(1) not in (b"\n", b"\r", b"\x00"):
            form = replace(form, may_lack_last_line_end=True)
    try:
        return form, read_file(bench, place, form)
    except Refused as refused:
        if "encoding" not in refused.what:
            raise
        form = replace(form, encoding="windows-1252")
        return form, read_file(bench, place, form)


def look_at(bench: Workbench, raw: RawRows, heading: str) -> Seen:
    column = raw.column(heading)
    text = f"CASE WHEN NOT starts_with({column}, '{MARK}') THEN nullif(trim({column}), '') END"
    ((filled, different, longest),) = bench.rows(
        f"SELECT count({text}), count(DISTINCT {text}), max(length({text})) FROM {RAW}"
    )
    codes: tuple[str, ...] = ()
    # Codes recur. A few rows with a few names in them are no codes.
    if filled and different <= _MOST_CODES and longest <= _LONGEST_CODE and (different * 2 <= filled or different <= 3):
        codes = tuple(
            value
            for (value,) in bench.rows(f"SELECT DISTINCT {text} AS v FROM {RAW} WHERE {text} IS NOT NULL ORDER BY v")
        )
    flags = ", ".join(f"'{value}'" for value in (*TRUE, *FALSE))
    ((not_flags, not_numbers),) = bench.rows(
        f"SELECT count(*) FILTER (WHERE lower({text}) NOT IN ({flags})), "
        f"count(*) FILTER (WHERE {text} IS NOT NULL AND TRY_CAST({text} AS DOUBLE) IS NULL) FROM {RAW}"
    )
    moments: tuple[str, ...] = ()
    if filled and longest >= 7:
        fitting = {pattern: _fitting(bench, text, pattern) for pattern in _plausible(bench, text, filled)}
        best = max(fitting.values(), default=0)
        # A slip of the keyboard here and there does not make it another kind of column.
        moments = tuple(pattern for pattern, count in fitting.items() if count == best >= filled / 2)
    return Seen(
        heading, column, filled, codes, moments, bool(filled) and not not_flags, bool(filled) and not not_numbers
    )


def _plausible(bench: Workbench, text: str, filled: int) -> list[str]:
    """The formats whose shape at least half of the values have, found at once: to try one in full takes long."""
    # By shape alone: DuckDB has crashed on many try_strptime in one question.
    shapes = {"ISO": "[0-9]{4}-.*"} | {pattern: _shape(pattern) for pattern in _FORMATS}
    counts = ", ".join(f"count(*) FILTER (WHERE regexp_full_match({text}, '{shape}'))" for shape in shapes.values())
    (found,) = bench.rows(f"SELECT {counts} FROM {RAW}")
    return [pattern for pattern, count in zip(shapes, found, strict=True) if count >= filled / 2]


def _shape(pattern: str) -> str:
    """A regular expression that every value written so matches."""
    shape = pattern.replace("%Y", "[0-9]{4}").replace(" ", " +")
    return re.sub("%[bB]", "[A-Za-z]+", re.sub("%[dmHMS]", "[0-9]{1,2}", shape))


def _fitting(bench: Workbench, text: str, pattern: str) -> int:
    """How many values are moments written so."""
    formats = () if pattern == "ISO" else (pattern,)
    cast = cast_moment("m", "m_text", Precision.MONTH, MomentFormat(formats, "UTC"))
    rows = f"(SELECT {text} AS m_text FROM {RAW})"
    for name, sql in cast.steps:
        rows = f"(SELECT *, {sql} AS {name} FROM {rows})"
    ((fitting,),) = bench.rows(f"SELECT count(*) FILTER (WHERE {cast.is_sound} AND m_text IS NOT NULL) FROM {rows}")
    return int(fitting)

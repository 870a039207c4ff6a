"""The mapping file: how a force's extract becomes rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openpeel.language.tables import Table
from openpeel.records.loads import LoadKind
from openpeel.sources.moments import MomentFormat

TO_FILL_IN = "FILL IN"
"""Marks the places that a drafted mapping leaves to its author."""

ENTERED_AT, REMOVED_AT = "entered_at", "removed_at"
VERSION_COLUMNS = {
    ENTERED_AT: "when the source entered this version of the row",
    REMOVED_AT: "when the source cancelled, deleted or merged the record away",
}
"""Columns that a mapping may fill for every table, and what they hold."""

KINDS = ("csv", "parquet", "xlsx", "ods", "sqlite", "postgresql")

FROM_THE_FILE = "file"
"""In place of a date: taken from the file itself."""


@dataclass(frozen=True)
class FileForm:
    """How to read the file or database."""

    kind: str | None = None
    """One of KINDS; None: by the ending of its name."""
    delimiter: str = ","
    encoding: str = "utf-8"
    may_lack_last_line_end: bool = False
    sheet: str | None = None
    """Name of the sheet of a workbook; None: its only one."""
    heading_row: int = 1
    query: str | None = None
    """What to ask of a database: a SELECT, or the name of a table or view."""
    empty: tuple[str, ...] = ()
    """Texts that stand for nothing, such as NULL."""


@dataclass(frozen=True)
class Period:
    """What the extract says that it holds. None: taken from the file."""

    kind: LoadKind
    begins: datetime | None
    ends: datetime | None
    extracted_at: datetime | None


@dataclass(frozen=True)
class ExtractMapping:
    """A mapping without fault."""

    name: str
    """The mapping file's name."""
    table: type[Table]
    force: str
    source: str
    file: FileForm
    period: Period
    zone: str
    ambiguous: str
    columns: Mapping[str, str]
    """Theirs to ours; '' where theirs is left out on purpose."""
    codes: Mapping[str, Mapping[str, str]]
    """By our column: theirs to ours; '' for a code that means 'not recorded'."""
    formats: Mapping[str, tuple[str, ...]]
    """By our column: strptime patterns."""

    def moments(self, column: str, *, is_typed: bool) -> MomentFormat:
        """How the source writes the moments of our ``column``; ``is_typed``: its file knows dates from texts."""
        return MomentFormat(self.formats.get(column, ()), self.zone, self.ambiguous, or_iso=is_typed)

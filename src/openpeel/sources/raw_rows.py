"""Rows as a file gives them: all text, each with its line. What every kind of file is turned into before casting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from openpeel.records.loads import Rejected
from openpeel.sources.workbench import quoted_name

RAW = "raw"
"""The DuckDB view that holds the raw rows of the file at hand: ``line`` (int64) and c0, c1, ... (text)."""


@dataclass(frozen=True)
class RawRows:
    """What stands in the table :data:`RAW`."""

    headings: tuple[str, ...]
    """The file's own names of its columns, in order; empty for a column without a name."""
    count: int
    """Rows in the table."""
    content_hash: str
    """SHA-256 of what was read."""
    texts: Callable[[Sequence[int]], Mapping[int, str]]
    """Give the rows of these lines as they stood in the file (for the quarantine)."""
    rejected: tuple[Rejected, ...] = ()
    """Rows that are no rows: too few or too many fields, a field beyond all measure, a stray quotation mark."""
    numeric_headings: tuple[str, ...] = ()
    """Columns that hold numbers and not text where they come from, so that leading zeros cannot have survived."""
    has_marked_cells: bool = False
    """Whether texts stand for cells whose value is not there (:mod:`openpeel.valueless_cells`)."""

    def column(self, heading: str) -> str:
        """The column of :data:`RAW` under ``heading``, as an SQL name."""
        return quoted_name(f"c{self.headings.index(heading)}")

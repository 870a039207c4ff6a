"""What passes from a source to the store: staged rows, and what they say that they cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from openpeel.language.tables import Table

PART_WIDTH = 2**32
"""Row numbers are part number times this, plus the line in the file."""


class LoadKind(Enum):
    """How much an extract holds. Only the first two can show that a record was deleted at its source."""

    FULL = "full"
    """Every record of the source as it stood."""
    WINDOW = "window"
    """Every record that began in a period."""
    CHANGES = "changes"
    """Records that were new or changed; nothing follows from a record's absence."""


@dataclass(frozen=True)
class Coverage:
    """What one staged file says that it holds.

    ``begins`` (inclusive) and ``ends`` (exclusive) bound the period, naive UTC, counted on the table's ``begins``
    column; ``extracted_at`` is when the values were read from the source, never before ``ends`` unless the source says
    so. ``columns`` are those that the file supplies, ``entered_at`` among them where it says when rows were entered: a
    column left out is not known, which is not the same as empty.
    """

    table: str
    force: str
    source: str
    columns: frozenset[str]
    kind: LoadKind
    begins: datetime
    ends: datetime
    extracted_at: datetime


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be stored: kept whole in quarantine with the reason, never in a message or a log."""

    line: int
    """Line of the file (or row of the sheet or query), counted from 1 with the heading."""
    column: str | None
    reason: str
    text: str
    """The row as it stood in the file."""
    references: Mapping[str, str | None] = field(default_factory=dict)
    """Of its columns of words and references, those that could be read; a name that is not there could not."""
    began: tuple[datetime, datetime] | None = None
    """The earliest and latest moment at which it can have begun; None where that could not be read."""


@dataclass(frozen=True)
class Unstored:
    """A row that was set aside and has not been stored since, as far as it could be read.

    It began between ``first`` and ``last``; what it does not tell of its ``references`` may be anything.
    """

    table: str
    force: str
    first: datetime
    last: datetime
    references: Mapping[str, str | None]


@dataclass(frozen=True)
class StagedFile:
    """The rows of one table from one file, read, renamed, cast and checked, and not yet stored.

    ``rows`` is a Parquet file with the table's declared columns in their physical types (a ranged moment has its
    ``__latest`` beside it) and with ``line`` (int64). It may also hold

    - ``entered_at`` (timestamp): when the source entered this version of the row; the store's ``known_from``;
    - ``removed_at`` (timestamp): when the source cancelled, deleted or merged the record away; its ``known_to``.
    """

    table: type[Table]
    coverage: Coverage
    file: str
    """Name of the file as the user knows it (within its archive), for lineage and messages."""
    content_hash: str
    """SHA-256 of the file's content: the same content twice changes nothing."""
    rows: Path
    rejected: tuple[Rejected, ...] = ()
    number: int | None = None
    """Where ``rows`` holds the rows of several files: what its column ``file`` (int64) says in this one's."""
    ahead_of: datetime | None = None
    """Set where ``rows`` is in the store's own form, made for the load of this moment; ``number`` is then the part's
    (see :class:`NextLoad`). Who sets it answers for it that neither a key nor a line comes twice in a load's files:
    where nothing of these forces and this source is stored, the store does not look for repeats."""


@dataclass(frozen=True)
class NextLoad:
    """What the next load gives to rows, unless another load comes before it.

    A source that knows it may write rows as the store does, so that rows of a force and source of which nothing is
    stored are written once only: with the system columns of :data:`openpeel.language.tables.SYSTEM_COLUMNS` and
    without ``file`` and ``line``. Where another load did come before, the store writes them anew.
    """

    first_part: int
    """Number of its first file; the others follow in order."""
    now: datetime
    """Its moment, naive UTC."""

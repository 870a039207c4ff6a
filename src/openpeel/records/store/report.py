"""What a load tells of itself when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpeel.records.store.manifest import Counts


@dataclass(frozen=True)
class FileReport:
    """What became of the rows of one file in one table."""

    table: str
    file: str
    force: str
    counts: Counts


@dataclass(frozen=True)
class LoadReport:
    """What a load did."""

    load: int | None
    """Number of the load; None where the files held nothing that the store did not have, so that nothing changed."""
    loaded_at: datetime
    files: tuple[FileReport, ...]

    @property
    def totals(self) -> Counts:
        """The counts of all files together."""
        return Counts(**{name: sum(getattr(file.counts, name) for file in self.files) for name in vars(Counts())})

    @property
    def rejected(self) -> int:
        """Rows set aside in quarantine."""
        return self.totals.rejected

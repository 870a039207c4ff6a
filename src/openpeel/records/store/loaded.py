"""What one loaded file says that it holds, and when it was loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpeel.records.loads import Coverage


@dataclass(frozen=True)
class LoadedCoverage(Coverage):
    """What one loaded file says that it holds, and when it was loaded."""

    load: int
    loaded_at: datetime
    part: int
    """The number of the file in the store."""
    file: str
    rejected: int
    """Rows of the file that were set aside: the coverage is that much short of whole."""

"""What a table says of a column, and the names that columns are stored under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from openpeel.errors import OpenPeelError

if TYPE_CHECKING:
    from openpeel.language.columns.kinds import Column

MOMENT = "timestamp(6)"
"""The one type of every moment: naive UTC to the microsecond."""

LATEST = "__latest"
"""Ends the name of the stored column with the latest moment that a dated value can stand for."""

HIGHEST = "__highest"
"""Ends the name of the column with the highest value that an incomplete count can stand for."""


TOLD = "__told"
"""Ends the name of a unit's column that says where a missing value is known to be missing."""


class LanguageError(OpenPeelError, TypeError):
    """A definition that the language does not allow; the message says what to write instead."""


class Precision(Enum):
    """How finely a moment is known. Days and months are of the calendar in Europe/London."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"


class Known(Enum):
    """What protects a column when a past day is looked at. (Rows have their own: from when to when they were known.)"""

    WITH_ROW = "with the row"
    HAPPENED = "happened"
    PLANNED = "planned"
    WITH_COLUMN = "with another column"
    CURRENT_ONLY = "current only"


@dataclass(frozen=True, eq=False)
class Declaration:
    """What a table says of a column."""

    description: str
    key: bool = False
    required: bool = False
    sensitive: bool = False
    codes: Mapping[str, str] | None = None
    lowest: float | None = None
    highest: float | None = None
    precision: Precision = Precision.INSTANT
    known: Known = Known.WITH_ROW
    known_with: Column | None = None

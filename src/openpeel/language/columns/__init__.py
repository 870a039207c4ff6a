"""Typed columns: what authors of tables, units and standards write with.

A column wraps an Ibis expression and lets through only operations that mean the same on every engine. Logic is
three-valued: a comparison with a missing value is neither true nor false, and shows as an `unknown` verdict.

A moment may be known to the day or month only, and a count may be incomplete; both then have a lowest and a highest
value, and a comparison that these cannot settle is unknown too. A moment with a lowest value and no highest may be
missing: if it is there, it is no earlier than the lowest.
"""

from openpeel.language.columns.declaration import (
    HIGHEST,
    LATEST,
    MOMENT,
    TOLD,
    Declaration,
    Known,
    LanguageError,
    Precision,
)
from openpeel.language.columns.declaring import code, flag, moment, number, text
from openpeel.language.columns.kinds import Column, Flag, Number, Text
from openpeel.language.columns.moments import Moment, earliest_of, latest_of

__all__ = [
    "HIGHEST",
    "LATEST",
    "MOMENT",
    "TOLD",
    "Column",
    "Declaration",
    "Flag",
    "Known",
    "LanguageError",
    "Moment",
    "Number",
    "Precision",
    "Text",
    "code",
    "earliest_of",
    "flag",
    "latest_of",
    "moment",
    "number",
    "text",
]

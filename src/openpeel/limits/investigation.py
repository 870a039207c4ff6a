"""Limits of investigating crime."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import civil_months
from openpeel.language.limits import Limit, LimitValue, Verified

OUTCOME_WITHIN = Limit(
    id="outcome-within",
    title="Time within which a recorded crime reaches an outcome",
    values=(
        LimitValue(
            value=civil_months(1),
            since=date(2010, 1, 1),
            source="Illustrative: there is no national figure",
            verified=Verified.LOCAL,
        ),
    ),
)

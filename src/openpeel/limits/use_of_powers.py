"""Limits of stop and search and the use of force."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import hours
from openpeel.language.limits import Limit, LimitValue, Verified

USE_OF_FORCE_FORM = Limit(
    id="use-of-force-form",
    title="Time within which an officer completes a use of force form",
    values=(
        LimitValue(
            value=hours(72),
            since=date(2017, 4, 1),
            source="Illustrative: the recording is national, its time is each force's own",
            verified=Verified.LOCAL,
        ),
    ),
)

"""Limits of service to victims."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import civil_days, working_days
from openpeel.language.limits import Limit, LimitValue, Verified, by_category

VICTIM_TOLD = Limit(
    id="victim-told",
    title="Time within which a victim is told of a step in the investigation",
    values=by_category(
        {"standard": working_days(5), "enhanced": working_days(1)},
        since=date(2015, 11, 16),
        source="Code of Practice for Victims of Crime in England and Wales; enhanced rights: one working day",
        verified=Verified.IN_SOURCE,
    ),
)

VICTIM_UPDATE = Limit(
    id="victim-update",
    title="Time within which the victim of a crime under investigation hears how it stands",
    values=(
        LimitValue(
            value=civil_days(28),
            since=date(2015, 1, 1),
            source="Illustrative: one force's published practice; the code says as agreed with the victim",
            verified=Verified.LOCAL,
        ),
    ),
)

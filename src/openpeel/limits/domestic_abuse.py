"""Limits of domestic abuse: risk assessment, consideration for a MARAC."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import hours, working_days
from openpeel.language.limits import Limit, LimitValue, Verified

DASH_WITHOUT_DELAY = Limit(
    id="dash-without-delay",
    title="Time within which the risk of domestic abuse is assessed",
    values=(
        LimitValue(
            value=hours(24),
            since=date(2009, 1, 1),
            source="Illustrative: the inspectorate says 'without delay', in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

MARAC_INCIDENTS_IN_12_MONTHS = Limit(
    id="marac-incidents-in-12-months",
    title="Number of incidents in 12 months at which a MARAC referral is considered",
    values=(
        LimitValue(
            value=3,
            since=date(2009, 1, 1),
            source="SafeLives' recommendation, as HMICFRS states it in PEEL 2021/22 Wiltshire Police",
            verified=Verified.IN_SOURCE,
        ),
    ),
)

MARAC_INCIDENTS_BY_FORCE_POLICY = Limit(
    id="marac-incidents-by-force-policy",
    title="Number of incidents in 12 months at which the force's own policy asks for it",
    values=(
        LimitValue(
            value=5,
            since=date(2009, 1, 1),
            source="Wiltshire Police's policy as HMICFRS states it in PEEL 2021/22; set your own force's",
            verified=Verified.LOCAL,
        ),
    ),
)

MARAC_CONSIDERED_WITHIN = Limit(
    id="marac-considered-within",
    title="Time within which a MARAC referral is considered",
    values=(
        LimitValue(
            value=working_days(5),
            since=date(2009, 1, 1),
            source="Illustrative: no national figure is known to us",
            verified=Verified.LOCAL,
        ),
    ),
)

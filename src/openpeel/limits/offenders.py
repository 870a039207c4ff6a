"""Limits of managing offenders and suspects: pre-charge bail, registered sex offenders."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import civil_days, civil_months
from openpeel.language.limits import Limit, LimitValue, Verified, by_category

BAIL_INITIAL = Limit(
    id="bail-initial",
    title="Initial period of pre-charge bail, after the day of arrest",
    values=(
        LimitValue(
            value=civil_days(28),
            since=date(2017, 4, 3),
            source="Police and Criminal Evidence Act 1984 s.47ZB, for arrests before 28 October 2022",
            verified=Verified.IN_SOURCE,
        ),
        LimitValue(
            value=civil_months(3),
            since=date(2022, 10, 28),
            source="Police and Criminal Evidence Act 1984 s.47ZB as amended by the Police, Crime, Sentencing and "
            "Courts Act 2022, for arrests from 28 October 2022",
            verified=Verified.IN_SOURCE,
        ),
    ),
)

SEX_OFFENDER_VISIT = Limit(
    id="sex-offender-visit",
    title="Time within which a registered sex offender is visited again, by level of risk",
    values=by_category(
        {
            "very_high": civil_months(1),
            "high": civil_months(3),
            "medium": civil_months(6),
            "low": civil_months(12),
        },
        since=date(2012, 1, 1),
        source="National Police Chiefs' Council guidance as reported in 2017",
        verified=Verified.IN_SOURCE,
    ),
)

SEX_OFFENDER_VISIT_OFFICERS = Limit(
    id="sex-offender-visit-officers",
    title="Number of officers who make a visit",
    values=(
        LimitValue(
            value=2,
            since=date(2012, 1, 1),
            source="HMICFRS, PEEL 2021/22 Wiltshire Police: recognised national best practice",
            verified=Verified.BY_INSPECTORATE,
        ),
    ),
)

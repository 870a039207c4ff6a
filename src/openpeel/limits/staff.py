"""Limits of the control room's and response staff: one-to-one meetings, training, tutors."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import civil_days, civil_months, days
from openpeel.language.limits import Limit, LimitValue, Verified

ONE_TO_ONE = Limit(
    id="one-to-one",
    title="Time within which a member of staff has a one-to-one meeting with a manager",
    values=(
        LimitValue(
            value=civil_days(42),
            since=date(2001, 1, 1),
            source="Illustrative: the inspectorate says 'regular', in no figure; six weeks",
            verified=Verified.LOCAL,
        ),
    ),
)

TRAINING_TAKEN = Limit(
    id="training-taken",
    title="Time after the planned day by which a place on a course has been used",
    values=(
        LimitValue(
            value=civil_days(1),
            since=date(2001, 1, 1),
            source="Illustrative: by the end of the next day, so that late entries count",
            verified=Verified.LOCAL,
        ),
    ),
)

TRAINED_WITHIN = Limit(
    id="trained-within",
    title="Time within which a call handler is trained in a course, new in post or since the last time",
    values=(
        LimitValue(
            value=civil_months(2),
            since=date(2001, 1, 1),
            source="Illustrative: there is no national figure for somebody new in post",
            verified=Verified.LOCAL,
            category="new",
        ),
        LimitValue(
            value=civil_months(24),
            since=date(2001, 1, 1),
            source="Illustrative: there is no national figure for how long training holds",
            verified=Verified.LOCAL,
            category="trained",
        ),
    ),
)

GOLDEN_HOUR_TRAINED_WITHIN = Limit(
    id="golden-hour-trained-within",
    title="Time within which a supervisor is trained in the golden hour, new in post or since the last time",
    values=(
        LimitValue(
            value=civil_months(2),
            since=date(2001, 1, 1),
            source="Illustrative: there is no national figure for somebody new in post",
            verified=Verified.LOCAL,
            category="new",
        ),
        LimitValue(
            value=civil_months(24),
            since=date(2001, 1, 1),
            source="Illustrative: there is no national figure for how long training holds",
            verified=Verified.LOCAL,
            category="trained",
        ),
    ),
)

TUTOR_SERVICE = Limit(
    id="tutor-service",
    title="Length of service that makes a tutor of student officers experienced",
    values=(
        LimitValue(
            value=days(1096),
            since=date(2001, 1, 1),
            source="Illustrative: three years; there is no national figure",
            verified=Verified.LOCAL,
        ),
    ),
)

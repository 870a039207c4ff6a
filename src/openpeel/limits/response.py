"""Limits of the response to incidents: attendance, review while nobody is free, delay, golden hour."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import days, hours, minutes
from openpeel.language.limits import Limit, LimitValue, Verified

ATTEND_EMERGENCY = Limit(
    id="attend-emergency",
    title="Time within which officers attend an emergency",
    values=(
        LimitValue(
            value=minutes(20),
            since=date(2010, 1, 1),
            source="Illustrative: forces publish their own, commonly 15 minutes in towns and 20 in the country",
            verified=Verified.LOCAL,
        ),
    ),
)

ATTEND_PRIORITY = Limit(
    id="attend-priority",
    title="Time within which officers attend a priority incident",
    values=(
        LimitValue(
            value=hours(1),
            since=date(2010, 1, 1),
            source="HMICFRS, PEEL 2021/22 Wiltshire Police: priority calls should be attended within one hour",
            verified=Verified.BY_INSPECTORATE,
        ),
    ),
)

ATTEND_SCHEDULED = Limit(
    id="attend-scheduled",
    title="Time within which officers attend by appointment",
    values=(
        LimitValue(
            value=hours(48),
            since=date(2010, 1, 1),
            source="Illustrative: forces publish their own, commonly one or two days",
            verified=Verified.LOCAL,
        ),
    ),
)

REVIEWED_WHILE_WAITING = Limit(
    id="reviewed-while-waiting",
    title="Time within which a log that waits for officers is looked through again",
    values=(
        LimitValue(
            value=minutes(210),
            since=date(2010, 1, 1),
            source="Illustrative: Kent Police's practice of three and a half hours; there is no national figure",
            verified=Verified.LOCAL,
        ),
    ),
)

DELAY_TOLD = Limit(
    id="delay-told",
    title="Time after the published time of attendance by which the victim is told of a delay",
    values=(
        LimitValue(
            value=minutes(30),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate asks that victims are informed of delays, in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

GRADE_WATCHED = Limit(
    id="grade-watched",
    title="Time for which an open log is watched for a lowered grade",
    values=(
        LimitValue(
            value=days(7),
            since=date(2010, 1, 1),
            source="Illustrative: most logs close sooner",
            verified=Verified.LOCAL,
        ),
    ),
)

GOLDEN_HOUR_STEPS = Limit(
    id="golden-hour-steps",
    title="Number of steps of the golden hour",
    values=(
        LimitValue(
            value=6,
            since=date(2010, 1, 1),
            source="Illustrative: scene, victim, witnesses, suspect, recordings, resources",
            verified=Verified.LOCAL,
        ),
    ),
)

GOLDEN_HOUR_CHECKED = Limit(
    id="golden-hour-checked",
    title="Time after attendance by which a supervisor has gone through the golden hour",
    values=(
        LimitValue(
            value=hours(2),
            since=date(2010, 1, 1),
            source="Illustrative: the hour itself, and one more to write it down",
            verified=Verified.LOCAL,
        ),
    ),
)

MENTAL_HEALTH_ADVICE = Limit(
    id="mental-health-advice",
    title="Time within which a mental health practitioner of the control room answers",
    values=(
        LimitValue(
            value=minutes(30),
            since=date(2010, 1, 1),
            source="Illustrative: there is no national figure",
            verified=Verified.LOCAL,
        ),
    ),
)

PRACTITIONER_BOOKED_OFF = Limit(
    id="practitioner-booked-off",
    title="Time after a mental health practitioner's turn by which the next turn has been entered",
    values=(
        LimitValue(
            value=hours(16),
            since=date(2010, 1, 1),
            source="Illustrative: a turn is entered as it ends, and lasts at most 12 hours",
            verified=Verified.LOCAL,
        ),
    ),
)

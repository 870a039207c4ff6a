"""Limits of missing people: recording, risk, first action, who is told, return."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import hours, minutes
from openpeel.language.limits import Limit, LimitValue, Verified

MISSING_RECORDED = Limit(
    id="missing-recorded",
    title="Time within which a report is recorded as of a missing person",
    values=(
        LimitValue(
            value=minutes(15),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate criticises a record as 'concern for welfare', in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

MISSING_RISK_ASSESSED = Limit(
    id="missing-risk-assessed",
    title="Time within which the risk to a missing person is assessed",
    values=(
        LimitValue(
            value=hours(1),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate criticises 'delays', in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

MISSING_ACTED_ON = Limit(
    id="missing-acted-on",
    title="Time within which a first action to find a missing child is done",
    values=(
        LimitValue(
            value=hours(2),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate criticises that nothing was done for up to four hours",
            verified=Verified.LOCAL,
        ),
    ),
)

MISSING_INSPECTOR_TOLD = Limit(
    id="missing-inspector-told",
    title="Time within which the inspector on duty is told of a missing child, or of high risk",
    values=(
        LimitValue(
            value=hours(1),
            since=date(2010, 1, 1),
            source="Illustrative: there is no national figure",
            verified=Verified.LOCAL,
        ),
    ),
)

MISSING_SEEN = Limit(
    id="missing-seen",
    title="Time after the return within which police see the person",
    values=(
        LimitValue(
            value=hours(24),
            since=date(2010, 1, 1),
            source="Illustrative: there is no national figure",
            verified=Verified.LOCAL,
        ),
    ),
)

RETURN_INTERVIEW = Limit(
    id="return-interview",
    title="Time after the return within which the independent return interview is held",
    values=(
        LimitValue(
            value=hours(72),
            since=date(2014, 1, 1),
            source="Illustrative: commonly quoted from the statutory guidance on children who run away; not verified",
            verified=Verified.NOT_YET,
        ),
    ),
)

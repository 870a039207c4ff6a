"""Limits of first contact: answering calls, assessing risk."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import hours, minutes, seconds
from openpeel.language.limits import Limit, LimitValue, Verified

ANSWER_999 = Limit(
    id="answer-999",
    title="Time within which a 999 call is answered",
    values=(
        LimitValue(
            value=seconds(10),
            since=date(2010, 1, 1),
            source="HMICFRS, PEEL 2021/22 Wiltshire Police: forces should aim to answer 90 per cent within 10 seconds",
            verified=Verified.IN_SOURCE,
        ),
    ),
)

THRIVE_SHARE_OF_CALL = Limit(
    id="thrive-share-of-call",
    title="Share of the call within which the risk assessment is begun",
    values=(
        LimitValue(
            value=0.5,
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate says 'from the outset', not 'at the end of the call', in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

THRIVE_ELEMENTS = Limit(
    id="thrive-elements",
    title="Number of the six elements of THRIVE that make an assessment",
    values=(
        LimitValue(
            value=6,
            since=date(2010, 1, 1),
            source="Threat, harm, risk, investigation, vulnerability, engagement",
            verified=Verified.IN_SOURCE,
        ),
    ),
)

ANSWER_101 = Limit(
    id="answer-101",
    title="Time within which a call handler answers a call to 101, however often the caller waited",
    values=(
        LimitValue(
            value=minutes(5),
            since=date(2010, 1, 1),
            source="Illustrative: there is no national figure; each force sets its own",
            verified=Verified.LOCAL,
        ),
    ),
)

SHORT_ABANDON = Limit(
    id="short-abandon",
    title="Time within which a caller who gives up is not counted as lost",
    values=(
        LimitValue(
            value=seconds(5),
            since=date(2010, 1, 1),
            source="Illustrative: whether very short waits are left out is not standardised",
            verified=Verified.LOCAL,
        ),
    ),
)

FIRST_CONTACT_WITHIN = Limit(
    id="first-contact-within",
    title="Time after the end of a call by which what belongs to it is on the log",
    values=(
        LimitValue(
            value=minutes(10),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate says 'at the first point of contact', in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

GRADED_AFTER_HIGH_RISK = Limit(
    id="graded-after-high-risk",
    title="Time after risk was found to be high by which the grade is emergency or priority",
    values=(
        LimitValue(
            value=minutes(15),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate says that the assessment informs the priority, in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

REPEAT_CONTACTS = Limit(
    id="repeat-contacts",
    title="Number of earlier incidents in 12 months that make somebody a repeat victim or caller",
    values=(
        LimitValue(
            value=1,
            since=date(2010, 1, 1),
            source="Illustrative: each force defines it; one earlier incident in 12 months is a common definition",
            verified=Verified.LOCAL,
        ),
    ),
)

CONTACT_ASSESSED = Limit(
    id="contact-assessed",
    title="Time within which the risk of a contact by another channel is first assessed",
    values=(
        LimitValue(
            value=hours(1),
            since=date(2010, 1, 1),
            source="Illustrative: the inspectorate says 'in a timely manner', in no figure",
            verified=Verified.LOCAL,
        ),
    ),
)

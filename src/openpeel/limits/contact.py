"""Limits of first contact: answering calls, assessing risk."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import seconds
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

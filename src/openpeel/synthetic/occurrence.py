"""Something that is reported to the police, before they hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.times import pick

SETTLED = timedelta(days=35)
"""So long before the end of the records, what was not done will not be: nothing there is merely pending."""

OVER = timedelta(days=8)
"""The same, for what is owed within days."""

OFFENCES: dict[str, dict[str, float]] = {
    "THEFT": {"theft": 1},
    "CRIM-DAMAGE": {"criminal damage and arson": 1},
    "VIOLENCE": {"violence against the person": 8, "sexual offences": 1, "robbery": 0.5, "public order": 2},
    "DOM-INCIDENT": {"violence against the person": 12, "criminal damage and arson": 2, "sexual offences": 1},
}
"""Offences that are reported under an opening code, with their shares."""

HIGH_RISK = {"emergency": 0.6, "priority": 0.25}
"""How often, of each grade that promises a prompt response, the risk is truly high."""


@dataclass(frozen=True)
class Occurrence:
    """Something that is reported to the police."""

    reported: datetime
    """When the first call comes in, or the report is sent."""
    opening: str
    closing: str
    grade: str
    district: str
    victim: str | None = None
    suspect: str | None = None
    is_domestic_abuse: bool | None = False
    is_verbal: bool = False
    is_cancelled: bool = False
    offence: str | None = None
    """The group of offences that the report is of, if of any."""
    is_high_risk: bool = False
    missing: str | None = None
    """The made child who is reported missing, if one is."""


def offence_of(dice: Generator, found: Occurrence) -> str | None:
    """The group of offences that is reported, if it is of a crime."""
    shares = OFFENCES.get(found.opening)
    if shares is None or found.is_verbal:
        return None
    return pick(dice, tuple(shares), tuple(shares.values()))

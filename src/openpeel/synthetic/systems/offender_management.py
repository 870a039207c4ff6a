"""The offender management system: what it hands over."""

from __future__ import annotations

from openpeel.records.loads import LoadKind
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits
from openpeel.synthetic.systems.extract import OFFENDERS_SINCE, PERIOD, TO_THE_MINUTE, Extract
from openpeel.synthetic.times import Period

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "offenders.csv",
        "Registered sex offenders, from the offender management system",
        "offender management",
        RegisteredSexOffenders,
        {
            "offender_id": "Nominal",
            "registered_at": "Managed From",
            "registration_ended_at": "Managed To",
            "reactively_managed_since": "Reactive From",
            "manager_id": "Manager",
            "team": "Team",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(OFFENDERS_SINCE, PERIOD.ends),
    ),
    Extract(
        "offender_levels.csv",
        "Levels of risk of registered sex offenders, from the offender management system",
        "offender management",
        SexOffenderRiskLevels,
        {
            "level_id": "Decision",
            "offender_id": "Nominal",
            "level": "Level",
            "set_at": "Set",
            "entered_at": "Created",
        },
        {"level": {"VH": "very_high", "H": "high", "M": "medium", "L": "low"}},
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(OFFENDERS_SINCE, PERIOD.ends),
    ),
    Extract(
        "offender_visits.csv",
        "Visits to registered sex offenders, from the offender management system",
        "offender management",
        SexOffenderVisits,
        {
            "visit_id": "Visit",
            "offender_id": "Nominal",
            "visited_at": "Visited",
            "officers_present": "Officers",
            "was_seen": "Seen",
            "single_crewed_reason": "Why Single",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(OFFENDERS_SINCE, PERIOD.ends),
    ),
)

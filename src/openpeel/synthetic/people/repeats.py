"""Who has truly been in touch, or been harmed, before: what the records can show only if they say who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from openpeel.synthetic.contact import Report
from openpeel.synthetic.times import Period

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Before:
    """What truly went before a report in the year before it, as far as there are records of that year."""

    as_caller: int
    as_victim: int
    is_whole: bool
    """True if the records reach back for the whole year."""


def before(reports: Sequence[Report], period: Period) -> dict[str, Before]:
    """For each log, how often the same caller had called and the same victim been a victim within a year before."""
    callers: dict[str, list[datetime]] = {}
    victims: dict[str, list[datetime]] = {}
    found = {}
    for report in sorted(reports, key=lambda one: (one.reported_at, one.incident_id)):
        begins = report.reported_at - YEAR
        called = callers.setdefault(report.reporter.person, [])
        harmed = [] if report.victim is None else victims.setdefault(report.victim.person, [])
        found[report.incident_id] = Before(
            sum(moment >= begins for moment in called),
            sum(moment >= begins for moment in harmed),
            begins >= period.begins,
        )
        called.append(report.reported_at)
        harmed.append(report.reported_at)
    return found

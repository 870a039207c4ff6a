"""Who goes missing, most of them children, and what the log calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.contact import Report
from openpeel.synthetic.occurrence import Occurrence
from openpeel.synthetic.organisation import DISTRICTS
from openpeel.synthetic.people.population import Person, Population
from openpeel.synthetic.times import Period, arrivals, pick

AS_MISSING, AS_A_CONCERN = "MISSING-PERSON", "CONCERN-WELFARE"


def go_missing(dice: Generator, period: Period, population: Population, count: int) -> list[Occurrence]:
    """``count`` people, five in six of them children, are reported missing."""
    found = []
    for number, moment in enumerate(arrivals(dice, count, period.until(timedelta(days=4)))):
        is_child = number % 6 != 4
        person = population.child(dice) if is_child else population.anyone(dice)
        as_a_concern = is_child and number % 12 in (1, 3, 6, 8, 11)
        found.append(
            Occurrence(
                moment,
                AS_A_CONCERN if as_a_concern else AS_MISSING,
                "RETURNED",
                "priority",
                pick(dice, DISTRICTS),
                missing=person.person,
            )
        )
    return found


@dataclass(frozen=True)
class Missing:
    """Somebody reported missing."""

    report: Report
    person: Person
    report_id: str
    returned: datetime
    level: str
    lacks_reason: bool
    """True if nobody writes down why the risk is of that level."""
    has_report: bool
    """False if nobody ever opened a missing person report."""

    @property
    def reported(self) -> datetime:
        """When the police were first told."""
        return self.report.reported_at

    @property
    def is_child(self) -> bool:
        """True if the person was under 18."""
        return self.person.is_child(self.reported)

    @property
    def is_a_concern(self) -> bool:
        """True if the log was opened as a concern for welfare."""
        return self.report.occurrence.opening == AS_A_CONCERN

"""What people of the demo's made force have entered: missing people who are being looked for, and an audit.

Everyone in it is made up. The register counts from the clock, not from the day of the records: its reports are of the
last hours before the demo was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from openpeel.capture.missing_people import missing_people
from openpeel.capture.registers import FORCE
from openpeel.capture.values import as_moment
from openpeel.inspection.audits.questions import question_set
from openpeel.inspection.audits.sampling import Way
from openpeel.language.periods import day_begins
from openpeel.web import reads
from openpeel.web.accounts.models import User
from openpeel.web.audits import kept
from openpeel.web.audits.drawing import draw_audit
from openpeel.web.journal import entries as journal
from openpeel.web.roles import Role

STANDARD = "thrive-at-outset"


def add_demo_reports(force: str, team: str, now: datetime) -> None:
    """Keep reports of missing people of a team: one at high risk with an action overdue, one at medium, one found."""
    for number, report in enumerate(_reports(now), start=1):
        data = {**report, "team": team, FORCE: force}
        name = f"M{now:%y%m%d}-DEMO{number}"
        journal.save(
            register=missing_people.id, entry=name, data=data, base=0, by=Role.SUPERVISOR.value, why="report begun"
        )


def add_demo_audit(force: str) -> None:
    """Draw a sample of calls of the records' last month, for the auditor and the inspector to read."""
    reviewers = [User.objects.get(name=role.value) for role in (Role.AUDITOR, Role.INSPECTOR)]
    questions = question_set("calls")
    drawn = draw_audit(
        reads.lists_for(reviewers[0]),
        questions,
        force=force,
        standard=STANDARD,
        since=day_begins(date(2024, 3, 1)),
        until=day_begins(date(2024, 4, 1)),
        size=8,
        way=Way.RANDOM,
        seed=2024,
        reviewers=reviewers,
    )
    data = kept.as_data(
        title="Calls of March 2024: was risk seen?",
        force=force,
        run=drawn.run,
        population=STANDARD,
        questions=questions,
        sample=drawn.sample,
        units=drawn.units,
        reviewers=drawn.reviewers,
        by_row=drawn.by_row,
    )
    journal.save(
        register=kept.AUDITS, entry=journal.new_entry(), data=data, base=0, by=reviewers[0].name, why="sample drawn"
    )


def _reports(now: datetime) -> list[Mapping[str, Any]]:
    def ago(*, hours: float) -> str:
        return as_moment((now - timedelta(hours=hours)).replace(second=0, microsecond=0))

    return [
        {
            "reported_at": ago(hours=3),
            "recorded_as_missing_at": ago(hours=2.9),
            "last_seen_at": ago(hours=5),
            "full_name": "Robin Example",
            "date_of_birth": f"{now.year - 13}",
            "is_child": True,
            "circumstances": "Did not come home from school; the telephone is off.",
            "risk": {
                "R1": {
                    "assessed_at": ago(hours=2.5),
                    "level": "high",
                    "reason": "A child, alone, and never away before.",
                }
            },
            "actions": {
                "A1": {"kind": "telephone or device", "set_at": ago(hours=2.5), "due_at": ago(hours=1)},
                "A2": {"kind": "enquiry", "set_at": ago(hours=2.5), "due_at": ago(hours=-2)},
            },
            "notices": {"N1": {"told": "parent or carer", "told_at": ago(hours=2.4)}},
        },
        {
            "reported_at": ago(hours=20),
            "recorded_as_missing_at": ago(hours=20),
            "full_name": "Sam Sample",
            "is_child": False,
            "circumstances": "Left a ward before being seen.",
            "risk": {
                "R1": {
                    "assessed_at": ago(hours=19),
                    "level": "medium",
                    "reason": "Low in spirits; has money and a coat.",
                }
            },
            "actions": {
                "A1": {
                    "kind": "enquiry",
                    "set_at": ago(hours=19),
                    "due_at": ago(hours=15),
                    "done_at": ago(hours=16),
                    "result": "The sister has not seen them.",
                }
            },
        },
        {
            "reported_at": ago(hours=70),
            "recorded_as_missing_at": ago(hours=69),
            "full_name": "Alex Model",
            "is_child": True,
            "risk": {
                "R1": {"assessed_at": ago(hours=69), "level": "medium", "reason": "Away for a second time this month."}
            },
            "found_at": ago(hours=50),
            "returns": {"B1": {"returned_at": ago(hours=50)}},
        },
    ]

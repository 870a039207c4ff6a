"""The register of missing people, in place of a spreadsheet that one person at a time could change."""

from datetime import datetime
from typing import Any

from openpeel.capture.registers import EntryData, Heading, Part, Register
from openpeel.capture.values import DATE_OF_BIRTH
from openpeel.language.periods import LONDON
from openpeel.records.missing_people import (
    MissingActions,
    MissingHandovers,
    MissingNotices,
    MissingReports,
    MissingReturns,
    MissingRiskAssessments,
)

missing_people = Register(
    id="missing-people",
    title="Missing people",
    one="missing person report",
    about="Each report of a missing person, with its risk and why, what is done to find them, who was told and when, "
    "handovers, the return and the interviews after it. Many can work on one report at once; nothing is lost.",
    why="The inspectorate found records of missing people on a spreadsheet that only one person at a time could change "
    "and whose data was often lost.",
    table=MissingReports,
    headings=(
        Heading("The report", ("reported_at", "recorded_as_missing_at", "incident_id", "team", "owner_id")),
        Heading("The person", ("full_name", "date_of_birth", "is_child", "is_looked_after", "person_id")),
        Heading("What is known", ("last_seen_at", "circumstances")),
        Heading("How it ended", ("found_at", "closed_at")),
    ),
    parts=(
        Part("risk", "Risk assessments", "risk assessment", MissingRiskAssessments, MissingRiskAssessments.report_id),
        Part("actions", "Actions", "action", MissingActions, MissingActions.report_id),
        Part("notices", "Who was told", "notice", MissingNotices, MissingNotices.report_id),
        Part("handovers", "Handovers", "handover", MissingHandovers, MissingHandovers.report_id),
        Part("returns", "Return and interviews", "return", MissingReturns, MissingReturns.report_id),
    ),
)

OF_AGE = 18
"""Years; whoever is younger is a child."""


def is_child_by_birth(report: EntryData) -> bool | None:
    """Whether the person was a child when reported missing, by the day, month or year of birth; None where it cannot be
    told."""
    born: Any = report.get(DATE_OF_BIRTH)
    reported: Any = report.get("reported_at")
    if not isinstance(born, str) or not isinstance(reported, str):
        return None
    day = datetime.fromisoformat(reported).astimezone(LONDON).date()
    of_age = f"{day.year - OF_AGE:04}-{day:%m-%d}"
    latest = of_age[: len(born)]
    if born == latest and born != of_age:
        return None
    return born > latest

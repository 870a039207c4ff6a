"""The register of missing people, in place of a spreadsheet that one person at a time could change."""

from openpeel.capture.registers import Heading, Part, Register
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
    unit="missing_report",
)

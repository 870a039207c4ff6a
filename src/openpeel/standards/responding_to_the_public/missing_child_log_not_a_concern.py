"""The log of a missing child is never opened as a concern for welfare."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Never, Review, Shows, Standard
from openpeel.units.incident import Incident

missing_child_log_not_a_concern = Standard(
    id="missing-child-log-not-a-concern",
    says="When a child is reported missing, the log is never opened as a concern for welfare",
    why="A concern for welfare sets nobody looking.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "recording a 'concerns for welfare' incident when a child was reported missing",
    ),
    unit=Incident,
    # No report, and no age told of whoever is missing: nobody knows whether it was a child, and that is said.
    applies=(
        Incident.has_missing_child
        | (
            (Incident.call_purpose == "missing person").missing_is(False)
            & Incident.has_child
            & (Incident.has_child.missing_is(False) | ~Incident.has_missing_adult)
        )
    )
    & ~Incident.is_cancelled,
    rule=Never(breach=Incident.opened_as_concern_at, until=Incident.reported_at),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.opening_code,
            Incident.closing_code,
            Incident.has_missing_report,
            Incident.attended_at,
        ),
        finding="In {overdue} of {n} reports of a missing child the log was opened as a concern for welfare.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | reported_at      | has_missing_child | has_missing_adult | call_purpose   | has_child | opened_as_concern_at | is_cancelled | covered | verdict
    as missing       | 2024-01-01 10:00 | T                 | F                 |                |           |                      | F            | T       | met
    as a concern     | 2024-01-01 10:00 | T                 | F                 |                |           | 2024-01-01 10:00     | F            | T       | overdue
    no report made   | 2024-01-01 10:00 | F                 | F                 | missing person | T         | 2024-01-01 10:00     | F            | T       | overdue
    to be read       | 2024-02-01 10:00 | T                 | F                 |                |           |                      | F            | T       | pending
    not loaded       | 2024-01-01 10:00 | T                 | F                 |                |           |                      | F            | F       | unknown
    no age told      | 2024-01-01 10:00 | F                 | F                 | missing person |           | 2024-01-01 10:00     | F            | T       | unknown
    told in a report | 2024-01-01 10:00 | F                 | T                 | missing person |           | 2024-01-01 10:00     | F            | T       | not applicable
    an adult         | 2024-01-01 10:00 | F                 | T                 | missing person | F         | 2024-01-01 10:00     | F            | T       | not applicable
    another worry    | 2024-01-01 10:00 | F                 | F                 | incident       | T         | 2024-01-01 10:00     | F            | T       | not applicable
    not by a call    | 2024-01-01 10:00 | F                 | F                 |                |           | 2024-01-01 10:00     | F            | T       | not applicable
    opened in error  | 2024-01-01 10:00 | T                 | F                 |                |           | 2024-01-01 10:00     | T            | T       | not applicable
    """,
)

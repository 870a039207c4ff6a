"""A child who comes back has an independent return interview."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.missing_people import RETURN_INTERVIEW
from openpeel.units.missing_return import MissingReturn

missing_return_interview = Standard(
    id="missing-return-interview",
    says="A child who comes back is given an independent interview within 72 hours, unless the child does not want it",
    why="A child often says to somebody else what it does not say to police.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "is not following Authorised Professional Practice when responding to reports of missing children",
    ),
    unit=MissingReturn,
    applies=MissingReturn.is_child,
    rule=Deadline(
        done=MissingReturn.interview_held_at,
        due=RETURN_INTERVIEW.after(
            MissingReturn.returned_at, deciding=MissingReturn.returned_at, force=MissingReturn.force
        ),
    ),
    excused=MissingReturn.interview_declined,
    shows=Shows(
        case=MissingReturn.return_id,
        owner=MissingReturn.team,
        worklist=(
            MissingReturn.report_id,
            MissingReturn.returned_at,
            MissingReturn.interview_offered_at,
            MissingReturn.interview_held_at,
        ),
        finding="Of {n} children who came back, {met} had an independent interview in time ({rate}), {late} late and {overdue} none; {excused} did not want one.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | is_child | returned_at      | interview_held_at | interview_declined | covered | verdict
    next day      | T        | 2024-01-01 18:00 | 2024-01-02 16:00  | F                  | T       | met
    to the minute | T        | 2024-01-01 18:00 | 2024-01-04 18:00  | F                  | T       | met
    late          | T        | 2024-01-01 18:00 | 2024-01-09 09:00  | F                  | T       | late
    never         | T        | 2024-01-01 18:00 |                   |                    | T       | overdue
    declined      | T        | 2024-01-01 18:00 |                   | T                  | T       | excused
    still time    | T        | 2024-01-30 18:00 |                   | F                  | T       | pending
    not loaded    | T        | 2024-01-01 18:00 |                   | F                  | F       | unknown
    age not known |          | 2024-01-01 18:00 |                   | F                  | T       | unknown
    an adult      | F        | 2024-01-01 18:00 |                   | F                  | T       | not applicable
    """,
)

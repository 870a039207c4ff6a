"""Police see a missing person who has come back."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.missing_people import MISSING_SEEN
from openpeel.units.missing_return import MissingReturn

missing_seen_on_return = Standard(
    id="missing-seen-on-return",
    says="Police see a missing person soon after the return, to hear what happened",
    why="What a person tells on return keeps them from harm the next time.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "is not following Authorised Professional Practice when responding to reports of missing children",
    ),
    unit=MissingReturn,
    applies=MissingReturn.returned_at.is_present(),
    rule=Deadline(
        done=MissingReturn.seen_by_police_at,
        due=MISSING_SEEN.after(
            MissingReturn.returned_at, deciding=MissingReturn.returned_at, force=MissingReturn.force
        ),
    ),
    shows=Shows(
        case=MissingReturn.return_id,
        owner=MissingReturn.team,
        worklist=(
            MissingReturn.report_id,
            MissingReturn.is_child,
            MissingReturn.returned_at,
            MissingReturn.seen_by_police_at,
        ),
        finding="Of {n} people who came back, police saw {met} in time ({rate}), {late} late and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | returned_at      | seen_by_police_at | covered | verdict
    same evening  | 2024-01-01 18:00 | 2024-01-01 20:00  | T       | met
    to the minute | 2024-01-01 18:00 | 2024-01-02 18:00  | T       | met
    late          | 2024-01-01 18:00 | 2024-01-03 09:00  | T       | late
    never         | 2024-01-01 18:00 |                   | T       | overdue
    still time    | 2024-01-31 18:00 |                   | T       | pending
    not loaded    | 2024-01-01 18:00 |                   | F       | unknown
    """,
)

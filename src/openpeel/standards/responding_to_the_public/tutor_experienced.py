"""A student officer's tutor is experienced."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.tutorship import Tutorship

tutor_experienced = Standard(
    id="tutor-experienced",
    says="A student officer is tutored by somebody with the length of service set",
    why="Whoever is still learning passes on mistakes.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should support and develop its supervisors of initial responders to provide effective leadership",
        "student officers are often being mentored and supported by inexperienced colleagues",
    ),
    unit=Tutorship,
    applies=Tutorship.tutored_since.is_present(),
    rule=Condition(holds=Tutorship.tutor_is_experienced, observed=Tutorship.tutored_since),
    shows=Shows(
        case=Tutorship.tutorship_id,
        owner=Tutorship.team,
        worklist=(
            Tutorship.student_id,
            Tutorship.tutor_id,
            Tutorship.tutor_joined_at,
            Tutorship.tutored_since,
        ),
        finding="In {overdue} of {n} tutorships the tutor had not served long enough.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | tutored_since    | tutor_is_experienced | covered | verdict
    long in service | 2024-01-01 09:00 | T                    | T       | met
    new             | 2024-01-01 09:00 | F                    | T       | overdue
    tutor not known | 2024-01-01 09:00 |                      | T       | unknown
    not loaded      | 2024-01-01 09:00 |                      | F       | unknown
    """,
)

"""A grade is lowered with a recorded reason."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.grade_change import GradeChange

grade_lowered_with_reason = Standard(
    id="grade-lowered-with-reason",
    says="A response grade is lowered only with a recorded reason",
    why="Without one, nobody can tell a new judgment from a way to meet the target.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "It should change call priority only if the original prioritisation is deemed inappropriate",
    ),
    unit=GradeChange,
    applies=GradeChange.is_lowered,
    rule=Condition(holds=GradeChange.has_reason, observed=GradeChange.changed_at),
    shows=Shows(
        case=GradeChange.change_id,
        owner=GradeChange.team,
        worklist=(
            GradeChange.incident_id,
            GradeChange.changed_at,
            GradeChange.grade_before,
            GradeChange.grade_after,
            GradeChange.changed_by,
        ),
        finding="{overdue} of {n} response grades were lowered without a recorded reason.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | is_lowered | has_reason | changed_at       | covered | verdict
    with a reason | T          | T          | 2024-01-01 10:30 | T       | met
    without       | T          | F          | 2024-01-01 10:30 | T       | overdue
    not supplied  | T          |            | 2024-01-01 10:30 | F       | unknown
    raised        | F          | F          | 2024-01-01 10:30 | T       | not applicable
    """,
)

"""A grade is lowered after a fresh look at the risk."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.grade_change import GradeChange

grade_lowered_after_fresh_look = Standard(
    id="grade-lowered-after-fresh-look",
    says="A response grade is lowered only after the log was looked through again in the hour before",
    why="What was urgent when it was reported is less so only if something more is known.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "or if further information suggests a change is needed",
    ),
    unit=GradeChange,
    applies=GradeChange.is_lowered,
    rule=Condition(holds=GradeChange.has_fresh_look, observed=GradeChange.changed_at),
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
        finding="{overdue} of {n} response grades were lowered without a fresh look at the log.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case           | is_lowered | has_fresh_look | changed_at       | covered | verdict
    after a review | T          | T              | 2024-01-01 10:30 | T       | met
    without        | T          | F              | 2024-01-01 10:30 | T       | overdue
    not loaded     | T          |                | 2024-01-01 10:30 | F       | unknown
    raised         | F          | F              | 2024-01-01 10:30 | T       | not applicable
    """,
)

"""The risk to a missing person is looked at again when its last assessment says."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.missing_risk_assessment import MissingRiskAssessment

missing_risk_reviewed = Standard(
    id="missing-risk-reviewed",
    says="While somebody is missing, the risk is looked at again by the time that the last assessment set",
    why="Each hour changes what may have happened.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "a review up to four hours later",
    ),
    unit=MissingRiskAssessment,
    applies=MissingRiskAssessment.review_at.is_present(),
    rule=Deadline(done=MissingRiskAssessment.reviewed_at, due=MissingRiskAssessment.review_at),
    # The person was back before the time was up.
    excused=MissingRiskAssessment.found_at <= MissingRiskAssessment.review_at,
    shows=Shows(
        case=MissingRiskAssessment.assessment_id,
        owner=MissingRiskAssessment.team,
        worklist=(
            MissingRiskAssessment.report_id,
            MissingRiskAssessment.assessed_at,
            MissingRiskAssessment.level,
            MissingRiskAssessment.review_at,
            MissingRiskAssessment.reviewed_at,
            MissingRiskAssessment.found_at,
        ),
        finding="Of {n} reviews of the risk to missing people that were due, {met} were made in time ({rate}), {late} late and {overdue} not.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | review_at        | reviewed_at      | found_at         | covered | verdict
    in time         | 2024-01-01 18:00 | 2024-01-01 17:00 |                  | T       | met
    to the minute   | 2024-01-01 18:00 | 2024-01-01 18:00 |                  | T       | met
    late            | 2024-01-01 18:00 | 2024-01-01 23:00 | 2024-01-02 09:00 | T       | late
    never           | 2024-01-01 18:00 |                  | 2024-01-02 09:00 | T       | overdue
    back before     | 2024-01-01 18:00 |                  | 2024-01-01 15:00 | T       | excused
    to come         | 2024-02-01 06:00 |                  |                  | T       | pending
    not loaded      | 2024-01-01 18:00 |                  |                  | F       | unknown
    no time was set |                  |                  |                  | T       | not applicable
    """,
)

"""A mental health practitioner answers while it can still help."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.response import MENTAL_HEALTH_ADVICE
from openpeel.units.mental_health_request import MentalHealthRequest

mental_health_advice_given = Standard(
    id="mental-health-advice-given",
    says="A mental health practitioner of the control room answers a request within the time set",
    why="Advice that comes after the person was detained comes too late.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force seeks advice from mental health experts to help inform and improve its decision-making",
        "24/7 support to the force control centre and frontline officers",
    ),
    unit=MentalHealthRequest,
    applies=MentalHealthRequest.asked_at.is_present(),
    rule=Deadline(
        done=MentalHealthRequest.given_at,
        due=MENTAL_HEALTH_ADVICE.after(
            MentalHealthRequest.asked_at, deciding=MentalHealthRequest.asked_at, force=MentalHealthRequest.force
        ),
    ),
    shows=Shows(
        case=MentalHealthRequest.advice_id,
        owner=MentalHealthRequest.team,
        worklist=(
            MentalHealthRequest.incident_id,
            MentalHealthRequest.asked_at,
            MentalHealthRequest.given_at,
            MentalHealthRequest.outcome,
        ),
        finding="Of {n} requests to a mental health practitioner, {met} were answered in time ({rate}), {late} late and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | asked_at         | given_at         | covered | verdict
    soon          | 2024-01-01 10:00 | 2024-01-01 10:12 | T       | met
    to the minute | 2024-01-01 10:00 | 2024-01-01 10:30 | T       | met
    late          | 2024-01-01 10:00 | 2024-01-01 11:40 | T       | late
    never         | 2024-01-01 10:00 |                  | T       | overdue
    just asked    | 2024-01-31 23:50 |                  | T       | pending
    not loaded    | 2024-01-01 10:00 |                  | F       | unknown
    """,
)

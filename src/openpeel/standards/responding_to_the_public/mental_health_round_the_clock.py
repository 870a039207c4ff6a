"""A mental health practitioner is on duty round the clock."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Never, Review, Shows, Standard
from openpeel.units.practitioner_turn import PractitionerTurn

mental_health_round_the_clock = Standard(
    id="mental-health-round-the-clock",
    says="When a mental health practitioner's turn of duty ends, another is on duty in the control room",
    why="A crisis comes at any hour; without advice it ends in a cell or a hospital more often.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force seeks advice from mental health experts to help inform and improve its decision-making",
        "mental health practitioners who provide 24/7 support",
    ),
    unit=PractitionerTurn,
    applies=PractitionerTurn.ended_at.is_present(),
    rule=Never(breach=PractitionerTurn.left_alone_at, until=PractitionerTurn.known_by),
    shows=Shows(
        case=PractitionerTurn.shift_id,
        owner=PractitionerTurn.post,
        worklist=(
            PractitionerTurn.staff_id,
            PractitionerTurn.started_at,
            PractitionerTurn.ended_at,
            PractitionerTurn.next_from,
        ),
        finding="Of {n} turns of duty of mental health practitioners, {met} were taken over by another ({rate}); after {overdue} nobody was on duty.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 26), next=date(2027, 11, 26)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case               | ended_at         | left_alone_at    | known_by         | covered | verdict
    taken over         | 2024-01-01 15:00 |                  | 2024-01-02 07:00 | T       | met
    nobody came        | 2024-01-01 15:00 | 2024-01-02 07:00 | 2024-01-02 07:00 | T       | overdue
    not booked off yet | 2024-01-31 23:00 | 2024-02-01 15:00 | 2024-02-01 15:00 | T       | pending
    not loaded         | 2024-01-01 15:00 |                  | 2024-01-02 07:00 | F       | unknown
    still on duty      |                  |                  |                  | T       | not applicable
    """,
)

"""999 calls are answered within 10 seconds."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard, Target
from openpeel.limits.contact import ANSWER_999
from openpeel.units.call import Call

calls_999_answered = Standard(
    id="calls-999-answered",
    says="A 999 call is answered within 10 seconds",
    why="Each second counts for a caller in danger; a caller who gives up may not ring again.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve its scrutiny of its call handling performance",
        "answer 90 percent of these calls within 10 seconds",
    ),
    unit=Call,
    applies=Call.line_dialled == "999",
    rule=Deadline(
        done=Call.answered_at,
        due=ANSWER_999.after(Call.presented_at, deciding=Call.presented_at, force=Call.force),
    ),
    # Nobody could have answered a call that ended before its time was up.
    excused=Call.abandoned_at <= ANSWER_999.after(Call.presented_at, deciding=Call.presented_at, force=Call.force),
    targets=(
        Target(at_least=0.9, since=date(2010, 1, 1), source="HMICFRS, PEEL 2021/22 Wiltshire Police", official=True),
    ),
    shows=Shows(
        case=Call.call_id,
        owner=Call.team,
        worklist=(Call.presented_at, Call.answered_at, Call.abandoned_at, Call.incident_id),
        finding="Of {n} emergency calls, {met} were answered within 10 seconds ({rate}); {late} were answered later and "
        "{overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                  | line_dialled | presented_at        | answered_at         | abandoned_at        | covered | verdict
    at once               | 999  | 2024-01-01 10:00:00 | 2024-01-01 10:00:04 |                     | T       | met
    on the tenth second   | 999  | 2024-01-01 10:00:00 | 2024-01-01 10:00:10 |                     | T       | met
    too late              | 999  | 2024-01-01 10:00:00 | 2024-01-01 10:00:11 |                     | T       | late
    never                 | 999  | 2024-01-01 10:00:00 |                     | 2024-01-01 10:01:30 | T       | overdue
    rang off at once      | 999  | 2024-01-01 10:00:00 |                     | 2024-01-01 10:00:03 | T       | excused
    still ringing         | 999  | 2024-01-31 23:59:55 |                     |                     | T       | pending
    extract ends before   | 999  | 2024-01-01 10:00:00 |                     |                     | F       | unknown
    another line          | 101  | 2024-01-01 10:00:00 |                     |                     | T       | not applicable
    """,
)

"""A 999 call is answered within 10 seconds of joining the force's own queue."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import ANSWER_999
from openpeel.units.call import Call

calls_999_answered_from_queue = Standard(
    id="calls-999-answered-from-queue",
    says="A 999 call is answered within 10 seconds of joining the force's own queue",
    why="It tells the force's own delay from the time that the call took to reach it; the public's wait is both.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve its scrutiny of its call handling performance",
        "and the time taken by that force to answer it",
    ),
    unit=Call,
    applies=Call.line_dialled == "999",
    rule=Deadline(
        done=Call.answered_at, due=ANSWER_999.after(Call.queued_at, deciding=Call.presented_at, force=Call.force)
    ),
    # Nobody could have answered a call that ended before its time was up.
    excused=Call.abandoned_at <= ANSWER_999.after(Call.queued_at, deciding=Call.presented_at, force=Call.force),
    shows=Shows(
        case=Call.call_id,
        owner=Call.team,
        worklist=(
            Call.presented_at,
            Call.queued_at,
            Call.answered_at,
            Call.abandoned_at,
        ),
        finding="Of {n} emergency calls, {met} were answered within 10 seconds of joining the force's own queue ({rate}); {late} later and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                | line_dialled | presented_at        | queued_at           | answered_at         | abandoned_at        | covered | verdict
    at once             | 999          | 2024-01-01 10:00:00 | 2024-01-01 10:00:03 | 2024-01-01 10:00:06 |                     | T       | met
    on the tenth second | 999          | 2024-01-01 10:00:00 | 2024-01-01 10:00:03 | 2024-01-01 10:00:13 |                     | T       | met
    too late            | 999          | 2024-01-01 10:00:00 | 2024-01-01 10:00:03 | 2024-01-01 10:00:14 |                     | T       | late
    never               | 999          | 2024-01-01 10:00:00 | 2024-01-01 10:00:03 |                     | 2024-01-01 10:01:30 | T       | overdue
    rang off at once    | 999          | 2024-01-01 10:00:00 | 2024-01-01 10:00:03 |                     | 2024-01-01 10:00:05 | T       | excused
    still ringing       | 999          | 2024-01-31 23:59:52 | 2024-01-31 23:59:55 |                     |                     | T       | pending
    legs not loaded     | 999          | 2024-01-01 10:00:00 |                     | 2024-01-01 10:00:06 |                     | T       | unknown
    extract ends before | 999          | 2024-01-01 10:00:00 | 2024-01-01 10:00:03 |                     |                     | F       | unknown
    another line        | 101          | 2024-01-01 10:00:00 | 2024-01-01 10:00:00 |                     |                     | T       | not applicable
    """,
)

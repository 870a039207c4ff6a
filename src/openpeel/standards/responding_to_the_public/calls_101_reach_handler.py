"""A caller to 101 reaches a call handler within the force's own time."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import ANSWER_101
from openpeel.units.call import Call

calls_101_reach_handler = Standard(
    id="calls-101-reach-handler",
    says="A caller to 101 reaches a call handler within the time that the force sets",
    why="Vulnerable people wait in these queues too; the force that does not know how long cannot staff them.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "where they may wait again to make a report",
    ),
    unit=Call,
    applies=(Call.line_dialled == "101") & ~(Call.is_for_update.missing_is(False)),
    rule=Deadline(
        done=Call.answered_at, due=ANSWER_101.after(Call.presented_at, deciding=Call.presented_at, force=Call.force)
    ),
    # A caller who gives up before the time is up is counted where the queue is: see the standards of each leg.
    excused=Call.abandoned_at <= ANSWER_101.after(Call.presented_at, deciding=Call.presented_at, force=Call.force),
    shows=Shows(
        case=Call.call_id,
        owner=Call.team,
        worklist=(
            Call.presented_at,
            Call.answered_at,
            Call.abandoned_at,
            Call.lost_in,
        ),
        finding="Of {n} calls to 101, {met} reached a call handler in the force's own time ({rate}), {late} later and {overdue} never.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                | line_dialled | is_for_update | presented_at     | answered_at      | abandoned_at     | covered | verdict
    soon                | 101          | F             | 2024-01-01 10:00 | 2024-01-01 10:03 |                  | T       | met
    to the minute       | 101          | F             | 2024-01-01 10:00 | 2024-01-01 10:05 |                  | T       | met
    too late            | 101          | F             | 2024-01-01 10:00 | 2024-01-01 10:09 |                  | T       | late
    gave up             | 101          |               | 2024-01-01 10:00 |                  | 2024-01-01 10:08 | T       | overdue
    rang off early      | 101          |               | 2024-01-01 10:00 |                  | 2024-01-01 10:02 | T       | excused
    in the queue now    | 101          |               | 2024-01-31 23:58 |                  |                  | T       | pending
    extract ends before | 101          |               | 2024-01-01 10:00 |                  |                  | F       | unknown
    for an update       | 101          | T             | 2024-01-01 10:00 |                  |                  | T       | not applicable
    another line        | 999          | F             | 2024-01-01 10:00 |                  |                  | T       | not applicable
    """,
)

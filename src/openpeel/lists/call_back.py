"""Callers who gave up in a queue and have not been answered since, those most at risk first."""

from datetime import date

from openpeel.language.durations import hours
from openpeel.language.lists import Because, CaseList
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Review
from openpeel.units.call import Call

call_back = CaseList(
    id="call-back",
    says="Callers who gave up in a queue in the last 24 hours, and have not been answered since",
    why="Nobody has heard what they rang for.",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for "
        "service, and what resources it needs to manage this effectively",
        "callers will abandon their call due to the wait and their information will be lost",
    ),
    unit=Call,
    includes=Call.is_lost & Call.rang_again_at.is_missing(),
    reasons=(
        Because("rang 999", Call.line_dialled == "999"),
        Because(
            "said that somebody is missing, or at risk",
            Call.purpose.is_in("missing person", "concern for a person").missing_is(False),
        ),
        Because("the last incident from that telephone was domestic abuse", Call.last_was_domestic_abuse),
        Because(
            "somebody was recorded as vulnerable in the last incident from that telephone", Call.last_was_vulnerable
        ),
        Because("a child lives in the household", Call.has_child_in_household),
        Because("rang to report a crime", (Call.purpose == "crime").missing_is(False)),
        Because("gave up more than once that day", Call.lost_before),
        Because("had waited in two queues", Call.waited_twice),
    ),
    since=Call.lost_at,
    case=Call.call_id,
    owner=Call.lost_with,
    shows=(
        Call.calling_number,
        Call.line_dialled,
        Call.presented_at,
        Call.lost_at,
        Call.lost_in,
        Call.last_incident_id,
    ),
    within=hours(24),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

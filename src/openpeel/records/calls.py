"""Calls to the force's control room."""

from openpeel.language.columns import code, moment, text
from openpeel.language.tables import Table

LINES = {
    "999": "Emergency call, passed on by the BT operator",
    "101": "Non-emergency call",
    "other": "Any other line: switchboard extension, alarm company, another agency",
}


class Calls(Table):
    """A telephone call presented to the force, answered or not. A caller who rings back is a second call."""

    call_id = text("The telephony system's reference for the call", key=True)
    line_dialled = code("The line that was dialled", LINES, required=True)
    presented_at = moment(
        "When the call reached the force: for a 999 call, when the BT operator began to connect it", required=True
    )
    answered_at = moment("When a call handler picked up; empty if nobody did")
    abandoned_at = moment("When the caller gave up before being answered; empty if answered")
    ended_at = moment("When the line closed, answered or not")
    handler_id = text("Staff number of the call handler who answered")
    team = text("The handler's team or shift on that day")
    incident_id = text("The incident log that the call opened; empty if it opened none")
    begins = presented_at

"""Calls to the force's control room."""

from openpeel.language.columns import code, moment, text
from openpeel.language.tables import Table

LINES = {
    "999": "Emergency call, passed on by the BT operator",
    "101": "Non-emergency call",
    "other": "Any other line: switchboard extension, alarm company, another agency",
}

STAGES = {
    "switchboard": "The switchboard, which can transfer a caller but neither open a log nor send officers",
    "control room": "A queue that the caller reached first, of an emergency operator or a call handler",
    "second queue": "The queue for a call handler in which a caller waits again after the switchboard",
    "other department": "A person or department elsewhere in the force",
}

PURPOSES = {
    "crime": "To report a crime",
    "incident": "To report something else that the police should deal with",
    "concern for a person": "To report a worry about somebody's safety",
    "missing person": "To report somebody missing",
    "update on a case": "To ask how far a case has got, or to add to one: demand that comes of not having been told",
    "disclosure request": "To ask about a partner's past, or about a person in contact with a child",
    "information": "To give or to ask for information",
    "other agency's business": "A matter for somebody other than the police",
    "other": "Anything else",
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
    purpose = code("What the caller wanted, as coded by whoever answered", PURPOSES)
    crime_id = text("The crime that the caller asked about; empty if none")
    calling_number = text("The number that the call came from; empty if withheld", sensitive=True)
    begins = presented_at


class CallLegs(Table):
    """One leg of a call, from joining a queue to being answered and passed on, done with, or lost."""

    leg_id = text("The telephony system's reference for the leg", key=True)
    call_id = text("The call that it is part of", required=True)
    stage = code("Where in the force the caller waited", STAGES, required=True)
    queued_at = moment("When the caller joined the queue", required=True)
    answered_at = moment("When somebody picked up; empty if nobody did")
    abandoned_at = moment("When the caller gave up in this queue; empty if answered")
    details_recorded_at = moment(
        "When the caller's name and number were written down on this leg; empty if they were not"
    )
    risk_asked_at = moment("When a first question about risk was asked and its answer written down; empty if not")
    transferred_at = moment("When the caller was passed on to another queue; empty if not")
    ended_at = moment("When the leg ended: passed on, done with or given up")
    handler_id = text("Staff number of the operator or call handler who answered")
    team = text("The team or shift of whoever answered or, if nobody did, that staffs the queue")
    begins = queued_at

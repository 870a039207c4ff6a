"""Incidents reported to the police, and the people in them."""

from openpeel.language.columns import code, flag, moment, text
from openpeel.language.tables import Table
from openpeel.records.crimes import OFFENCE_GROUPS

GRADES = {
    "emergency": "Immediate: danger to life, violence in progress, or a crime in progress",
    "priority": "Prompt: a degree of urgency, but no immediate danger",
    "scheduled": "By appointment",
    "no attendance": "Resolved without an officer attending",
}

ROLES = {
    "victim": "The person who came to harm, or was reported to be at risk of it",
    "suspect": "The person reported to have done or threatened the harm",
    "witness": "A person who saw or heard what happened",
    "caller": "The person who reported it",
}


class Incidents(Table):
    """An incident log of the command and control system: one report from the public, however many calls it drew."""

    incident_id = text("The log's reference", key=True)
    reported_at = moment("When the incident was first reported to the police", required=True)
    call_id = text("The call that opened the log; empty if it was not opened by a call")
    contact_id = text("The contact by another channel that opened the log; empty if there was none")
    grade = code("The response grade last given", GRADES)
    graded_at = moment("When the log was first graded")
    offence_group = code("The group of offences that the report is of; empty if it is of no crime", OFFENCE_GROUPS)
    opening_code = text("What it was taken for when the log was opened, in the force's own words or codes")
    is_domestic_abuse = flag("True if flagged as domestic abuse (Domestic Abuse Act 2021 s.1); verbal arguments count")
    attended_at = moment("When the first officer arrived; empty if nobody attended")
    closed_at = moment("When the log was closed")
    closing_code = text(
        "What it was found to be when the log was closed, in the force's own words or codes", known_with=closed_at
    )
    cancelled_at = moment("When the log was cancelled as a duplicate or opened in error; empty if it stands")
    is_cancelled = flag(
        "True if the log was cancelled; only for a source that does not keep the time, else give cancelled_at",
        current_only=True,
    )
    team = text("The team that owns the incident")
    district = text("The force's own policing district, sector or community policing team")
    place = text("Where it happened, as recorded", sensitive=True)
    begins = reported_at


class IncidentPeople(Table):
    """A person's part in an incident. One person may have several: a victim is often the caller too."""

    link_id = text("The link's reference", key=True)
    incident_id = text("The incident", required=True)
    person_id = text("The records management system's reference for the person", required=True, sensitive=True)
    role = code("The person's part in it", ROLES, required=True)
    linked_at = moment("When the person was linked to the incident", required=True)
    begins = linked_at

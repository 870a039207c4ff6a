"""What is done at first contact: checks, vulnerability seen, advice given, the grade and its changes, log entries."""

from openpeel.language.columns import code, flag, moment, text
from openpeel.language.tables import Table
from openpeel.records.incidents import GRADES

CHECKS = {
    "repeat caller": "Whether the caller or the number has been in touch before",
    "repeat victim": "Whether the person at risk has been a victim before",
    "household": "Who else lives or stays there, and whether any of them may be vulnerable",
    "warning markers": "Whether markers stand against the person or address: violence, weapons, orders",
}

VULNERABILITIES = {
    "child": "A child is at risk, or lives with it",
    "older person": "Age, and what comes with it",
    "mental health": "Mental ill health or distress",
    "disability": "A physical or learning disability",
    "domestic abuse": "Abuse by a partner or member of the family",
    "repeat victim": "Harmed before",
    "hate": "Targeted for who they are",
    "other": "Any other circumstance in which a person cannot protect themselves from harm",
}

ADVICE = {
    "evidence preservation": "How to keep evidence until somebody comes",
    "crime prevention": "How to keep it from happening again",
    "safety": "How to stay safe until somebody comes",
}

ENTRIES = {
    "note": "Anything that was learnt or done",
    "resource wanted": "A request for officers",
    "no resource free": "Nobody was free to go",
    "review": "The log was looked through again: risk, grade and what is owed",
    "supervisor": "A supervisor's direction",
    "call by the informant": "The informant rang again",
}


class ContactChecks(Table):
    """A check made on a report to see who is calling, who is at risk, and what is known of them."""

    check_id = text("The check's reference", key=True)
    incident_id = text("The incident log that it was made for", required=True)
    kind = code("What was checked", CHECKS, required=True)
    made_at = moment("When it was made", required=True)
    made_by = text("Staff number of whoever made it")
    found = flag("True if it found something; false if it found nothing")
    begins = made_at


class VulnerabilityRecords(Table):
    """A record on an incident log that somebody concerned is vulnerable."""

    record_id = text("The record's reference", key=True)
    incident_id = text("The incident log", required=True)
    kind = code("What makes the person vulnerable", VULNERABILITIES, required=True)
    recorded_at = moment("When it was recorded", required=True)
    recorded_by = text("Staff number of whoever recorded it")
    begins = recorded_at


class AdviceRecords(Table):
    """A record of advice to a caller, given or deliberately not given."""

    advice_id = text("The record's reference", key=True)
    incident_id = text("The incident log", required=True)
    kind = code("What the advice is about", ADVICE, required=True)
    recorded_at = moment("When it was given, or decided that it does not apply", required=True)
    was_given = flag("True if it was given", required=True)
    reason_not_given = text("Why it was not given; empty if it was")
    recorded_by = text("Staff number of whoever spoke to the caller")
    begins = recorded_at


class GradeChanges(Table):
    """A change of an incident's response grade."""

    change_id = text("The change's reference", key=True)
    incident_id = text("The incident log", required=True)
    changed_at = moment("When it was changed", required=True)
    grade_before = code("The grade before", GRADES, required=True)
    grade_after = code("The grade after", GRADES, required=True)
    changed_by = text("Staff number of whoever changed it")
    reason = text("Why it was changed; empty if nobody wrote it down")
    begins = changed_at


class LogEntries(Table):
    """A time-stamped entry on an incident log, other than those that have tables of their own."""

    entry_id = text("The entry's reference", key=True)
    incident_id = text("The incident log", required=True)
    kind = code("What kind of entry it is", ENTRIES, required=True)
    entered_on_log_at = moment("When it was entered on the log", required=True)
    entered_by = text("Staff number of whoever entered it")
    begins = entered_on_log_at

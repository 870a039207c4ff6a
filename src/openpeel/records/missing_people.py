"""People reported missing: the report, its risk, what is done to find them, who was told, and their return."""

from openpeel.language.columns import Precision, code, flag, moment, text
from openpeel.language.tables import Table

RISK_LEVELS = {
    "no apparent risk": "No apparent risk to the person or the public; when to look again is agreed",
    "low": "Harm is possible but minimal",
    "medium": "Harm is likely but not serious",
    "high": "Serious harm is very likely",
}

ACTIONS = {
    "search of home": "The home or place last seen was searched",
    "enquiry": "A person, place or body was asked",
    "telephone or device": "Telephone, device or account work",
    "camera": "Recordings of cameras",
    "circulation": "Circulated to officers and on the police national computer",
    "deployment": "Officers were sent to look",
    "publicity": "An appeal to the public",
    "other": "Anything else",
}

TOLD = {
    "duty inspector": "The inspector on duty",
    "supervisor": "The supervisor of the team",
    "parent or carer": "A parent, carer or next of kin",
    "local authority": "Children's or adults' services",
    "missing persons unit": "The force's or the national missing persons unit",
    "other": "Anyone else",
}


class MissingReports(Table):
    """A report that somebody is missing. Somebody who goes missing again is a further report."""

    report_id = text("The report's reference", key=True)
    incident_id = text("The incident log that it came in by; empty if none")
    reported_at = moment("When the person was reported missing", required=True)
    last_seen_at = moment("When the person was last seen, as reported", precision=Precision.DAY)
    person_id = text("The records management system's reference for the person", sensitive=True)
    full_name = text("The person's name", sensitive=True)
    date_of_birth = text("The person's date of birth, as YYYY-MM-DD", sensitive=True)
    is_child = flag("True if the person is under 18")
    is_looked_after = flag("True if the person is a child looked after by a local authority", sensitive=True)
    circumstances = text("What is known of how and why the person went missing", sensitive=True)
    recorded_as_missing_at = moment("When it was first recorded as a missing person, not as something else")
    found_at = moment("When the person was found or came back; empty while missing")
    closed_at = moment("When the report was closed")
    owner_id = text("Staff number of the officer who owns it")
    team = text("The team that owns it")
    begins = reported_at


class MissingRiskAssessments(Table):
    """An assessment of the risk to a missing person; each further one is a row of its own."""

    assessment_id = text("The assessment's reference", key=True)
    report_id = text("The report", required=True)
    assessed_at = moment("When it was made", required=True)
    level = code("The level of risk", RISK_LEVELS, required=True)
    reason = text("Why that level; empty if nobody wrote it down", sensitive=True)
    assessed_by = text("Staff number of whoever made it")
    review_at = moment("When it is to be looked at again", planned=True)
    begins = assessed_at


class MissingActions(Table):
    """Something to be done to find a missing person, with its owner."""

    action_id = text("The action's reference", key=True)
    report_id = text("The report", required=True)
    kind = code("What kind of action", ACTIONS, required=True)
    set_at = moment("When it was set", required=True)
    owner_id = text("Staff number of whoever is to do it")
    due_at = moment("By when it is to be done", planned=True)
    done_at = moment("When it was done; empty while it is not")
    result = text("What it brought", sensitive=True)
    begins = set_at


class MissingNotices(Table):
    """A record that somebody was told of a missing person."""

    notice_id = text("The record's reference", key=True)
    report_id = text("The report", required=True)
    told = code("Who was told", TOLD, required=True)
    told_at = moment("When they were told", required=True)
    told_by = text("Staff number of whoever told them")
    begins = told_at


class MissingReturns(Table):
    """The return of a missing person, and the interviews that follow it."""

    return_id = text("The return's reference", key=True)
    report_id = text("The report", required=True)
    returned_at = moment("When the person came back or was found", required=True)
    seen_by_police_at = moment("When police saw the person: the prevention interview")
    interview_offered_at = moment("When an independent return interview was offered")
    interview_held_at = moment("When the independent return interview was held")
    interview_declined = flag("True if the person did not want it")
    begins = returned_at


class MissingHandovers(Table):
    """The handover of a missing person report from one shift to the next."""

    handover_id = text("The handover's reference", key=True)
    report_id = text("The report", required=True)
    handed_at = moment("When it was handed over", required=True)
    from_id = text("Staff number of whoever handed it over")
    to_id = text("Staff number of whoever took it on")
    to_team = text("The team that took it on")
    begins = handed_at

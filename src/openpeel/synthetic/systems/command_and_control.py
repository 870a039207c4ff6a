"""The command and control system: what it hands over."""

from __future__ import annotations

from openpeel.records.first_contact import GradeChanges, LogEntries
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.response import DelayNotices, Deployments, GoldenHourSteps, MentalHealthAdvice
from openpeel.synthetic.systems.extract import OFFENCE_CODES, Extract

GRADE_CODES = {"1": "emergency", "2": "priority", "3": "scheduled", "4": "no attendance"}

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "command_and_control_logs.csv",
        "Incident logs, from command and control",
        "command and control",
        Incidents,
        {
            "incident_id": "Log No",
            "reported_at": "Created",
            "call_id": "Call Ref",
            "contact_id": "Web Ref",
            "grade": "Grade",
            "graded_at": "Graded",
            "offence_group": "HO Group",
            "opening_code": "Open Code",
            "is_domestic_abuse": "DA",
            "attended_at": "State 6",
            "closed_at": "Closed",
            "closing_code": "Close Code",
            "cancelled_at": "Cancelled",
            "team": "Owner",
            "district": "Area",
            "place": "Beat",
            "entered_at": "Saved",
        },
        {
            "grade": GRADE_CODES,
            "offence_group": OFFENCE_CODES,
        },
    ),
    Extract(
        "command_and_control_persons.csv",
        "People linked to incident logs, from command and control",
        "command and control",
        IncidentPeople,
        {
            "link_id": "Link",
            "incident_id": "Log No",
            "person_id": "Nominal",
            "role": "Role",
            "linked_at": "Linked",
            "entered_at": "Saved",
        },
        {"role": {"VIC": "victim", "SUS": "suspect", "WIT": "witness", "INF": "caller"}},
    ),
    Extract(
        "command_and_control_grades.csv",
        "Changes of grade, from command and control",
        "command and control",
        GradeChanges,
        {
            "change_id": "Change",
            "incident_id": "Log No",
            "changed_at": "Time",
            "grade_before": "Old Grade",
            "grade_after": "New Grade",
            "changed_by": "Operator",
            "reason": "Rationale",
            "entered_at": "Saved",
        },
        {"grade_before": GRADE_CODES, "grade_after": GRADE_CODES},
    ),
    Extract(
        "command_and_control_entries.csv",
        "Entries on incident logs, from command and control",
        "command and control",
        LogEntries,
        {
            "entry_id": "Line",
            "incident_id": "Log No",
            "kind": "Type",
            "entered_on_log_at": "Time",
            "entered_by": "Operator",
            "entered_at": "Saved",
        },
        {
            "kind": {
                "TXT": "note",
                "REQ": "resource wanted",
                "NRA": "no resource free",
                "REV": "review",
                "SUP": "supervisor",
                "RCL": "call by the informant",
            }
        },
    ),
    Extract(
        "command_and_control_resources.csv",
        "Resources sent to incidents, from command and control",
        "command and control",
        Deployments,
        {
            "deployment_id": "Deployment",
            "incident_id": "Log No",
            "resource": "Call Sign",
            "officer_id": "Officer",
            "assigned_at": "State 5",
            "arrived_at": "State 6",
            "cleared_at": "State 8",
            "entered_at": "Saved",
        },
    ),
    Extract(
        "command_and_control_call_backs.csv",
        "What victims were told of delay, from command and control",
        "command and control",
        DelayNotices,
        {
            "notice_id": "Contact",
            "incident_id": "Log No",
            "told_at": "Told",
            "told_by": "Operator",
            "expected_at": "New Time",
            "entered_at": "Saved",
        },
    ),
    Extract(
        "command_and_control_golden_hour.csv",
        "Supervisors' golden hour checklists, from command and control",
        "command and control",
        GoldenHourSteps,
        {
            "step_id": "Item",
            "incident_id": "Log No",
            "step": "Step",
            "done_at": "Ticked",
            "supervisor_id": "Sgt",
            "not_needed_because": "If N/A Why",
            "entered_at": "Saved",
        },
        {
            "step": {
                "1": "scene and evidence",
                "2": "victim",
                "3": "witnesses",
                "4": "suspect",
                "5": "recordings",
                "6": "resources",
            }
        },
    ),
    Extract(
        "mental_health_triage.csv",
        "Questions to the mental health practitioners, from command and control",
        "command and control",
        MentalHealthAdvice,
        {
            "advice_id": "Request",
            "incident_id": "Log No",
            "asked_at": "Asked",
            "given_at": "Answered",
            "practitioner_id": "Practitioner",
            "outcome": "Outcome",
            "entered_at": "Saved",
        },
        {
            "outcome": {
                "ADV": "advice to officers",
                "SPK": "spoke to the person",
                "REF": "referred to health services",
                "ATT": "health services attended",
                "VOL": "voluntary attendance",
                "136": "detained",
                "NFA": "nothing more needed",
            }
        },
    ),
)

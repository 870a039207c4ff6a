"""The unit: one incident log, with what followed from it."""

from __future__ import annotations

from openpeel.language.columns import earliest_of, latest_of
from openpeel.language.durations import days
from openpeel.language.facts import each, earlier
from openpeel.language.units import Unit
from openpeel.limits.response import ATTEND_EMERGENCY, ATTEND_PRIORITY, ATTEND_SCHEDULED
from openpeel.records.calls import Calls
from openpeel.records.contacts import Contacts
from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.first_contact import AdviceRecords, ContactChecks, GradeChanges, VulnerabilityRecords
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.missing_people import MissingReports
from openpeel.records.people import PersonDetails, PersonLinks
from openpeel.records.response import DelayNotices, GoldenHourSteps, MentalHealthAdvice
from openpeel.records.triage import TriageEntries


class Incident(Unit):
    """One incident log: what was reported, who was involved, how risk was assessed and what was done."""

    rows = Incidents
    _call = each(Calls, by=Calls.incident_id)
    _triage = each(TriageEntries, by=TriageEntries.incident_id)
    _victims = each(IncidentPeople, by=IncidentPeople.incident_id, where=IncidentPeople.role == "victim")
    _assessments = each(
        RiskAssessments, by=RiskAssessments.incident_id, where=RiskAssessments.instrument.is_in("dash", "dara")
    )
    _considered_with_reason = each(
        MaracConsiderations, by=MaracConsiderations.incident_id, where=MaracConsiderations.reason_recorded
    )
    _rated_high = each(
        TriageEntries,
        by=TriageEntries.incident_id,
        where=TriageEntries.element.is_in("threat", "harm", "risk") & (TriageEntries.level == "high"),
    )
    _changes = each(GradeChanges, by=GradeChanges.incident_id)
    _raised = each(
        GradeChanges, by=GradeChanges.incident_id, where=GradeChanges.grade_after.is_in("emergency", "priority")
    )
    _lowered = each(
        GradeChanges,
        by=GradeChanges.incident_id,
        where=((GradeChanges.grade_before == "emergency") & (GradeChanges.grade_after != "emergency"))
        | ((GradeChanges.grade_before == "priority") & GradeChanges.grade_after.is_in("scheduled", "no attendance")),
    )
    _links = each(
        PersonLinks,
        by=PersonLinks.incident_id,
        where=PersonLinks.part.is_in("victim", "missing", "caller", "household"),
    )
    _victim = each(PersonLinks, by=PersonLinks.incident_id, where=PersonLinks.part.is_in("victim", "missing"))
    _caller = each(PersonLinks, by=PersonLinks.incident_id, where=PersonLinks.part == "caller")
    _child = each(
        PersonDetails,
        by=PersonDetails.incident_id,
        where=PersonDetails.part.is_in("victim", "missing") & PersonDetails.is_under_18,
    )
    _described = each(PersonDetails, by=PersonDetails.incident_id, where=PersonDetails.part.is_in("victim", "missing"))
    # Where the source does not say whether it was a child, the date of birth may, once who is who was worked out.
    _child_when_linked = each(
        PersonLinks,
        by=PersonLinks.incident_id,
        where=PersonLinks.part.is_in("victim", "missing") & PersonLinks.is_under_18,
    )
    _grown_up_when_linked = each(
        PersonLinks,
        by=PersonLinks.incident_id,
        where=PersonLinks.part.is_in("victim", "missing") & ~PersonLinks.is_under_18,
    )
    _child_at_home = each(
        PersonDetails,
        by=PersonDetails.incident_id,
        where=(PersonDetails.part == "household") & PersonDetails.is_under_18,
    )

    incident_id = Incidents.incident_id
    """The log's reference."""
    reported_at = Incidents.reported_at
    """When it was first reported."""
    grade = Incidents.grade
    """The response grade last given."""
    team = Incidents.team
    """The team that owns it."""
    district = Incidents.district
    """The force's own district or sector."""
    attended_at = Incidents.attended_at
    """When the first officer arrived; missing if nobody attended."""
    closed_at = Incidents.closed_at
    """When the log was closed."""
    is_domestic_abuse = Incidents.is_domestic_abuse
    """Whether it is flagged as domestic abuse; verbal arguments count."""
    is_cancelled = (Incidents.cancelled_at.is_present() | Incidents.is_cancelled).missing_is(False)
    """Whether the log was cancelled; a log without any sign of it stands."""
    victim_id = _victims.first(IncidentPeople.person_id, by=IncidentPeople.linked_at)
    """The person first linked as victim."""
    call_answered_at = _call.earliest(Calls.answered_at)
    """When the call that opened the log was answered; missing if no call opened it."""
    call_ended_at = _call.latest(Calls.ended_at)
    """When that call ended."""
    is_reported_by_public = call_answered_at.is_present() | Incidents.contact_id.is_present()
    """Whether the log was opened by a call or by a contact through another channel."""
    first_contact_ended_at = call_ended_at.or_else(
        each(Contacts, by=Contacts.incident_id).earliest(Contacts.answered_at)
    )
    """When the call ended or, through another channel, the person was first answered."""
    triage_begun_at = _triage.earliest(TriageEntries.recorded_at)
    """When the first entry of THRIVE was made."""
    triage_elements = _triage.different(TriageEntries.element)
    """How many of the six elements of THRIVE were entered."""
    risk_assessed_at = _assessments.earliest(RiskAssessments.completed_at)
    """When the first DASH (or DARA, where the force uses it) was completed."""
    risk_level = _assessments.first(RiskAssessments.risk_level, by=RiskAssessments.completed_at)
    """The grade of risk in it."""
    risk_assessment_runs_from = attended_at.or_else(reported_at)
    """From when the risk assessment is owed: attendance or, if nobody attended, the report."""
    marac_considered_at = _considered_with_reason.earliest(MaracConsiderations.considered_at)
    """When it was first considered, with a recorded reason, whether to refer the victim to a MARAC."""
    domestic_abuse_incidents_before = earlier(
        by=victim_id, order=reported_at, where=is_domestic_abuse & ~is_cancelled, within=days(365)
    ).count()
    """How many other domestic abuse incidents of the same victim were reported in the 365 days before it."""
    offence_group = Incidents.offence_group
    """The group of offences that the report is of; missing if it is of no crime."""
    opening_code = Incidents.opening_code
    """What it was taken for when the log was opened."""
    came_by_other_channel = Incidents.contact_id.is_present()
    """Whether the log was opened by a contact other than a call."""
    closing_code = Incidents.closing_code
    """What it was found to be when the log was closed."""
    call_purpose = _call.only(Calls.purpose)
    """What the caller wanted, as coded by whoever answered the call that opened the log."""
    has_victim = _victims.exists()
    """Whether somebody was linked as victim."""
    _all_grown_up = (_grown_up_when_linked.count() >= _described.count()).missing_is(False)
    has_child = (_child.exists() | _child_when_linked.exists().missing_is(False)) & (
        _child.exists().missing_is(False) | _child_when_linked.exists().missing_is(False) | ~_all_grown_up
    )
    """Whether a child is described as victim or as missing; unknown where nobody was described, or no age is told."""
    has_child_living_with_abuse = is_domestic_abuse & _child_at_home.exists()
    """Whether it is domestic abuse, and a child is described as living in the household."""
    _threat_at = each(TriageEntries, by=TriageEntries.incident_id, where=TriageEntries.element == "threat").earliest(
        TriageEntries.recorded_at
    )
    _harm_at = each(TriageEntries, by=TriageEntries.incident_id, where=TriageEntries.element == "harm").earliest(
        TriageEntries.recorded_at
    )
    _risk_at = each(TriageEntries, by=TriageEntries.incident_id, where=TriageEntries.element == "risk").earliest(
        TriageEntries.recorded_at
    )
    _investigation_at = each(
        TriageEntries, by=TriageEntries.incident_id, where=TriageEntries.element == "investigation"
    ).earliest(TriageEntries.recorded_at)
    _vulnerability_at = each(
        TriageEntries, by=TriageEntries.incident_id, where=TriageEntries.element == "vulnerability"
    ).earliest(TriageEntries.recorded_at)
    _engagement_at = each(
        TriageEntries, by=TriageEntries.incident_id, where=TriageEntries.element == "engagement"
    ).earliest(TriageEntries.recorded_at)
    triage_completed_at = latest_of(
        _threat_at, _harm_at, _risk_at, _investigation_at, _vulnerability_at, _engagement_at
    ).only_if(
        _threat_at.is_present()
        & _harm_at.is_present()
        & _risk_at.is_present()
        & _investigation_at.is_present()
        & _vulnerability_at.is_present()
        & _engagement_at.is_present()
    )
    """When the last of the six elements of THRIVE was first entered; missing while one is."""
    rated_high_at = _rated_high.earliest(TriageEntries.recorded_at)
    """When threat, harm or risk was first judged to be high; missing if never."""
    first_grade = _changes.first(GradeChanges.grade_before, by=GradeChanges.changed_at).or_else(Incidents.grade)
    """The response grade first given."""
    urgent_at = earliest_of(
        Incidents.graded_at.only_if(first_grade.is_in("emergency", "priority")),
        _raised.earliest(GradeChanges.changed_at),
    )
    """When the log was first graded emergency or priority; missing if never."""
    is_high_risk_not_urgent = rated_high_at.is_present() & urgent_at.is_missing()
    """Whether risk was judged to be high and the log was never graded emergency or priority."""
    repeat_caller_checked_at = each(
        ContactChecks, by=ContactChecks.incident_id, where=ContactChecks.kind == "repeat caller"
    ).earliest(ContactChecks.made_at)
    """When it was first checked whether the caller or the number had been in touch before."""
    repeat_victim_checked_at = each(
        ContactChecks, by=ContactChecks.incident_id, where=ContactChecks.kind == "repeat victim"
    ).earliest(ContactChecks.made_at)
    """When it was first checked whether the person at risk had been a victim before."""
    household_checked_at = each(
        ContactChecks, by=ContactChecks.incident_id, where=ContactChecks.kind == "household"
    ).earliest(ContactChecks.made_at)
    """When it was first checked who else lives or stays there."""
    vulnerability_recorded_at = each(VulnerabilityRecords, by=VulnerabilityRecords.incident_id).earliest(
        VulnerabilityRecords.recorded_at
    )
    """When it was first recorded on the log that somebody is vulnerable."""
    evidence_advice_at = each(
        AdviceRecords,
        by=AdviceRecords.incident_id,
        where=(AdviceRecords.kind == "evidence preservation") & AdviceRecords.was_given,
    ).earliest(AdviceRecords.recorded_at)
    """When advice on preserving evidence was first given."""
    prevention_advice_at = each(
        AdviceRecords,
        by=AdviceRecords.incident_id,
        where=(AdviceRecords.kind == "crime prevention") & AdviceRecords.was_given,
    ).earliest(AdviceRecords.recorded_at)
    """When advice on preventing crime was first given."""
    evidence_advice_not_needed = (
        each(
            AdviceRecords,
            by=AdviceRecords.incident_id,
            where=(AdviceRecords.kind == "evidence preservation")
            & ~AdviceRecords.was_given
            & AdviceRecords.reason_not_given.is_present(),
        ).count()
        >= 1
    ).missing_is(False)
    """Whether a reason is recorded why advice on evidence was not given; not so where the records do not say."""
    prevention_advice_not_needed = (
        each(
            AdviceRecords,
            by=AdviceRecords.incident_id,
            where=(AdviceRecords.kind == "crime prevention")
            & ~AdviceRecords.was_given
            & AdviceRecords.reason_not_given.is_present(),
        ).count()
        >= 1
    ).missing_is(False)
    """Whether a reason is recorded why advice on prevention was not given; not so where the records do not say."""
    true_victim_id = _victim.first(PersonLinks.person_id, by=PersonLinks.described_at)
    """The person at risk, across all records."""
    true_caller_id = _caller.first(PersonLinks.person_id, by=PersonLinks.described_at)
    """The caller, across all records."""
    household_id = _links.first(PersonLinks.household_id, by=PersonLinks.described_at)
    """The household that was first described for it, of the person at risk or the caller."""
    victim_incidents_before = earlier(
        by=true_victim_id, order=reported_at, where=~is_cancelled, within=days(365)
    ).count()
    """How many other incidents of the same victim, across all records, were reported in the 365 days before it."""
    caller_incidents_before = earlier(
        by=true_caller_id, order=reported_at, where=~is_cancelled, within=days(365)
    ).count()
    """How many other incidents the same caller, across all records, reported in the 365 days before it."""
    household_vulnerable_before = earlier(
        by=household_id, order=reported_at, where=vulnerability_recorded_at.is_present(), within=days(365)
    ).count()
    """How many other incidents of the household in the 365 days before it had somebody recorded as vulnerable."""
    graded_since = _changes.latest(GradeChanges.changed_at).or_else(Incidents.reported_at)
    """Since when the response grade last given runs: its change or, unchanged, the report."""
    attendance_due_at = (
        ATTEND_EMERGENCY.after(graded_since, deciding=reported_at, force=Incidents.force)
        .only_if(grade == "emergency")
        .or_else(
            ATTEND_PRIORITY.after(graded_since, deciding=reported_at, force=Incidents.force).only_if(
                grade == "priority"
            )
        )
        .or_else(
            ATTEND_SCHEDULED.after(graded_since, deciding=reported_at, force=Incidents.force).only_if(
                grade == "scheduled"
            )
        )
    )
    """When officers are due by the grade last given; missing where none are."""
    first_attendance_due_at = (
        ATTEND_EMERGENCY.after(reported_at, deciding=reported_at, force=Incidents.force)
        .only_if(first_grade == "emergency")
        .or_else(
            ATTEND_PRIORITY.after(reported_at, deciding=reported_at, force=Incidents.force).only_if(
                first_grade == "priority"
            )
        )
    )
    """When officers were due by the grade first given, if that was emergency or priority."""
    is_attended_in_time = (attended_at <= attendance_due_at).missing_is(False)
    """Whether officers came by the time due; not so where they have not come."""
    last_lowered_at = _lowered.latest(GradeChanges.changed_at)
    """When the grade was last lowered from emergency or priority; missing if never."""
    is_lowered_with_reason = (
        _lowered.last(GradeChanges.reason, by=GradeChanges.changed_at).is_present().missing_is(False)
    )
    """Whether the grade was lowered from emergency or priority with a recorded reason."""
    lowered_after_missed_at = last_lowered_at.only_if(
        (last_lowered_at > first_attendance_due_at) & ~(attended_at <= last_lowered_at).missing_is(False)
    )
    """When the grade was last lowered, where that was after the time due had passed and before anybody came."""
    delay_told_at = each(DelayNotices, by=DelayNotices.incident_id).earliest(DelayNotices.told_at)
    """When the victim was first told that officers would come later."""
    _steps = each(GoldenHourSteps, by=GoldenHourSteps.incident_id)
    golden_hour_steps = _steps.different(GoldenHourSteps.step)
    """How many different steps of the golden hour a supervisor went through."""
    golden_hour_last_at = _steps.latest(GoldenHourSteps.done_at)
    """When a supervisor last went through one."""
    is_opened_as_concern = Incidents.opening_code.mentions("welfare", "concern")
    """Whether the log was opened as a concern for somebody's welfare."""
    opened_as_concern_at = reported_at.only_if(is_opened_as_concern)
    """When the log was opened, if that was as a concern for somebody's welfare."""
    has_mental_health_request = each(MentalHealthAdvice, by=MentalHealthAdvice.incident_id).exists()
    """Whether a mental health practitioner was asked about it."""
    has_missing_child = (
        each(MissingReports, by=MissingReports.incident_id, where=MissingReports.is_child).count() >= 1
    ).missing_is(False)
    """Whether a report of a missing child was made of it; not so where the records do not say."""
    has_missing_adult = (
        each(MissingReports, by=MissingReports.incident_id, where=~MissingReports.is_child).count() >= 1
    ).missing_is(False)
    """Whether a report of a missing adult was made of it; not so where the records do not say."""
    has_missing_report = each(MissingReports, by=MissingReports.incident_id).exists()
    """Whether a report of a missing person was made of it."""
    begins = reported_at

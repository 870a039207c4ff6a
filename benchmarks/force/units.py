"""The units that the benchmark's standards are about."""

from __future__ import annotations

from benchmarks.force.limits import BAIL, VISIT
from benchmarks.force.tables import (
    BailExtensions,
    BailPeriods,
    ForceForms,
    IncidentPeople,
    Incidents,
    OffenderLevels,
    Offenders,
    Referrals,
    RiskAssessments,
    Searches,
    SearchOfficers,
    VictimUpdates,
    Visits,
)
from openpeel.language.columns import earliest_of
from openpeel.language.durations import days, hours
from openpeel.language.facts import each, earlier
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit


class Incident(Unit):
    """One incident log."""

    rows = Incidents
    _victims = each(IncidentPeople, by=IncidentPeople.incident_id, where=IncidentPeople.role == "victim")
    _assessments = each(RiskAssessments, by=RiskAssessments.incident_id)
    _updates = each(VictimUpdates, by=VictimUpdates.incident_id)
    _marac = each(Referrals, by=Referrals.incident_id, where=Referrals.referred_to == "marac")
    _support = each(Referrals, by=Referrals.incident_id, where=Referrals.referred_to == "victim_support")

    incident_id = Incidents.incident_id
    reported_at = Incidents.reported_at
    attended_at = Incidents.attended_at
    closed_at = Incidents.closed_at
    is_domestic_abuse = Incidents.is_domestic_abuse
    is_cancelled = Incidents.is_cancelled
    victim_declined = Incidents.victim_declined
    team = Incidents.team
    victim_id = _victims.first(IncidentPeople.person_id, by=IncidentPeople.linked_at)
    first_assessed_at = _assessments.earliest(RiskAssessments.completed_at)
    last_assessed_at = _assessments.latest(RiskAssessments.completed_at)
    first_risk = _assessments.first(RiskAssessments.risk, by=RiskAssessments.completed_at)
    assessments = _assessments.count()
    first_update_at = _updates.earliest(VictimUpdates.made_at)
    last_update_at = _updates.latest(VictimUpdates.made_at)
    updates = _updates.count()
    marac_at = _marac.earliest(Referrals.made_at)
    support_at = _support.earliest(Referrals.made_at)
    abuse_before = earlier(
        by=victim_id, order=reported_at, where=is_domestic_abuse & ~is_cancelled, within=days(365)
    ).count()
    previous_at = earlier(by=victim_id, order=reported_at).previous()
    begins = reported_at


class BailPeriod(Unit):
    """One suspect's initial pre-charge bail."""

    rows = BailPeriods
    _extensions = each(BailExtensions, by=BailExtensions.bail_id)

    bail_id = BailPeriods.bail_id
    arrested_at = BailPeriods.arrested_at
    team = BailPeriods.team
    ends_at = earliest_of(BailPeriods.ends_at, BAIL.after(arrested_at, deciding=arrested_at, force=BailPeriods.force))
    resolved_at = BailPeriods.resolved_at
    release_assessed_at = BailPeriods.release_assessed_at
    extended_at = _extensions.earliest(BailExtensions.authorised_at)
    final_ends_at = _extensions.last(BailExtensions.new_ends_at, by=BailExtensions.authorised_at)
    begins = arrested_at


class SearchOfficer(Unit):
    """One officer's part in one stop and search."""

    rows = SearchOfficers
    _search = each(Searches, by=Searches.search_id, to=SearchOfficers.search_id)
    _forms = each(
        ForceForms,
        by=ForceForms.officer_id,
        to=SearchOfficers.officer_id,
        between=(
            ForceForms.used_at,
            SearchOfficers.searched_at - hours(1),
            SearchOfficers.searched_at + hours(6),
        ),
        longest=hours(7),
    )

    part_id = SearchOfficers.part_id
    searched_at = SearchOfficers.searched_at
    team = _search.only(Searches.team)
    handcuffed = _search.only(Searches.handcuffed)
    strip_searched = _search.only(Searches.strip_searched)
    form_at = _forms.earliest(ForceForms.completed_at)
    forms = _forms.count()
    begins = searched_at


class VisitOwed(Unit):
    """One turn of the duty to visit a registered sex offender."""

    rows = obligations(
        tables=(Offenders, Visits, OffenderLevels),
        start=(Offenders.offender_id, Offenders.registered_at),
        act=(Visits.offender_id, Visits.visited_at),
        act_counts=Visits.was_seen,
        level=(OffenderLevels.offender_id, OffenderLevels.set_at, OffenderLevels.level),
    )
    _offender = each(Offenders, by=Offenders.offender_id)

    offender_id = rows.person
    opened_at = rows.opened_at
    level = rows.level_then
    visited_at = rows.acted_at
    superseded_at = rows.superseded_at
    ended_at = _offender.latest(Offenders.ended_at)
    team = _offender.only(Offenders.team)
    interval_ends_at = VISIT.after(opened_at, deciding=opened_at, force=rows.force, category=level)
    due_at = earlier(by=rows.run_of, order=opened_at).earliest_so_far(interval_ends_at)
    begins = opened_at


class Visit(Unit):
    """One visit to a registered sex offender."""

    rows = Visits
    _offender = each(Offenders, by=Offenders.offender_id, to=Visits.offender_id)

    visit_id = Visits.visit_id
    visited_at = Visits.visited_at
    officers = Visits.officers
    was_seen = Visits.was_seen
    team = _offender.only(Offenders.team)
    begins = visited_at

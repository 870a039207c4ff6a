"""The unit: one call to the police."""

from __future__ import annotations

from openpeel.language.columns import latest_of
from openpeel.language.durations import days
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.calls import CallLegs, Calls
from openpeel.records.crimes import Crimes, VictimUpdates
from openpeel.records.first_contact import VulnerabilityRecords
from openpeel.records.incidents import Incidents
from openpeel.records.people import PersonLinks


class Call(Unit):
    """One telephone call to the police, from its presentation to the force on."""

    rows = Calls
    _legs = each(CallLegs, by=CallLegs.call_id)
    _second = each(CallLegs, by=CallLegs.call_id, where=CallLegs.stage == "second queue")
    _lost = each(CallLegs, by=CallLegs.call_id, where=CallLegs.abandoned_at.is_present())
    _caller = each(
        PersonLinks,
        by=PersonLinks.record_id,
        where=(PersonLinks.record_kind == "call") & (PersonLinks.part == "caller"),
    )
    _again = each(
        Calls,
        by=Calls.calling_number,
        to=Calls.calling_number,
        where=Calls.answered_at.is_present(),
        between=(Calls.presented_at, Calls.presented_at, Calls.presented_at + days(1)),
        longest=days(1),
    )

    call_id = Calls.call_id
    """The telephony system's reference."""
    line_dialled = Calls.line_dialled
    """The line that was dialled."""
    presented_at = Calls.presented_at
    """When the call reached the force."""
    answered_at = Calls.answered_at
    """When a call handler picked up; missing if nobody did."""
    abandoned_at = Calls.abandoned_at
    """When the caller gave up; missing if the call was answered."""
    ended_at = Calls.ended_at
    """When the line closed."""
    handler_id = Calls.handler_id
    """Who answered."""
    team = Calls.team
    """The handler's team or shift."""
    incident_id = Calls.incident_id
    """The incident log that the call opened."""
    purpose = Calls.purpose
    """What the caller wanted, as coded by whoever answered."""
    crime_id = Calls.crime_id
    """The crime that the caller asked about."""
    calling_number = Calls.calling_number
    """The number that the call came from; missing if withheld."""
    is_for_update = Calls.purpose == "update on a case"
    """Whether the caller asked how a case stands: demand that comes of not having been told."""
    crime_recorded_at = each(Crimes, by=Crimes.crime_id, to=Calls.crime_id).only(Crimes.recorded_at)
    """When the crime that the caller asked about was recorded."""
    last_told_at = each(
        VictimUpdates,
        by=VictimUpdates.crime_id,
        to=Calls.crime_id,
        between=(VictimUpdates.told_at, Calls.presented_at - days(365), Calls.presented_at),
        longest=days(365),
    ).latest(VictimUpdates.told_at)
    """When the victim of that crime had last been told how it stands, in the year before the call."""
    queued_at = _legs.earliest(CallLegs.queued_at)
    """When the caller joined the force's first queue; for a 999 call, after the BT operator had connected it."""
    waited_twice = _second.exists()
    """Whether the caller waited in a second queue after the switchboard."""
    lost_at = latest_of(Calls.abandoned_at, _lost.latest(CallLegs.abandoned_at))
    """When the caller gave up, in whichever queue; missing if never."""
    lost_in = _lost.last(CallLegs.stage, by=CallLegs.queued_at)
    """The queue in which the caller gave up; missing if in none, or if the legs do not say."""
    lost_with = _lost.last(CallLegs.team, by=CallLegs.queued_at)
    """The team that staffs that queue."""
    is_lost = (lost_at.is_present() & answered_at.is_missing()).missing_is(False)
    """Whether the caller gave up and was never answered by a call handler; not so where the records do not say."""
    details_recorded_at = _legs.earliest(CallLegs.details_recorded_at)
    """When the caller's name and number were first written down."""
    risk_asked_at = _legs.earliest(CallLegs.risk_asked_at)
    """When a first question about risk was asked and its answer written down."""
    rang_again_at = _again.earliest(Calls.answered_at)
    """When a call from the same number within the next 24 hours was first answered; missing if none was."""
    caller_id = _caller.first(PersonLinks.person_id, by=PersonLinks.described_at)
    """The caller, across all records."""
    household_id = _caller.first(PersonLinks.household_id, by=PersonLinks.described_at)
    """The caller's household."""
    _from_number = each(
        Calls,
        by=Calls.calling_number,
        to=Calls.calling_number,
        where=Calls.incident_id.is_present(),
        between=(Calls.presented_at, Calls.presented_at - days(365), Calls.presented_at),
        longest=days(365),
    )
    _last_from_number = each(
        PersonLinks,
        by=PersonLinks.record_id,
        to=_from_number.last(Calls.call_id, by=Calls.presented_at),
        where=(PersonLinks.record_kind == "call") & (PersonLinks.part == "caller"),
    )
    # Whoever gave up was never asked for a name: the number is known from the last call that opened a log.
    _telephone = _caller.first(PersonLinks.telephone_id, by=PersonLinks.described_at).or_else(
        _last_from_number.first(PersonLinks.telephone_id, by=PersonLinks.described_at)
    )
    _household = household_id.or_else(_last_from_number.first(PersonLinks.household_id, by=PersonLinks.described_at))
    _has_rung = (_from_number.count() >= 1) | (_caller.count() >= 1)
    _with_telephone = each(
        PersonLinks,
        by=PersonLinks.telephone_id,
        to=_telephone,
        where=PersonLinks.record_kind.is_in("incident", "call", "contact")
        & PersonLinks.part.is_in("caller", "victim", "missing"),
        between=(PersonLinks.described_at, Calls.presented_at - days(365), Calls.presented_at),
        longest=days(365),
    )
    _children_in_household = each(
        PersonLinks,
        by=PersonLinks.household_id,
        to=_household,
        where=PersonLinks.is_under_18,
        between=(PersonLinks.described_at, Calls.presented_at - days(365), Calls.presented_at),
        longest=days(365),
    )
    last_incident_id = _with_telephone.last(PersonLinks.incident_id, by=PersonLinks.described_at)
    """The last incident of the 365 days before that was reported from, or concerned, the same telephone."""
    _last_incident = each(Incidents, by=Incidents.incident_id, to=last_incident_id)
    last_was_domestic_abuse = (
        _has_rung & (_with_telephone.count() >= 1) & _last_incident.only(Incidents.is_domestic_abuse)
    )
    """Whether that incident was flagged as domestic abuse; not so where there was none."""
    last_was_vulnerable = _has_rung & (
        each(VulnerabilityRecords, by=VulnerabilityRecords.incident_id, to=last_incident_id).count() >= 1
    )
    """Whether somebody was recorded as vulnerable then; not so where there was none."""
    has_child_in_household = _has_rung & (_children_in_household.count() >= 1)
    """Whether a child was described in the caller's household, or that of the last who rang from the number, in the 365
    days before."""
    lost_before = (
        each(
            Calls,
            by=Calls.calling_number,
            to=Calls.calling_number,
            where=Calls.abandoned_at.is_present(),
            between=(Calls.presented_at, Calls.presented_at - days(1), Calls.presented_at),
            longest=days(1),
        ).count()
        >= 2
    ).missing_is(False)
    """Whether the caller had given up before in the 24 hours up to this call; not so where the number is withheld."""
    begins = presented_at

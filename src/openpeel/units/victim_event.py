"""The unit: one step of an investigation that the victim is to be told of."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.crimes import Crimes, InvestigationEvents, VictimNotifications


class VictimEvent(Unit):
    """One step of an investigation of which the Victims' Code says that the victim is told."""

    rows = InvestigationEvents
    _crime = each(Crimes, by=Crimes.crime_id, to=InvestigationEvents.crime_id)
    _told = each(VictimNotifications, by=VictimNotifications.event_id)

    event_id = InvestigationEvents.event_id
    """The step's reference."""
    crime_id = InvestigationEvents.crime_id
    """The crime number."""
    kind = InvestigationEvents.kind
    """What happened."""
    happened_at = InvestigationEvents.happened_at
    """When it happened."""
    has_victim = _crime.only(Crimes.has_victim)
    """Whether the crime has a victim to be told; missing where the crime does not say."""
    rights = _crime.only(Crimes.victim_has_enhanced_rights).choose("enhanced", "standard")
    """The victim's rights: enhanced or standard; missing where the crime does not say."""
    team = _crime.only(Crimes.team)
    """The team that investigates."""
    told_at = _told.earliest(VictimNotifications.told_at)
    """When the victim was first told."""
    begins = happened_at

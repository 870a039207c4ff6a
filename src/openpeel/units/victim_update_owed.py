"""The unit: one turn of the duty to tell the victim of a crime how its investigation stands."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit
from openpeel.limits.victims import VICTIM_UPDATE
from openpeel.records.crimes import Crimes, InvestigationEvents, VictimUpdates


class VictimUpdateOwed(Unit):
    """One turn of the duty to keep a victim updated, from the recording of the crime or the last update on."""

    rows = obligations(
        tables=(Crimes, VictimUpdates),
        start=(Crimes.crime_id, Crimes.recorded_at),
        act=(VictimUpdates.crime_id, VictimUpdates.told_at),
    )
    _crime = each(Crimes, by=Crimes.crime_id)
    _ends = each(
        InvestigationEvents,
        by=InvestigationEvents.crime_id,
        where=InvestigationEvents.kind.is_in("charged", "no further action", "closed"),
    )

    crime_id = rows.person
    """The crime number."""
    opened_at = rows.opened_at
    """When this turn began: the recording, or the last update."""
    told_at = rows.acted_at
    """When the victim was next told how the investigation stands; missing where that has not been."""
    has_victim = _crime.only(Crimes.has_victim)
    """Whether the crime has a victim to be told; missing where the crime does not say."""
    team = _crime.only(Crimes.team)
    """The team that investigates."""
    ended_at = _ends.earliest(InvestigationEvents.happened_at)
    """When the investigation ended; from then on other duties hold."""
    due_at = VICTIM_UPDATE.after(opened_at, deciding=opened_at, force=rows.force)
    """When the victim is to have heard."""
    begins = opened_at

"""Which columns a standard rests on: if one of them has no history, its past cannot be told."""

from __future__ import annotations

from openpeel.engine.lineage import columns_read
from openpeel.language.columns import Known
from openpeel.library import standards
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits
from openpeel.records.stop_and_search import StopSearchOfficers
from openpeel.records.use_of_force import UseOfForceForms


def test_a_history_rests_on_what_narrows_it_and_on_whose_it_is() -> None:
    """The count of a victim's incidents leaves out cancelled ones: a flag of which only the current value is known."""
    unit = standards()["marac-considered"].unit
    read = columns_read(unit, ["domestic_abuse_incidents_before"])
    assert {"is_cancelled", "cancelled_at", "is_domestic_abuse", "reported_at"} <= read[Incidents]
    assert {"incident_id", "person_id", "role", "linked_at"} <= read[IncidentPeople]
    assert Incidents.declaration("is_cancelled").known is Known.CURRENT_ONLY


def test_a_link_rests_on_both_its_ends_and_on_its_times() -> None:
    unit = standards()["handcuffs-have-use-of-force-form"].unit
    read = columns_read(unit, ["form_completed_at"])
    assert {"officer_id", "searched_at"} <= read[StopSearchOfficers]
    assert {"officer_id", "used_at", "handcuffs", "completed_at"} <= read[UseOfForceForms]


def test_a_recurring_duty_rests_on_its_start_its_acts_and_its_levels() -> None:
    read = columns_read(standards()["sex-offender-visited"].unit, ["due_at"])
    assert {"offender_id", "registered_at"} <= read[RegisteredSexOffenders]
    assert {"offender_id", "visited_at", "was_seen"} <= read[SexOffenderVisits]
    assert {"offender_id", "set_at", "level"} <= read[SexOffenderRiskLevels]

"""The unit: one officer's part in one stop and search."""

from __future__ import annotations

from openpeel.language.durations import hours
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.stop_and_search import StopSearches, StopSearchOfficers
from openpeel.records.use_of_force import UseOfForceForms


class SearchOfficer(Unit):
    """One officer's part in one stop and search: each officer who uses force records it."""

    rows = StopSearchOfficers
    _search = each(StopSearches, by=StopSearches.search_reference, to=StopSearchOfficers.search_reference)
    _forms = each(
        UseOfForceForms,
        by=UseOfForceForms.officer_id,
        to=StopSearchOfficers.officer_id,
        where=UseOfForceForms.handcuffs.is_in("compliant", "non-compliant"),
        # An officer's note of the time may differ from the search record's.
        between=(
            UseOfForceForms.used_at,
            StopSearchOfficers.searched_at - hours(1),
            StopSearchOfficers.searched_at + hours(6),
        ),
        longest=hours(7),
    )

    record_id = StopSearchOfficers.record_id
    """The reference of the officer's part."""
    search_reference = StopSearchOfficers.search_reference
    """The search."""
    officer_id = StopSearchOfficers.officer_id
    """The officer's staff number."""
    searched_at = StopSearchOfficers.searched_at
    """When the search was made."""
    team = _search.only(StopSearches.team)
    """The searching team."""
    was_handcuffed = _search.only(StopSearches.handcuffed)
    """Whether the search record says that handcuffs were applied."""
    form_completed_at = _forms.earliest(UseOfForceForms.completed_at)
    """When the officer first completed a form for handcuffs used about the time of the search."""
    begins = searched_at

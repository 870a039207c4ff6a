"""The unit: one stop and search."""

from __future__ import annotations

from openpeel.language.units import Unit
from openpeel.records.stop_and_search import StopSearches


class StopSearch(Unit):
    """One search of a person or vehicle, as the officer recorded it."""

    rows = StopSearches
    record_key = StopSearches.record_key
    """The force's reference or, for published rows, the key made from their content."""
    searched_at = StopSearches.searched_at
    """When the search was made; some forces give the day only."""
    search_type = StopSearches.search_type
    """What was searched."""
    object_of_search = StopSearches.object_of_search
    """What was searched for."""
    legislation = StopSearches.legislation
    """The power used."""
    outcome = StopSearches.outcome
    """What followed."""
    self_defined_ethnicity = StopSearches.self_defined_ethnicity
    """Ethnicity as the person stated it."""
    team = StopSearches.team
    """The searching officer's team; missing in published rows."""
    has_time = searched_at.is_exact()
    """Whether the time of day is recorded, not only the day."""
    has_object = object_of_search.is_present()
    """Whether the object of the search is recorded."""
    has_power = legislation.is_present()
    """Whether the power is recorded."""
    has_ethnicity = self_defined_ethnicity.is_present()
    """Whether anything is recorded of the ethnicity that the person states, a refusal included."""
    has_place = StopSearches.latitude.is_present() & StopSearches.longitude.is_present()
    """Whether the place is recorded."""
    has_outcome = outcome.is_present()
    """Whether the outcome is recorded."""
    found_object = StopSearches.outcome_linked_to_object
    """Whether what was searched for was found, as far as the outcome shows."""
    begins = searched_at

"""What the columns of the site's files are called there, and which columns of ours they fill."""

from __future__ import annotations

from collections.abc import Mapping

from openpeel.language.tables import Table
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes
from openpeel.records.stop_and_search import StopSearches
from openpeel.sources.police_uk.archive import Kind

_CRIME = {
    "Crime ID": "crime_id",
    "Month": "month",
    "Reported by": "reported_by",
    "Falls within": "falls_within",
    "Longitude": "longitude",
    "Latitude": "latitude",
    "Location": "location",
    "LSOA code": "lsoa_code",
    "LSOA name": "lsoa_name",
}

COLUMNS: Mapping[Kind, tuple[type[Table], Mapping[str, str]]] = {
    Kind.STREET: (
        PublishedCrimes,
        {**_CRIME, "Crime type": "crime_type", "Last outcome category": "last_outcome_category"},
    ),
    Kind.OUTCOMES: (PublishedOutcomes, {**_CRIME, "Outcome type": "outcome_type"}),
    Kind.SEARCHES: (
        StopSearches,
        {
            "Type": "search_type",
            "Date": "searched_at",
            "Part of a policing operation": "in_policing_operation",
            "Policing operation": "policing_operation",
            "Latitude": "latitude",
            "Longitude": "longitude",
            "Gender": "gender",
            "Age range": "age_range",
            "Self-defined ethnicity": "self_defined_ethnicity",
            "Officer-defined ethnicity": "officer_defined_ethnicity",
            "Legislation": "legislation",
            "Object of search": "object_of_search",
            "Outcome": "outcome",
            "Outcome linked to object of search": "outcome_linked_to_object",
            "Removal of more than just outer clothing": "removed_more_than_outer_clothing",
        },
    ),
}
"""The site's headings, in its order, and our columns. Not taken: the unnamed first column of some files of searches,
which only numbers the rows, and those of NOT_TAKEN."""

NOT_TAKEN: Mapping[Kind, tuple[str, ...]] = {Kind.STREET: ("Context",), Kind.OUTCOMES: (), Kind.SEARCHES: ()}
"""Headings at the end of the site's files of columns that are always empty."""

NOTHING = {"location": ("No location", "No Location")}
"""What the site writes in place of nothing."""


def headings(kind: Kind) -> tuple[str, ...]:
    """The site's headings, in its order."""
    return (*COLUMNS[kind][1], *NOT_TAKEN[kind])

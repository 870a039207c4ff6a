"""Structured triage of a report: THRIVE."""

from openpeel.language.columns import code, moment, text
from openpeel.language.tables import Table

ELEMENTS = {
    "threat": "Who or what threatens whom",
    "harm": "What harm has come or may come",
    "risk": "How likely it is, and when",
    "investigation": "Whether and how it needs investigating",
    "vulnerability": "Who is vulnerable, and how",
    "engagement": "What the caller needs, and how to keep in touch",
}

LEVELS = {
    "low": "Little or nothing speaks for it",
    "medium": "Some of it, or not known well enough",
    "high": "Serious, likely or urgent",
}


class TriageEntries(Table):
    """One element of THRIVE entered on an incident log. An element that is reconsidered is a further entry."""

    entry_id = text("The entry's reference", key=True)
    incident_id = text("The incident log that it is entered on", required=True)
    element = code("The element of THRIVE", ELEMENTS, required=True)
    recorded_at = moment("When the entry was made on the log", required=True)
    recorded_by = text("Staff number of the person who made it")
    level = code("How high it was judged to be", LEVELS)
    begins = recorded_at

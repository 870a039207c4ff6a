"""A fact that the unit does not have."""

from openpeel.units.incident import Incident

flagged = Incident.is_domestic_abuze  # error: "type[Incident]" has no attribute "is_domestic_abuze"

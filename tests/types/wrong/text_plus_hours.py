"""A length of time added to words."""

from openpeel.language.durations import hours
from openpeel.units.incident import Incident

due = Incident.incident_id + hours(24)  # error: Unsupported left operand type for + ("Text")

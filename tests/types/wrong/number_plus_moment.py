"""A number added to a moment: of what?"""

from openpeel.units.incident import Incident

due = Incident.reported_at + 24  # error: Unsupported operand types for + ("Moment" and "int")

"""A comparison of columns taken for true or false: it is a column too."""

from openpeel.units.incident import Incident

yes: bool = Incident.grade == "emergency"  # error: Incompatible types in assignment

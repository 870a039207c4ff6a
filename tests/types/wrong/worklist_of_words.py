"""A worklist of names, not of facts: names cannot be checked."""

from openpeel.language.standards import Shows
from openpeel.units.incident import Incident

shows = Shows(
    case=Incident.incident_id,
    owner=Incident.team,
    worklist=("reported_at",),  # error: Argument "worklist" to "Shows" has incompatible type
    finding="{n}",
)

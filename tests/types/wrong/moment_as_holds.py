"""A moment where a condition is wanted."""

from openpeel.language.standards import Condition
from openpeel.units.incident import Incident

rule = Condition(
    holds=Incident.attended_at,  # error: Argument "holds" to "Condition" has incompatible type "Moment"
    observed=Incident.reported_at,
)

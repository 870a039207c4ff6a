"""A flag where a moment is wanted: that something was done does not say when."""

from openpeel.language.durations import hours
from openpeel.language.standards import Deadline
from openpeel.units.incident import Incident

rule = Deadline(
    done=Incident.is_cancelled,  # error: Argument "done" to "Deadline" has incompatible type "Flag"; expected "Moment"
    due=Incident.reported_at + hours(24),
)

"""The unit: one recorded crime, as data.police.uk publishes it."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes


class PublishedCrime(Unit):
    """One recorded crime with a published identifier; anti-social behaviour has none. Dates are months."""

    rows = PublishedCrimes
    where = PublishedCrimes.crime_id.is_present()
    one_per = PublishedCrimes.crime_id
    _outcomes = each(PublishedOutcomes, by=PublishedOutcomes.crime_id, to=PublishedCrimes.crime_id)

    crime_id = PublishedCrimes.crime_id
    """The published identifier."""
    month = PublishedCrimes.month
    """The month in which it was recorded."""
    crime_type = PublishedCrimes.crime_type
    """The published category."""
    lsoa_name = PublishedCrimes.lsoa_name
    """The small area of the map point."""
    outcome_month = _outcomes.earliest(PublishedOutcomes.month)
    """The month in which it first reached an outcome."""
    outcome_type = _outcomes.first(PublishedOutcomes.outcome_type, by=PublishedOutcomes.month)
    """That outcome."""
    begins = month

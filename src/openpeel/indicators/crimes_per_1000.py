"""Recorded crimes for each 1,000 residents."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import CENSUS_2011, Better, Indicator, Rate
from openpeel.language.standards import Review
from openpeel.units.published_crime import PublishedCrime

crimes_per_1000 = Indicator(
    id="crimes-per-1000",
    says="Recorded crimes a year for each 1,000 residents",
    why="It sets a force's demand beside others'; it says nothing of how well crime is recorded.",
    area=Area.INVESTIGATING_CRIME,
    characteristic="5.3",
    source="data.police.uk, street-level crime; crimes with a published identifier, each once",
    unit=PublishedCrime,
    measure=Rate(denominator=CENSUS_2011),
    better=Better.NEUTRAL,
    caveats=("Police recorded crime changes with recording practice.", "Residents are those of 2011."),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
)

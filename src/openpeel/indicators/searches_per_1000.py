"""Stop and searches for each 1,000 residents."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import CENSUS_2011, Better, Indicator, Rate
from openpeel.language.standards import Review
from openpeel.units.stop_search import StopSearch

searches_per_1000 = Indicator(
    id="searches-per-1000",
    says="Stop and searches a year for each 1,000 residents",
    why="A force can be an outlier by searching much, or by hardly searching at all.",
    area=Area.TREATMENT_OF_THE_PUBLIC,
    characteristic="2.3",
    source="Records of stop and search; the inspectorate compares forces by searches per 1,000 population",
    unit=StopSearch,
    measure=Rate(denominator=CENSUS_2011),
    better=Better.NEUTRAL,
    caveats=("Those searched need not be residents.", "Residents are those of 2011."),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
)

"""Calls to 101 for each 1,000 residents."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import CENSUS_2011, Better, Indicator, Rate
from openpeel.language.standards import Review
from openpeel.units.call import Call

calls_101_per_1000 = Indicator(
    id="calls-101-per-1000",
    says="Calls to 101 a year for each 1,000 residents",
    why="It sets the force's demand beside others'; it says nothing of how many callers give up.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Telephone calls; the report prints this figure beside a sentence on abandonment, which it is not",
    unit=Call,
    measure=Rate(denominator=CENSUS_2011, counting=Call.line_dialled == "101"),
    better=Better.NEUTRAL,
    caveats=(
        "Volume, not abandonment: see callers-lost.",
        "Residents are those of 2011.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

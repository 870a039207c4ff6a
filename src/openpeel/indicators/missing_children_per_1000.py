"""Children reported missing for each 1,000 residents."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import CENSUS_2011, Better, Indicator, Rate
from openpeel.language.standards import Review
from openpeel.units.missing_report import MissingReport

missing_children_per_1000 = Indicator(
    id="missing-children-per-1000",
    says="Different children reported missing a year for each 1,000 residents",
    why="The inspectorate compares forces by it; a low figure may mean that children are recorded as something else.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Reports of missing people under 18; each child once, by who is who, else by the records system's reference",
    unit=MissingReport,
    measure=Rate(denominator=CENSUS_2011, counting=MissingReport.is_child, different=MissingReport.person_id),
    better=Better.NEUTRAL,
    caveats=(
        "Children whom neither links nor a reference name are left out.",
        "Residents of all ages, of 2011, as the inspectorate divides: see missing-children-per-1000-under-18.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)

"""Children reported missing for each 1,000 residents under 18."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import UNDER_18_MID_2018, Better, Indicator, Rate
from openpeel.language.standards import Review
from openpeel.units.missing_report import MissingReport

missing_children_per_1000_under_18 = Indicator(
    id="missing-children-per-1000-under-18",
    says="Different children reported missing a year for each 1,000 residents under 18",
    why="An area with few children has few who go missing; this divides by those who could.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Reports of missing people under 18; each child once, by who is who, else by the records system's reference",
    unit=MissingReport,
    measure=Rate(denominator=UNDER_18_MID_2018, counting=MissingReport.is_child, different=MissingReport.person_id),
    better=Better.NEUTRAL,
    caveats=(
        "Children whom neither links nor a reference name are left out.",
        "The inspectorate divides by residents of all ages: see missing-children-per-1000.",
        "Residents under 18 are those of the middle of 2018.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 26), next=date(2027, 11, 26)),
)

"""A recorded crime reaches an outcome within a time that the user sets."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.investigation import OUTCOME_WITHIN
from openpeel.units.published_crime import PublishedCrime

crime_reaches_outcome = Standard(
    id="crime-reaches-outcome",
    says="A recorded crime reaches an outcome within the time set",
    why="Cases that drift lose evidence, and victims lose trust.",
    area=Area.INVESTIGATING_CRIME,
    characteristic="5.1",
    source=PEEL_2021_22.at(
        "Investigating crime",
        "Area for improvement",
        "appropriate investigations are carried out in a timely manner",
    ),
    unit=PublishedCrime,
    applies=PublishedCrime.month.is_present(),
    rule=Deadline(
        done=PublishedCrime.outcome_month,
        due=OUTCOME_WITHIN.after(PublishedCrime.month, deciding=PublishedCrime.month, force=PublishedCrime.force),
    ),
    shows=Shows(
        case=PublishedCrime.crime_id,
        owner=PublishedCrime.lsoa_name,
        worklist=(
            PublishedCrime.month,
            PublishedCrime.crime_type,
            PublishedCrime.outcome_month,
            PublishedCrime.outcome_type,
        ),
        finding="Of {n} recorded crimes of which the records can tell, {met} reached an outcome in time ({rate}); for "
        "{unknown} more they cannot tell.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2021-06-15 12:00",
    examples="""
    case                | month   | outcome_month | covered | verdict
    same month          | 2021-03 | 2021-03       | T       | met
    next month          | 2021-03 | 2021-04       | T       | unknown
    month after next    | 2021-03 | 2021-05       | T       | late
    none yet            | 2021-03 |               | T       | overdue
    due this month      | 2021-05 |               | T       | unknown
    still time          | 2021-06 |               | T       | pending
    outcomes not loaded | 2021-03 |               | F       | unknown
    """,
)

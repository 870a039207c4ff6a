"""The record of a stop and search is complete."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.stop_search import StopSearch

stop_search_record_complete = Standard(
    id="stop-search-record-complete",
    says="The record of a stop and search gives the date and time, the place, the object, the power, the ethnicity that the "
    "person states and the outcome",
    why="The person searched, a supervisor and the public can judge a search only by what was recorded of it.",
    area=Area.TREATMENT_OF_THE_PUBLIC,
    characteristic="2.3",
    source=PEEL_2021_22.at(
        "Engaging with and treating the public with fairness and respect",
        "Areas for improvement",
        "If the grounds are not recorded properly, there will not be enough information for a person searched",
    ),
    unit=StopSearch,
    applies=StopSearch.searched_at.is_present(),
    rule=Condition(
        holds=StopSearch.has_time
        & StopSearch.has_place
        & StopSearch.has_object
        & StopSearch.has_power
        & StopSearch.has_ethnicity
        & StopSearch.has_outcome,
        observed=StopSearch.searched_at,
    ),
    shows=Shows(
        case=StopSearch.record_key,
        owner=StopSearch.team,
        worklist=(
            StopSearch.searched_at,
            StopSearch.has_time,
            StopSearch.has_place,
            StopSearch.has_object,
            StopSearch.has_power,
            StopSearch.has_ethnicity,
            StopSearch.has_outcome,
        ),
        finding="{overdue} of {n} records of stop and search lacked the time, the place, the object, the power, the "
        "self-defined ethnicity or the outcome.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case              | searched_at      | has_time | has_place | has_object | has_power | has_ethnicity | has_outcome | covered | verdict
    complete          | 2024-01-01 22:10 | T        | T         | T          | T         | T             | T           | T       | met
    day only          | 2024-01-01       | F        | T         | T          | T         | T             | T           | T       | overdue
    no place          | 2024-01-01 22:10 | T        | F         | T          | T         | T             | T           | T       | overdue
    column not there  | 2024-01-01 22:10 | T        |           | T          | T         | T             | T           | F       | unknown
    """,
)

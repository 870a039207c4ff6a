"""The register of searches: what it hands over."""

from __future__ import annotations

from openpeel.records.stop_and_search import StopSearches, StopSearchOfficers
from openpeel.synthetic.systems.extract import ON_PAPER, PERIOD, TO_THE_MINUTE, Extract
from openpeel.synthetic.times import Period

_SEARCH_HEADINGS = {
    "record_key": "Form No",
    "search_reference": "Search Ref",
    "searched_at": "Date Time",
    "search_type": "Type",
    "object_of_search": "Object",
    "legislation": "Power",
    "outcome": "Outcome",
    "outcome_linked_to_object": "Linked",
    "self_defined_ethnicity": "SDE",
    "officer_defined_ethnicity": "ODE",
    "gender": "Sex",
    "age_range": "Age Band",
    "removed_more_than_outer_clothing": "JOG",
    "in_policing_operation": "Operation",
    "latitude": "Lat",
    "longitude": "Long",
    "grounds_recorded": "Grounds Y/N",
    "team": "Unit",
    "entered_at": "Input On",
}

_SEARCH_CODES = {
    "search_type": {"P": "Person search", "PV": "Person and Vehicle search", "V": "Vehicle search"},
    "officer_defined_ethnicity": {
        "IC1": "White",
        "IC3": "Black",
        "IC4": "Asian",
        "M": "Mixed",
        "IC9": "Other",
    },
    "gender": {"M": "Male", "F": "Female", "O": "Other"},
}

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "searches_paper_to_2022-09.csv",
        "Searches recorded on paper forms, typed in; the forms ask for neither handcuffs nor body-worn video",
        "stop and search",
        StopSearches,
        _SEARCH_HEADINGS,
        _SEARCH_CODES,
        times=TO_THE_MINUTE,
        period=ON_PAPER,
    ),
    Extract(
        "searches_from_2022-10.csv",
        "Searches recorded on the electronic form",
        "stop and search",
        StopSearches,
        {**_SEARCH_HEADINGS, "handcuffed": "Cuffs", "body_worn_video_used": "BWV"},
        _SEARCH_CODES,
        times=TO_THE_MINUTE,
        period=Period(ON_PAPER.ends, PERIOD.ends),
    ),
    Extract(
        "search_officers.csv",
        "Officers who took part in searches",
        "stop and search",
        StopSearchOfficers,
        {
            "record_id": "Line",
            "search_reference": "Search Ref",
            "officer_id": "Officer",
            "searched_at": "Date Time",
            "entered_at": "Input On",
        },
        times=TO_THE_MINUTE,
    ),
)

"""Stop and search, as forces record it and as data.police.uk publishes it, and the officers who took part."""

from openpeel.language.columns import Precision, code, flag, moment, number, text
from openpeel.language.tables import Table

SEARCH_TYPES = {
    "Person search": "Of one person",
    "Vehicle search": "Of a vehicle",
    "Person and Vehicle search": "Of a person and a vehicle",
}

GENDERS = {"Male": "Male", "Female": "Female", "Other": "Another gender"}

AGE_RANGES = {
    "under 10": "Younger than 10",
    "10-17": "10 to 17",
    "18-24": "18 to 24",
    "25-34": "25 to 34",
    "over 34": "35 or older",
}

OFFICER_DEFINED_ETHNICITIES = {
    "White": "White",
    "Black": "Black",
    "Asian": "Asian",
    "Mixed": "Mixed",
    "Other": "Any other",
}


class StopSearches(Table):
    """A search of one person or vehicle (Police and Criminal Evidence Act 1984 s.1 and other powers).

    Published rows have no identifier: their key is made of the file's force and month, the row's content and its place
    among equal rows, for equal rows may be several people in one stop.
    """

    record_key = text("The force's reference or, for published rows, the key made from their content", key=True)
    search_reference = text("The force's reference for the search; empty in published rows")
    searched_at = moment(
        "When the search was made; some forces give the day only", required=True, precision=Precision.DAY
    )
    search_type = code("What was searched", SEARCH_TYPES)
    object_of_search = text("What was searched for, in the source's words (forces and years differ)")
    legislation = text("The power used, in the source's words")
    outcome = text("What followed, in the source's words (forces and years differ); empty if not given")
    outcome_linked_to_object = flag("True if the outcome follows from finding what was searched for")
    self_defined_ethnicity = text(
        "Ethnicity as the person states it, in the source's words (the 18+1 list of the 2011 census)", sensitive=True
    )
    officer_defined_ethnicity = code(
        "Ethnicity as the officer perceives it", OFFICER_DEFINED_ETHNICITIES, sensitive=True
    )
    gender = code("Gender of the person searched", GENDERS, sensitive=True)
    age_range = code("Age of the person searched", AGE_RANGES, sensitive=True)
    removed_more_than_outer_clothing = flag("True if more than outer coat, jacket and gloves was removed")
    in_policing_operation = flag("True if made in the course of a policing operation")
    policing_operation = text("The operation's name")
    latitude = number("Degrees north; in published rows, of a nearby map point", lowest=-90, highest=90)
    longitude = number("Degrees east; in published rows, of a nearby map point", lowest=-180, highest=180)
    handcuffed = flag("True if handcuffs were applied; force systems only")
    grounds_recorded = flag("True if the grounds for the search are recorded; force systems only")
    body_worn_video_used = flag("True if body-worn video was recorded; force systems only")
    team = text("The searching officer's team; force systems only")
    begins = searched_at


class StopSearchOfficers(Table):
    """An officer who took part in a search: one row for each officer."""

    record_id = text("The reference of the officer's part", key=True)
    search_reference = text("The search", required=True)
    officer_id = text("Staff number of the officer", required=True)
    searched_at = moment("When the search was made, to the minute", required=True)
    begins = searched_at

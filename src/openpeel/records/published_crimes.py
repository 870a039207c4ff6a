"""Recorded crime, anti-social behaviour and outcomes as data.police.uk publishes them, by month and map point.

Outcome words differ between forces and years, so they are kept as text.
"""

from openpeel.language.columns import Precision, code, moment, number, text
from openpeel.language.tables import Table

CRIME_TYPES = {
    "Anti-social behaviour": "Anti-social behaviour incidents; not recorded crime",
    "Bicycle theft": "Taking without consent or theft of a pedal cycle",
    "Burglary": "Burglary and aggravated burglary",
    "Criminal damage and arson": "Damage to buildings and vehicles, and deliberate damage by fire",
    "Drugs": "Possession, supply and production of drugs",
    "Other crime": "Forgery, perjury and other miscellaneous crime",
    "Other theft": "Theft by an employee, blackmail, making off without payment",
    "Possession of weapons": "Possession of a weapon",
    "Public disorder and weapons": "Until May 2013: public order and possession of weapons together",
    "Public order": "Offences that cause fear, alarm or distress",
    "Robbery": "Theft with force or the threat of force",
    "Shoplifting": "Theft from shops and stalls",
    "Theft from the person": "Theft directly from a victim without force or its threat",
    "Vehicle crime": "Theft from or of a vehicle, and interference with one",
    "Violence and sexual offences": "Offences against the person and sexual offences",
    "Violent crime": "Until May 2013: violence, and sexual offences",
}


class PublishedCrimes(Table):
    """A crime or incident of anti-social behaviour in a data.police.uk street file."""

    record_key = text(
        "Key made from the file's force and month, the row's content and its place among equals", key=True
    )
    crime_id = text("The published crime identifier; empty for anti-social behaviour; not unique within a month")
    month = moment("The month in which it was recorded", required=True, precision=Precision.MONTH)
    reported_by = text("The force that supplied the row, in the source's words")
    falls_within = text("The force in whose area it lies, in the source's words")
    longitude = number("Degrees east of the map point nearest to it", lowest=-180, highest=180)
    latitude = number("Degrees north of the map point nearest to it", lowest=-90, highest=90)
    location = text("The map point's name, such as 'On or near High Street'")
    lsoa_code = text("Code of the lower layer super output area of the map point")
    lsoa_name = text("Name of the lower layer super output area")
    crime_type = code("The published category", CRIME_TYPES, required=True)
    last_outcome_category = text(
        "The latest outcome or state when the file was published, in the source's words", current_only=True
    )
    begins = month


class PublishedOutcomes(Table):
    """An outcome in a data.police.uk outcomes file. A crime may have several, and some rows are exact duplicates."""

    record_key = text(
        "Key made from the file's force and month, the row's content and its place among equals", key=True
    )
    crime_id = text("The published crime identifier; the crime may be of an earlier month")
    month = moment("The month in which the outcome was reached", required=True, precision=Precision.MONTH)
    reported_by = text("The force that supplied the row, in the source's words")
    falls_within = text("The force in whose area the crime lies, in the source's words")
    longitude = number("Degrees east of the map point nearest to the crime", lowest=-180, highest=180)
    latitude = number("Degrees north of the map point nearest to the crime", lowest=-90, highest=90)
    location = text("The map point's name")
    lsoa_code = text("Code of the lower layer super output area of the map point")
    lsoa_name = text("Name of the lower layer super output area")
    outcome_type = text("The outcome, in the source's words (forces and years differ)", required=True)
    begins = month

"""Registered sex offenders: their registration, their level of risk over time, and visits to them."""

from openpeel.language.columns import code, flag, moment, number, text
from openpeel.language.tables import Table

LEVELS = {
    "very_high": "Very high risk of serious harm",
    "high": "High risk of serious harm",
    "medium": "Medium risk of serious harm",
    "low": "Low risk of serious harm",
}


class RegisteredSexOffenders(Table):
    """A person with notification duties (Sexual Offences Act 2003 Part 2) whom the force manages in the community."""

    offender_id = text("The national system's reference for the offender", key=True, sensitive=True)
    registered_at = moment("When the force took the offender on: registration, release or transfer in", required=True)
    registration_ended_at = moment("When the duties ended, or the offender died or moved to another force")
    reactively_managed_since = moment(
        "Since when the offender, at low risk for years, is managed without planned visits; empty if never so"
    )
    manager_id = text("Staff number of the offender manager")
    team = text("The team that manages the offender")
    begins = registered_at


class SexOffenderRiskLevels(Table):
    """A level of risk given to a registered sex offender; it stands until the next."""

    level_id = text("The reference of the decision", key=True)
    offender_id = text("The offender", required=True, sensitive=True)
    level = code("The level of risk", LEVELS, required=True, sensitive=True)
    set_at = moment("When the level was set", required=True)
    begins = set_at


class SexOffenderVisits(Table):
    """A visit to a registered sex offender's home, whether or not the offender was seen."""

    visit_id = text("The visit's reference", key=True)
    offender_id = text("The offender", required=True, sensitive=True)
    visited_at = moment("When the officers called", required=True)
    officers_present = number("How many officers made the visit", lowest=0, highest=20)
    was_seen = flag("True if the offender was seen; a visit with no reply does not count as done")
    single_crewed_reason = text("Why one officer went alone; empty if there were two or none was given", sensitive=True)
    begins = visited_at

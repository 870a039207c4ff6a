"""Thirteen tables of a force, narrow enough to be made by the million."""

from __future__ import annotations

from openpeel.language.columns import code, flag, moment, number, text
from openpeel.language.tables import Table

RISKS = {"standard": "Standard risk", "medium": "Medium risk", "high": "High risk"}
LEVELS = {"very_high": "Very high risk", "high": "High risk", "medium": "Medium risk", "low": "Low risk"}


class Incidents(Table):
    """One incident log."""

    incident_id = text("The log's reference", key=True)
    reported_at = moment("When it was reported", required=True)
    attended_at = moment("When the first officer arrived")
    closed_at = moment("When it was closed")
    is_domestic_abuse = flag("Whether it is flagged as domestic abuse")
    is_cancelled = flag("Whether it was cancelled", required=True)
    victim_declined = flag("Whether the victim declined services", known_with=closed_at)
    team = text("The team that owns it")
    begins = reported_at


class IncidentPeople(Table):
    """A person's part in an incident."""

    link_id = text("The link's reference", key=True)
    incident_id = text("The incident", required=True)
    person_id = text("The person", required=True)
    role = code("The person's part", {"victim": "Victim", "suspect": "Suspect"}, required=True)
    linked_at = moment("When the person was linked", required=True)
    begins = linked_at


class RiskAssessments(Table):
    """One assessment of the risk to a victim of domestic abuse."""

    assessment_id = text("Its reference", key=True)
    incident_id = text("The incident", required=True)
    risk = code("The grade of risk", RISKS)
    completed_at = moment("When it was completed", required=True)
    begins = completed_at


class VictimUpdates(Table):
    """One contact in which a victim was told how the case stands."""

    update_id = text("Its reference", key=True)
    incident_id = text("The incident", required=True)
    made_at = moment("When it was made", required=True)
    begins = made_at


class Referrals(Table):
    """One referral of a victim."""

    referral_id = text("Its reference", key=True)
    incident_id = text("The incident", required=True)
    referred_to = code("To whom", {"marac": "A MARAC", "victim_support": "Victim support"}, required=True)
    made_at = moment("When it was made", required=True)
    begins = made_at


class BailPeriods(Table):
    """One suspect's initial pre-charge bail."""

    bail_id = text("Its reference", key=True)
    arrested_at = moment("When the suspect was arrested", required=True)
    ends_at = moment("When it ends as granted", planned=True)
    resolved_at = moment("When it was decided what follows")
    release_assessed_at = moment("When a risk assessment for release under investigation was made")
    team = text("The team that investigates")
    begins = arrested_at


class BailExtensions(Table):
    """One extension of pre-charge bail."""

    extension_id = text("Its reference", key=True)
    bail_id = text("The bail", required=True)
    authorised_at = moment("When it was authorised", required=True)
    new_ends_at = moment("When bail ends then", planned=True)
    begins = authorised_at


class Searches(Table):
    """One stop and search."""

    search_id = text("Its reference", key=True)
    searched_at = moment("When it was made", required=True)
    handcuffed = flag("Whether handcuffs were used")
    strip_searched = flag("Whether the person was strip searched")
    team = text("The searching team")
    begins = searched_at


class SearchOfficers(Table):
    """One officer's part in one stop and search."""

    part_id = text("Its reference", key=True)
    search_id = text("The search", required=True)
    officer_id = text("The officer", required=True)
    searched_at = moment("When the search was made", required=True)
    begins = searched_at


class ForceForms(Table):
    """One officer's record of a use of force."""

    form_id = text("Its reference", key=True)
    officer_id = text("The officer", required=True)
    used_at = moment("When force was used", required=True)
    completed_at = moment("When the form was completed", required=True)
    begins = used_at


class Offenders(Table):
    """One registered sex offender."""

    offender_id = text("The offender's reference", key=True)
    registered_at = moment("When the force took the offender on", required=True)
    ended_at = moment("When the duties ended")
    team = text("The team that manages the offender")
    begins = registered_at


class OffenderLevels(Table):
    """One level of risk given to an offender."""

    level_id = text("Its reference", key=True)
    offender_id = text("The offender", required=True)
    level = code("The level", LEVELS, required=True)
    set_at = moment("When it was set", required=True)
    begins = set_at


class Visits(Table):
    """One visit to an offender."""

    visit_id = text("Its reference", key=True)
    offender_id = text("The offender", required=True)
    visited_at = moment("When it was made", required=True)
    officers = number("How many officers made it")
    was_seen = flag("Whether the offender was seen")
    begins = visited_at


TABLES: tuple[type[Table], ...] = (
    Incidents,
    IncidentPeople,
    RiskAssessments,
    VictimUpdates,
    Referrals,
    BailPeriods,
    BailExtensions,
    Searches,
    SearchOfficers,
    ForceForms,
    Offenders,
    OffenderLevels,
    Visits,
)

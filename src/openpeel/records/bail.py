"""Pre-charge bail, its extensions, and the assessment of risk when it ends in release under investigation."""

from openpeel.language.columns import code, flag, moment, text
from openpeel.language.tables import Table

RESOLUTIONS = {
    "charged": "Charged or summonsed",
    "no further action": "No further action against this suspect",
    "released under investigation": "Released under investigation, without bail and without conditions",
    "other": "Any other disposal: caution, community resolution, recalled to prison",
}

RANKS = {
    "custody officer": "Custody officer, a sergeant or above",
    "inspector": "Inspector or above",
    "superintendent": "Superintendent or above",
    "assistant chief constable": "Assistant chief constable or commander, in a designated, exceptionally complex case",
    "magistrates": "A magistrates' court",
}


class BailPeriods(Table):
    """A release of one suspect on pre-charge bail (Police and Criminal Evidence Act 1984 Part 4), with its end."""

    bail_id = text("The custody system's reference for the bail", key=True)
    arrest_id = text("The custody record of the arrest")
    suspect_id = text("The records management system's reference for the suspect", sensitive=True)
    crime_id = text("The crime under investigation")
    arrested_at = moment("When the suspect was arrested for the offence; the law of this day governs the bail")
    bailed_at = moment("When the suspect was released on bail", required=True)
    ends_at = moment("When the bail was to end as first granted, before any extension", planned=True)
    has_conditions = flag("True if conditions were set; not known where the system does not say")
    resolved_at = moment("When it was decided what follows the bail; empty if nothing was decided")
    resolution = code("What was decided", RESOLUTIONS, known_with=resolved_at)
    team = text("The team that investigates")
    officer_id = text("Staff number of the officer in the case")
    begins = bailed_at


class BailExtensions(Table):
    """An authorised extension of a bail period (ss.47ZC to 47ZG). None can be given once the period has ended."""

    extension_id = text("The extension's reference", key=True)
    bail_id = text("The bail that it extends", required=True)
    authorised_at = moment("When it was authorised", required=True)
    authorised_by_rank = code("Who authorised it", RANKS)
    new_ends_at = moment("When the bail is to end as extended", planned=True)
    begins = authorised_at


class ReleaseAssessments(Table):
    """An assessment of the risk in letting a suspect's bail end in release under investigation."""

    assessment_id = text("The assessment's reference", key=True)
    bail_id = text("The bail that is to end", required=True)
    assessed_at = moment("When the risk was assessed", required=True)
    rationale_recorded = flag("True if it records why bail and its conditions are no longer needed")
    officer_id = text("Staff number of the officer who made it")
    begins = assessed_at

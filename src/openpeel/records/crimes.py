"""Recorded crimes, what happens in their investigation, and when the victim is told of it."""

from openpeel.language.columns import code, flag, moment, text
from openpeel.language.tables import Table

OFFENCE_GROUPS = {
    "violence against the person": "Violence against the person",
    "sexual offences": "Sexual offences",
    "robbery": "Robbery",
    "theft": "Theft offences, burglary and vehicle crime among them",
    "criminal damage and arson": "Criminal damage and arson",
    "drugs": "Drug offences",
    "possession of weapons": "Possession of weapons offences",
    "public order": "Public order offences",
    "miscellaneous": "Miscellaneous crimes against society",
    "fraud": "Fraud offences",
}

EVENTS = {
    "arrest": "A suspect was arrested",
    "interview under caution": "A suspect was interviewed under caution, as a volunteer or in custody",
    "released": "A suspect was released without charge and without bail",
    "bailed": "A suspect was released on pre-charge bail",
    "bail changed": "Bail or its conditions were changed, extended or cancelled",
    "charged": "A suspect was charged or summonsed",
    "no further action": "It was decided to take no further action",
    "closed": "The investigation was closed for any other reason",
}

CHANNELS = {
    "telephone": "By telephone",
    "in person": "In person",
    "letter": "By letter",
    "electronic": "By e-mail, text message or online",
}


class Crimes(Table):
    """A notifiable crime recorded under the Home Office Counting Rules."""

    crime_id = text("The crime number", key=True)
    incident_id = text("The incident log that reported it; empty if none")
    reported_at = moment("When it was reported to the police")
    recorded_at = moment("When it was recorded as a crime", required=True)
    offence_group = code("The Home Office's group of offences", OFFENCE_GROUPS)
    has_victim = flag("True if there is a victim to be kept informed; false for a crime against society or the state")
    victim_has_enhanced_rights = flag(
        "True if the victim has enhanced rights (Victims' Code: serious crime, persistently targeted, vulnerable or "
        "intimidated)",
        sensitive=True,
    )
    team = text("The team that investigates")
    officer_id = text("Staff number of the officer in the case")
    begins = recorded_at


class InvestigationEvents(Table):
    """A step in the investigation of a crime of which the Victims' Code says that the victim is told."""

    event_id = text("The step's reference", key=True)
    crime_id = text("The crime", required=True)
    kind = code("What happened", EVENTS, required=True)
    happened_at = moment("When it happened", required=True)
    begins = happened_at


class VictimNotifications(Table):
    """A record that the victim was told of a step in the investigation."""

    notification_id = text("The record's reference", key=True)
    event_id = text("The step that the victim was told of", required=True)
    told_at = moment("When the victim was told", required=True)
    channel = code("How the victim was told", CHANNELS)
    begins = told_at


class VictimUpdates(Table):
    """A record that the victim of a crime was told how the investigation stands, whether or not a step was taken."""

    update_id = text("The record's reference", key=True)
    crime_id = text("The crime", required=True)
    told_at = moment("When the victim was told", required=True)
    channel = code("By what means the victim was told", CHANNELS)
    told_by = text("Staff number of whoever told the victim")
    begins = told_at

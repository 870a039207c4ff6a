"""Contacts with the force by other channels than the telephone: online, at a front counter, by message."""

from openpeel.language.columns import code, moment, text
from openpeel.language.tables import Table
from openpeel.records.calls import PURPOSES

CHANNELS = {
    "online form": "The national online platform, Single Online Home",
    "webchat": "A written conversation while the person waits",
    "social media": "A message on social media",
    "e-mail": "An e-mail",
    "front counter": "In person at a police station",
    "other agency": "A referral by another agency",
}


class Contacts(Table):
    """A contact from the public by a channel other than the telephone, answered or not."""

    contact_id = text("The contact's reference", key=True)
    channel = code("The channel by which it came", CHANNELS, required=True)
    received_at = moment("When it reached the force", required=True)
    assessed_at = moment("When somebody first assessed its risk; empty if nobody did")
    answered_at = moment("When the person was first answered")
    purpose = code("What the person wanted", PURPOSES)
    incident_id = text("The incident log that it opened; empty if it opened none")
    crime_id = text("The crime that it is about or that was recorded from it; empty if none")
    referred_to = text("The agency to which the person was referred; empty if none")
    handler_id = text("Staff number of the person who dealt with it")
    team = text("The team of the person who dealt with it")
    begins = received_at

"""The unit: one contact by a channel other than the telephone."""

from __future__ import annotations

from openpeel.language.units import Unit
from openpeel.records.contacts import Contacts


class Contact(Unit):
    """One contact online, at a front counter, by message or from another agency."""

    rows = Contacts

    contact_id = Contacts.contact_id
    """The contact's reference."""
    channel = Contacts.channel
    """The channel by which it came."""
    received_at = Contacts.received_at
    """When it reached the force."""
    assessed_at = Contacts.assessed_at
    """When somebody first assessed its risk; missing if nobody did."""
    answered_at = Contacts.answered_at
    """When the person was first answered."""
    purpose = Contacts.purpose
    """What the person wanted."""
    incident_id = Contacts.incident_id
    """The incident log that it opened."""
    is_referred = Contacts.referred_to.is_present()
    """Whether the person was referred to another agency."""
    team = Contacts.team
    """The team of the person who dealt with it."""
    begins = received_at

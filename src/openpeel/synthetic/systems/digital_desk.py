"""The digital desk: what comes in by other channels than the telephone."""

from __future__ import annotations

from openpeel.records.contacts import Contacts
from openpeel.synthetic.systems.extract import ISO, Extract

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "digital_contacts.csv",
        "Contacts online, by message and in person, from the digital desk",
        "digital desk",
        Contacts,
        {
            "contact_id": "reference",
            "channel": "channel",
            "received_at": "submitted",
            "assessed_at": "triaged",
            "answered_at": "replied",
            "purpose": "form",
            "incident_id": "log",
            "crime_id": "crime",
            "referred_to": "referred",
            "handler_id": "user",
            "team": "desk",
            "entered_at": "saved",
        },
        {
            "channel": {
                "soh": "online form",
                "chat": "webchat",
                "social": "social media",
                "email": "e-mail",
                "counter": "front counter",
                "agency": "other agency",
            },
            "purpose": {
                "crime": "crime",
                "incident": "incident",
                "update": "update on a case",
                "disclosure": "disclosure request",
                "info": "information",
                "not-police": "other agency's business",
                "misc": "other",
            },
        },
        times=ISO,
    ),
)

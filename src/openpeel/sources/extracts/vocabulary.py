"""What police systems call things, in the words that our tables use."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openpeel.sources.extracts.mapping import ENTERED_AT, REMOVED_AT

_WORDS: Mapping[str, str] = {
    "aep": "attenuating energy projectile",
    "bwv": "body worn video used",
    "ced": "conducted energy device",
    "comms": "communications",
    "cuffs": "handcuffed",
    "custody": "arrest",
    "da": "domestic abuse",
    "date": "",
    "ddi": "line dialled",
    "disposal": "resolution",
    "dp": "suspect",
    "dv": "domestic abuse",
    "ground": "ground restraint",
    "jog": "removed more than outer clothing",
    "lat": "latitude",
    "limb": "limb or",
    "log": "incident",
    "long": "longitude",
    "lon": "longitude",
    "no": "id",
    "nominal": "person",
    "num": "id",
    "number": "id",
    "object": "object of search",
    "ode": "officer defined ethnicity",
    "oic": "officer",
    "power": "legislation",
    "ref": "id",
    "reference": "id",
    "released": "bailed",
    "risk": "risk level",
    "rso": "offender",
    "sde": "self defined ethnicity",
    "sex": "gender",
    "spray": "irritant spray",
    "tac": "tactical",
    "taser": "conducted energy device",
    "time": "",
    "unit": "team",
    "urn": "id",
}
"""Abbreviations and jargon of police systems; words that say nothing are left out."""

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "reported_at": ("created", "call time"),
    "attended_at": ("on scene", "arrived", "arrival", "at scene", "state 6"),
    "presented_at": ("queued", "offered", "call start", "received"),
    "handler_id": ("agent", "operator", "collar id"),
    "officer_id": ("collar id", "badge id", "shoulder id"),
    "opening_code": ("incident type", "opening class"),
    "closing_code": ("closing class", "final code", "result code"),
    "grade": ("priority", "response grade", "response"),
    "district": ("sector", "beat", "cpt", "area"),
    "place": ("address", "location"),
    "search_type": ("type", "type of search"),
    "outcome_linked_to_object": ("linked", "outcome linked to object of search"),
    "removed_more_than_outer_clothing": ("removal of more than just outer clothing",),
    "in_policing_operation": ("part of a policing operation",),
    ENTERED_AT: (
        "entered",
        "entered on",
        "input on",
        "created",
        "created on",
        "saved",
        "added",
        "row created",
        "modified",
        "updated",
    ),
    REMOVED_AT: ("deleted", "deleted on", "removed", "removed on"),
}
"""Whole names that forces give to these columns."""


def in_our_words(heading: str) -> str:
    """A heading in lower case, parted into words, with jargon spelt out: 'DP Nominal No' to 'suspect person id'."""
    words = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).lower())
    spelt = " ".join(filter(None, (_WORDS.get(word, word) for word in words)))
    return spelt or " ".join(words)

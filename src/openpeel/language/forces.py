"""The 43 territorial police forces of England and Wales, and every way in which published tables spell them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from openpeel.errors import Refused


@dataclass(frozen=True, order=True)
class Force:
    """A territorial force.

    ``identifier`` is the name that data.police.uk writes in its file names; ``area_code`` the Office for National
    Statistics code of the police force area (2011 onwards); ``region`` as the Home Office groups forces.
    """

    identifier: str
    name: str
    area_code: str
    region: str


FORCES: tuple[Force, ...] = (
    Force("avon-and-somerset", "Avon and Somerset", "E23000036", "South West"),
    Force("bedfordshire", "Bedfordshire", "E23000026", "East of England"),
    Force("cambridgeshire", "Cambridgeshire", "E23000023", "East of England"),
    Force("cheshire", "Cheshire", "E23000006", "North West"),
    Force("city-of-london", "City of London", "E23000034", "London"),
    Force("cleveland", "Cleveland", "E23000013", "North East"),
    Force("cumbria", "Cumbria", "E23000002", "North West"),
    Force("derbyshire", "Derbyshire", "E23000018", "East Midlands"),
    Force("devon-and-cornwall", "Devon and Cornwall", "E23000035", "South West"),
    Force("dorset", "Dorset", "E23000039", "South West"),
    Force("durham", "Durham", "E23000008", "North East"),
    Force("dyfed-powys", "Dyfed-Powys", "W15000004", "Wales"),
    Force("essex", "Essex", "E23000028", "East of England"),
    Force("gloucestershire", "Gloucestershire", "E23000037", "South West"),
    Force("greater-manchester", "Greater Manchester", "E23000005", "North West"),
    Force("gwent", "Gwent", "W15000002", "Wales"),
    Force("hampshire", "Hampshire", "E23000030", "South East"),
    Force("hertfordshire", "Hertfordshire", "E23000027", "East of England"),
    Force("humberside", "Humberside", "E23000012", "Yorkshire and the Humber"),
    Force("kent", "Kent", "E23000032", "South East"),
    Force("lancashire", "Lancashire", "E23000003", "North West"),
    Force("leicestershire", "Leicestershire", "E23000021", "East Midlands"),
    Force("lincolnshire", "Lincolnshire", "E23000020", "East Midlands"),
    Force("merseyside", "Merseyside", "E23000004", "North West"),
    Force("metropolitan", "Metropolitan Police", "E23000001", "London"),
    Force("norfolk", "Norfolk", "E23000024", "East of England"),
    Force("north-wales", "North Wales", "W15000001", "Wales"),
    Force("north-yorkshire", "North Yorkshire", "E23000009", "Yorkshire and the Humber"),
    Force("northamptonshire", "Northamptonshire", "E23000022", "East Midlands"),
    Force("northumbria", "Northumbria", "E23000007", "North East"),
    Force("nottinghamshire", "Nottinghamshire", "E23000019", "East Midlands"),
    Force("south-wales", "South Wales", "W15000003", "Wales"),
    Force("south-yorkshire", "South Yorkshire", "E23000011", "Yorkshire and the Humber"),
    Force("staffordshire", "Staffordshire", "E23000015", "West Midlands"),
    Force("suffolk", "Suffolk", "E23000025", "East of England"),
    Force("surrey", "Surrey", "E23000031", "South East"),
    Force("sussex", "Sussex", "E23000033", "South East"),
    Force("thames-valley", "Thames Valley", "E23000029", "South East"),
    Force("warwickshire", "Warwickshire", "E23000017", "West Midlands"),
    Force("west-mercia", "West Mercia", "E23000016", "West Midlands"),
    Force("west-midlands", "West Midlands", "E23000014", "West Midlands"),
    Force("west-yorkshire", "West Yorkshire", "E23000010", "Yorkshire and the Humber"),
    Force("wiltshire", "Wiltshire", "E23000038", "South West"),
)
"""In order of identifier."""

MADE_FORCE = Force("exampleshire", "Exampleshire", area_code="", region="")
"""The made force of the demonstration: its name is understood, but it is none of the 43 and in no total of them."""

OTHER_SPELLINGS: dict[str, str] = {
    "London City of": "city-of-london",
    "Met": "metropolitan",
    "MPS": "metropolitan",
    "GMP": "greater-manchester",
    "Hampshire and Isle of Wight": "hampshire",
    "Hampshire and the Isle of Wight": "hampshire",
    "Heddlu De Cymru": "south-wales",
    "Heddlu Gogledd Cymru": "north-wales",
    "Heddlu Gwent": "gwent",
    "Heddlu Dyfed Powys": "dyfed-powys",
    "TVP": "thames-valley",
}
"""Spellings that the rules of ``_key`` do not reach."""

MISSPELT_FROM = 85
"""Likeness in per cent ('Wilshire' has 94); 'Wales' has 63 with South Wales, and is a name of its own."""

_LEFT_OUT = {"police", "constabulary", "service", "force", "the", "area"}


def _key(text: str) -> str:
    """Fold case, '&', hyphens, commas, codes of a file name and the words 'Police', 'Constabulary' and the like."""
    words = re.findall(r"[a-z0-9]+", text.casefold().replace("&", " and "))
    return " ".join(word for word in words if word not in _LEFT_OUT)


_BY_KEY = {
    **{_key(force.name): force for force in FORCES},
    **{_key(force.identifier): force for force in FORCES},
    **{force.area_code.casefold(): force for force in FORCES},
    **{
        _key(text): force
        for text, identifier in OTHER_SPELLINGS.items()
        for force in FORCES
        if force.identifier == identifier
    },
}


def force_or_none(text: str) -> Force | None:
    """The force that ``text`` names, or none: totals, regions and other bodies stand among forces in many tables."""
    key = _key(text)
    return MADE_FORCE if key == MADE_FORCE.identifier else _BY_KEY.get(key)


def is_misspelt(text: str, force: Force) -> bool:
    """Whether a name that is no force's looks like a slip in writing this one's."""
    return fuzz.ratio(_key(text), _key(force.name)) >= MISSPELT_FROM


def force_named(text: str) -> Force:
    """The force that ``text`` names, in any of its published spellings or by its area code.

    Raises Refused, with the nearest names, for any other text.
    """
    force = force_or_none(text)
    if force is not None:
        return force
    near = process.extract(_key(text), list(_BY_KEY), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    names = list(dict.fromkeys(_BY_KEY[key].name for key, _, _ in near))
    # Only text that resembles a force is said again: another column's values do not belong in a message.
    what = f"'{text.strip()[:60]}'" if names else "A name"
    raise Refused(
        f"{what} is not one of the 43 territorial forces of England and Wales",
        why="a figure set beside the wrong force, or a total counted as a force, would mislead",
        mend=f"did you mean {' or '.join(names)}?"
        if names
        else "write the name as data.police.uk does, such as 'wiltshire'",
    )

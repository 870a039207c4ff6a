"""Dates of birth, telephone numbers, e-mail addresses and addresses as they are compared."""

from __future__ import annotations

import re
from datetime import date

import phonenumbers

from openpeel.identity.names import plain

EARLIEST_BIRTH = 1905
"""A year of birth before this stands for one that is not known, such as 1900-01-01."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH_OR_YEAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
_POSTCODE_AMONG_WORDS = re.compile(rf"{_POSTCODE.pattern}(?! (floor|flr|fl)\b)", re.IGNORECASE)
"""'Flat B2, 1st floor' holds none."""
_NO_ADDRESS = frozenset(("nfa", "no fixed abode", "unknown", "not known", "nk", "n k", "none", "as above", "withheld"))

_WORDS_OF_ADDRESS = {
    "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close", "dr": "drive", "ln": "lane", "ct": "court",
    "gdns": "gardens", "gdn": "garden", "cres": "crescent", "cr": "crescent", "pl": "place", "sq": "square",
    "tce": "terrace", "terr": "terrace", "pk": "park", "gr": "grove", "grv": "grove", "apartment": "flat",
    "apt": "flat", "hse": "house", "bldg": "building", "bldgs": "buildings", "cott": "cottage", "cotts": "cottages",
    "rm": "room", "upr": "upper", "lwr": "lower", "nth": "north", "sth": "south",
}  # fmt: skip
_LEFT_OUT = frozenset(("the", "number"))


def normalised_birth(text: str | None) -> str | None:
    """YYYY-MM-DD, YYYY-MM or YYYY; None where it is none, impossible, or a date that stands for an unknown one."""
    text = (text or "").strip()
    if _DAY.fullmatch(text) is None and _MONTH_OR_YEAR.fullmatch(text) is None:
        return None
    if int(text[:4]) < EARLIEST_BIRTH:
        return None
    if len(text) < 10:
        return text
    try:
        date.fromisoformat(text)
    except ValueError:
        return text[:4]
    return text


def swapped_birth(birth: str) -> str | None:
    """The date with day and month in each other's place; None where that is no date, or the same."""
    found = _DAY.fullmatch(birth)
    if found is None or int(found[3]) > 12 or found[2] == found[3]:
        return None
    return f"{found[1]}-{found[3]}-{found[2]}"


def normalised_telephone(text: str | None) -> str | None:
    """The number in the international form (E.164), as dialled from the United Kingdom; None where it is none."""
    try:
        number = phonenumbers.parse(text or "", "GB")
    except phonenumbers.NumberParseException:
        return None
    # Only whether it could be one: numbers kept for fiction and for test are not 'valid', and made records have them.
    national = str(number.national_number)
    if not phonenumbers.is_possible_number(number) or len(national) < 9 or len(set(national)) < 3:
        return None
    return f"+{number.country_code}{national}"


def normalised_email(text: str | None) -> str | None:
    """The address in lower case; None where it is none."""
    found = _EMAIL.fullmatch((text or "").strip().casefold())
    return found[0] if found else None


def normalised_postcode(text: str | None) -> str | None:
    """A whole postcode with its space; None where it is none. A letter O is read as the digit where a digit must be."""
    written = re.sub(r"[^A-Z0-9]", "", (text or "").upper())
    if 5 <= len(written) <= 7 and written[-3] == "O":
        written = f"{written[:-3]}0{written[-2:]}"
    found = _POSTCODE.fullmatch(written)
    return f"{found[1]} {found[2]}" if found else None


def normalised_address(text: str | None) -> str | None:
    """House and street with words spelled out; None where it is none. A postcode within it is left out."""
    written = re.sub(r"['’]", "", plain(text or ""))
    words = (_WORDS_OF_ADDRESS.get(word, word) for word in re.findall(r"[a-z0-9]+", written))
    joined = " ".join(word for word in words if word not in _LEFT_OUT)
    # What stood on both sides of one may itself look like one.
    while (without := " ".join(_POSTCODE_AMONG_WORDS.sub(" ", joined).split())) != joined:
        joined = without
    joined = re.sub(r"\bst$", "street", joined)
    # '14 a' and '14a' are one house.
    joined = re.sub(r"\b(\d+) ([a-z])\b", r"\1\2", joined)
    return None if not joined or joined in _NO_ADDRESS else joined


def postcode_within(text: str | None) -> str | None:
    """The postcode that an address ends with or holds, if any."""
    found = _POSTCODE.search((text or "").upper())
    return f"{found[1]} {found[2]}" if found else None

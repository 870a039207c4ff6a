"""Names as they are compared: one form for the many ways in which one name is written down.

Names are compared, never corrected: what was written stays in the records. A form that suits the names of one tradition
may fail those of another, so docs/explanation/who-is-who.md says how each fares.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import jellyfish
from nicknames import NickNamer

TITLES = {
    "mr", "mrs", "miss", "ms", "mx", "master", "dr", "doctor", "prof", "professor", "rev", "revd", "reverend", "sir",
    "dame", "lord", "lady", "pc", "dc", "ds", "sgt", "insp", "cllr",
}  # fmt: skip

NOT_A_NAME = {
    "unknown", "unk", "nk", "n k", "n a", "none", "null", "nil", "anon", "anonymous", "withheld", "refused",
    "given", "stated", "not", "name", "caller", "female", "male", "mum", "dad", "test",
}  # fmt: skip
"""Words that stand where a name is not known."""

_SMALL_WORDS = {
    "al", "el", "de", "la", "da", "di", "du", "dos", "del", "van", "von", "der", "den", "bin", "bint", "ibn", "abu",
    "ap", "st", "ben", "mac", "mc", "le",
}  # fmt: skip
"""Parts that many names share: alone they say nothing of whose name it is."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼʹ]")
_NOT_LETTERS = re.compile(r"[^\w]+|_|\d+")
_BRACKETED = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Name:
    """One name, given or family, ready to be compared."""

    whole: str
    """Its letters in lower case without accents, hyphens, apostrophes, spaces or titles."""
    parts: tuple[str, ...]
    """Its parts, without those that many names share."""
    first: str
    """Its first part."""
    forms: tuple[str, ...]
    """The first part as a given name, the names that it is a short form of, and its own short forms."""
    sound: str
    """How it sounds in English, by Metaphone; it also joins spellings of names of other languages."""


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


def plain(text: str) -> str:
    """Text in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=2**16)
def normalised_name(text: str | None) -> Name | None:
    """A name as it is compared; None where none was written, or only a word for a name that is not known."""
    words = _NOT_LETTERS.split(plain(_BRACKETED.sub(" ", _APOSTROPHES.sub("", text or ""))))
    words = [word for word in words if word]
    while words and words[0] in TITLES:
        words = words[1:]
    if not words or " ".join(words) in NOT_A_NAME or all(word in NOT_A_NAME for word in words):
        return None
    whole = "".join(words)
    parts = tuple(word for word in words if len(word) > 2 and word not in _SMALL_WORDS) or (whole,)
    first = words[0]
    forms = {first} | _nicknames().canonicals_of(first) | _nicknames().nicknames_of(first)
    return Name(whole, parts, first, tuple(sorted(forms)), jellyfish.metaphone(whole))

"""Names as they are compared: one form for the many ways in which one name is written down.

Names are compared, never corrected: what was written stays in the records. A form that suits the names of one tradition
may fail those of another, so docs/explanation/who-is-who.md says how each fares.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import jellyfish
from nicknames import name_triplets

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

    words: str
    """Its words in lower case without accents, hyphens, apostrophes or titles, with spaces between."""
    whole: str
    """The same without spaces."""
    parts: tuple[str, ...]
    """Its parts, without those that many names share."""
    first: str
    """Its first part."""
    forms: tuple[str, ...]
    """The first part as a given name, the names that it is a short form of, and its own short forms."""
    sound: str
    """How it sounds in English, by Metaphone; it also joins spellings of names of other languages."""


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """By name, its short forms and the names that it is a short form of.

    The list of the library is of English names; ours adds what is common in other languages spoken in this country.
    """
    found: dict[str, set[str]] = {}
    own = files("openpeel.identity").joinpath("short_names.csv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [tuple(line.split(",")) for line in own]
    pairs += [(one.name1, one.name2) for one in name_triplets()]
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}


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
    forms = {first} | _short_forms().get(first, frozenset())
    return Name(" ".join(words), whole, parts, first, tuple(sorted(forms)), jellyfish.metaphone(whole))

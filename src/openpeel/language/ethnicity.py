"""The broad ethnic groups, from the many ways in which police tables write them."""

from __future__ import annotations

from functools import lru_cache

NOT_STATED = ("not stated", "not reported", "not known", "don't know", "unknown", "refused", "ns")
"""Words for an ethnicity not given, whatever group stands before them ('Other ethnic group - Not stated')."""

_BEGINNINGS = {
    "white": "White",
    "mixed": "Mixed",
    "asian": "Asian",
    "chinese or other": "Other",
    "chinese": "Asian",
    "black": "Black",
    "other": "Other",
    "arab": "Other",
}

_CODES = {"w": "White", "m": "Mixed", "a": "Asian", "b": "Black", "o": "Other"}


@lru_cache(maxsize=4096)
def broad_group(text: str) -> str | None:
    """White, Black, Asian, Mixed or Other as the Census 2011 has them, or none where it was not stated.

    Knows the self-defined and officer-defined words of data.police.uk, the Home Office tables' and the codes of the
    18+1 list (W1 to NS). The former 'O1' was Chinese and counts as Asian, as does 'Chinese'. A mixed group is not read
    by its parts. Words that are not known are none too: they are never guessed into a group.
    """
    plain = " ".join(text.casefold().split())
    if not plain or plain.rpartition(" - ")[2].split(" (")[0] in NOT_STATED or plain.endswith("(ns)"):
        return None
    if plain == "o1" or plain.endswith("- chinese"):
        return "Asian"
    if len(plain) == 2 and plain[0] in _CODES and plain[1].isdigit():
        return _CODES[plain[0]]
    for beginning, group in _BEGINNINGS.items():
        if plain.startswith(beginning):
            return group
    return None

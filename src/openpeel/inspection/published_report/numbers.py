"""Numbers as reports print them: in figures, or in words up to ninety-nine."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS: dict[str, int] = {"zero": 0} | {word: i for i, word in enumerate(_UNITS, start=1)}
WORDS |= {word: 10 * i for i, word in enumerate(_TENS, start=2)}
WORDS |= {
    f"{ten}-{unit}": 10 * i + j for i, ten in enumerate(_TENS, start=2) for j, unit in enumerate(_UNITS[:9], start=1)
}
ORDINALS: dict[str, int] = {
    word: i
    for i, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
    )
}

_SMALLEST_LAST = "|".join(sorted(["zero", *_UNITS], key=len, reverse=True))
WORD = f"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS[:9])}))?|{_SMALLEST_LAST})"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
NUMBER = rf"(?:{DIGITS}|\b{WORD}\b)"
"""A pattern for a number; it matches words in any case where the pattern is compiled so."""


def number(text: str) -> Decimal:
    """The value of what :data:`NUMBER` matched."""
    words = text.strip().casefold()
    if words in WORDS:
        return Decimal(WORDS[words])
    return Decimal(re.sub(",", "", words))

"""Parting a paragraph into its sentences."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?]+['\"’”)\]]*(?=\s+['\"‘“(\[]?[A-Z0-9£])")
_NO_END = re.compile(r"(?:\b(?:e\.g|i\.e|vs|Mr|Mrs|Ms|Dr|Prof|St|Sgt|Insp|Supt|cf)|(?:^|\s)[A-Z])\.$")
_NUMBER_SIGN = re.compile(r"\b[Nn]os?\.$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, in order; together they are the whole text but for the spaces between them."""
    parts, start = [], 0
    for end in _END.finditer(text):
        so_far = text[start : end.start() + 1]
        if _NO_END.search(so_far) or (_NUMBER_SIGN.search(so_far) and text[end.end() :].lstrip()[:1].isdigit()):
            continue
        parts.append(text[start : end.end()].strip())
        start = end.end()
    parts.append(text[start:].strip())
    return tuple(part for part in parts if part)

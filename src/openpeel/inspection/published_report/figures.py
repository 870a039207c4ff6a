"""Figures quoted in the text: counts, shares, ratios, ranks, money, dates, periods, each with its sentence.

Telephone numbers (999, 101), '24/7' and the names of inspection cycles are no figures.
"""

from __future__ import annotations

import re

from openpeel.inspection.published_report.figure_forms import FORMS, MAY_HOLD, NO_FIGURE
from openpeel.inspection.published_report.structure import Figure, FigureKind, Place

_SMALL_WORDS = (
    "of another to or and area who that is was were are has have had may can must will would should could in on at "
    "for from with as than point the a an day per attending attended found where when which but across received among "
    "during"
)
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that begin no counted noun, and end it."""


def figures_in(sentence: str, place: Place) -> tuple[Figure, ...]:
    """The figures of one sentence, in its order; each stretch of words is read once, by the most telling form."""
    if not MAY_HOLD.search(sentence):
        return ()
    taken = [False] * len(sentence)
    for pattern in NO_FIGURE:
        for hit in pattern.finditer(sentence):
            _take(taken, hit.start(), hit.end())
    found: list[tuple[int, Figure]] = []
    for form in FORMS:
        for hit in form.pattern.finditer(sentence):
            start, end = _extent(form.kind, hit, sentence)
            if any(taken[start:end]) or (form.kind is FigureKind.COUNT and not _counts(hit)):
                continue
            value, of, unit = form.read(hit)
            if value is not None and of is not None and value > of:
                continue
            _take(taken, start, end)
            words = sentence[start:end]
            if form.kind in (FigureKind.COUNT, FigureKind.PART, FigureKind.RATE_BASE):
                unit = _noun(unit, one=value == 1)
            if form.kind in (FigureKind.COUNT, FigureKind.RATE_BASE):
                words = f"{words} {unit}".strip()
            qualifier = (hit.groupdict().get("q") or "").casefold()
            found.append((start, Figure(form.kind, words, value, of, unit, qualifier, sentence, place)))
    return tuple(figure for _, figure in sorted(found, key=lambda pair: pair[0]))


def _extent(kind: FigureKind, hit: re.Match[str], sentence: str) -> tuple[int, int]:
    """From where to where the figure itself stands: without its qualifier, and without what a count counts."""
    groups = hit.groupdict()
    if kind is FigureKind.PART:
        return min(hit.start("n"), hit.start("of")), max(hit.end("n"), hit.end("of"))
    start = hit.end("q") if groups.get("q") else hit.start()
    start += len(sentence[start:]) - len(sentence[start:].lstrip())
    short = kind in (FigureKind.COUNT, FigureKind.RATE_BASE)
    end = hit.end("n") if short else hit.end()
    return start, end - len(sentence[start:end]) + len(sentence[start:end].rstrip())


def _counts(hit: re.Match[str]) -> bool:
    """Whether a bare number counts something: 'one' mostly does not ('one of', 'one another')."""
    words = hit.groupdict()
    if words["n"].casefold() not in ("one", "zero"):
        return words["n"][:1].isdigit() or bool(words["unit"])
    return bool(words["unit"]) and words["unit"].split()[0].casefold() not in _SMALL


def _noun(words: str, *, one: bool) -> str:
    """The noun that is counted: the words up to the first plural, or up to the first that cannot belong to it."""
    kept: list[str] = []
    for word in words.split()[: 1 if one else None]:
        if word.casefold() in _SMALL:
            break
        kept.append(word)
        if word == "population" or (
            word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "'s", "’s", "ous"))
        ):
            break
    return " ".join(kept)


def _take(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)

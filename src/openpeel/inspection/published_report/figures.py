"""Figures quoted in the text: counts, shares, ratios, ranks, money, dates, periods, each with its sentence.

Telephone numbers (999, 101), '24/7' and the names of inspection cycles are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from openpeel.inspection.published_report.deadlines import MONTHS
from openpeel.inspection.published_report.numbers import DIGITS, NUMBER, ORDINALS, WORD, number
from openpeel.inspection.published_report.structure import Figure, FigureKind, Place

_QUALIFIER = (
    r"(?:(?P<q>over|more than|less than|fewer than|at least|at most|up to|nearly|almost|about|around|approximately|"
    r"only|just|within|under|every)\s+)?"
)
_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d\d"
_SPAN = rf"(?:{_YEAR}\s?[/–—-]\s?(?:\d{{4}}|\d\d)\b)"
_NOUN = r"(?P<unit>(?:[A-Za-z][\w'’-]*\s+){0,3}[A-Za-z][\w'’-]*)"
_COUNTED = r"(?:(?:out )?of|cases?|officers?|staff|incidents?|victims?|files?|records?|people|per ?cent)\b"
_SMALL = frozenset(
    [
        "of",
        "another",
        "to",
        "or",
        "and",
        "area",
        "who",
        "that",
        "is",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "may",
        "can",
        "must",
        "will",
        "would",
        "should",
        "could",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "as",
        "than",
        "point",
        "the",
        "a",
        "an",
        "a",
        "day",
        "per",
        "attending",
        "attended",
        "found",
        "where",
        "when",
        "which",
        "but",
        "across",
        "received",
        "among",
        "during",
    ]
)


@dataclass(frozen=True)
class _Form:
    kind: FigureKind
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], tuple[Decimal | None, Decimal | None, str]]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NO_FIGURE = (
    _compiled(rf"\b(?:999|101|111|112)\b(?!\s+{_COUNTED})"),
    _compiled(r"\b24/7\b|\b24-hour\b(?=\s+(?:a|service|support))"),
    _compiled(rf"\b(?:PEEL|Framework)\s+{_SPAN}"),
    _compiled(r"(?<![\d.,£])\b\d+(?!(?:st|nd|rd|th|m|k|bn)\b)[A-Za-z]\w*|\b[A-Za-z]+\d+\b"),
    _compiled(r"\bone-to-one\b|\bone-off\b|\b(?:two|three|four)-way\b|\b(?:first|second)-hand\b"),
    _compiled(rf"©[^.]*?{_YEAR}"),
)


def _money(m: re.Match[str]) -> Decimal:
    scale = {"k": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}.get((m["scale"] or "").casefold(), 0)
    pounds = number(m["n"]) * Decimal(10) ** scale
    return Decimal(int(pounds)) if pounds == int(pounds) else pounds


def _nothing(m: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str]:
    return None, None, ""


def _ordinal(text: str) -> Decimal:
    word = text.casefold()
    return Decimal(ORDINALS[word]) if word in ORDINALS else Decimal(re.sub(r"\D", "", word))


_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))"
_BEST = r"(?:lowest|highest|largest|smallest|worst|best|most|least)"

_FORMS: tuple[_Form, ...] = (
    _Form(
        FigureKind.PART,
        _compiled(
            rf"{_QUALIFIER}(?<![\d.])(?P<n>{NUMBER}) (?:out of|of) (?:the |these |those )?"
            rf"(?P<of>{NUMBER})(?![\d.,]\d)(?:\s+(?:{_NOUN}))?"
        ),
        lambda m: (number(m["n"]), number(m["of"]), m["unit"] or ""),
    ),
    _Form(
        FigureKind.PART,  # 'of seven applicable cases … in only three cases'
        _compiled(
            rf"\bof (?P<of>{NUMBER}) (?:[\w-]+ ){{0,3}}?(?P<unit>[a-z]+s)\b[^.]{{0,120}}?"
            rf"(?P<q>only|just)? ?\b(?P<n>{NUMBER}) (?:of (?:them|these|those)|(?:[\w-]+ ){{0,2}}?(?P=unit))\b"
        ),
        lambda m: (number(m["n"]), number(m["of"]), m["unit"]),
    ),
    _Form(
        FigureKind.PERCENTAGE,
        _compiled(rf"{_QUALIFIER}(?P<n>{NUMBER})\s?(?:%|per\s?cent\b)"),
        lambda m: (number(m["n"]), None, "per cent"),
    ),
    _Form(
        FigureKind.MONEY,
        _compiled(rf"{_QUALIFIER}£\s?(?P<n>{DIGITS})\s?(?P<scale>bn|billion|million|m|k)?\b"),
        lambda m: (_money(m), None, "pounds"),
    ),
    _Form(
        FigureKind.RATIO,
        _compiled(
            rf"{_QUALIFIER}(?P<n>{NUMBER}) times (?:more|less|as|higher|lower|the|greater|larger|smaller)(?: likely)?"
        ),
        lambda m: (number(m["n"]), None, "times"),
    ),
    _Form(
        FigureKind.RATIO,
        _compiled(rf"{_QUALIFIER}\b(?:twice|double) (?:as|the)\b"),
        lambda m: (Decimal(2), None, "times"),
    ),
    _Form(
        FigureKind.RATIO,
        _compiled(rf"\b(?P<n>{NUMBER}) to (?P<of>one|1)\b(?! \w+ meetings)"),
        lambda m: (number(m["n"]), number(m["of"]), "to one"),
    ),
    _Form(
        FigureKind.RANK,
        _compiled(rf"\b(?P<n>{_ORDINAL})[ -](?P<unit>{_BEST})\b"),
        lambda m: (_ordinal(m["n"]), None, m["unit"].casefold()),
    ),
    _Form(
        FigureKind.RANK,
        _compiled(
            rf"\bthe (?P<unit>{_BEST})"
            rf"(?= (?:[\w-]+ ){{0,4}}(?:in England|of all forces|of any force|among forces|nationally))"
        ),
        lambda m: (Decimal(1), None, m["unit"].casefold()),
    ),
    _Form(
        FigureKind.RATE_BASE,
        _compiled(rf"\bper (?P<n>{DIGITS}|thousand|hundred thousand) {_NOUN}"),
        lambda m: (
            Decimal({"thousand": 1000, "hundred thousand": 100000}.get(m["n"].casefold(), 0)) or number(m["n"]),
            None,
            m["unit"],
        ),
    ),
    _Form(
        FigureKind.PERIOD,
        _compiled(
            rf"\b(?:(?P<n>{NUMBER}) months?|year) (?:to|ending|ended) (?:the end of )?"
            rf"(?:\d{{1,2}} )?(?:{_MONTH}) {_YEAR}\b"
        ),
        lambda m: (number(m["n"]) if m["n"] else None, None, "months" if m["n"] else "year"),
    ),
    _Form(
        FigureKind.PERIOD,
        _compiled(
            rf"\bbetween (?:\d{{1,2}} )?(?:(?:{_MONTH}) )?(?:{_YEAR} )?and (?:\d{{1,2}} )?(?:{_MONTH}) {_YEAR}\b"
        ),
        _nothing,
    ),
    _Form(FigureKind.PERIOD, _compiled(rf"\b{_SPAN}"), _nothing),
    _Form(
        FigureKind.DATE,
        _compiled(
            rf"\b(?:(?:the )?(?:end|beginning|start|middle) of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) {_YEAR}\b"
        ),
        _nothing,
    ),
    _Form(FigureKind.DATE, _compiled(rf"(?<![\d,./£])\b{_YEAR}\b(?![\d/]|[,.]\d)"), _nothing),
    _Form(
        FigureKind.DURATION,
        _compiled(
            rf"{_QUALIFIER}(?P<n>{NUMBER})[ -](?:calendar |working )?"
            rf"(?P<unit>second|minute|hour|day|week|month|year)s?\b"
        ),
        lambda m: (number(m["n"]), None, m["unit"].casefold() + "s"),
    ),
    _Form(
        FigureKind.COUNT,
        _compiled(rf"\b(?P<n>{_ORDINAL}) (?P<unit>incident|call|visit|report|offence|occasion|inspection)\b"),
        lambda m: (_ordinal(m["n"]), None, m["unit"]),
    ),
    _Form(
        FigureKind.SHARE,
        _compiled(
            r"\b(?P<n>half|two-thirds|two thirds|three-quarters|three quarters|a third|a quarter)\b"
            r"(?= (?:of|are|were|is|was|had|have)\b)"
        ),
        lambda m: (_share(m["n"]), None, ""),
    ),
    _Form(
        FigureKind.COUNT,
        _compiled(rf"{_QUALIFIER}(?<![\w£.,-])(?P<n>{DIGITS}|\b{WORD}\b)(?!-)(?:\s+{_NOUN})?"),
        lambda m: (number(m["n"]), None, m["unit"] or ""),
    ),
)


_MAY_HOLD = _compiled(rf"\d|\b(?:{WORD}|{_ORDINAL}|{_BEST}|half|thirds?|quarters?|twice|double)\b")
"""Most sentences hold nothing that any form could read."""


def _share(words: str) -> Decimal:
    return {"half": Decimal("0.5"), "a third": Decimal(1) / 3, "a quarter": Decimal("0.25")}.get(
        words.casefold(), Decimal(2) / 3 if "third" in words.casefold() else Decimal("0.75")
    )


def figures_in(sentence: str, place: Place) -> tuple[Figure, ...]:
    """The figures of one sentence, in its order; each stretch of words is read once, by the most telling form."""
    if not _MAY_HOLD.search(sentence):
        return ()
    taken = [False] * len(sentence)
    for pattern in _NO_FIGURE:
        for hit in pattern.finditer(sentence):
            _take(taken, hit.start(), hit.end())
    found: list[tuple[int, Figure]] = []
    for form in _FORMS:
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

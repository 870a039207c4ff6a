"""The forms in which reports quote figures, the most telling first: each a pattern with how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from openpeel.inspection.published_report.deadlines import MONTHS
from openpeel.inspection.published_report.numbers import DIGITS, NUMBER, ORDINALS, WORD, number
from openpeel.inspection.published_report.structure import FigureKind

_QUALIFIER = (
    r"(?:(?P<q>over|more than|less than|fewer than|at least|at most|up to|nearly|almost|about|around|approximately|"
    r"only|just|within|under|every)\s+)?"
)
_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d\d"
_SPAN = rf"(?:{_YEAR}\s?[/–—-]\s?(?:\d{{4}}|\d\d)\b)"
_NOUN = r"(?P<unit>(?:[A-Za-z][\w'’-]*\s+){0,3}[A-Za-z][\w'’-]*)"
_COUNTED = r"(?:(?:out )?of|cases?|officers?|staff|incidents?|victims?|files?|records?|people|per ?cent)\b"


@dataclass(frozen=True)
class Form:
    """One way to print a figure of some kind; ``read`` gives its value, denominator and unit."""

    kind: FigureKind
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], tuple[Decimal | None, Decimal | None, str]]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


NO_FIGURE = (
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

FORMS: tuple[Form, ...] = (
    Form(
        FigureKind.PART,
        _compiled(
            rf"{_QUALIFIER}(?<![\d.])(?P<n>{NUMBER}) (?:out of|of) (?:the |these |those )?"
            rf"(?P<of>{NUMBER})(?![\d.,]\d)(?:\s+(?:{_NOUN}))?"
        ),
        lambda m: (number(m["n"]), number(m["of"]), m["unit"] or ""),
    ),
    Form(
        FigureKind.PART,  # 'of seven applicable cases … in only three cases'
        _compiled(
            rf"\bof (?P<of>{NUMBER}) (?:[\w-]+ ){{0,3}}?(?P<unit>[a-z]+s)\b[^.]{{0,120}}?"
            rf"(?P<q>only|just)? ?\b(?P<n>{NUMBER}) (?:of (?:them|these|those)|(?:[\w-]+ ){{0,2}}?(?P=unit))\b"
        ),
        lambda m: (number(m["n"]), number(m["of"]), m["unit"]),
    ),
    Form(
        FigureKind.PERCENTAGE,
        _compiled(rf"{_QUALIFIER}(?P<n>{NUMBER})\s?(?:%|per\s?cent\b)"),
        lambda m: (number(m["n"]), None, "per cent"),
    ),
    Form(
        FigureKind.MONEY,
        _compiled(rf"{_QUALIFIER}£\s?(?P<n>{DIGITS})\s?(?P<scale>bn|billion|million|m|k)?\b"),
        lambda m: (_money(m), None, "pounds"),
    ),
    Form(
        FigureKind.RATIO,
        _compiled(
            rf"{_QUALIFIER}(?P<n>{NUMBER}) times (?:more|less|as|higher|lower|the|greater|larger|smaller)(?: likely)?"
        ),
        lambda m: (number(m["n"]), None, "times"),
    ),
    Form(
        FigureKind.RATIO,
        _compiled(rf"{_QUALIFIER}\b(?:twice|double) (?:as|the)\b"),
        lambda m: (Decimal(2), None, "times"),
    ),
    Form(
        FigureKind.RATIO,
        _compiled(rf"\b(?P<n>{NUMBER}) to (?P<of>one|1)\b(?! \w+ meetings)"),
        lambda m: (number(m["n"]), number(m["of"]), "to one"),
    ),
    Form(
        FigureKind.RANK,
        _compiled(rf"\b(?P<n>{_ORDINAL})[ -](?P<unit>{_BEST})\b"),
        lambda m: (_ordinal(m["n"]), None, m["unit"].casefold()),
    ),
    Form(
        FigureKind.RANK,
        _compiled(
            rf"\bthe (?P<unit>{_BEST})"
            rf"(?= (?:[\w-]+ ){{0,4}}(?:in England|of all forces|of any force|among forces|nationally))"
        ),
        lambda m: (Decimal(1), None, m["unit"].casefold()),
    ),
    Form(
        FigureKind.RATE_BASE,
        _compiled(rf"\bper (?P<n>{DIGITS}|thousand|hundred thousand) {_NOUN}"),
        lambda m: (
            Decimal({"thousand": 1000, "hundred thousand": 100000}.get(m["n"].casefold(), 0)) or number(m["n"]),
            None,
            m["unit"],
        ),
    ),
    Form(
        FigureKind.PERIOD,
        _compiled(
            rf"\b(?:(?P<n>{NUMBER}) months?|year) (?:to|ending|ended) (?:the end of )?"
            rf"(?:\d{{1,2}} )?(?:{_MONTH}) {_YEAR}\b"
        ),
        lambda m: (number(m["n"]) if m["n"] else None, None, "months" if m["n"] else "year"),
    ),
    Form(
        FigureKind.PERIOD,
        _compiled(
            rf"\bbetween (?:\d{{1,2}} )?(?:(?:{_MONTH}) )?(?:{_YEAR} )?and (?:\d{{1,2}} )?(?:{_MONTH}) {_YEAR}\b"
        ),
        _nothing,
    ),
    Form(FigureKind.PERIOD, _compiled(rf"\b{_SPAN}"), _nothing),
    Form(
        FigureKind.DATE,
        _compiled(
            rf"\b(?:(?:the )?(?:end|beginning|start|middle) of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) {_YEAR}\b"
        ),
        _nothing,
    ),
    Form(FigureKind.DATE, _compiled(rf"(?<![\d,./£])\b{_YEAR}\b(?![\d/]|[,.]\d)"), _nothing),
    Form(
        FigureKind.DURATION,
        _compiled(
            rf"{_QUALIFIER}(?P<n>{NUMBER})[ -](?:calendar |working )?"
            rf"(?P<unit>second|minute|hour|day|week|month|year)s?\b"
        ),
        lambda m: (number(m["n"]), None, m["unit"].casefold() + "s"),
    ),
    Form(
        FigureKind.COUNT,
        _compiled(rf"\b(?P<n>{_ORDINAL}) (?P<unit>incident|call|visit|report|offence|occasion|inspection)\b"),
        lambda m: (_ordinal(m["n"]), None, m["unit"]),
    ),
    Form(
        FigureKind.SHARE,
        _compiled(
            r"\b(?P<n>half|two-thirds|two thirds|three-quarters|three quarters|a third|a quarter)\b"
            r"(?= (?:of|are|were|is|was|had|have)\b)"
        ),
        lambda m: (_share(m["n"]), None, ""),
    ),
    Form(
        FigureKind.COUNT,
        _compiled(rf"{_QUALIFIER}(?<![\w£.,-])(?P<n>{DIGITS}|\b{WORD}\b)(?!-)(?:\s+{_NOUN})?"),
        lambda m: (number(m["n"]), None, m["unit"] or ""),
    ),
)


MAY_HOLD = _compiled(rf"\d|\b(?:{WORD}|{_ORDINAL}|{_BEST}|half|thirds?|quarters?|twice|double)\b")
"""Most sentences hold nothing that any form could read."""


def _share(words: str) -> Decimal:
    return {"half": Decimal("0.5"), "a third": Decimal(1) / 3, "a quarter": Decimal("0.25")}.get(
        words.casefold(), Decimal(2) / 3 if "third" in words.casefold() else Decimal("0.75")
    )

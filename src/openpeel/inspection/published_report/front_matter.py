"""Title page, signature and colophon: what the report says of itself."""

from __future__ import annotations

import re
from collections import Counter

from openpeel.inspection.framework.cycles import cycles, same_name
from openpeel.inspection.published_report.deadlines import MONTHS, Day
from openpeel.inspection.published_report.document import Block
from openpeel.inspection.published_report.structure import Role
from openpeel.inspection.published_report.vocabulary import (
    COLOPHON,
    CYCLE,
    GRADE_SENTENCE,
    INSPECTION_OF,
    INSPECTOR_TITLE,
)

_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{'|'.join(MONTHS)})\s+(?P<year>20\d\d)\b", re.IGNORECASE
)


def cycle_of(blocks: tuple[Block, ...]) -> str | None:
    """The identifier of the cycle that the report names first, or nothing."""
    for block in blocks:
        if hit := CYCLE.search(block.text):
            short = hit["last"][-2:]
            wanted = {f"{hit['first']}{mark}{short}" for mark in "/-"}
            known = next((its.id for its in cycles() if its.id in wanted), None)
            return known or f"{hit['first']}/{short}"
    return None


def force_of(blocks: tuple[Block, ...]) -> str:
    """The force: as the title has it, and as the sentences with its grades do."""
    named: Counter[str] = Counter()
    for block in blocks:
        if hit := INSPECTION_OF.fullmatch(block.text):
            named[hit["force"].strip(" .")] += 2
        if (
            len(block.text) < 200
            and (hit := GRADE_SENTENCE.fullmatch(block.text))
            and hit["force"].casefold() != "the force"
        ):
            named[hit["force"]] += 1
    return named.most_common(1)[0][0].removeprefix("The ") if named else ""


def title_of(blocks: tuple[Block, ...], force: str) -> str:
    """The report's title, as the title page prints it."""
    parts = [
        block.text
        for block in blocks[:12]
        if CYCLE.search(block.text)
        or INSPECTION_OF.fullmatch(block.text)
        or same_name(block.text).startswith("police effectiveness efficiency")
    ]
    return ": ".join(dict.fromkeys(part for part in parts if len(part) < 200)) or f"An inspection of {force}"


def published_of(blocks: tuple[Block, ...]) -> tuple[Day | None, str]:
    """The day or month of publication: beside the copyright or the word 'published', else alone on the title page."""
    alone = [b for b in blocks[:15] if _DATE.fullmatch(b.text)]
    colophons = [b for b in blocks if len(b.text) < 200 and COLOPHON.match(b.text) and _DATE.search(b.text)]
    for block in (*colophons, *alone):
        hit = _DATE.search(block.text)
        if hit is None:
            continue
        year, month = int(hit["year"]), MONTHS[hit["month"].title()]
        day = Day.in_month(year, month)
        if hit["day"] and 1 <= int(hit["day"]) <= day.latest.day:
            day = Day.on(day.latest.replace(day=int(hit["day"])))
        return day, hit[0]
    return None, ""


def inspector_of(blocks: tuple[Block, ...]) -> str:
    """The inspector who signs, or nothing."""
    for before, block in zip(("", *(b.text for b in blocks)), blocks, strict=False):
        hit = INSPECTOR_TITLE.fullmatch(block.text)
        if hit and len(block.text) < 150:
            if hit["name"]:
                return hit["name"].strip()
            if 2 <= len(before.split()) <= 6 and not before.endswith("."):
                return before
    return ""


def asides(blocks: tuple[Block, ...], start: int) -> dict[int, Role]:
    """The roles of the blocks of title page, signature and colophon; ``start`` is where the chapters begin."""
    inspector = inspector_of(blocks)
    roles: dict[int, Role] = {}
    for i, block in enumerate(blocks):
        text = block.text
        if len(text) >= 200:
            continue
        if INSPECTOR_TITLE.fullmatch(text) or (inspector and text == inspector):
            roles[i] = Role.SIGNATURE
        elif COLOPHON.match(text) and (_DATE.search(text) or "©" in text):
            roles[i] = Role.COLOPHON
        elif i < start and (
            CYCLE.search(text)
            or INSPECTION_OF.fullmatch(text)
            or same_name(text).startswith("police effectiveness efficiency")
            or _DATE.fullmatch(text)
        ):
            roles[i] = Role.TITLE
    return roles

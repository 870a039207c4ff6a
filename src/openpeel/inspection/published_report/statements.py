"""Causes of concern and areas for improvement: statement told from commentary by form.

Where the report sets statements in bold or as headings, that decides. Where it has no bold type, a statement is a
paragraph that ends open, as headings do, and says what the force should do; the paragraphs of commentary are sentences
and end with a full stop. No rule knows a line, a force or a wording of one report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpeel.inspection.published_report.deadlines import deadline_in
from openpeel.inspection.published_report.document import Block, Kind
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.vocabulary import (
    CHART_TITLE,
    PRESCRIBES,
    RECOMMENDS,
    ends_open,
    looks_like_heading,
)

_SETS_DEADLINE = re.compile(
    r"^(?:within|by|no later than|immediately)\b|"
    r"\b(?:should|must|needs? to),? (?:within|by|no later than|immediately)\b",
    re.IGNORECASE,
)
"""Where a recommendation names its deadline: at its start, or beside what it prescribes."""


@dataclass(frozen=True)
class Choice:
    """Which blocks of a section are statements, where the section ends, and what is doubtful about it."""

    statements: tuple[int, ...]
    end: int | None
    """The first block that belongs to the findings after it, where no heading says so."""
    doubts: tuple[str, ...] = ()


def is_chart(block: Block) -> bool:
    """Whether the block is a chart's title: it ends open and names a measure and a base or a period."""
    return (
        block.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and ends_open(block.text)
        and bool(CHART_TITLE.fullmatch(block.text))
        and not prescribes(block)
    )


def prescribes(block: Block) -> bool:
    """Whether the block's first sentence says that the force should, must or needs to do something."""
    first = sentences(block.text)[0] if block.text else ""
    return PRESCRIBES.search(first) is not None


def is_lead_in(block: Block) -> bool:
    """Whether the block leads into a list of recommendations: 'X should, within three months:'."""
    return (
        block.kind is not Kind.BULLET and block.text.endswith((":", "-", "–")) and bool(RECOMMENDS.search(block.text))
    )


def is_single_recommendation(block: Block) -> bool:
    """Whether a paragraph is a recommendation of its own: one that sets a deadline and says what should be done."""
    first = sentences(block.text)[0] if block.text else ""
    return (
        block.kind is Kind.PARAGRAPH
        and not block.text.endswith(":")
        and PRESCRIBES.search(first) is not None
        and _SETS_DEADLINE.search(first) is not None
        and deadline_in(first) is not None
    )


def improvement_statements(blocks: list[Block], level: int) -> Choice:
    """The statements among the blocks beneath 'Areas for improvement' (``level``: of that heading, 0 if unmarked)."""
    end = _end_by_level(blocks, level)
    body = blocks[:end]
    marked = _marked(body)
    if marked:
        return Choice(marked, end)
    open_ended = [i for i, b in enumerate(body) if _is_open(b)]
    statements: list[int] = []
    doubts: list[str] = []
    for i in open_ended:
        if prescribes(body[i]):
            statements.append(i)
        elif not statements and i == open_ended[0] and i <= 2:
            statements.append(i)
            doubts.append(
                f"read as an area for improvement, though it does not say what the force should do: ‘{_short(body[i])}’"
            )
        else:
            end = i
            break
    first = next((i for i, b in enumerate(body) if b.kind is Kind.PARAGRAPH and not is_chart(b)), None)
    if (
        first is not None
        and first not in statements
        and (end is None or first < end)
        and _could_be_statement(body[first])
    ):
        statements.insert(0, first)
        if open_ended:
            doubts.append(f"ends with a full stop, as commentary does, but stands first: ‘{_short(body[first])}’")
    if not open_ended:  # nothing sets statements apart: they are listed, not guessed
        others = [b for i, b in enumerate(body) if i not in statements and _could_be_statement(b)]
        doubts += [f"may be another area for improvement, or commentary: ‘{_short(b)}’" for b in others]
    return Choice(tuple(statements), end, tuple(doubts))


def listed_statements(blocks: list[Block]) -> Choice | None:
    """The statements of a section that begins with a list of them, and where the list ends; None for any other."""
    end = next((i for i, b in enumerate(blocks) if b.kind is not Kind.BULLET), len(blocks))
    statements = tuple(i for i, b in enumerate(blocks[:end]) if b.level == blocks[0].level)
    if end and all(prescribes(blocks[i]) and blocks[i].text[0].isupper() for i in statements):
        return Choice(statements, end)
    return None


def concern_statements(blocks: list[Block], level: int) -> Choice:
    """The statements among the blocks beneath 'Cause(s) of concern'."""
    end = _end_by_level(blocks, level)
    body = blocks[:end]
    marked = _marked(body)
    if marked:
        return Choice(marked, end)
    leads = [i for i, b in enumerate(body) if is_lead_in(b) or is_single_recommendation(b)]
    open_ended = [i for i, b in enumerate(body) if _is_open(b)]
    statements: list[int] = []
    doubts: list[str] = []
    start = 0
    for lead in leads:
        before = [i for i in range(start, lead) if body[i].kind is Kind.PARAGRAPH and not is_chart(body[i])]
        open_before = [i for i in open_ended if start <= i < lead]
        if open_before:
            statements.append(open_before[-1])
        elif before:
            chosen = before[-1] if statements else before[0]
            statements.append(chosen)
            if len(before) > 1:
                doubts.append(
                    f"taken as the cause of concern, though it ends as commentary does: ‘{_short(body[chosen])}’"
                )
        start = lead + 1
    if not statements:
        statements = [next((i for i, b in enumerate(body) if b.kind is Kind.PARAGRAPH and not is_chart(b)), 0)][
            : len(body)
        ]
    if leads:  # what stands open after the last recommendations, with none of its own, is a finding
        end = next((i for i in open_ended if i > leads[-1]), end)
    elif body:
        doubts.append(f"no recommendation was found for the cause of concern ‘{_short(body[statements[0]])}’")
    return Choice(tuple(sorted(statements)), end, tuple(doubts))


def _could_be_statement(block: Block) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and prescribes(block)
        and not block.text.endswith(":")
        and len(sentences(block.text)) <= 2
    )


def _marked(body: list[Block]) -> tuple[int, ...]:
    """The blocks that type sets apart: bold, or a heading below the section's own."""
    return tuple(
        i
        for i, b in enumerate(body)
        if (b.emphasised or b.kind is Kind.HEADING)
        and b.kind is not Kind.BULLET
        and not b.text.endswith(":")
        and not is_chart(b)
        and not is_single_recommendation(b)
    )


def _end_by_level(blocks: list[Block], level: int) -> int | None:
    if not level:
        return None
    return next((i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level <= level), None)


def _is_open(block: Block) -> bool:
    return block.kind in (Kind.PARAGRAPH, Kind.HEADING) and looks_like_heading(block.text) and not is_chart(block)


def _short(block: Block) -> str:
    return block.text if len(block.text) <= 80 else block.text[:77].rstrip() + "…"

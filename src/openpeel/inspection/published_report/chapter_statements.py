"""Statements with what belongs to them: causes of concern, areas for improvement, outstanding ones, practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from openpeel.inspection.published_report.chapter_drafts import Draft, Part, Placed
from openpeel.inspection.published_report.chapter_text import list_item, read_loose, read_text
from openpeel.inspection.published_report.deadlines import Deadline, deadline_in
from openpeel.inspection.published_report.document import Kind
from openpeel.inspection.published_report.statements import (
    concern_statements,
    improvement_statements,
    is_lead_in,
    is_single_recommendation,
    listed_statements,
)
from openpeel.inspection.published_report.structure import (
    AreaForImprovement,
    CauseOfConcern,
    OutstandingRecommendations,
    Practice,
    Recommendation,
    Role,
)
from openpeel.inspection.published_report.vocabulary import Section


def read_causes(placed: Placed, draft: Draft, part: Part) -> None:
    """Causes of concern, each with its recommendations, deadlines and commentary."""
    blocks = [placed.blocks[i] for i in part.positions]
    choice = concern_statements(blocks, part.level)
    placed.note(draft, choice.doubts)
    end = len(blocks) if choice.end is None else choice.end
    starts = [n for n in choice.statements if n < end]
    if starts and starts[0] > 0:  # an introduction before the first statement
        read_loose(placed, draft, part, part.positions[: starts[0]])
    for start, stop in _stretches(starts, end):
        draft.causes.append(_cause(placed, draft, part, part.positions[start:stop]))
    _read_rest(placed, draft, part, end)


def _cause(placed: Placed, draft: Draft, part: Part, positions: list[int]) -> CauseOfConcern:
    first, *rest = positions
    place = placed.put(first, Role.STATEMENT, draft, part)
    deadline: Deadline | None = None
    leading = False
    recommendations: list[Recommendation] = []
    commentary: list[str] = []
    depth = 0
    for i in rest:
        block = placed.blocks[i]
        if is_lead_in(block):
            deadline, leading, depth = deadline_in(block.text), True, 0
            placed.put(i, Role.LEAD_IN, draft, part)
        elif block.kind is Kind.BULLET and leading:
            depth = depth or block.level
            where = placed.put(i, Role.RECOMMENDATION, draft, part)
            if block.level > depth and recommendations:
                above = recommendations[-1]
                recommendations[-1] = replace(above, parts=(*above.parts, list_item(block.text)))
            else:
                own = deadline_in(block.text.split(",")[0])
                recommendations.append(Recommendation(list_item(block.text), own or deadline, where))
        elif is_single_recommendation(block) and not commentary:
            where = placed.put(i, Role.RECOMMENDATION, draft, part)
            recommendations.append(Recommendation(block.text, deadline_in(block.text), where))
        else:
            leading = False
            placed.put(i, Role.POINT if block.kind is Kind.BULLET else Role.COMMENTARY, draft, part)
            commentary.append(block.text)
    return CauseOfConcern(placed.blocks[first].text, tuple(recommendations), tuple(commentary), place)


def read_improvements(placed: Placed, draft: Draft, part: Part) -> None:
    """Areas for improvement, and outstanding recommendations that stand before them."""
    blocks = [placed.blocks[i] for i in part.positions]
    listed = listed_statements(blocks) if part.section is Section.IMPROVEMENT else None
    choice = listed or improvement_statements(blocks, part.level)
    placed.note(draft, choice.doubts)
    end = len(blocks) if choice.end is None else choice.end
    starts = [n for n in choice.statements if n < end]
    before = part.positions[: starts[0] if starts else end]
    if part.section is Section.OUTSTANDING and before:
        _read_outstanding(placed, draft, part, before)
    else:
        read_loose(placed, draft, part, before)
    own = Part(Section.IMPROVEMENT, part.within or part.heading, part.level)
    for start, stop in _stretches(starts, end):
        first, *rest = part.positions[start:stop]
        place = placed.put(first, Role.STATEMENT, draft, own)
        commentary: list[str] = []
        points: list[str] = []
        for i in rest:
            block = placed.blocks[i]
            bullet = block.kind is Kind.BULLET
            placed.put(
                i,
                Role.POINT if bullet else Role.LEAD_IN if block.text.endswith(":") else Role.COMMENTARY,
                draft,
                own,
            )
            (points if bullet else commentary).append(list_item(block.text) if bullet else block.text)
        said = list_item(placed.blocks[first].text) if listed else placed.blocks[first].text
        draft.improvements.append(AreaForImprovement(said, tuple(commentary), tuple(points), place))
    _read_rest(placed, draft, part, end)


def _read_outstanding(placed: Placed, draft: Draft, part: Part, positions: list[int]) -> None:
    paragraphs, points = [], []
    deadline: Deadline | None = None
    for i in positions:
        block = placed.blocks[i]
        if block.kind is Kind.BULLET:
            where = placed.put(i, Role.RECOMMENDATION, draft, part)
            points.append(Recommendation(list_item(block.text), deadline, where))
        else:
            lead = is_lead_in(block)
            deadline = deadline_in(block.text) if lead else None
            placed.put(i, Role.LEAD_IN if lead else Role.COMMENTARY, draft, part)
            paragraphs.append(block.text)
    draft.outstanding.append(OutstandingRecommendations(tuple(paragraphs), tuple(points), placed.places[positions[0]]))


def read_practice(placed: Placed, draft: Draft, part: Part) -> None:
    """Innovative and promising practice."""
    if not part.positions:
        return
    end = next(
        (
            n
            for n, i in enumerate(part.positions)
            if n > 0 and part.level and placed.blocks[i].kind is Kind.HEADING and placed.blocks[i].level <= part.level
        ),
        len(part.positions),
    )
    marked = [
        n
        for n, i in enumerate(part.positions[:end])
        if placed.blocks[i].emphasised or placed.blocks[i].kind is Kind.HEADING
    ]
    starts = marked or [0]
    read_loose(placed, draft, part, part.positions[: starts[0]])
    for start, stop in _stretches(starts, end):
        first, *rest = part.positions[start:stop]
        place = placed.put(first, Role.STATEMENT, draft, part)
        for i in rest:
            placed.put(i, Role.COMMENTARY, draft, part)
        draft.practices.append(
            Practice(part.heading, placed.blocks[first].text, tuple(placed.blocks[i].text for i in rest), place)
        )
    _read_rest(placed, draft, part, end)


def _read_rest(placed: Placed, draft: Draft, part: Part, end: int) -> None:
    """What stands after the statements' end: findings without a heading of their own."""
    if part.positions[end:]:
        read_text(placed, draft, Part(Section.FINDINGS, "", part.level, part.positions[end:]))


def _stretches(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Each start with where the next begins, the last with ``end``."""
    return list(pairwise([*starts, end]))

"""Text beneath a heading: findings with their own headings, lists with their lead-ins, paragraphs."""

from __future__ import annotations

from dataclasses import replace

from openpeel.inspection.published_report.chapter_drafts import Draft, Part, Placed
from openpeel.inspection.published_report.document import Kind
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.structure import Finding, Points, Role
from openpeel.inspection.published_report.vocabulary import looks_like_heading


def read_text(placed: Placed, draft: Draft, part: Part) -> None:
    """Findings with their headings, lists with their lead-ins, text."""
    finding: Finding | None = None
    lead = ""
    for i in part.positions:
        block = placed.blocks[i]
        below = finding.heading if finding else ""
        if block.kind is Kind.TABLE:
            placed.places[i] = placed.place(i, draft.title, part.heading, below)
            continue
        if block.kind is Kind.BULLET:
            place = placed.put(i, Role.POINT, draft, part, below)
            if draft.lists and draft.lists[-1].lead_in == lead and lead:
                draft.lists[-1] = replace(draft.lists[-1], points=(*draft.lists[-1].points, list_item(block.text)))
            else:
                lead = lead or below or part.heading or draft.title
                draft.lists.append(Points(lead, (list_item(block.text),), place))
        elif (
            block.kind is Kind.HEADING
            or looks_like_heading(block.text)
            or (block.emphasised and len(sentences(block.text)) == 1)
        ):
            if finding is not None:
                draft.findings.append(finding)
            place = placed.put(i, Role.SUBHEADING, draft, part, block.text)
            finding = Finding(block.text, part.heading, (), place)
            lead = ""
            continue
        else:
            placed.put(i, Role.TEXT, draft, part, below)
            lead = block.text
        if finding is not None:
            finding = replace(finding, paragraphs=(*finding.paragraphs, block.text))
    if finding is not None:
        draft.findings.append(finding)


def read_loose(placed: Placed, draft: Draft, part: Part, positions: list[int]) -> None:
    """Blocks without a statement or a heading of their own."""
    for i in positions:
        bullet = placed.blocks[i].kind is Kind.BULLET
        placed.put(i, Role.POINT if bullet else Role.COMMENTARY, draft, part)


def list_item(text: str) -> str:
    """A point of a list without what parts it from the next: '; and', ';', or the full stop of a single sentence."""
    for ending in ("; and", "; or", ", and", ";", ","):
        if text.endswith(ending):
            return text[: -len(ending)].rstrip()
    return text[:-1] if text.endswith(".") and len(sentences(text)) == 1 and text[:1].islower() else text

"""A report that was read, as plain values for JSON, as rows for CSV, and as a workbook.

The structure is described by ``report.schema.json`` beside this file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day, Deadline
from openpeel.inspection.published_report.structure import Chapter, Place, Recommendation, Report

VERSION = 1
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def schema() -> dict[str, Any]:
    """The JSON Schema of :func:`as_data`."""
    text = resources.files("openpeel.inspection.published_report").joinpath("report.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values, in the structure of ``report.schema.json``."""
    return {
        "version": VERSION,
        "title": report.title,
        "force": report.force,
        "cycle": report.cycle,
        "published": _day(report.published),
        "inspector": report.inspector,
        "format": report.format,
        "pages": report.pages,
        "table_of_judgments": [{"name": t.name, "grade": _grade(t.grade)} for t in report.table],
        "chapters": [_chapter(chapter, report.published) for chapter in report.chapters],
        "earlier_items": [
            {"sentence": e.sentence, "kind": e.kind, "inspection": e.inspection, "place": _place(e.place)}
            for e in report.earlier
        ],
        "figures": [
            {
                "kind": f.kind.value,
                "words": f.words,
                "value": _number(f.value),
                "of": _number(f.of),
                "unit": f.unit,
                "qualifier": f.qualifier,
                "sentence": f.sentence,
                "place": _place(f.place),
            }
            for f in report.figures
        ],
        "charts": [{"title": c.title, "place": _place(c.place)} for c in report.charts],
        "terms": [{"words": t.words, "place": _place(t.place)} for t in report.terms],
        "paragraphs": [{"role": p.role.value, "text": p.text, "place": _place(p.place)} for p in report.paragraphs],
        "unread": [{"text": p.text, "place": _place(p.place)} for p in report.unread],
        "furniture": list(report.furniture),
        "notes": list(report.notes),
    }


def judgment_rows(report: Report) -> list[dict[str, Any]]:
    """One row for each area: its grade where table, label and sentence say it, and what it holds."""
    return [
        {
            "area": chapter.title,
            "grade": _grade(chapter.grade) or "not graded",
            "in table": _grade(chapter.table_grade),
            "in chapter": _grade(chapter.sentence_grade or chapter.label_grade),
            "causes of concern": len(chapter.causes),
            "recommendations": sum(len(cause.recommendations) for cause in chapter.causes),
            "areas for improvement": len(chapter.improvements),
            "findings": len(chapter.findings),
        }
        for chapter in report.areas
    ]


def item_rows(report: Report) -> list[dict[str, Any]]:
    """One row for each thing that was found, all kinds in one table, in the report's order of chapters."""
    rows = []
    for chapter in report.chapters:
        for kind, text, under, deadline, place in _items(chapter):
            due = deadline.due(report.published) if deadline else None
            rows.append(
                {
                    "force": report.force,
                    "cycle": report.cycle,
                    "chapter": chapter.title,
                    "area": chapter.area.identifier if chapter.area else None,
                    "grade": _grade(chapter.grade),
                    "kind": kind,
                    "text": text,
                    "under": under,
                    "deadline": deadline.words if deadline else None,
                    "due": str(due) if due else None,
                    "place": str(place),
                }
            )
    return rows


def figure_rows(report: Report) -> list[dict[str, Any]]:
    """One row for each figure quoted."""
    return [
        {
            "chapter": f.place.chapter,
            "kind": f.kind.value,
            "words": f.words,
            "value": _number(f.value),
            "of": _number(f.of),
            "unit": f.unit,
            "qualifier": f.qualifier,
            "sentence": f.sentence,
            "place": str(f.place),
        }
        for f in report.figures
    ]


def write_workbook(report: Report, file: Path) -> None:
    """Write the report as a workbook: a sheet each for judgments, items, figures, charts, terms and all paragraphs."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, rows in _sheets(report):
        sheet = book.create_sheet(name)
        if not rows:
            continue
        for i, column in enumerate(rows[0], start=1):
            longest = max(len(str(row[column] or "")) for row in rows)
            sheet.column_dimensions[get_column_letter(i)].width = min(max(len(column), longest) + 2, 80)
        sheet.freeze_panes = "A2"
        for values, bold in [(list(rows[0]), True), *((list(row.values()), False) for row in rows)]:
            sheet.append([_cell(WriteOnlyCell(sheet, _printable(value)), bold=bold) for value in values])
    written = BytesIO()  # a file that cannot be written would leave openpyxl's sheets open, which complain
    book.save(written)
    file.write_bytes(written.getvalue())


def _printable(value: Any) -> Any:
    return _CONTROL.sub("", value) if isinstance(value, str) else value


def _cell(cell: Any, *, bold: bool) -> Any:
    """The cell in its style; words that begin with '=' stay words and are never a formula."""
    from openpyxl.styles import Alignment, Font

    if isinstance(cell.value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.font = Font(bold=bold)
    return cell


def _sheets(report: Report) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    day = report.published
    about = {
        "title": report.title,
        "force": report.force,
        "cycle": report.cycle,
        "published": str(day) if day else None,
        "inspector": report.inspector,
        "read from": report.format,
    }
    yield (
        "Report",
        [{"what": key, "value": value} for key, value in about.items()]
        + [{"what": "note", "value": note} for note in report.notes],
    )
    yield "Judgments", judgment_rows(report)
    yield "Items", item_rows(report)
    yield "Figures", figure_rows(report)
    yield "Charts", [{"title": c.title, "place": str(c.place)} for c in report.charts]
    yield "Terms", [{"words": t.words, "place": str(t.place)} for t in report.terms]
    yield "Paragraphs", [{"role": p.role.value, "text": p.text, "place": str(p.place)} for p in report.paragraphs]


def _items(chapter: Chapter) -> Iterator[tuple[str, str, str, Deadline | None, Place]]:
    for cause in chapter.causes:
        yield "cause of concern", cause.statement, "", None, cause.place
        for asked in cause.recommendations:
            yield "recommendation", asked.text, cause.statement, asked.deadline, asked.place
    for wanted in chapter.improvements:
        yield "area for improvement", wanted.statement, "", None, wanted.place
    for block in chapter.outstanding:
        yield "outstanding recommendations", " ".join(block.paragraphs), "", None, block.place
        for asked in block.points:
            yield "outstanding recommendation", asked.text, "", asked.deadline, asked.place
    for practice in chapter.practices:
        yield practice.kind.casefold(), practice.statement, "", None, practice.place
    for finding in chapter.findings:
        yield "finding", finding.heading, finding.section, None, finding.place
    for points in chapter.lists:
        for point in points.points:
            yield "point of a list", point, points.lead_in, None, points.place


def _chapter(chapter: Chapter, published: Day | None) -> dict[str, Any]:
    return {
        "title": chapter.title,
        "area": chapter.area.identifier if chapter.area else None,
        "is_area": chapter.is_area,
        "grade": _grade(chapter.grade),
        "grade_in_table": _grade(chapter.table_grade),
        "grade_as_label": _grade(chapter.label_grade),
        "grade_in_sentence": _grade(chapter.sentence_grade),
        "grades_differ": chapter.grades_differ,
        "name_in_table": chapter.table_name,
        "name_in_sentence": chapter.sentence_name,
        "causes_of_concern": [
            {
                "statement": c.statement,
                "recommendations": [_recommendation(r, published) for r in c.recommendations],
                "commentary": list(c.commentary),
                "place": _place(c.place),
            }
            for c in chapter.causes
        ],
        "areas_for_improvement": [
            {
                "statement": i.statement,
                "commentary": list(i.commentary),
                "points": list(i.points),
                "place": _place(i.place),
            }
            for i in chapter.improvements
        ],
        "outstanding_recommendations": [
            {
                "paragraphs": list(o.paragraphs),
                "points": [_recommendation(r, published) for r in o.points],
                "place": _place(o.place),
            }
            for o in chapter.outstanding
        ],
        "practices": [
            {"kind": p.kind, "statement": p.statement, "commentary": list(p.commentary), "place": _place(p.place)}
            for p in chapter.practices
        ],
        "findings": [
            {"heading": f.heading, "section": f.section, "paragraphs": list(f.paragraphs), "place": _place(f.place)}
            for f in chapter.findings
        ],
        "lists": [{"lead_in": x.lead_in, "points": list(x.points), "place": _place(x.place)} for x in chapter.lists],
        "place": _place(chapter.place),
    }


def _recommendation(asked: Recommendation, published: Day | None) -> dict[str, Any]:
    due = asked.deadline.due(published) if asked.deadline else None
    return {
        "text": asked.text,
        "parts": list(asked.parts),
        "deadline": asked.deadline.words if asked.deadline else None,
        "due": _day(due),
        "place": _place(asked.place),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "paragraph": place.paragraph,
        "chapter": place.chapter,
        "heading": place.heading,
        "subheading": place.subheading,
        "lines": list(place.lines),
        "page": place.page,
    }


def _day(day: Day | None) -> dict[str, str] | None:
    if day is None:
        return None
    return {"earliest": day.earliest.isoformat(), "latest": day.latest.isoformat(), "precision": day.precision.value}


def _grade(grade: Grade | None) -> str | None:
    return grade.label if grade else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

"""The demo's chapter: the made force's assessment, judged by its made inspector, as JSON, page and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpeel.cli.assessing import open_dossier
from openpeel.inspection.assessment.file import write_assessment
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.example import example_assessment, with_judgment
from openpeel.reports.chapter.page import chapter_page
from openpeel.reports.chapter.pdf import chapter_pdf
from openpeel.reports.chapter.writing import chapter


@dataclass(frozen=True)
class DemoChapter:
    """The files of the demo's chapter."""

    assessment: Path
    html: Path
    pdf: Path


def write_demo_chapter(folder: Path, store: Path) -> DemoChapter:
    """Write the made force's assessment and its chapter, fit to publish, into ``folder``."""
    files = DemoChapter(folder / "assessment.json", folder / "chapter.html", folder / "chapter.pdf")
    write_assessment(example_assessment(), files.assessment)
    dossier = open_dossier(store, files.assessment, None, None, None).dossier
    write_assessment(with_judgment(dossier), files.assessment)
    opened = open_dossier(store, files.assessment, None, None, None)
    content = chapter(opened.dossier, Audience.PUBLIC, opened.readings)
    files.html.write_text(chapter_page(content), encoding="utf-8")
    files.pdf.write_bytes(chapter_pdf(content))
    return files

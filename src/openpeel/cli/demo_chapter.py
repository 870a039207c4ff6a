"""The demo's chapter: the made force's assessment, judged by its made inspector, as JSON, page and PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from openpeel.cli.assessing import open_dossier
from openpeel.inspection.argument.argue import Argument
from openpeel.inspection.assessment.file import FOLDER, write_assessment
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.example import example_assessment, with_judgment
from openpeel.reports.chapter.page import chapter_page
from openpeel.reports.chapter.pdf import chapter_pdf
from openpeel.reports.chapter.writing import chapter


@dataclass(frozen=True)
class DemoChapter:
    """The files of the demo's chapter, and the argument in it."""

    assessment: Path
    html: Path
    pdf: Path
    argument: Argument


def write_demo_chapter(folder: Path, store: Path) -> DemoChapter:
    """Write the made force's chapter, fit to publish, into ``folder``, and its assessment beside the store."""
    assessment = store / FOLDER / "responding-to-the-public.json"
    assessment.parent.mkdir(exist_ok=True)
    write_assessment(example_assessment(), assessment)
    opened = open_dossier(store, assessment, None, None, None)
    judged = replace(opened.dossier, assessment=with_judgment(opened.dossier))
    write_assessment(judged.assessment, assessment)
    content = chapter(judged, Audience.PUBLIC, opened.readings)
    files = DemoChapter(assessment, folder / "chapter.html", folder / "chapter.pdf", judged.argument)
    files.html.write_text(chapter_page(content), encoding="utf-8")
    files.pdf.write_bytes(chapter_pdf(content))
    return files

"""How long a published report takes to read: the source as text, and set as a PDF of sixty pages.

Whole commands, start of Python included, by processor time: a loaded machine does not slow that down.

    python -m benchmarks.reports
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import typst

from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.structure import Role
from openpeel.language.source_text import PEEL_2021_22

LIMITS = {"text": 1.0, "pdf": 5.0}
"""Seconds on two cores."""
PAGES = 60
LEVELS = {Role.CHAPTER: 1, Role.HEADING: 2, Role.SUBHEADING: 3}


def set_as_pdf(source: Path, size: float) -> bytes:
    """The report of a text file, set in type of so many points."""
    out = [
        f'#set document(title: "x", date: none)\n#set text(font: "Liberation Sans", size: {size}pt)',
        "#set page(header: [An inspection report], footer: context counter(page).display())",
    ]
    for paragraph in read_report(source).paragraphs:
        text = json.dumps(paragraph.text, ensure_ascii=False)
        if paragraph.role in LEVELS:
            out.append(f"#heading(level: {LEVELS[paragraph.role]})[#{text}]")
        elif paragraph.role in (Role.RECOMMENDATION, Role.POINT):
            out.append(f"#list([#{text}])")
        elif paragraph.role not in (Role.CONTENTS, Role.JUDGMENTS):
            out.append(f"#{text}\n")
    return bytes(typst.compile("\n\n".join(out).encode()))


def processor_seconds(file: Path) -> float:
    """Of one ``openpeel read-report``, user and system together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "openpeel.cli.main", "read-report", str(file), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    source = PEEL_2021_22.file
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "report.pdf"
        for size in (11.0, 13.0, 15.0, 16.0, 17.0):
            pdf.write_bytes(set_as_pdf(source, size))
            pages = read_report(pdf).pages
            if pages and pages >= PAGES:
                break
        for kind, file in (("text", source), ("pdf", pdf)):
            taken = min(processor_seconds(file) for _ in range(3))
            what = "text" if kind == "text" else f"PDF of {pages} pages"
            print(f"{what}: {taken:.2f} s of processor time, limit {LIMITS[kind]:.0f} s on two cores")


if __name__ == "__main__":
    main()

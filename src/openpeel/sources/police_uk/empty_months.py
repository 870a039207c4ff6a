"""Files of data.police.uk with headings and no row: the force recorded nothing in the month, or supplied nothing.

The site does not say which. A month is therefore not covered by such a file, and duties in it stay unknown.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from openpeel.sources.police_uk.archive import PublishedFile
from openpeel.sources.police_uk.columns import COLUMNS
from openpeel.sources.workbench import Workbench

_LONGEST = 1_024
"""Bytes that headings alone do not exceed."""


def without_rows(bench: Workbench, files: Sequence[PublishedFile]) -> list[PublishedFile]:
    """Those of ``files`` that hold the site's headings and nothing below them."""
    return [file for file in files if file.member.size <= _LONGEST and _has_headings_only(bench, file)]


def note_on(files: Sequence[PublishedFile]) -> str:
    """What such files mean, in words; they are not loaded."""
    months = "; ".join(f"{file.force} {file.kind.value} {file.month}" for file in files)
    return (
        f"headings and no row, so these months are not taken: {months}. The site does not say whether nothing happened "
        "or nothing was supplied; what was loaded of them before stays, and without it they are not covered."
    )


def _has_headings_only(bench: Workbench, file: PublishedFile) -> bool:
    text = file.member.copy_to(bench.new_file("")).read_bytes().decode("utf-8-sig", errors="replace")
    lines = [row for row in csv.reader(text.splitlines()) if any(row)]
    # Without the end of the line the file may have been cut off.
    return (
        len(lines) == 1
        and text.endswith("\n")
        and set(COLUMNS[file.kind][1]) <= {heading.strip() for heading in lines[0]}
    )

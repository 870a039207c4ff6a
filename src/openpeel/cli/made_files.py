"""The extracts of the made force, read by their mappings and ready to be loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpeel.records.loads import StagedFile
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import prepare
from openpeel.sources.workbench import Workbench


def staged(bench: Workbench, extracts: Sequence[tuple[Path, Path]]) -> list[StagedFile]:
    """The files of all extracts, each by its mapping."""
    return [
        file
        for extract, mapping in extracts
        for file in prepare(bench, [str(extract)], read_mapping(mapping), lambda *_: None).files
    ]

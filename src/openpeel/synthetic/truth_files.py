"""The truth about the made force, as files that nothing but tests and the report on the standards reads."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from openpeel.synthetic.scenario import Described, Truth


def write_truth(file: Path, truths: Sequence[Truth]) -> None:
    """What is true of each record in each matter."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("matter", "scenario", "table", "key", "fate", "what", "entered_at"))
        for truth in sorted(truths, key=lambda truth: (truth.matter, truth.table, truth.key, truth.scenario)):
            entered = "" if truth.entered_at is None else f"{truth.entered_at:%Y-%m-%dT%H:%M:%SZ}"
            writer.writerow(
                (truth.matter, truth.scenario, truth.table, truth.key, truth.fate.value, truth.what, entered)
            )


def write_people(file: Path, described: Sequence[Described]) -> None:
    """Who each description of a person is truly of."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("detail_id", "person", "household", "naming_pattern", "damage"))
        for found in sorted(described, key=lambda found: found.detail_id):
            writer.writerow((found.detail_id, found.person, found.household, found.naming_pattern, found.damage))

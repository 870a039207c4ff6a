"""Drafting a table of records: one column of each kind, to be turned into what the records hold."""

from __future__ import annotations

from pathlib import Path

from openpeel.cli.drafting.places import (
    Draft,
    checked_name,
    class_name,
    filled,
    house,
    installing,
    own_package,
    write_new,
)
from openpeel.errors import Refused
from openpeel.records.catalogue import TABLES


def draft_table(name: str, folder: Path | None) -> Draft:
    """Write a table, in the house or in the package of ``folder``. Raises Refused where there is one of the name."""
    checked_name(name, "table")
    if name in TABLES:
        raise Refused(f"there is a table '{name}' already", mend="see docs/reference/tables.md")
    called = class_name(name)
    text = filled("table", class_name=called)
    if folder is not None:
        return write_new(
            own_package(folder) / "tables" / f"{name}.py",
            text,
            installing(folder),
            f"openpeel new unit NAME --table {name} --folder {folder}",
        )
    return write_new(
        house() / "records" / f"{name}.py",
        text,
        f"name it in src/openpeel/records/catalogue.py: from openpeel.records.{name} import {called}, "
        f"and {called} in its list",
        f"openpeel new unit NAME --table {name}",
        "openpeel docs",
    )

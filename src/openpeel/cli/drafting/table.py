"""Drafting a table of records: one column of each kind, to be turned into what the records hold."""

from __future__ import annotations

from openpeel.cli.drafting.places import Draft, checked_name, class_name, filled, house, write_new
from openpeel.errors import Refused
from openpeel.records.catalogue import TABLES


def draft_table(name: str) -> Draft:
    """Write a table in the house. Raises Refused where there is one of the name."""
    checked_name(name, "table")
    if name in TABLES:
        raise Refused(f"there is a table '{name}' already", mend="see docs/reference/tables.md")
    called = class_name(name)
    return write_new(
        house() / "records" / f"{name}.py",
        filled("table", class_name=called),
        f"name it in src/openpeel/records/catalogue.py: from openpeel.records.{name} import {called}, "
        f"and {called} in its list",
        f"openpeel new unit NAME --table {name}",
        "openpeel docs",
    )

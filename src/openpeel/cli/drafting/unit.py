"""Drafting a unit: one for each row of a table, with the table's columns as its first facts."""

from __future__ import annotations

from pathlib import Path

from openpeel import library
from openpeel.cli.drafting.places import (
    Draft,
    checked_name,
    class_name,
    docstring,
    filled,
    house,
    installing,
    own_package,
    write_new,
)
from openpeel.errors import Refused
from openpeel.language.tables import Table


def draft_unit(name: str, table: type[Table], folder: Path | None) -> Draft:
    """Write a unit over ``table``, in the house or in the package of ``folder``. Raises Refused where it is taken."""
    checked_name(name, "unit")
    if name in library.units():
        raise Refused(f"there is a unit '{name}' already", mend="choose another name")
    facts = [
        f"    {column} = {table.__name__}.{column}\n{docstring(_sentence(table.declaration(column).description))}"
        for column in table.columns
    ]
    text = filled(
        "unit",
        module=table.__module__,
        table=table.__name__,
        class_name=class_name(name),
        facts="\n".join(facts),
        begins=table.name_of(table.begins),
    )
    root = house() if folder is None else own_package(folder)
    shown = "" if folder is None else f" --folder {folder}"
    install = () if folder is None else (installing(folder),)
    return write_new(
        root / "units" / f"{name}.py",
        text,
        "leave out the facts that no standard will use",
        *install,
        f"openpeel new fact NAME --unit {name} --table TABLE --column COLUMN   (what follows from linked rows)",
        f"openpeel new standard ID --unit {name} --area AREA{shown}",
    )


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."

"""Drafting a source: a folder with a reader, for files that no mapping can describe."""

from __future__ import annotations

from pathlib import Path

from openpeel.cli.drafting.places import Draft, checked_name, filled, house, installing, own_package, write_new
from openpeel.errors import Refused
from openpeel.language.tables import Table

_LOADS = "from openpeel.records.loads import Coverage, LoadKind, StagedFile"


def draft_source(name: str, table: type[Table], folder: Path | None) -> Draft:
    """Write a source whose export fills ``table``, in the house or in the package of ``folder``.

    Raises Refused where there is one of the name.
    """
    checked_name(name, "source")
    text = filled(
        "source",
        source=name,
        table=table.name,
        records="\n".join(sorted([_LOADS, f"from {table.__module__} import {table.__name__}"])),
        class_name=table.__name__,
        columns="\n".join(f'    "{column}": "{column}",' for column in table.columns),
    )
    if folder is not None:
        return write_new(
            own_package(folder) / "sources" / f"{name}.py",
            text + filled("own_source", source=name),
            installing(folder),
            f"openpeel load FILE --source {name} --dry-run",
        )
    place = house() / "sources" / name
    if place.exists() or place.with_suffix(".py").exists():
        raise Refused(f"there is a source '{name}' already", where=str(place), mend="choose another name")
    write_new(place / "__init__.py", filled("source_package"))
    return write_new(
        place / "reading.py",
        text,
        "call it from src/openpeel/sources/loading.py, which tells whose file it is",
        "give it a real file, or one made like it, in tests/sources",
    )

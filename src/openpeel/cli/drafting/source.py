"""Drafting a source: a folder with a reader, for files that no mapping can describe."""

from __future__ import annotations

from openpeel.cli.drafting.places import Draft, checked_name, filled, house, write_new
from openpeel.errors import Refused
from openpeel.language.tables import Table

_LOADS = "from openpeel.records.loads import Coverage, LoadKind, StagedFile"


def draft_source(name: str, table: type[Table]) -> Draft:
    """Write the folder of a source whose export fills ``table``. Raises Refused where there is one of the name."""
    checked_name(name, "source")
    folder = house() / "sources" / name
    if folder.exists() or folder.with_suffix(".py").exists():
        raise Refused(f"there is a source '{name}' already", where=str(folder), mend="choose another name")
    text = filled(
        "source",
        source=name,
        table=table.name,
        records="\n".join(sorted([_LOADS, f"from {table.__module__} import {table.__name__}"])),
        class_name=table.__name__,
        columns="\n".join(f'    "{column}": "{column}",' for column in table.columns),
    )
    write_new(folder / "__init__.py", filled("source_package"))
    return write_new(
        folder / "reading.py",
        text,
        "call it from src/openpeel/sources/loading.py, which tells whose file it is",
        "give it a real file, or one made like it, in tests/sources",
    )

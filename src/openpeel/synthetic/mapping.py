"""The mapping of an extract of the made force, as text: what `openpeel load` needs to know of the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from openpeel.language.columns import Moment
from openpeel.synthetic.organisation import FORCE, FORCE_NAME
from openpeel.synthetic.systems.extract import ENTERED, ISO, Extract
from openpeel.synthetic.times import london


def mapping_text(extract: Extract, read_at: datetime) -> str:
    """The mapping file of an extract that was read from its system at ``read_at`` (TOML)."""
    declared = extract.table.columns
    moments = [column for column in extract.headings if column == ENTERED or isinstance(declared[column], Moment)]
    lines = [
        f"# {extract.about}.",
        f"# {FORCE_NAME} is made up, and so is every record.",
        f"# Load with: openpeel load {extract.file} --mapping {extract.mapping}",
        *_pairs({"table": extract.table.name, "force": FORCE, "source": extract.source}),
        "",
        "[extract]",
        f'kind = "{extract.kind.value}"',
        f"from = {_local(extract.period.begins)}",
        f"to = {_local(extract.period.ends)}",
        f"at = {_local(read_at)}",
        "",
        "[times]",
        'zone = "Europe/London"',
    ]
    if extract.times != ISO:
        lines += ["", "[times.formats]", *_pairs(dict.fromkeys(moments, extract.times))]
    lines += ["", "[columns]", *_pairs({heading: column for column, heading in extract.headings.items()})]
    for column, codes in extract.codes.items():
        lines += ["", f"[codes.{column}]", *_pairs(codes)]
    return "\n".join(lines) + "\n"


def _pairs(values: Mapping[str, str]) -> list[str]:
    """Lines of names and texts; names are quoted where they must be."""
    return [f"{name if name.isidentifier() else _quoted(name)} = {_quoted(value)}" for name, value in values.items()]


def _quoted(text: str) -> str:
    # A JSON text is a basic string of TOML.
    return json.dumps(text)


def _local(moment: datetime) -> str:
    """A moment as local time; midnight as the day alone."""
    return london(moment).isoformat().removesuffix("T00:00:00")

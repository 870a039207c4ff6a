"""The page of the assessment's file, and its JSON Schema: every field that people may fill in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from openpeel.cli.reference.markdown import anchor, one_line, page, table
from openpeel.inspection.assessment.file import as_data, schema
from openpeel.inspection.example import example_assessment
from openpeel.inspection.example_fieldwork import an_interview

OPENING = """\
An assessment is what people entered about one area of policing of one force: fieldwork, weights, promises, causes of
concern, findings and judgments. `openpeel evidence --draft FILE` writes one to start from; `openpeel chapter`,
`openpeel argue` and `openpeel evidence` read it. It is refused whole, with every fault at once. Days are written
2024-03-31. A field without *needed* may be left out. [The JSON Schema](assessment.schema.json) says the same to
programs."""


def write() -> str:
    """The page."""
    described = schema()
    known: Mapping[str, Any] = described["$defs"]
    parts = [_section("The file", described, known)]
    parts += [_section(name, known[name], known) for name in known if "properties" in known[name]]
    parts += [_choices(name, known[name]) for name in known if "enum" in known[name]]
    return page("Assessments", OPENING, [*parts, _example()])


def write_schema() -> str:
    """The JSON Schema."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _section(name: str, described: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    needed = set(described.get("required", ()))
    rows = [
        [f"`{field}`", _kind(its, known), "needed" if field in needed else "", one_line(its.get("description"))]
        for field, its in described["properties"].items()
    ]
    return "\n\n".join([f"## {name}", one_line(described.get("description")), table(["field", "is", "", "what"], rows)])


def _choices(name: str, described: Mapping[str, Any]) -> str:
    said = ", ".join(f"`{value}`" for value in described["enum"])
    return f"## {name}\n\n{one_line(described.get('description'))} One of: {said}."


def _kind(its: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    if "$ref" in its:
        name = its["$ref"].rsplit("/", 1)[1]
        return f"[{name}]({anchor(name)})"
    for several in ("anyOf", "oneOf"):
        if several in its:
            return " or ".join(_kind(one, known) for one in its[several] if one.get("type") != "null")
    if its.get("type") == "array":
        return f"a list of {_kind(its['items'], known)}"
    if "enum" in its:
        return ", ".join(f"`{value}`" for value in its["enum"])
    if "const" in its:
        return f"`{its['const']}`"
    if its.get("format") == "date":
        return "a day"
    return {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}.get(
        its.get("type", ""), "an object"
    )


def _example() -> str:
    example = example_assessment()
    small = as_data(example.with_evidence(an_interview("4.1", example.ends)))
    shown = {name: small[name] for name in ("version", "force", "title", "area", "begins", "ends")}
    shown["evidence"] = [small["evidence"][-1]]
    return f"## An example\n\n```json\n{json.dumps(shown, indent=1, ensure_ascii=False)}\n```"

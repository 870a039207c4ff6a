"""The assessment as a JSON file: read whole or refused with every fault, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from openpeel.errors import Refused
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.assessment.checking import faults_of
from openpeel.inspection.assessment.places import Fault

VERSION = 1
MOST_SHOWN = 20
FOLDER = "assessments"
"""The folder of a data folder where assessments lie that the web begins with, one file for each force and area."""


@cache
def adapter() -> TypeAdapter[Assessment]:
    """What reads and writes assessments, and knows their JSON Schema."""
    return TypeAdapter(Assessment)


def read_assessment(file: Path) -> Assessment:
    """The assessment in a file. Raises Refused with all faults at once, each with its place and how to mend it."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"The assessment cannot be read: {error.strerror}.", where=str(file)) from None
    except RecursionError:
        raise Refused("The file is nested too deeply to be an assessment.", where=str(file)) from None
    except ValueError as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused("The file is not JSON in UTF-8.", where=f"{file}{line}") from None
    return assessment_of(data, str(file))


def assessment_of(data: object, where: str = "the assessment") -> Assessment:
    """The assessment in plain values, as a file or a journal has them. Raises Refused as :func:`read_assessment`."""
    if not isinstance(data, dict):
        raise _refused([Fault("the file", "an assessment is an object with named fields")], where)
    try:
        assessment = adapter().validate_python(data, strict=False)
    except ValidationError as error:
        raise _refused(list(_faults(error)), where) from None
    faults = list(faults_of(assessment))
    if faults:
        raise _refused(faults, where)
    return assessment


def as_data(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain values, without what stands as it would by default."""
    data: dict[str, Any] = adapter().dump_python(assessment, mode="json", exclude_defaults=True)
    return {"version": VERSION, **data}


def write_assessment(assessment: Assessment, file: Path) -> None:
    """Write the assessment beside its place and move it there, so that a stop in between leaves the old one whole."""
    text = json.dumps(as_data(assessment), ensure_ascii=False, indent=1) + "\n"
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        Path(name).replace(file)
    except OSError as error:
        raise Refused(f"The assessment cannot be written: {error.strerror}.", where=str(file)) from None


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An assessment of one area of one force",
        **adapter().json_schema(),
    }


def _refused(faults: list[Fault], where: str) -> Refused:
    shown = [f"{fault.place}: {fault.what}" for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        shown.append(f"and {len(faults) - MOST_SHOWN} more")
    said = "\n  - ".join(["", *shown])
    return Refused(
        f"The assessment has {len(faults)} fault{'s' if len(faults) > 1 else ''}; nothing of it was taken:{said}",
        where=where,
        mend="docs/reference/assessment.md describes every field",
    )


def _faults(error: ValidationError) -> Iterator[Fault]:
    for found in error.errors(include_input=False, include_url=False):
        place = _place(found["loc"])
        context: Mapping[str, Any] = found.get("ctx") or {}
        kind = found["type"]
        if kind in ("missing", "missing_argument"):
            yield Fault(place, "is missing")
        elif kind in ("unexpected_keyword_argument", "extra_forbidden"):
            yield Fault(place, "is no field here")
        elif kind in ("enum", "literal_error"):
            yield Fault(place, f"is one of: {str(context['expected']).replace(chr(39), '')}")
        elif kind == "value_error":
            yield Fault(place, str(context["error"]))
        elif kind.startswith("date"):
            yield Fault(place, "is written as 2024-03-31")
        elif kind == "string_too_short":
            yield Fault(place, "may not be empty")
        else:
            yield Fault(place, found["msg"][0].lower() + found["msg"][1:])


def _place(location: tuple[int | str, ...]) -> str:
    """'evidence 3, reach, n': entries are counted from 1, as people count."""
    said = ""
    for part in location:
        said += f" {part + 1}" if isinstance(part, int) else f"{', ' if said else ''}{part}"
    return said or "the file"

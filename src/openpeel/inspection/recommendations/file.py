"""The register as a JSON file: read whole or refused, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from openpeel.errors import Refused
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.recommendations.register import (
    Doubt,
    Event,
    EventKind,
    Item,
    ItemKind,
    Measure,
    Mention,
    Monitoring,
    Register,
    Response,
    Source,
)

VERSION = 1


def read_register(file: Path) -> Register:
    """The register in a file; an empty one where the file does not exist yet."""
    if not file.exists():
        return Register()
    try:
        return register_of(json.loads(file.read_text(encoding="utf-8")), str(file))
    except OSError as error:
        raise Refused(f"The register cannot be read: {error.strerror}.", where=str(file)) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            "The file is not a register of recommendations, or it is damaged.",
            where=str(file),
            why=type(error).__name__,
        ) from None


def register_of(data: Any, where: str | None = None) -> Register:
    """The register in plain values, as :func:`as_data` gives them.

    Raises Refused for another version or an unknown day, and KeyError, TypeError or ValueError for what is no register.
    """
    if data["version"] != VERSION:
        raise Refused(
            f"The register is of version {data['version']}; this program reads version {VERSION}.", where=where
        )
    return _register(data)


def write_register(register: Register, file: Path) -> None:
    """Write the register beside its place and move it there, so that a stop in between leaves the old one whole."""
    text = json.dumps(as_data(register), ensure_ascii=False, indent=1) + "\n"
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        Path(name).replace(file)
    except OSError as error:
        raise Refused(f"The register cannot be written: {error.strerror}.", where=str(file)) from None


def as_data(register: Register) -> dict[str, Any]:
    """The register as plain values."""
    return {
        "version": VERSION,
        "sources": [
            {"id": s.id, "title": s.title, "published": day_text(s.published), "link": s.link} for s in register.sources
        ],
        "items": [
            {
                "id": i.id,
                "force": i.force,
                "kind": i.kind.value,
                "text": i.text,
                "area": i.area,
                "under": i.under,
                "deadline": i.deadline,
                "due": day_text(i.due) if i.due else None,
                **({"owner": i.owner} if i.owner else {}),
                **({"measure": _measure_data(i.measure)} if i.measure else {}),
                "mentions": [{"source": m.source, "words": m.words, "place": m.place} for m in i.mentions],
                "events": [
                    {"on": day_text(e.on), "kind": e.kind.words, "text": e.text, "source": e.source, "by": e.by}
                    for e in i.events
                ],
            }
            for i in register.items
        ],
        "doubts": [{"item": d.item, "like": d.like, "likeness": d.likeness} for d in register.doubts],
        "responses": [{"source": r.source, "published": day_text(r.published)} for r in register.responses],
        "monitoring": [{"on": day_text(m.on), "phase": m.phase, "source": m.source} for m in register.monitoring],
        "kept_apart": [list(pair) for pair in register.kept_apart],
    }


def _measure_data(measure: Measure) -> dict[str, Any]:
    return {"of": measure.of, "at_least": measure.at_least, "for_months": measure.for_months}


def day_text(day: Day) -> str:
    """'2022-07-07' for a day; '2022-07' for a month; both ends with a slash between for another span."""
    if day.earliest == day.latest:
        return day.earliest.isoformat()
    if day == Day.in_month(day.earliest.year, day.earliest.month):
        return day.earliest.isoformat()[:7]
    return f"{day.earliest.isoformat()}/{day.latest.isoformat()}"


def day_of(text: str) -> Day:
    """The day or month of :func:`day_text`; Refused for anything else."""
    try:
        if "/" in text:
            first, last = text.split("/")
            return Day(date.fromisoformat(first), date.fromisoformat(last))
        if len(text) == 7:
            return Day.in_month(int(text[:4]), int(text[5:]))
        return Day.on(date.fromisoformat(text))
    except ValueError:
        raise Refused(
            f"‘{text}’ is not a day.", mend="Write 2022-07-07, or 2022-07 where only the month is known."
        ) from None


def _register(data: dict[str, Any]) -> Register:
    kinds = {kind.words: kind for kind in EventKind}
    return Register(
        sources=tuple(Source(s["id"], s["title"], day_of(s["published"]), s["link"]) for s in data["sources"]),
        items=tuple(
            Item(
                i["id"],
                i["force"],
                ItemKind(i["kind"]),
                i["text"],
                i["area"],
                i["under"],
                i["deadline"],
                day_of(i["due"]) if i["due"] else None,
                tuple(Mention(m["source"], m["words"], m["place"]) for m in i["mentions"]),
                tuple(Event(day_of(e["on"]), kinds[e["kind"]], e["text"], e["source"], e["by"]) for e in i["events"]),
                i.get("owner", ""),
                Measure(**i["measure"]) if i.get("measure") else None,
            )
            for i in data["items"]
        ),
        doubts=tuple(Doubt(d["item"], d["like"], d["likeness"]) for d in data["doubts"]),
        responses=tuple(Response(r["source"], day_of(r["published"])) for r in data["responses"]),
        monitoring=tuple(Monitoring(day_of(m["on"]), m["phase"], m["source"]) for m in data["monitoring"]),
        kept_apart=tuple((a, b) for a, b in data["kept_apart"]),
    )

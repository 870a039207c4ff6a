"""The content of a mapping file as it is checked: its sections, and the faults found so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpeel.sources.extracts.mapping import TO_FILL_IN
from openpeel.sources.headings import did_you_mean

SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("table", "force", "source", "file", "extract", "times", "columns", "codes"),
    "file": ("kind", "delimiter", "encoding", "may_lack_last_line_end", "sheet", "heading_row", "query", "empty"),
    "extract": ("kind", "from", "to", "at"),
    "times": ("zone", "ambiguous", "formats"),
}


@dataclass
class Checked:
    """A mapping's content, gathering faults."""

    content: dict[str, Any]
    faults: list[str] = field(default_factory=list)

    def names(self, section: str, content: Mapping[str, Any]) -> None:
        """Find names that a section does not know."""
        known = SECTIONS[section]
        for name in content:
            if name not in known:
                place = f"[{section}]" if section else "the mapping"
                self.faults.append(f"{place} knows no '{name}'{did_you_mean(name, known)}; it knows {', '.join(known)}")

    def section(self, name: str) -> dict[str, Any]:
        """A section's content, empty where it is not there or is none."""
        found = self.content.get(name, {})
        if not isinstance(found, dict):
            self.faults.append(f"'{name}' must be a section: [{name}]")
            return {}
        if name in SECTIONS:
            self.names(name, found)
        return found

    def text(self, content: Mapping[str, Any], name: str, meaning: str) -> str:
        """A text that must be given; empty, with a fault, where it is not."""
        value = content.get(name)
        if isinstance(value, str) and value.strip() and not value.startswith(TO_FILL_IN):
            return value.strip()
        if isinstance(value, str) and value.startswith(TO_FILL_IN):
            self.faults.append(f"'{name}' is still to be filled in: {meaning}")
        else:
            self.faults.append(f"'{name}' is missing: {meaning}")
        return ""

"""Checking what a mapping says of columns and codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from openpeel.language.columns import Flag
from openpeel.language.tables import Table
from openpeel.sources.extracts.mapping import TO_FILL_IN, VERSION_COLUMNS
from openpeel.sources.extracts.mapping_faults import Checked
from openpeel.sources.headings import did_you_mean


class CheckedColumns(Checked):
    """The sections [columns] and [codes]."""

    def columns(self, table: type[Table] | None) -> dict[str, str]:
        """Their columns, each with ours."""
        section = self.section("columns")
        if not section:
            self.faults.append(
                '[columns] is missing: it maps their columns to ours, as in "Incident No" = "incident_id"'
            )
            return {}
        wrong = [theirs for theirs, ours in section.items() if not isinstance(ours, str)]
        for theirs in wrong:
            self.faults.append(f"[columns] '{theirs}' must name one of our columns, in quotation marks")
        columns: dict[str, str] = {theirs.strip(): ours for theirs, ours in section.items() if isinstance(ours, str)}
        if table is None or wrong:
            return columns
        known = [*table.columns, *VERSION_COLUMNS]
        sources: dict[str, list[str]] = {}
        for theirs, ours in columns.items():
            if theirs.startswith(TO_FILL_IN):
                self.faults.append(f"[columns] their name for '{ours}' is still to be filled in")
                sources.setdefault(ours, []).append(theirs)
            elif ours.startswith(TO_FILL_IN):
                self.faults.append(
                    f"[columns] '{theirs}' is still to be filled in: one of our columns, or \"\" to leave it out"
                )
            elif ours and ours not in known:
                self.faults.append(f"no column '{ours}' in table {table.name}{did_you_mean(ours, known)}")
            elif ours:
                sources.setdefault(ours, []).append(theirs)
        for ours, several in sources.items():
            if len(several) > 1:
                self.faults.append(f"[columns] {' and '.join(map(repr, several))} are both mapped to '{ours}'")
        for name in table.columns:
            declaration = table.declaration(name)
            if declaration.required and name not in sources:
                self.faults.append(
                    f"table {table.name} needs '{name}' ({_lower_first(declaration.description)}), and no "
                    "column is mapped to it"
                )
        return columns

    def codes(self, table: type[Table] | None, columns: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Their codes, each with ours, by our column."""
        section = self.section("codes")
        codes: dict[str, dict[str, str]] = {}
        if table is None:
            return codes
        coded = {
            name: ("true", "false") if isinstance(found, Flag) else tuple(found.codes or ())
            for name, found in table.columns.items()
            if isinstance(found, Flag) or found.codes
        }
        for column, pairs in section.items():
            if column not in coded:
                what = "has no codes" if column in table.columns else f"is not a column of table {table.name}"
                self.faults.append(f"[codes] '{column}' {what}{did_you_mean(column, coded)}")
                continue
            if column not in columns.values():
                self.faults.append(f"[codes.{column}] is given, but no column is mapped to '{column}'")
            if not isinstance(pairs, dict):
                self.faults.append(f"[codes.{column}] must be a section of their codes, each with ours")
                continue
            codes[column] = self._pairs(column, pairs, coded[column])
        return codes

    def _pairs(self, column: str, pairs: Mapping[str, Any], known: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for theirs, ours in pairs.items():
            text = str(ours).lower() if isinstance(ours, bool) else ours
            if isinstance(text, str) and text.startswith(TO_FILL_IN):
                self.faults.append(f"[codes.{column}] '{theirs}' is still to be filled in: one of {', '.join(known)}")
            elif not isinstance(text, str) or (text and text not in known):
                near = did_you_mean(str(text), known)
                self.faults.append(
                    f"[codes.{column}] '{text}' is not one of our codes{near}; they are {', '.join(known)}"
                )
            else:
                found[theirs.strip()] = text
        return found


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]

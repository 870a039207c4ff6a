"""Checking a mapping file whole, before any row is read: every fault at once, in plain words, with near spellings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpeel.errors import Refused
from openpeel.language.columns import Flag, Moment
from openpeel.language.forces import force_named
from openpeel.language.tables import Table
from openpeel.records.catalogue import TABLES
from openpeel.records.loads import LoadKind
from openpeel.sources.extracts.mapping import (
    FROM_THE_FILE,
    KINDS,
    TO_FILL_IN,
    VERSION_COLUMNS,
    ExtractMapping,
    FileForm,
    Period,
)
from openpeel.sources.headings import did_you_mean
from openpeel.sources.moments import AMBIGUOUS, LONDON, is_zone

_SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("table", "force", "source", "file", "extract", "times", "columns", "codes"),
    "file": ("kind", "delimiter", "encoding", "may_lack_last_line_end", "sheet", "heading_row", "query", "empty"),
    "extract": ("kind", "from", "to", "at"),
    "times": ("zone", "ambiguous", "formats"),
}


def read_mapping(path: Path) -> ExtractMapping:
    """Read and check a mapping file; raises Refused with every fault at once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Refused(f"there is no mapping file {path}", mend="draft one: openpeel new mapping FILE") from None
    except UnicodeDecodeError:
        raise Refused(f"the mapping {path.name} is not UTF-8 text", mend="save it as UTF-8") from None
    except OSError as error:
        raise Refused(f"the mapping {path} cannot be read: {error.strerror or error}") from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            f"the mapping {path.name} is not valid TOML: {error}",
            where=str(path),
            mend='write names that hold spaces in quotation marks, as in "Incident No" = "incident_id"',
        ) from None
    check = _Check(content)
    mapping = check.mapping(path.name)
    if mapping is None or check.faults:
        count = len(check.faults)
        raise Refused(
            f"the mapping {path.name} has {'a fault' if count == 1 else f'{count} faults'}:\n"
            + "\n".join(f"  - {fault}" for fault in check.faults),
            where=str(path),
            why="no row is read until the mapping and the table agree",
        )
    return mapping


@dataclass
class _Check:
    """One pass over a mapping's content, gathering faults."""

    content: dict[str, Any]
    faults: list[str] = field(default_factory=list)

    def mapping(self, name: str) -> ExtractMapping | None:
        self._names("", self.content)
        table = self._table()
        force = self._force()
        source = self._text(self.content, "source", "the name of the system that the extract comes from")
        form = self._file()
        zone, ambiguous, formats = self._times(table)
        period = self._period(zone)
        columns = self._columns(table)
        codes = self._codes(table, columns)
        if table is None or period is None:
            return None
        return ExtractMapping(name, table, force, source, form, period, zone, ambiguous, columns, codes, formats)

    def _names(self, section: str, content: Mapping[str, Any]) -> None:
        known = _SECTIONS[section]
        for name in content:
            if name not in known:
                place = f"[{section}]" if section else "the mapping"
                self.faults.append(f"{place} knows no '{name}'{did_you_mean(name, known)}; it knows {', '.join(known)}")

    def _section(self, name: str) -> dict[str, Any]:
        found = self.content.get(name, {})
        if not isinstance(found, dict):
            self.faults.append(f"'{name}' must be a section: [{name}]")
            return {}
        if name in _SECTIONS:
            self._names(name, found)
        return found

    def _text(self, content: Mapping[str, Any], name: str, meaning: str) -> str:
        value = content.get(name)
        if isinstance(value, str) and value.strip() and not value.startswith(TO_FILL_IN):
            return value.strip()
        if isinstance(value, str) and value.startswith(TO_FILL_IN):
            self.faults.append(f"'{name}' is still to be filled in: {meaning}")
        else:
            self.faults.append(f"'{name}' is missing: {meaning}")
        return ""

    def _table(self) -> type[Table] | None:
        name = self._text(self.content, "table", "the table that the rows belong to")
        if name and name not in TABLES:
            self.faults.append(f"no table '{name}'{did_you_mean(name, TABLES)}; the tables are {', '.join(TABLES)}")
        return TABLES.get(name)

    def _force(self) -> str:
        name = self._text(self.content, "force", "the police force whose records these are, such as 'wiltshire'")
        if not name:
            return ""
        try:
            return force_named(name).identifier
        except Refused as refused:
            self.faults.append(f"force: {refused.what}{'; ' + refused.mend if refused.mend else ''}")
            return ""

    def _file(self) -> FileForm:
        section = self._section("file")
        kinds: dict[str, type] = {
            "may_lack_last_line_end": bool,
            "heading_row": int,
            "empty": list,
        }
        for name, value in section.items():
            wanted = kinds.get(name, str)
            if name in _SECTIONS["file"] and (not isinstance(value, wanted) or (wanted is int and value is True)):
                words = {bool: "true or false", int: "a whole number", list: "a list of texts", str: "a text"}
                self.faults.append(f"[file] {name} must be {words[wanted]}")
                return FileForm()
        kind = section.get("kind")
        if kind is not None and kind not in KINDS:
            self.faults.append(
                f"[file] kind '{kind}' is not known{did_you_mean(kind, KINDS)}; it is {', '.join(KINDS)}"
            )
        if len(section.get("delimiter", ",")) != 1:
            self.faults.append('[file] delimiter must be one character, such as ";" or "\\t"')
        if section.get("heading_row", 1) < 1:
            self.faults.append("[file] heading_row counts from 1")
        encoding = section.get("encoding", "utf-8")
        try:
            "".encode(encoding)
        except LookupError:
            self.faults.append(f"[file] encoding '{encoding}' is not known; most are utf-8 or windows-1252")
        if kind in ("sqlite", "postgresql") and not section.get("query"):
            self.faults.append(f"[file] query is missing: a SELECT, or the name of a table, for a {kind} database")
        return (
            FileForm(**{**section, "empty": tuple(map(str, section.get("empty", ())))})
            if not self.faults
            else FileForm()
        )

    def _times(self, table: type[Table] | None) -> tuple[str, str, dict[str, tuple[str, ...]]]:
        section = self._section("times")
        zone = section.get("zone", LONDON)
        if not isinstance(zone, str) or not is_zone(zone):
            self.faults.append("[times] zone must be a time zone such as 'Europe/London' or 'UTC'")
            zone = LONDON
        ambiguous = section.get("ambiguous", "reject")
        if ambiguous not in AMBIGUOUS:
            self.faults.append("[times] ambiguous must be 'earlier', 'later' or 'reject'")
        formats: dict[str, tuple[str, ...]] = {}
        given = section.get("formats", {})
        if not isinstance(given, dict):
            self.faults.append("[times.formats] must be a section of our columns, each with its format")
            given = {}
        for column, patterns in given.items():
            patterns = [patterns] if isinstance(patterns, str) else patterns
            if table is not None and not self._is_moment(table, column):
                continue
            if not isinstance(patterns, list) or not patterns:
                self.faults.append(
                    f"[times.formats] {column} must be a format such as '%d/%m/%Y %H:%M', or a list of them"
                )
                continue
            wrong = [str(pattern) for pattern in patterns if not _is_pattern(pattern)]
            if wrong:
                self.faults.append(
                    f"[times.formats] {column}: '{wrong[0]}' is not a format with year, month and, as a rule, day, "
                    "such as '%d/%m/%Y %H:%M'"
                )
                continue
            formats[column] = tuple(patterns)
        return zone, ambiguous, formats

    def _is_moment(self, table: type[Table], column: str) -> bool:
        moments = [name for name, found in table.columns.items() if isinstance(found, Moment)] + [*VERSION_COLUMNS]
        if column in moments:
            return True
        what = "is not a moment" if column in table.columns else f"is not a column of table {table.name}"
        self.faults.append(f"[times.formats] '{column}' {what}{did_you_mean(column, moments)}")
        return False

    def _period(self, zone: str) -> Period | None:
        section = self._section("extract")
        kinds = [kind.value for kind in LoadKind]
        kind = self._text(section, "kind", "[extract] says what the extract holds: 'full', 'window' or 'changes'")
        if kind and kind not in kinds:
            self.faults.append(
                f"[extract] kind '{kind}' is not known{did_you_mean(kind, kinds)}; it is {', '.join(kinds)}"
            )
        moments: dict[str, datetime | None] = {}
        meanings = {
            "from": "the first moment that the extract covers",
            "to": "the moment up to which it covers (that moment not included)",
            "at": "when it was taken from the source",
        }
        for name, meaning in meanings.items():
            value = section.get(name)
            if isinstance(value, datetime | date):
                moments[name] = _utc(value, zone)
            elif value == FROM_THE_FILE:
                moments[name] = None
            else:
                still = isinstance(value, str) and value.startswith(TO_FILL_IN)
                self.faults.append(
                    f"[extract] '{name}' {'is still to be filled in' if still else 'must be given'}: {meaning}, as a "
                    f'date without quotation marks (2024-01-31 or 2024-01-31T06:00:00), or "{FROM_THE_FILE}"'
                )
        if len(moments) < len(meanings) or kind not in kinds:
            return None
        begins, ends, at = moments["from"], moments["to"], moments["at"]
        if begins and ends and begins >= ends:
            self.faults.append("[extract] 'from' must be before 'to'")
        if ends and at and at < ends:
            self.faults.append("[extract] 'at' is before 'to': no extract covers what came after it was taken")
        return Period(LoadKind(kind), begins, ends, at)

    def _columns(self, table: type[Table] | None) -> dict[str, str]:
        section = self._section("columns")
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

    def _codes(self, table: type[Table] | None, columns: Mapping[str, str]) -> dict[str, dict[str, str]]:
        section = self._section("codes")
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


def _is_pattern(pattern: object) -> bool:
    if not isinstance(pattern, str):
        return False
    directives = set(re.findall(r"%-?([A-Za-z])", pattern))
    has_date = bool(directives & set("Yy")) and (bool(directives & set("mbB")) or "j" in directives)
    return has_date and directives <= set("aAbBdfHIjmMpSYyzZgn")


def _utc(value: datetime | date, zone: str) -> datetime:
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if value.tzinfo is None:
        value = value.replace(tzinfo=ZoneInfo(zone))
    return value.astimezone(UTC).replace(tzinfo=None)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]

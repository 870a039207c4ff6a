"""Checking what a mapping says of the file's form, its times and the period that it covers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from openpeel.language.columns import Moment
from openpeel.language.tables import Table
from openpeel.records.loads import LoadKind
from openpeel.sources.extracts.mapping import FROM_THE_FILE, KINDS, TO_FILL_IN, VERSION_COLUMNS, FileForm, Period
from openpeel.sources.extracts.mapping_faults import SECTIONS, Checked
from openpeel.sources.headings import did_you_mean
from openpeel.sources.moments import AMBIGUOUS, LONDON, is_zone


class CheckedForm(Checked):
    """The sections [file], [times] and [extract]."""

    def file(self) -> FileForm:
        """How the file is written."""
        section = self.section("file")
        kinds: dict[str, type] = {
            "may_lack_last_line_end": bool,
            "heading_row": int,
            "empty": list,
        }
        for name, value in section.items():
            wanted = kinds.get(name, str)
            if name in SECTIONS["file"] and (not isinstance(value, wanted) or (wanted is int and value is True)):
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

    def times(self, table: type[Table] | None) -> tuple[str, str, dict[str, tuple[str, ...]]]:
        """The zone of times, what an hour that comes twice means, and the formats of columns."""
        section = self.section("times")
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

    def period(self, zone: str) -> Period | None:
        """What the extract covers."""
        section = self.section("extract")
        kinds = [kind.value for kind in LoadKind]
        kind = self.text(section, "kind", "[extract] says what the extract holds: 'full', 'window' or 'changes'")
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

"""Checking a mapping file whole, before any row is read: every fault at once, in plain words, with near spellings."""

from __future__ import annotations

import tomllib
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.forces import force_named
from openpeel.language.tables import Table
from openpeel.records.catalogue import TABLES
from openpeel.sources.extracts.mapping import ExtractMapping
from openpeel.sources.extracts.mapping_columns import CheckedColumns
from openpeel.sources.extracts.mapping_form import CheckedForm
from openpeel.sources.headings import did_you_mean


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


class _Check(CheckedForm, CheckedColumns):
    """One pass over a mapping's content."""

    def mapping(self, name: str) -> ExtractMapping | None:
        self.names("", self.content)
        table = self._table()
        force = self._force()
        source = self.text(self.content, "source", "the name of the system that the extract comes from")
        form = self.file()
        zone, ambiguous, formats = self.times(table)
        period = self.period(zone)
        columns = self.columns(table)
        codes = self.codes(table, columns)
        if table is None or period is None:
            return None
        return ExtractMapping(name, table, force, source, form, period, zone, ambiguous, columns, codes, formats)

    def _table(self) -> type[Table] | None:
        name = self.text(self.content, "table", "the table that the rows belong to")
        if name and name not in TABLES:
            self.faults.append(f"no table '{name}'{did_you_mean(name, TABLES)}; the tables are {', '.join(TABLES)}")
        return TABLES.get(name)

    def _force(self) -> str:
        name = self.text(self.content, "force", "the police force whose records these are, such as 'wiltshire'")
        if not name:
            return ""
        try:
            return force_named(name).identifier
        except Refused as refused:
            self.faults.append(f"force: {refused.what}{'; ' + refused.mend if refused.mend else ''}")
            return ""

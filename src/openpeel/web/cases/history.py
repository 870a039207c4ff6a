"""What happened in a case, from its source rows: every moment that a row holds, in order, with file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openpeel.engine.cases import CaseReader, SourceRow
from openpeel.language.columns import LATEST, Moment
from openpeel.language.tables import Table
from openpeel.records.catalogue import TABLES
from openpeel.records.people import PersonLinks
from openpeel.reports.words import on_page
from openpeel.web.components.parts import Event, Link, SummaryRow

PAGES = {"person_id": "person", "household_id": "household"}
"""Routes of the pages about what columns of who is who name."""


def time_line(reader: CaseReader, sources: Sequence[SourceRow], people_of: str | None) -> list[Event]:
    """An event for each source row, at its first moment; those without any come last.

    People and households are links for those who look people up: ``people_of`` names the force, None for others.
    """
    rows: dict[type[Table], list[int]] = {}
    for source in sources:
        rows.setdefault(TABLES[source.table], []).append(source.row)
    stored = reader.stored(rows)
    events = []
    for source in sources:
        table, values = TABLES[source.table], stored.get((source.table, source.row), {})
        moments = _moments(table, values)
        first = min((moment for _, moment in moments), default=None)
        events.append((first, _event(source, table, values, first, people_of)))
    timed = sorted(((first, event) for first, event in events if first is not None), key=lambda pair: pair[0])
    return [event for _, event in timed] + [event for first, event in events if first is None]


def _event(
    source: SourceRow, table: type[Table], values: Mapping[str, Any], first: datetime | None, people_of: str | None
) -> Event:
    title = (table.__doc__ or source.table).strip().partition(".")[0]
    details = [
        SummaryRow(name.replace("_", " "), _shown(table, name, value, people_of))
        for name, value in values.items()
        if value is not None and value != "" and not name.endswith(LATEST)
    ]
    return Event(
        when="No time in the record" if first is None else str(on_page(first)),
        title=title,
        details=details,
        source=f"{source.origin.file}, line {source.origin.line:,} (load {source.origin.load}, table {source.table})",
    )


def _shown(table: type[Table], name: str, value: Any, people_of: str | None) -> Any:
    if table is PersonLinks and people_of is not None and name in PAGES:
        return Link(str(value), f"{reverse(PAGES[name], args=[value])}?{urlencode({'force': people_of})}")
    return on_page(value)


def _moments(table: type[Table], values: Mapping[str, Any]) -> list[tuple[str, datetime]]:
    return [
        (name, values[name])
        for name, column in table.columns.items()
        if isinstance(column, Moment) and isinstance(values.get(name), datetime)
    ]

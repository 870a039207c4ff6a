"""Links as an extract of records: what the store loads, with the period that they cover."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.identity.linking import SOURCE, Linked
from openpeel.language.periods import TICK
from openpeel.records.loads import Coverage, LoadKind, Rejected, StagedFile, Unstored
from openpeel.records.people import LinkDecisions, PersonDetails, PersonLinks
from openpeel.records.store import LoadedCoverage, SetAside, Snapshot

_COLUMNS = tuple(PersonLinks.columns)
_KINDS = {"described_at": pa.timestamp("us"), "is_under_18": pa.bool_(), "weight": pa.float64()}
_SCHEMA = pa.schema(
    [
        *((name, _KINDS.get(name, pa.string())) for name in _COLUMNS),
        ("entered_at", pa.timestamp("us")),
        ("line", pa.int64()),
    ]
)

_RESTS_ON = {
    "incident_id": ("incident_id",),
    "household_id": ("address",),
    "telephone_id": ("telephone",),
    "is_under_18": ("is_under_18", "date_of_birth"),
}
"""Columns of links that are known only where one of these columns of the descriptions was supplied."""

_FILE = "who is who, "
"""Begins what stands for a file's name where links are listed."""

_TOLD = ("detail_id", "record_id", "incident_id")
"""References of a link that a description tells by itself."""


@dataclass(frozen=True)
class Stretch:
    """A time without a break over which descriptions were loaded with the same columns."""

    begins: datetime
    ends: datetime
    columns: frozenset[str]


def staged_links(linked: Linked, snapshot: Snapshot, folder: Path) -> list[StagedFile]:
    """Write the links into ``folder``, a file for each stretch of time that the descriptions cover.

    A description that was set aside has no link, and its place is kept: whose it is cannot be told. The same links of
    the same records are the same extract, so that the store takes nothing of it twice.
    """
    extracts = inputs(snapshot, PersonDetails, linked.force)
    stretches = stretches_of(extracts)
    rests_on = [*extracts, *inputs(snapshot, LinkDecisions, linked.force)]
    account = repr([(one.source, one.file, one.begins, one.ends, one.extracted_at, one.load) for one in rests_on])
    read_at = max(extract.extracted_at for extract in extracts)
    rows: list[list[dict[str, object]]] = [[] for _ in stretches]
    for detail, link in zip(linked.details.details, linked.links, strict=True):
        # A description from outside the period of its own extract goes with the first stretch.
        at = next((n for n, one in enumerate(stretches) if one.begins <= detail.described_at < one.ends), 0)
        own = {name: getattr(detail if hasattr(detail, name) else link, name) for name in _COLUMNS}
        entered = link.known_from if "entered_at" in stretches[at].columns else None
        rows[at].append({**own, "entered_at": entered, "line": len(rows[at]) + 2})
    set_aside = [one for one in snapshot.unstored(PersonDetails, snapshot.coverage) if one.force == linked.force]
    staged = []
    for number, (stretch, own_rows) in enumerate(zip(stretches, rows, strict=True), start=1):
        path = folder / f"links-{linked.force}-{number}.parquet"
        pq.write_table(pa.Table.from_pylist(own_rows, _SCHEMA), path)
        content = hashlib.sha256(account.encode())
        content.update(repr([tuple(row.values()) for row in own_rows]).encode())
        staged.append(
            StagedFile(
                table=PersonLinks,
                coverage=Coverage(
                    table=PersonLinks.name,
                    force=linked.force,
                    source=SOURCE,
                    columns=stretch.columns,
                    kind=LoadKind.FULL,
                    begins=stretch.begins,
                    ends=stretch.ends,
                    extracted_at=read_at,
                ),
                file=f"{_FILE}{linked.force}",
                content_hash=content.hexdigest(),
                rows=path,
                rejected=tuple(_without_link(set_aside, stretch)),
            )
        )
    return staged


def _without_link(set_aside: Sequence[Unstored], stretch: Stretch) -> Iterator[Rejected]:
    """For each description that was set aside, a link that could not be made, as far as it falls into the stretch.

    What was written stays where it was set aside.
    """
    for number, one in enumerate(set_aside, start=1):
        if one.first < stretch.ends and stretch.begins <= one.last:
            yield Rejected(
                line=number,
                column="person_id",
                reason="the description was set aside when it was loaded: whose it is cannot be told",
                text="",
                references={name: value for name, value in one.references.items() if name in _TOLD},
                began=(max(one.first, stretch.begins), min(one.last, stretch.ends - TICK)),
            )


def is_link(one: SetAside) -> bool:
    """Whether an entry of the quarantine is a link that could not be made: of no file, and once for each working out.

    The description that it is due to stands in the quarantine by itself, with its file and line.
    """
    return one.table == PersonLinks.name and one.file.startswith(_FILE)


def inputs(snapshot: Snapshot, table: type[PersonDetails] | type[LinkDecisions], force: str) -> list[LoadedCoverage]:
    """The extracts of a table that were loaded for a force."""
    return [one for one in snapshot.coverage if (one.table, one.force) == (table.name, force)]


def stretches_of(extracts: Iterable[Coverage]) -> list[Stretch]:
    """What links are known for: over which times descriptions were loaded, and with which columns."""
    loaded = list(extracts)
    edges = sorted({edge for extract in loaded for edge in (extract.begins, extract.ends)})
    found: list[Stretch] = []
    for one in _pieces(loaded, edges):
        if found and (found[-1].ends, found[-1].columns) == (one.begins, one.columns):
            found[-1] = Stretch(found[-1].begins, one.ends, one.columns)
        else:
            found.append(one)
    return found


def _pieces(loaded: list[Coverage], edges: list[datetime]) -> Iterator[Stretch]:
    for begins, ends in pairwise(edges):
        inside = [extract for extract in loaded if extract.begins <= begins and ends <= extract.ends]
        if not inside:
            continue
        supplied = frozenset[str]().union(*(extract.columns for extract in inside))
        columns = frozenset(
            name for name in _COLUMNS if name not in _RESTS_ON or supplied.intersection(_RESTS_ON[name])
        )
        has_entry_times = all("entered_at" in extract.columns for extract in inside)
        yield Stretch(begins, ends, columns | {"entered_at"} if has_entry_times else columns)

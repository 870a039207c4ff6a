"""Whether the links are older than the records that they rest on."""

from __future__ import annotations

from openpeel.identity.extract import inputs
from openpeel.identity.linking import SOURCE
from openpeel.records.people import LinkDecisions, PersonDetails, PersonLinks
from openpeel.records.store import Snapshot


def forces_described(snapshot: Snapshot) -> tuple[str, ...]:
    """The forces of which descriptions of people were loaded."""
    return tuple(sorted({one.force for one in snapshot.coverage if one.table == PersonDetails.name}))


def forces_behind(snapshot: Snapshot) -> tuple[str, ...]:
    """Forces of which descriptions or decisions were loaded since who is who was last worked out, if it ever was."""
    behind = []
    for force in forces_described(snapshot):
        rests_on = [*inputs(snapshot, PersonDetails, force), *inputs(snapshot, LinkDecisions, force)]
        linked = (
            one.load
            for one in snapshot.coverage
            if (one.table, one.force, one.source) == (PersonLinks.name, force, SOURCE)
        )
        if max(linked, default=0) < max(one.load for one in rests_on):
            behind.append(force)
    return tuple(behind)

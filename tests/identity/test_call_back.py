"""Whoever gave up was never asked for a name: what is known of them follows from the number that they rang from."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.engine.hand_made import HandMade, covers
from tests.identity.made import day

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.ranked_lists import cases_on
from openpeel.lists.call_back import call_back
from openpeel.records.calls import CallLegs, Calls
from openpeel.records.crimes import Crimes, VictimUpdates
from openpeel.records.first_contact import VulnerabilityRecords
from openpeel.records.incidents import Incidents
from openpeel.records.people import PersonLinks

KNOWN, UNKNOWN = "01632 100001", "01632 100002"
TABLES = (Calls, CallLegs, PersonLinks, Incidents, VulnerabilityRecords, Crimes, VictimUpdates)


def lost(name: str, number: str | None) -> dict[str, Any]:
    rang = {"call_id": name, "line_dialled": "101", "presented_at": day(31), "calling_number": number}
    return {**rang, "abandoned_at": day(31) + timedelta(minutes=4)}


def described(name: str, part: str, household: str, child: bool) -> dict[str, Any]:
    of = {"record_kind": "call", "record_id": "before", "incident_id": "log"}
    whose = {"person_id": name, "household_id": household, "telephone_id": "T1", "is_under_18": child}
    return {"detail_id": name, **of, "part": part, "described_at": day(10), "reason": "alone", **whose}


def test_a_lost_caller_is_known_by_the_number(tmp_path: Path) -> None:
    before = {"call_id": "before", "line_dialled": "101", "presented_at": day(10), "answered_at": day(10)}
    rows: dict[Any, Any] = {
        Calls: [{**before, "calling_number": KNOWN, "incident_id": "log"}, lost("a", UNKNOWN), lost("b", KNOWN)],
        Incidents: [{"incident_id": "log", "reported_at": day(10), "is_domestic_abuse": True}],
        VulnerabilityRecords: [{"record_id": "v", "incident_id": "log", "kind": "other", "recorded_at": day(10)}],
        PersonLinks: [described("Ann", "caller", "H1", False), described("Ben", "household", "H1", True)],
    }
    snapshot: Any = HandMade(rows, [covers(table) for table in TABLES], tmp_path)
    found = cases_on(snapshot, call_back, as_happened_by(day(31.5)))
    assert [one.facts["call_id"] for one in found] == ["b", "a"]
    known, unknown = found
    assert known.reasons == (
        "the last incident from that telephone was domestic abuse",
        "somebody was recorded as vulnerable in the last incident from that telephone",
        "a child lives in the household",
    )
    assert (unknown.reasons, unknown.not_known) == ((), ())

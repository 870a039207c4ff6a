"""Repeat callers, repeat victims and others in the household, as facts of a unit: the how-to page's own example."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.docs.fences import ROOT, fences
from tests.engine.hand_made import FORCE, HandMade, covers, judge, standard_of
from tests.identity.made import day

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.language.standards import Condition
from openpeel.language.units import Unit
from openpeel.records.calls import Calls
from openpeel.records.incidents import Incidents
from openpeel.records.loads import Unstored
from openpeel.records.missing_people import MissingReports
from openpeel.records.people import PersonDetails, PersonLinks

PAGE = ROOT / "docs/how-to/use-who-is-who.md"


def unit_of_page() -> Any:
    """The unit as the page declares it."""
    (example,) = (fence for fence in fences(PAGE) if fence.language == "python" and "class" in fence.text)
    names: dict[str, Any] = {"__name__": "example_of_page"}
    exec(compile(example.text, str(PAGE), "exec"), names)
    unit = names["IncidentWithPeople"]
    assert issubclass(unit, Unit)
    return unit


def incident(name: str, on: float) -> dict[str, Any]:
    return {"incident_id": name, "reported_at": day(on)}


def link(name: str, incident: str, part: str, on: float, person: str, household: str | None, child: bool) -> Any:
    kind = {"record_kind": "incident", "record_id": incident, "incident_id": incident, "reason": "alone"}
    described_at = day(on) + timedelta(minutes=5)
    whose = {"person_id": person, "household_id": household, "is_under_18": child}
    return {"detail_id": name, **kind, "part": part, "described_at": described_at, **whose}


INCIDENTS = [incident("1", 400), incident("2", 500), incident("3", 600), incident("4", 601)]

LINKS = [
    link("a", "1", "caller", 400, "Ann", "Elm", False),
    link("b", "1", "victim", 400, "Ben", "Elm", True),
    link("c", "2", "caller", 500, "Ann", None, False),
    link("d", "2", "victim", 500, "Cay", "Oak", False),
    link("e", "3", "caller", 600, "Dan", None, False),
    link("f", "3", "victim", 600, "Ann", "Elm", False),
]


def test_the_example_of_the_page(tmp_path: Path) -> None:
    unit = unit_of_page()
    holds = (
        (unit.reported_before_by_caller >= 1)
        & (unit.incidents_of_victim_before >= 1)
        & (unit.people_in_household >= 2)
        & unit.has_child_in_household
    )
    standard = standard_of(unit, Condition(holds=holds, observed=unit.reported_at), unit.reported_at.is_present())
    records = HandMade({Incidents: INCIDENTS, PersonLinks: LINKS}, (covers(Incidents), covers(PersonLinks)), tmp_path)
    facts = judge([standard], records, as_happened_by(day(700))).facts[unit.name]
    found = {
        name: [facts[row][name] for row in range(4)]
        for name in (
            "reported_before_by_caller",
            "incidents_of_victim_before",
            "people_in_household",
            "has_child_in_household",
        )
    }
    assert found == {
        "reported_before_by_caller": [0, 1, 0, 0],
        "incidents_of_victim_before": [0, 0, 2, 0],
        "people_in_household": [2, 1, 2, 0],
        # Of those in the last household nothing says whether one is a child: that stays open.
        "has_child_in_household": [True, False, True, None],
    }
    # Nobody is described in the last: who called, and so whether before, is not known.
    assert facts[3]["reported_before_by_caller__highest"] is None


def test_a_description_that_was_set_aside_may_be_of_the_same_person(tmp_path: Path) -> None:
    """The first report of a caller is the first only if nobody knows of a description of whom nobody can tell."""
    unit = unit_of_page()
    holds = unit.reported_before_by_caller >= 1
    standard = standard_of(unit, Condition(holds=holds, observed=unit.reported_at), unit.reported_at.is_present())
    covered = (covers(Incidents), covers(PersonLinks))
    told = {"detail_id": "x", "record_id": "3", "incident_id": "3"}
    set_aside = Unstored(PersonLinks.name, FORCE, day(600), day(600), told)
    for rows, first, repeated in [((), "overdue", "met"), ((set_aside,), "unknown: SET_ASIDE", "met")]:
        records = HandMade({Incidents: INCIDENTS[:2], PersonLinks: LINKS[:4]}, covered, tmp_path, rows)
        verdicts = judge([standard], records, as_happened_by(day(700))).verdicts()
        assert verdicts == {0: first, 1: repeated}


def test_a_date_of_birth_tells_of_a_child_where_the_source_leaves_it_open(tmp_path: Path) -> None:
    """A child nobody made a report of is seen by the log of a concern for welfare only if it is known to be one."""
    standard = library.standard("missing-child-log-not-a-concern")

    def described(name: str, incident: str, part: str, flag: bool | None) -> dict[str, Any]:
        about = {"record_kind": "incident", "record_id": incident, "incident_id": incident}
        return {"detail_id": name, **about, "part": part, "described_at": day(400), "is_under_18": flag}

    logs = {"child": True, "grown up": False, "not told": None, "said": None, "never linked": None}
    incidents = [{**incident(name, 400), "opening_code": "CONCERN-WELFARE"} for name in logs]
    answered = {"answered_at": day(400), "purpose": "missing person", "line_dialled": "101"}
    calls = [{"call_id": name, "presented_at": day(400), "incident_id": name, **answered} for name in logs]
    details = [described(name, name, "missing", True if name == "said" else None) for name in logs]
    links = [
        {**described(name, name, "missing", is_child), "person_id": name, "reason": "alone"}
        for name, is_child in logs.items()
        if name != "never linked"
    ]
    rows = {Incidents: incidents, Calls: calls, PersonDetails: details, PersonLinks: links, MissingReports: []}
    loaded = tuple(covers(table) for table in rows if table is not PersonLinks)
    for folder in ("linked", "without"):
        (tmp_path / folder).mkdir()
    linked = HandMade(rows, (*loaded, covers(PersonLinks)), tmp_path / "linked")
    verdicts = judge([standard], linked, as_happened_by(day(700))).verdicts()
    assert [verdicts.get(place) for place in range(5)] == [
        "overdue",
        None,
        "unknown: APPLIES",
        "overdue",
        "unknown: APPLIES",
    ]
    without = HandMade({**rows, PersonLinks: []}, loaded, tmp_path / "without")
    verdicts = judge([standard], without, as_happened_by(day(700))).verdicts()
    # Who is who was not worked out: only what the source says is known, and the rest is not passed over in silence.
    assert verdicts[3] == "overdue"
    assert all(verdicts[place].startswith("unknown") for place in (0, 1, 2, 4))

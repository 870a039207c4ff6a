"""Descriptions linked by rule and by hand, through a store: who is who, the same again, and what changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.identity.made import ENDS, Records, day, decided, described, staged

from openpeel.identity.freshness import forces_behind
from openpeel.records.loads import Rejected
from openpeel.records.people import LinkDecisions, PersonDetails, PersonLinks

ANN: dict[str, Any] = {"given_name": "Ann", "family_name": "O'Brien", "date_of_birth": "1984-03-09"}
HOME: dict[str, Any] = {"address": "12 High St", "postcode": "SN1 2AB"}


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path)


def test_the_same_reference_of_one_source(records: Records) -> None:
    records.load([described("a", local_person_id="7"), described("b", 2, local_person_id="7")], source="one")
    records.load([described("c", 3, local_person_id="7")], source="two")
    records.link()
    assert records.people() == [{"a", "b"}, {"c"}]
    links = records.links()
    assert (links["b"]["reason"], links["b"]["linked_to"]) == ("same reference", "a")
    assert (links["c"]["reason"], links["c"]["linked_to"]) == ("alone", None)


def test_the_same_details(records: Records) -> None:
    swapped = {"given_name": "OBRIEN", "family_name": "ann", "date_of_birth": "1984-09-03"}
    records.load(
        [
            described("a", 1, **ANN, telephone="07700 900123"),
            described("b", 2, **swapped, telephone="+447700900123", **HOME),
            described("c", 3, **ANN, address="12, high street", postcode="sn12ab"),
            described("d", 4, **ANN | {"given_name": "Jim"}, **HOME),
        ]
    )
    records.link()
    assert records.people() == [{"a", "b", "c"}, {"d"}]
    links = records.links()
    assert len({row["household_id"] for row in links.values()} - {None}) == 1
    assert links["a"]["telephone_id"] == links["b"]["telephone_id"] is not None
    assert links["a"]["household_id"] is None


def test_a_reference_never_joins_two_known_to_differ(records: Records) -> None:
    records.load(
        [
            described("a", 1, **ANN, local_person_id="7"),
            described("b", 2, **ANN | {"date_of_birth": "1991-11-22"}, local_person_id="7"),
        ]
    )
    linked = records.link()
    assert records.people() == [{"a"}, {"b"}]
    assert [doubt.why for doubt in linked.doubts] == ["their dates of birth differ"]


def test_no_chain_leads_from_one_birth_to_another(records: Records) -> None:
    other = ANN | {"date_of_birth": "1991-11-22"}
    records.load(
        [
            described("a", 1, **ANN, local_person_id="7"),
            described("b", 2, given_name="Ann", local_person_id="7"),
            described("c", 3, **other, local_person_id="7"),
        ]
    )
    records.link()
    assert records.people() == [{"a", "b"}, {"c"}]


def test_a_decision_outranks_and_can_be_undone(records: Records) -> None:
    records.load(
        [described("a", 1, **ANN, **HOME), described("b", 2, **ANN, **HOME), described("c", 3, given_name="X")]
    )
    records.link()
    first = {name: row["person_id"] for name, row in records.links().items()}
    records.decide(decided("1", "b", "a", "two people", 10), decided("2", "c", "b", "one person", 10))
    records.link()
    assert records.people() == [{"a"}, {"b", "c"}]
    assert records.links()["c"]["reason"] == "by hand"
    assert records.links()["a"]["person_id"] == first["a"]
    records.decide(decided("3", "a", "b", "withdrawn", 11), decided("4", "c", "b", "withdrawn", 12))
    records.link()
    assert {name: row["person_id"] for name, row in records.links().items()} == first
    assert records.link().doubts == ()


def test_decisions_that_contradict(records: Records) -> None:
    records.load([described(name, on) for on, name in enumerate("abc", start=1)])
    records.decide(
        decided("1", "a", "b", "one person", 10),
        decided("2", "b", "c", "one person", 11),
        decided("3", "a", "c", "two people", 12),
        decided("4", "a", "gone", "two people", 12),
    )
    linked = records.link()
    assert records.people() == [{"a"}, {"b", "c"}] or records.people() == [{"a", "b"}, {"c"}]
    assert (linked.contradicted, linked.strays) == (1, 1)


def test_the_same_again_changes_nothing(records: Records) -> None:
    records.load([described("a", **ANN, **HOME), described("b", 2, **ANN, **HOME)])
    assert forces_behind(records.store.snapshot()) == ("wiltshire",)
    records.link()
    before = records.store.snapshot().identifier
    assert forces_behind(records.store.snapshot()) == ()
    records.link()
    assert records.store.snapshot().identifier == before
    records.decide(decided("1", "a", "b", "one person", 10))
    assert forces_behind(records.store.snapshot()) == ("wiltshire",)
    records.link()
    assert forces_behind(records.store.snapshot()) == ()


def test_a_person_keeps_the_reference_when_descriptions_are_added(records: Records) -> None:
    records.load([described("b", 5, **ANN, **HOME)], ends=day(10))
    records.link()
    (before,) = (row["person_id"] for row in records.links().values())
    records.load([described("a", 1, **ANN, **HOME), described("b", 5, **ANN, **HOME)])
    records.link()
    assert {row["person_id"] for row in records.links().values()} == {before}


def test_a_description_that_is_gone_takes_its_link_along(records: Records) -> None:
    records.load([described("a", **ANN), described("b", 2, **ANN)], ends=day(50))
    records.link()
    records.load([described("a", **ANN)])
    records.link()
    assert set(records.links()) == {"a"}


def test_what_was_not_supplied_is_not_known(records: Records) -> None:
    records.load([described("a", **ANN)], ends=day(20), without=["telephone"])
    records.load([described("b", 25, **ANN)], source="other", begins=day(20), ends=ENDS, entered_after=None)
    records.link()
    extracts = [one for one in records.store.snapshot().coverage if one.table == "person_links"]
    assert [(one.begins, one.ends) for one in extracts] == [(day(1), day(20)), (day(20), ENDS)]
    assert ["telephone_id" in one.columns for one in extracts] == [False, True]
    assert ["entered_at" in one.columns for one in extracts] == [True, False]


def test_a_link_is_known_from_when_all_it_rests_on_had_been_entered(records: Records) -> None:
    late: dict[str, Any] = {"entered_at": day(40)}
    records.load(
        [
            described("a", 1, **ANN, **HOME),
            described("b", 2, local_person_id="7", **ANN, **HOME, **late),
            described("c", 3, local_person_id="7"),
        ]
    )
    records.link()
    known = {name: row["known_from"] for name, row in records.links().items()}
    assert known == {"a": day(1) + timedelta(minutes=5), "b": day(40), "c": day(40)}


def test_two_sources_with_one_reference_for_two_descriptions(records: Records) -> None:
    records.load([described("a", **ANN)], source="one").load([described("a", 2, given_name="Jim")], source="two")
    records.link()
    assert records.people() == [{"one/a"}, {"two/a"}]


def test_children_are_told_by_their_birth(records: Records) -> None:
    records.load(
        [
            described("a", date_of_birth="2006-01-01"),
            described("b", date_of_birth="2006-01-02"),
            described("c", date_of_birth="2006"),
            described("d", is_under_18=True),
        ]
    )
    records.link()
    assert {name: row["is_under_18"] for name, row in records.links().items()} == {
        "a": False,
        "b": True,
        "c": None,
        "d": True,
    }


def test_nothing_at_all_and_nothing_known(records: Records) -> None:
    records.load([])
    assert records.link().links == ()
    records.load([described(str(number), number) for number in range(1, 30)])
    assert len(records.link().links) == 29
    assert len(records.people()) == 29


def test_a_decision_is_a_record_like_others(records: Records) -> None:
    records.load([described("a")]).decide(decided("1", "a", "b", "two people", 3))
    assert records.store.snapshot().files(LinkDecisions)


def test_a_description_that_was_set_aside_keeps_its_place_until_it_is_mended(records: Records) -> None:
    """Its reference and log are told; name, number and address stay where they were set aside."""
    told = {"detail_id": "b", "record_id": "log b", "incident_id": "log b", "given_name": "Ann"}
    broken = Rejected(3, "described_at", "not a moment", "b,Ann,soon", told)
    file = staged(records.folder, PersonDetails, [described("a", 1, **ANN)])
    records.store.load([replace(file, rejected=(broken,))])
    records.link()

    def without_link() -> list[tuple[dict[str, str | None], datetime, datetime]]:
        snapshot = records.store.snapshot()
        found = snapshot.unstored(PersonLinks, snapshot.coverage)
        return [(dict(one.references), one.first, one.last) for one in found]

    last = ENDS - timedelta(microseconds=1)
    assert without_link() == [({"detail_id": "b", "record_id": "log b", "incident_id": "log b"}, day(1), last)]
    assert [one.text for one in records.store.quarantine()] == ["b,Ann,soon", ""]
    records.link()
    assert len(without_link()) == 1
    records.load([described("a", 1, **ANN), described("b", 2, **ANN)], read_at=day(120))
    records.link()
    assert without_link() == []

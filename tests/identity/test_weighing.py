"""Likeness: our own weights equal Splink's, the same records give the same links, and work is bounded."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from tests.identity.made import FORCE, Records, described
from tests.identity.people import made_people

from openpeel.identity.details import Profile
from openpeel.identity.identifiers import normalised_telephone
from openpeel.identity.linking import Linked, link
from openpeel.identity.names import normalised_name
from openpeel.identity.weighing import DOUBTFUL_FROM, MOST_TO_A_KEY, keys_of, weigh

HOME: dict[str, Any] = {"family_name": "Vickery", "date_of_birth": "1990-05-06", "address": "1 Elm Grove"}
HOME |= {"postcode": "SN1 2AB"}
TWINS = [
    described("t1", given_name="Grace", **HOME, telephone="01225 860123"),
    described("t2", given_name="Oliver", **HOME, telephone="01225 860123"),
    described("t3", given_name="G.", **HOME),
    described("t4", given_name="O", **HOME),
]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Records, dict[str, str]]:
    rows, truth = made_people(700)
    rows += TWINS
    truth |= {"t1": "grace", "t2": "oliver", "t3": "grace", "t4": "oliver"}
    return Records(tmp_path_factory.mktemp("people")).load(rows), truth


@pytest.fixture(scope="module")
def linked(records: tuple[Records, dict[str, str]]) -> Linked:
    return link(records[0].store.snapshot(), FORCE, lambda phase: None)


def test_own_weights_equal_those_of_splink(linked: Linked) -> None:
    profiles, weighed = linked.details.profiles, linked.weighed
    assert weighed.weights.are_trained
    assert len(weighed.pairs) > 400
    for a, b, weight in weighed.pairs:
        assert weighed.weights.weight(profiles[a], profiles[b]) == pytest.approx(weight, abs=1e-5)
        assert weighed.weights.weight(profiles[b], profiles[a]) == pytest.approx(weight, abs=1e-5)


def test_every_pair_that_shares_a_key_and_weighs_enough_is_found(linked: Linked) -> None:
    profiles = linked.details.profiles[:300]
    found = {(a, b) for a, b, _ in linked.weighed.pairs if b < len(profiles)}
    keys = [keys_of(profile) for profile in profiles]
    expected = {
        (a, b)
        for a, b in combinations(range(len(profiles)), 2)
        if any(one is not None and one == other for one, other in zip(keys[a], keys[b], strict=True))
        and linked.weighed.weights.weight(profiles[a], profiles[b]) >= DOUBTFUL_FROM
    }
    assert found == expected


def test_the_same_records_give_the_same_links(records: tuple[Records, dict[str, str]], linked: Linked) -> None:
    again = link(records[0].store.snapshot(), FORCE, lambda phase: None)
    assert again.links == linked.links
    assert again.doubts == linked.doubts
    assert again.weighed == linked.weighed


def test_people_are_told_apart(records: tuple[Records, dict[str, str]], linked: Linked) -> None:
    truth = records[1]
    people = [truth[detail.detail_id] for detail in linked.details.details]
    found = [one.person_id for one in linked.links]
    both = right = wanted = 0
    for a, b in combinations(range(len(people)), 2):
        both += found[a] == found[b]
        wanted += people[a] == people[b]
        right += found[a] == found[b] and people[a] == people[b]
    assert right / both > 0.99
    assert right / wanted > 0.8


def test_twins_are_two(linked: Linked) -> None:
    person = {detail.detail_id: one.person_id for detail, one in zip(linked.details.details, linked.links, strict=True)}
    assert person["t1"] == person["t3"] != person["t2"] == person["t4"]
    doubtful = [{linked.details.details[place].detail_id for place in (one.a, one.b)} for one in linked.doubts]
    assert any(pair <= {"t1", "t2", "t3", "t4"} for pair in doubtful)


def test_few_records_are_weighed_by_the_weights_that_come_with_the_software(tmp_path: Path) -> None:
    ann: dict[str, Any] = {"given_name": "Katherine", "family_name": "Quarrington", "telephone": "07700 900123"}
    records = Records(tmp_path).load(
        [
            described("a", **ann),
            described("b", 2, **ann | {"given_name": "Kate"}),
            described("c", 3, given_name="Kate"),
            described("d", 4, given_name="Kate"),
        ]
    )
    linked = records.link()
    assert not linked.weighed.weights.are_trained
    assert records.people() == [{"a", "b"}, {"c"}, {"d"}]
    assert records.links()["b"]["reason"] == "alike"
    assert records.links()["b"]["weight"] > 6.6


def test_what_very_many_share_is_not_compared_by() -> None:
    count = MOST_TO_A_KEY + 1
    shared = normalised_telephone("01225 860123")
    assert shared is not None

    def profile(number: int, telephone: str | None) -> Profile:
        name = normalised_name(f"Name{chr(97 + number // 26)}{chr(97 + number % 26)}")
        return Profile(name, None, None, telephone, f"{number}@example.org", None, None)

    many = [profile(number, shared) for number in range(count)]
    assert weigh(many, 0.01).common_keys == 1
    assert weigh(many, 0.01).pairs == ()
    assert weigh([profile(0, None)], 0.5).pairs == ()
    assert weigh([], 0.5).pairs == ()


def test_a_hundred_descriptions_of_one_address(tmp_path: Path) -> None:
    home = {"address": "1 Hostel Lane", "postcode": "SN1 2AB"}
    records = Records(tmp_path).load([described(f"{n:03}", 1 + n / 10, **home) for n in range(100)])
    assert len({one.household_id for one in records.link().links}) == 1
    assert len(records.people()) == 100

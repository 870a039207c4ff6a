"""Looking up a caller by the little that they have said: who is found, in which order, and why."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from tests.identity.made import FORCE, Records, described
from tests.identity.people import made_people

from openpeel.errors import Refused
from openpeel.identity.linking import link
from openpeel.identity.look_up import MOST_TO_A_KEY, Answer, Caller, People
from openpeel.identity.people_copy import copy_path, refresh_copy

ANN: dict[str, Any] = {
    "given_name": "Annabella",
    "family_name": "Quillfeather",
    "date_of_birth": "1984-03-09",
    "telephone": "01225 860123",
    "address": "12 Quiet Row",
    "postcode": "SN1 2AB",
}
COMMON: dict[str, Any] = {"given_name": "Chris", "family_name": "Commonname"}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("look-up")
    rows, _ = made_people(200)
    rows += [
        described("ann", 70, **ANN),
        described("husband", 71, **ANN | {"given_name": "Bertram", "date_of_birth": "1980-12-30"}),
    ]
    rows += [
        described(f"common {n}", 1 + n / 10, **COMMON, telephone=f"01225 {860200 + n}")
        for n in range(MOST_TO_A_KEY + 5)
    ]
    records = Records(folder).load(rows)
    snapshot = records.store.snapshot()
    linked = link(snapshot, FORCE, lambda phase: None)
    assert refresh_copy(folder, linked, snapshot.identifier)
    assert not refresh_copy(folder, linked, snapshot.identifier)
    return folder


def ask(people: Path, **said: str) -> Answer:
    with People(people, FORCE) as known:
        return known.look_up(Caller(**said))


def lines(answer: Answer) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            one.detail_id,
            [f"{item.item} {item.says}" for item in one.agrees],
            [f"{item.item} {item.says}" for item in one.differs],
        )
        for one in answer.people
    ]


def test_by_number_alone_both_of_the_house_are_found(people: Path) -> None:
    answer = ask(people, telephone="+44 1225 860 123")
    assert {name for name, *_ in lines(answer)} == {"ann", "husband"}
    assert all(agrees == ["telephone the same"] and not differs for _, agrees, differs in lines(answer))
    assert not answer.is_cut_short


def test_each_line_says_what_agrees_and_what_differs(people: Path) -> None:
    first, second = lines(ask(people, telephone="01225860123", given_name="ANNABELLA", date_of_birth="1984-09-03"))[:2]
    assert first == (
        "ann",
        ["given name the same", "date of birth day and month swapped", "telephone the same"],
        [],
    )
    assert second[0] == "husband"
    assert second[2] == ["given name differs", "date of birth differs"]


@pytest.mark.parametrize(
    "said",
    [
        {"given_name": "Anabela", "family_name": "Quilfether"},
        {"given_name": "Quillfeather", "family_name": "Annabella"},
        {"family_name": "Quillfeather"},
        {"given_name": "annabella", "date_of_birth": "1984"},
        {"date_of_birth": "1984-09-03", "family_name": "Kwilfeather"},
        {"address": "12, quiet row"},
        {"address": "12 Quiet Row SN1 2AB"},
        {"postcode": "sn12ab", "given_name": "Annabella"},
    ],
)
def test_the_little_that_is_said_is_enough(people: Path, said: dict[str, str]) -> None:
    assert "ann" in {name for name, *_ in lines(ask(people, **said))[:2]}


def test_of_a_common_name_there_are_more_than_are_shown(people: Path) -> None:
    answer = ask(people, **COMMON)
    assert answer.is_cut_short
    assert len(answer.people) == 10
    narrowed = ask(people, **COMMON, telephone="01225 860200")
    assert lines(narrowed)[0][0] == "common 0"
    assert not narrowed.is_cut_short


@pytest.mark.parametrize(
    "said",
    [{}, {"telephone": "withheld"}, {"given_name": "?"}, {"family_name": "Nobodyofthisname"}, {"date_of_birth": "x"}],
)
def test_nothing_said_finds_nobody(people: Path, said: dict[str, str]) -> None:
    assert ask(people, **said).people == ()


def test_the_copy_is_for_its_owner_and_is_made_anew_where_it_is_damaged(tmp_path: Path) -> None:
    records = Records(tmp_path).load([described("a", **ANN)])
    with pytest.raises(Refused, match="nobody can be looked up yet"):
        People(tmp_path, FORCE)
    snapshot = records.store.snapshot()
    linked = link(snapshot, FORCE, lambda phase: None)
    refresh_copy(tmp_path, linked, snapshot.identifier)
    path = copy_path(tmp_path, FORCE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b"not a database at all, but long enough to look at" * 100)
    assert refresh_copy(tmp_path, linked, snapshot.identifier)
    assert [one.detail_id for one in ask(tmp_path, telephone="01225 860123").people] == ["a"]

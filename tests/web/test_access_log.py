"""The access log: what it keeps, that it cannot be changed unseen, and its page."""

from __future__ import annotations

import json
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from openpeel.web.access_log.chain import START, Action, check, entries_for, record, record_by_force
from openpeel.web.access_log.models import Access
from openpeel.web.accounts.models import User
from openpeel.web.roles import Role

from .conftest import FORCE, PASSWORD, SignIn

pytestmark = pytest.mark.django_db


def _use(action: Action = Action.CONSULT, what: str = "case incident 17", **more: object) -> None:
    person = User.objects.filter(name="rev.one").first() or User.objects.add(
        "rev.one", PASSWORD, role="auditor", force=FORCE
    )
    request = RequestFactory().get("/")
    request.user = person
    record(request, action, what, **{"force": FORCE, **more})  # type: ignore[arg-type]


def test_an_entry_says_who_when_what_and_why() -> None:
    _use(Action.DISCLOSE, "case incident 17", why="court order", recipient="Crown Prosecution Service", rows=3)
    entry = Access.objects.get()
    assert (entry.number, entry.by, entry.role, entry.action) == (1, "rev.one", "auditor", "disclosed")
    assert (entry.rows, entry.why, entry.recipient) == (3, "court order", "Crown Prosecution Service")


def test_without_a_reason_that_of_the_role_stands() -> None:
    _use()
    assert "auditor" in Access.objects.get().why


def test_the_chain_shows_what_was_changed_or_removed_past_the_database() -> None:
    for number in range(5):
        _use(what=f"case {number}")
    assert (check().entries, check().broken_at) == (5, None)
    with connection.cursor() as cursor:
        for what in ("update", "delete"):
            cursor.execute(f"drop trigger access_log_access_no_{what}")
        cursor.execute("update access_log_access set what = 'nothing' where number = 3")
        assert check().broken_at == 3
        cursor.execute("update access_log_access set what = 'case 2' where number = 3")
        assert check().broken_at is None
        cursor.execute("delete from access_log_access where number = 2")
        assert check().broken_at == 2
        assert check(newest=2).broken_at is None
        assert check(newest=3).broken_at == 2
        assert check(newest=9).broken_at == 2


def test_the_page_looks_along_the_newest_entries_and_along_all_where_asked(
    as_person: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpeel.web.access_log.views.RECENT", 2)
    for number in range(5):
        _use(what=f"case {number}")
    browser = as_person(Role.AUDITOR)
    page = browser.get("/access-log/").content.decode()
    assert "Each of the newest 2 of the 5 entries of every force follows" in page
    assert 'href="?chain=whole"' in page
    for asked in ("chain=whole", f"noted={check().last_hash}"):
        assert "Each of the 5 entries of every force" in browser.get(f"/access-log/?{asked}").content.decode()


@pytest.mark.parametrize("change", ["update access_log_access set by = 'x'", "delete from access_log_access"])
def test_the_database_refuses_to_change_entries(change: str) -> None:
    _use()
    with pytest.raises(DatabaseError, match="kept for good"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_page_finds_entries_by_person_thing_act_and_day(as_person: SignIn) -> None:
    _use(what="case incident 17")
    _use(Action.EXPORT, what="worklist dash-completed", rows=40)
    browser = as_person(Role.AUDITOR)
    assert "Each of the 2 entries of every force follows" in browser.get("/access-log/").content.decode()
    for query, there, not_there in (
        ("search=incident+17", "case incident 17", "worklist dash-completed"),
        ("search=REV.ONE", "case incident 17", "No such use"),
        ("action=exported", "worklist dash-completed", "case incident 17"),
        ("until=2020-01-01", "No such use", "case incident 17"),
    ):
        page = browser.get(f"/access-log/?{query}").content.decode()
        assert there in page, query
        assert not_there not in page, query


def test_a_day_that_is_none_is_answered_beside_the_field(as_person: SignIn) -> None:
    page = as_person(Role.AUDITOR).get("/access-log/?since=yesterday").content.decode()
    assert "Enter the first day as 2024-03-31" in page
    assert 'href="#id_since"' in page


def test_the_page_shows_the_entries_about_the_own_force_only(as_person: SignIn) -> None:
    _use(what="case incident 17")
    _use(what="case incident 18", force="elsewhere")
    _use(what="work list: today", force="")
    shown = {
        force: as_person(Role.AUDITOR, force=force).get("/access-log/").content.decode()
        for force in (FORCE, "elsewhere", "")
    }
    seen = {
        force: [what for what in ("case incident 17", "case incident 18", "work list: today") if what in page]
        for force, page in shown.items()
    }
    assert seen == {
        FORCE: ["case incident 17"],
        "elsewhere": ["case incident 18"],
        "": ["case incident 17", "case incident 18", "work list: today"],
    }
    assert "1 entry about the data of elsewhere" in shown["elsewhere"]


def test_rows_of_several_forces_are_an_entry_for_each(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = User.objects.add("everywhere", PASSWORD, role="inspector", force="")
    record_by_force(request, Action.CONSULT, "work list: today", [FORCE, "elsewhere", FORCE, None])
    record_by_force(request, Action.EXPORT, "work list", [])
    found = [(one.force, one.rows) for one in Access.objects.order_by("number")]
    assert found == [("", 1), ("elsewhere", 1), (FORCE, 2), ("", 0)]


@pytest.mark.parametrize(
    ("role", "address", "what"),
    [
        (Role.INSPECTOR, "/fieldwork/?force=exampleshire", "fieldwork of exampleshire"),
        (Role.INSPECTOR, "/chapter/print?force=exampleshire", "chapter exampleshire"),
        (Role.AUDITOR, "/standards/thrive-at-outset/", "cases of standard thrive-at-outset"),
    ],
)
def test_what_a_person_of_every_force_opens_is_in_the_log_of_that_force(
    as_person: SignIn, linked: Path, settings: Any, role: Role, address: str, what: str
) -> None:
    settings.DATA = linked
    assert as_person(role, force="").get(address).status_code == 200
    page = as_person(Role.AUDITOR).get("/access-log/").content.decode()
    assert what in page


def test_an_entry_without_a_force_counts_as_of_who_made_it_and_still_follows() -> None:
    _use()
    with connection.cursor() as cursor:
        cursor.execute("drop trigger access_log_access_no_update")
        cursor.execute("update access_log_access set force = null")
    entry = Access.objects.get()
    old = sha256((START + json.dumps(_as_hashed_before(entry), ensure_ascii=True)).encode("ascii")).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("update access_log_access set hash = %s", [old])
    assert check().broken_at is None
    own, other = (User.objects.add(force, PASSWORD, role="auditor", force=force) for force in (FORCE, "elsewhere"))
    assert [list(entries_for(one)) for one in (own, other)] == [[entry], []]


def _as_hashed_before(entry: Access) -> list[object]:
    at = entry.at.astimezone(UTC).isoformat()
    return [entry.number, at, entry.by, entry.role, entry.action, entry.what, entry.rows, entry.why, entry.recipient]


def test_the_force_of_an_entry_cannot_be_changed_unseen() -> None:
    _use()
    with connection.cursor() as cursor:
        cursor.execute("drop trigger access_log_access_no_update")
        cursor.execute("update access_log_access set force = 'elsewhere'")
    assert check().broken_at == 1


def test_a_hash_that_was_noted_shows_that_all_before_it_stands(as_person: SignIn) -> None:
    _use()
    noted = check().last_hash
    _use(what="case incident 18")
    browser = as_person(Role.AUDITOR)
    assert noted == Access.objects.get(number=1).hash
    assert check().last_hash in browser.get("/access-log/").content.decode()
    assert "Entry 1 has this hash: all entries up to it" in browser.get(f"/access-log/?noted={noted}").content.decode()
    assert "No entry has this hash" in browser.get(f"/access-log/?noted={'0' * 64}").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("drop trigger access_log_access_no_update")
        cursor.execute("update access_log_access set what = 'nothing' where number = 1")
    assert "the chain before it is broken" in browser.get(f"/access-log/?noted={noted}").content.decode()

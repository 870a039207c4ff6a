"""Which power each address of the web asks for: one table of all of them, held against the web itself, role by role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from openpeel.web.roles import Power, Role

from .conftest import SignIn

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Asks:
    """What an address asks of who calls it."""

    powers: frozenset[Power]
    sending: frozenset[Power] = field(default=frozenset())
    """What sending a form asks beside that."""
    needs_person: bool = True


def to(*powers: Power, sending: tuple[Power, ...] = ()) -> Asks:
    return Asks(frozenset(powers), frozenset(sending))


ANYONE = Asks(frozenset(), needs_person=False)
SIGNED_IN = to()

ROUTES = {
    "sign-in/": ANYONE,
    "sign-out/": SIGNED_IN,
    "password/": SIGNED_IN,
    "": SIGNED_IN,
    "chapter/": SIGNED_IN,
    "chapter/print": SIGNED_IN,
    "chapter/print.pdf": SIGNED_IN,
    "standards/": SIGNED_IN,
    "standards/<slug:identifier>/": to(sending=(Power.EXPORT,)),
    "standards/<slug:identifier>/trend.svg": SIGNED_IN,
    "components/": SIGNED_IN,
    "cases/<str:kind>/<str:reference>/": to(Power.WORK),
    "work/": to(Power.WORK, sending=(Power.EXPORT,)),
    "work/assign/": to(Power.ASSIGN),
    "call-back/": SIGNED_IN,  # leads to the list and shows nothing
    "lists/": to(Power.WORK),
    "lists/call-back/": to(Power.WORK),
    "lists/<slug:identifier>/": to(Power.WORK),
    "people/": to(Power.LOOK_UP_PEOPLE),
    "people/<str:person>/": to(Power.LOOK_UP_PEOPLE),
    "households/<str:household>/": to(Power.LOOK_UP_PEOPLE),
    "missing/": to(Power.KEEP_REGISTER),
    "missing/new": to(Power.KEEP_REGISTER),
    "missing/export": to(Power.KEEP_REGISTER, Power.EXPORT),
    "missing/import": to(Power.KEEP_REGISTER),
    "missing/hand-over": to(Power.KEEP_REGISTER, Power.LOADS),
    "missing/<str:entry>/": to(Power.KEEP_REGISTER),
    "missing/<str:entry>/edit": to(Power.KEEP_REGISTER),
    "missing/<str:entry>/history": to(Power.KEEP_REGISTER),
    "missing/<str:entry>/history/<int:number>/put-back": to(Power.KEEP_REGISTER),
    "missing/<str:entry>/<slug:part>/new": to(Power.KEEP_REGISTER),
    "missing/<str:entry>/<slug:part>/<str:reference>/": to(Power.KEEP_REGISTER),
    "missing/<str:entry>/<slug:part>/<str:reference>/remove": to(Power.KEEP_REGISTER),
    "audits/": to(Power.AUDIT),
    "audits/new": to(Power.AUDIT),
    "audits/<str:audit>/": to(Power.AUDIT),
    "audits/<str:audit>/workbook": to(Power.AUDIT),
    "audits/<str:audit>/bring-in": to(Power.AUDIT),
    "audits/<str:audit>/close": to(Power.MODERATE),
    "audits/<str:audit>/cases/<int:number>/": to(Power.AUDIT),
    "audits/<str:audit>/cases/<int:number>/<slug:question>/settle": to(Power.MODERATE),
    "fieldwork/": SIGNED_IN,  # sources as the reader may see them
    "fieldwork/new": to(Power.FIELDWORK),
    "fieldwork/<str:name>/change": to(Power.FIELDWORK),
    "fieldwork/too-early/new": to(Power.FIELDWORK),
    "fieldwork/promises/new": to(Power.FIELDWORK),
    "fieldwork/follow/<str:name>/": to(Power.FIELDWORK),
    "judgment/": to(sending=(Power.JUDGE,)),
    "judgment/causes/<str:name>/": to(Power.JUDGE),
    "recommendations/": SIGNED_IN,
    "recommendations/<str:name>/": to(sending=(Power.JUDGE,)),
    "loads/": to(Power.LOADS),
    "quarantine/": to(Power.LOADS),
    "access-log/": to(Power.READ_ACCESS_LOG),
    "typed/throw-away": SIGNED_IN,
}
"""What each address asks for. A new address has no row and fails the test: write down who is to open it."""

VALUES = {"int": "1", "slug": "risk", "str": "none"}


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the web, with its names of parameters in angle brackets."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern


def address_of(route: str) -> str:
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: VALUES[found[1]], route)


@pytest.fixture
def nothing_judged(tmp_path: Path, settings: Any) -> None:
    """A data folder without records: who may do what does not hang on what there is."""
    settings.DATA = tmp_path


def test_the_table_has_a_row_for_every_address() -> None:
    assert sorted(ROUTES) == sorted(route for route, _ in routes())


@pytest.mark.parametrize("role", list(Role))
def test_an_address_is_closed_to_whom_the_table_says_and_to_nobody_else(
    role: Role, as_person: SignIn, nothing_judged: None
) -> None:
    client = as_person(role, teams=["Response North"])
    for route, asks in ROUTES.items():
        if not asks.needs_person or route == "sign-out/":
            continue
        may_open, may_send = asks.powers <= role.powers.may, asks.powers | asks.sending <= role.powers.may
        assert (client.get(address_of(route)).status_code == 403) is not may_open, f"{role} opens {route}"
        assert (client.post(address_of(route)).status_code == 403) is not may_send, f"{role} sends to {route}"


def test_nothing_but_signing_in_is_for_those_who_have_not(client: Client, nothing_judged: None) -> None:
    for route, asks in ROUTES.items():
        for answer in (client.get(address_of(route)), client.post(address_of(route))):
            sent_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next=")
            assert sent_to_sign_in is asks.needs_person, route


def test_roles_that_see_figures_only_have_no_power() -> None:
    for role in (Role.PARTNER, Role.PANEL, Role.COMMISSIONER, Role.PUBLIC):
        assert not role.powers.may
        assert role.powers.of_whole_force

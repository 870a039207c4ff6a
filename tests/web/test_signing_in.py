"""Signing in and out, what nobody sees without it, and what every answer carries."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import global_settings
from django.test import Client

from openpeel.cli.user import ROLES
from openpeel.web.accounts.models import User
from openpeel.web.roles import Power, Role

from .conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db


def _person(**fields: object) -> User:
    return User.objects.add("sgt.ashe", PASSWORD, **{"role": "supervisor", "teams": ["North"], **fields})


def test_the_command_line_knows_every_role() -> None:
    assert tuple(role.value for role in Role) == ROLES


def test_nothing_is_seen_before_signing_in(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/"


def test_a_person_signs_in_and_out(client: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    assert _person(full_name="Sergeant Ashe").password.startswith("pbkdf2_sha256$")
    answer = client.post("/sign-in/", {"username": "sgt.ashe", "password": PASSWORD}, follow=True)
    assert b"Sergeant Ashe" in answer.content
    client.post("/sign-out/")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, b"Enter your password"),
        ({"username": "sgt.ashe", "password": "wrong"}, b"do not belong together"),
        ({"username": "<script>alert(1)</script>", "password": "x"}, b"do not belong together"),
    ],
)
def test_a_wrong_name_or_password_is_answered_in_words(client: Client, sent: dict[str, str], said: bytes) -> None:
    _person()
    answer = client.post("/sign-in/", sent)
    assert answer.status_code == 200
    assert said in answer.content
    assert b"There is a problem" in answer.content
    assert b"<script>alert" not in answer.content


def test_one_who_was_ended_cannot_sign_in(client: Client) -> None:
    _person(is_active=False)
    answer = client.post("/sign-in/", {"username": "sgt.ashe", "password": PASSWORD})
    assert b"do not belong together" in answer.content


def test_guessing_passwords_is_stopped_even_if_a_later_guess_is_right(client: Client) -> None:
    _person()
    for _ in range(5):
        answer = client.post("/sign-in/", {"username": "sgt.ashe", "password": "wrong"})
    assert b"Too many tries" in answer.content
    answer = client.post("/sign-in/", {"username": "sgt.ashe", "password": PASSWORD})
    assert answer.status_code == 429


def test_a_form_from_elsewhere_is_refused(as_person: SignIn) -> None:
    strict = Client(enforce_csrf_checks=True)
    _person()
    strict.force_login(User.objects.get(name="sgt.ashe"), backend="django.contrib.auth.backends.ModelBackend")
    sent = {"old_password": PASSWORD, "text": "What the caller said", "told": ["the family", "the duty inspector"]}
    answer = strict.post("/password/", sent)
    assert answer.status_code == 403
    assert b"This form can no longer be sent" in answer.content
    # What was written is there to be copied; a password is not, nor what another place sent.
    assert all(said in answer.content for said in (b"What the caller said", b"the family", b"the duty inspector"))
    assert PASSWORD.encode() not in answer.content
    elsewhere = strict.post("/password/", sent, headers={"origin": "https://elsewhere.example"})
    assert b"What the caller said" not in elsewhere.content


def test_pages_run_nothing_but_our_own_scripts(as_person: SignIn) -> None:
    answer = as_person(Role.AUDITOR).get("/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store"
    assert b"style=" not in answer.content


def test_what_a_role_does_not_include_is_said(as_person: SignIn) -> None:
    answer = as_person(Role.OFFICER, teams=["North"]).get("/access-log/")
    assert answer.status_code == 403
    assert Power.READ_ACCESS_LOG.value in answer.content.decode()


def test_a_password_is_changed(as_person: SignIn) -> None:
    browser = as_person(Role.AUDITOR, name="rev.one")
    sent = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert b"at least 12 characters" in browser.post("/password/", sent).content
    sent |= {"new_password1": "quite another long one", "new_password2": "quite another long one"}
    assert browser.post("/password/", sent).status_code == 302
    assert User.objects.get(name="rev.one").check_password("quite another long one")


def test_the_gallery_shows_every_part_and_its_errors(as_person: SignIn) -> None:
    browser = as_person(Role.ANALYST)
    assert browser.get("/components/").status_code == 200
    sent = browser.get("/components/?send=1").content.decode()
    assert 'href="#id_name"' in sent
    assert 'href="#id_risk_0"' in sent
    assert 'aria-describedby="id_name-hint id_name-error"' in sent

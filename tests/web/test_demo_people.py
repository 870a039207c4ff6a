"""The people of the demo: each role once, with one password, and with cases to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from openpeel.capture.checking import faults_of
from openpeel.capture.missing_people import missing_people
from openpeel.engine.runs import kept_runs
from openpeel.web import reads
from openpeel.web.accounts.models import User
from openpeel.web.demo_people import add_demo_people
from openpeel.web.journal import entries
from openpeel.web.place import VARIABLE
from openpeel.web.roles import Role

from .conftest import FORCE

pytestmark = pytest.mark.django_db


def test_each_has_the_password_and_those_of_a_team_see_its_cases(
    own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (VARIABLE, "OPENPEEL_WEB_NAMES", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, "as it was")
    (run,) = kept_runs(own_data / "runs")
    password = add_demo_people(own_data, run, FORCE)
    people = {one.kind: one for one in User.objects.all()}
    assert people.keys() == set(Role)
    assert people[Role.SUPERVISOR].check_password(password)
    assert len({one.password for one in people.values()}) == 1
    for role, place in ((Role.CALL_HANDLER, "Contact"), (Role.OFFICER, "Response"), (Role.SUPERVISOR, "Response")):
        (team,) = people[role].teams
        assert team.startswith(place)
        assert sum(tally.all for tally in reads.lists_for(people[role]).tallies(["force"]).values())
    for role, address in (
        (Role.CALL_HANDLER, "/lists/call-back/"),
        (Role.CALL_HANDLER, "/work/"),
        (Role.OFFICER, "/work/"),
        (Role.SUPERVISOR, "/missing/"),
        (Role.AUDITOR, "/audits/"),
        (Role.INSPECTOR, "/audits/"),
    ):
        client = Client()
        client.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
        assert 'class="govuk-table__row"' in client.get(address).content.decode(), f"{role.label}: {address} is empty"
    for entry in entries.current(missing_people.id).values():
        assert faults_of(missing_people, entry.data) == []

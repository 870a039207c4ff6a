"""Fieldwork, judgment and recommendations in the browser: kept by named people, argued anew, protected sources kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.timezone import localdate
from pydantic import TypeAdapter
from tests.web.conftest import FORCE, SignIn

from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.example import example_assessment
from openpeel.language.framework import Area
from openpeel.web.assessments.forms import Fieldwork
from openpeel.web.journal import entries as journal
from openpeel.web.roles import Role

EVIDENCE = {
    "basis": "interview",
    "says": "Call handlers say that they have had no one-to-one since the summer.",
    "characteristic": "4.3",
    "direction": "against",
    "on": "2024-03-12",
    "protection": "confidential",
    "role": "call handler",
    "who": "Jo Secret",
    "n": "6",
    "of": "85",
    "unit": "call handlers",
    "where": "Night shift",
    "part": "",
    "detail": "asked not to be named",
    "weight": "some",
    "reason": "six said the same, apart from each other",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspector(as_person: SignIn, linked: Path, settings: pytest.FixtureRequest) -> Client:
    settings.DATA = linked  # type: ignore[attr-defined]
    return as_person(Role.INSPECTOR, name="inspector-one")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def errors(answer: str) -> list[str]:
    return re.findall(r'id="id_([a-z_]+)(?:_0)?-error"', answer)


def test_evidence_is_kept_and_counts_in_the_argument(inspector: Client) -> None:
    before = page(inspector, "/judgment/")
    assert EVIDENCE["says"] not in before
    assert inspector.post("/fieldwork/new", EVIDENCE).status_code == 302
    after = page(inspector, "/judgment/")
    assert EVIDENCE["says"] in after
    shown = page(inspector, "/fieldwork/")
    assert "Jo Secret" in shown
    assert "some, by inspector-one" in shown
    (entry,) = journal.current("fieldwork").values()
    address = f"/fieldwork/{entry.data['id']}/change"
    changed = {**EVIDENCE, "weight": "none", "reason": "they took it back", "base": "1"}
    assert inspector.post(address, changed).status_code == 302
    assert "none, by inspector-one" in page(inspector, "/fieldwork/")
    assert len(journal.history("fieldwork", entry.entry)) == 2
    # Another who still had the first revision open is told, and overwrites nothing.
    assert inspector.post(address, {**changed, "weight": "much", "reason": "others say it too"}).status_code == 302
    offered = page(inspector, address)
    assert "Nothing was kept" in offered
    assert "others say it too" in offered
    assert "they took it back" in offered
    assert len(journal.history("fieldwork", entry.entry)) == 2


def test_what_was_typed_about_one_forces_evidence_is_offered_there_only(inspector: Client) -> None:
    """Evidence of two forces or areas may have one name: their forms differ by the query alone."""
    assert inspector.post("/fieldwork/new", EVIDENCE).status_code == 302
    (entry,) = journal.current("fieldwork").values()
    address = f"/fieldwork/{entry.data['id']}/change"
    own = f"{address}?force={FORCE}&area={Area.RESPONDING_TO_THE_PUBLIC.identifier}"
    stale = {**EVIDENCE, "base": "0", "reason": "others say it too"}
    assert inspector.post(f"{own}&typed=again", stale).headers["Location"] == own
    assert "others say it too" in page(inspector, own)
    assert "others say it too" not in page(inspector, address)
    assert inspector.post("/typed/throw-away", {"place": own}).headers["Location"] == own
    assert "others say it too" not in page(inspector, own)


def test_what_was_typed_goes_with_the_sessions_of_those_who_never_signed_out(inspector: Client) -> None:
    left = SessionStore()
    left["typed"] = {"/": {"said": {"who": "Jo Secret"}}}
    left.set_expiry(-1)
    left.save()
    assert inspector.post("/fieldwork/new", EVIDENCE).status_code == 302
    assert Session.objects.filter(pk=left.session_key).exists()
    (entry,) = journal.current("fieldwork").values()
    address = f"/fieldwork/{entry.data['id']}/change"
    assert inspector.post(address, {**EVIDENCE, "base": "0", "reason": "others say it too"}).status_code == 302
    assert not Session.objects.filter(pk=left.session_key).exists()


def test_changing_a_weight_keeps_what_the_form_does_not_ask(inspector: Client) -> None:
    former = next(one for one in example_assessment().evidence if one.figure is not None)
    form = {**Fieldwork.initial_of(former), "weight": "much", "reason": "read again", "base": "0"}
    posted = {name: "" if value is None else str(value) for name, value in form.items()}
    assert inspector.post(f"/fieldwork/{former.id}/change", posted).status_code == 302
    (entry,) = journal.current("fieldwork").values()
    data = {name: value for name, value in entry.data.items() if name not in ("force", "area")}
    now = TypeAdapter(Evidence).validate_python(data, strict=False)
    assert (now.figure, now.standard, now.findings) == (former.figure, former.standard, former.findings)
    assert now.weight.value == "much"


def test_a_day_that_is_known_stands_in_its_field(inspector: Client) -> None:
    """A browser's field of a day shows no other form."""
    former = next(one for one in example_assessment().evidence if one.figure is not None)
    assert f'value="{former.on.isoformat()}"' in page(inspector, f"/fieldwork/{former.id}/change")
    item = example_assessment().recommendations.items[0]
    shown = page(inspector, f"/recommendations/{item.id}/")
    assert f'value="{localdate().isoformat()}"' in shown
    assert f">{item.text[:1].upper()}{item.text[1:].rstrip(';. ')}</h1>" in shown


def test_a_confidential_source_is_shown_to_nobody_outside_the_team(inspector: Client, as_person: SignIn) -> None:
    inspector.post("/fieldwork/new", EVIDENCE)
    secrets = ("Jo Secret", "Night shift", "asked not to be named", "12 March 2024")
    for role in (Role.CHIEF_OFFICER, Role.ANALYST, Role.PUBLIC):
        other = as_person(role)
        for address in ("/fieldwork/", "/judgment/", "/chapter/print"):
            shown = other.get(address, follow=True).content.decode()
            assert EVIDENCE["says"] in shown or address != "/fieldwork/"
            assert not [secret for secret in secrets if secret in shown]
        assert other.get("/fieldwork/new").status_code == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"says": ""}, "says"),
        ({"basis": "all records"}, "basis"),
        ({"on": "yesterday"}, "on"),
        ({"on": "2199-03-12"}, "on"),
        ({"on": "0024-03-12"}, "on"),
        ({"n": "90"}, "n"),
        ({"of": f"1{'0' * 26}"}, "of"),
        ({"part": "7"}, "part"),
        ({"reason": ""}, "reason"),
        ({"characteristic": "6.2"}, "characteristic"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(inspector: Client, changes: dict[str, str], field: str) -> None:
    answer = inspector.post("/fieldwork/new", {**EVIDENCE, **changes})
    assert field in errors(answer.content.decode())
    assert journal.current("fieldwork") == {}


def test_a_promise_and_what_is_too_early_are_followed_up(inspector: Client) -> None:
    promise = {
        "says": "Two more trainers",
        "said_by": "Head of contact",
        "characteristic": "4.3",
        "promised": "2024-02-01",
    }
    early = {
        "initiative": "A new leadership programme",
        "would_show": "one-to-ones kept for nine of ten",
        "characteristic": "4.3",
        "look_on": "2030-01-01",
    }
    assert inspector.post("/fieldwork/promises/new", promise).status_code == 302
    assert inspector.post("/fieldwork/too-early/new", early).status_code == 302
    shown = page(inspector, "/fieldwork/")
    assert "overdue" in shown
    assert "A new leadership programme" in shown
    name = next(entry.data["id"] for entry in journal.current("commitments").values() if "says" in entry.data)
    look = {"found": "Both have begun", "kept": "yes"}
    assert inspector.post(f"/fieldwork/follow/{name}/", look).status_code == 302
    assert "Both have begun" in page(inspector, f"/fieldwork/follow/{name}/")
    assert "kept late" in page(inspector, "/fieldwork/")


def test_a_named_person_judges_and_both_are_kept(inspector: Client, as_person: SignIn) -> None:
    supported = re.search(r"The evidence supports: <strong>(.*?)</strong>", page(inspector, "/judgment/"))
    assert supported is not None
    assert "reason" in errors(inspector.post("/judgment/", {"grade": "Inadequate", "post": "HMI"}).content.decode())
    grading = {"grade": "Inadequate", "post": "HM Inspector", "reason": "risk is not seen at first contact"}
    assert inspector.post("/judgment/", grading).status_code == 302
    shown = page(inspector, "/judgment/")
    assert "Judged: <strong>Inadequate</strong>, by inspector-one" in shown
    assert supported.group(1) in shown
    officer = as_person(Role.OFFICER)
    assert officer.post("/judgment/", grading).status_code == 403
    inspector.post("/fieldwork/new", EVIDENCE)
    assert "The evidence has changed since" in page(inspector, "/judgment/")


def test_a_cause_of_concern_is_decided_on(inspector: Client, as_person: SignIn) -> None:
    (cause, *_) = example_assessment().causes
    address = f"/judgment/causes/{cause.id}/"
    assert inspector.post(address, {"decided": "ended", "reason": "its measures have held"}).status_code == 302
    assert "its measures have held" in page(inspector, "/judgment/")
    assert as_person(Role.OFFICER).get(address).status_code == 403
    assert inspector.get("/judgment/causes/nonsense/").status_code == 404


def test_recommendations_show_their_measures_and_keep_what_happened(inspector: Client) -> None:
    items = example_assessment().recommendations.items
    shown = page(inspector, "/recommendations/")
    assert all(item.text.rstrip(";. ")[1:40] in shown for item in items)
    address = f"/recommendations/{items[0].id}/"
    assert "month by month" in page(inspector, address)
    happened = {"event": "PROGRESS", "on": "2024-03-20", "text": "The script was put on every desk"}
    assert inspector.post(address, happened).status_code == 302
    assert "The script was put on every desk" in page(inspector, address)
    to_come = inspector.post(address, {**happened, "on": "2098-01-01"}).content.decode()
    assert "this day is still to come" in to_come
    too_early = inspector.post(address, {**happened, "on": "2001-01-01"}).content.decode()
    assert "before the item" in too_early
    assert inspector.get("/recommendations/nonsense/").status_code == 404


def test_the_chapter_is_a_page_and_a_pdf(inspector: Client) -> None:
    shown = page(inspector, "/chapter/print")
    assert "Responding to the public" in shown
    pdf = inspector.get("/chapter/print.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_the_chapter_leads_back_to_the_other_pages(inspector: Client, as_person: SignIn) -> None:
    """Those who see no case are led to it by 'Judgment', and have no other page of it."""
    public = as_person(Role.PUBLIC)
    for shown in (public.get("/judgment/", follow=True).content.decode(), page(inspector, "/chapter/print")):
        ways = re.search('<nav class="ways".*?</nav>', shown, re.DOTALL)
        assert ways is not None
        assert {'href="/"', 'href="/standards/"', 'href="/recommendations/"'} <= set(
            re.findall('href="[^"]*"', ways[0])
        )
        assert ('href="/fieldwork/"' in ways[0]) == (shown == page(inspector, "/chapter/print"))


def test_which_forces_have_records_is_told_to_nobody_of_another(inspector: Client, as_person: SignIn) -> None:
    answer = as_person(Role.CHIEF_OFFICER, force="dorset").get("/judgment/")
    assert answer.status_code == 409
    assert "No records of a force &#x27;dorset&#x27; have been judged" in answer.content.decode()
    assert "exampleshire" not in answer.content.decode()


def test_another_force_is_not_shown(inspector: Client, as_person: SignIn) -> None:
    elsewhere = as_person(Role.INSPECTOR, force="dorset")
    for address in ("fieldwork", "judgment", "recommendations"):
        assert elsewhere.get(f"/{address}/?force=exampleshire").status_code == 404
        assert inspector.get(f"/{address}/?area=nonsense").status_code == 404

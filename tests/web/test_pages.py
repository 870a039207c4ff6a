"""What the pages do for people: sort, filter, give, note, take out; and what they say to bad input."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse
from django.utils.datastructures import MultiValueDict

from openpeel import library
from openpeel.engine.case_questions import Question
from openpeel.reports.living_report.answers import figures_of
from openpeel.web import reads
from openpeel.web.access_log.models import Access
from openpeel.web.accounts.models import User
from openpeel.web.case_table import harmless
from openpeel.web.home.views import BEGIN_WITH
from openpeel.web.journal import entries
from openpeel.web.roles import Power, Role
from openpeel.web.work.days import midnight

from .conftest import PASSWORD, SignIn
from .test_powers import ROUTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(as_person: SignIn, data: Path) -> Client:
    return as_person(Role.CHIEF_OFFICER, name="acc.holt")


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def _first_column(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)', page)


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        (datetime(2024, 3, 30, 12), datetime(2024, 3, 31, 0)),
        (datetime(2024, 3, 31, 12), datetime(2024, 3, 31, 23)),  # the clocks went forward
        (
            datetime(2024, 3, 31, 22, 59, 59, 999999),
            datetime(2024, 4, 1, 23),
        ),  # the end of a day is the next one's work
    ],
)
def test_midnight_is_that_of_london(moment: datetime, ends: datetime) -> None:
    assert midnight(moment) == ends


def test_work_is_sorted_and_filtered_by_the_whole_list(chief: Client) -> None:
    ascending = _first_column(_page(chief, "/work/?when=all&sort=case"))
    descending = _first_column(_page(chief, "/work/?when=all&sort=-case"))
    assert ascending == sorted(ascending)
    assert descending == sorted(descending, reverse=True)
    assert not set(ascending) & set(descending)
    team = reads.lists_for(User.objects.get(name="acc.holt")).owners()[0]
    narrowed = _page(chief, f"/work/?when=all&team={team}")
    assert narrowed.count(f">{team}</td>") == len(_first_column(narrowed)) > 0


@pytest.mark.parametrize(
    "query",
    [
        "when=never&sort=secret&page=-1",
        "page=x&standard=none&team=nobody&given=%00",
        "search=%27%20or%201%3D1&sort=case",
        "search=<script>alert(1)</script>",
    ],
)
def test_an_address_that_makes_no_sense_is_answered_with_a_page(chief: Client, query: str) -> None:
    for page in ("/work/", "/standards/", "/standards/dash-completed/", "/chapter/", "/quarantine/", "/loads/"):
        assert "<script>alert" not in chief.get(f"{page}?{query}").content.decode()
        assert chief.get(f"{page}?{query}").status_code == 200


def test_moments_are_written_in_one_way(chief: Client) -> None:
    in_words = 0
    for page in ("/", "/work/?when=all", "/standards/dash-completed/", "/lists/call-back/?whole=yes", "/loads/"):
        shown = chief.get(page).content.decode()
        assert re.findall(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", re.sub("<pre.*?</pre>", "", shown, flags=re.DOTALL)) == []
        in_words += len(re.findall(r"\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d", shown))
    assert in_words > 100


def test_cases_are_given_to_a_colleague_and_found_by_it(chief: Client) -> None:
    person = User.objects.get(name="acc.holt")
    cases = reads.lists_for(person).rows(Question(standards=("dash-completed",)), limit=2)
    assert cases[0].row.owner
    User.objects.add("sgt.ashe", PASSWORD, role="supervisor", force="exampleshire", teams=[cases[0].row.owner])
    User.objects.add("sgt.far", PASSWORD, role="supervisor", force="exampleshire", teams=["Another"])
    sent = {"case": [cases[0].name], "why": "please ring her today", "back": "when=all"}
    page = chief.post("/work/assign/", {**sent, "to": "sgt.ashe"}, follow=True).content.decode()
    assert "1 case was given to sgt.ashe" in page
    kept = entries.history("assignments", cases[0].name)
    assert [(one.data, one.by, one.why) for one in kept] == [({"to": "sgt.ashe"}, "acc.holt", sent["why"])]
    assert f">{cases[0].reference}<" in _page(chief, f"/standards/dash-completed/?search={cases[0].reference}")
    assert "sgt.ashe" in _page(chief, f"/cases/{cases[0].kind}/{cases[0].reference}/")
    refused = chief.post("/work/assign/", {**sent, "to": "sgt.far"}, follow=True).content.decode()
    assert "1 were not: the person may not see them" in refused
    assert entries.latest("assignments", cases[0].name) == kept[0]
    nothing = chief.post("/work/assign/", {"to": "sgt.ashe"}, follow=True).content.decode()
    assert "tick the cases first" in nothing


def test_a_case_shows_what_happened_what_is_owed_and_where_it_stands(chief: Client) -> None:
    person = User.objects.get(name="acc.holt")
    case = reads.lists_for(person).rows(Question(standards=("dash-completed",), sort="-verdict"), limit=1)[0]
    page = _page(chief, f"/cases/{case.kind}/{case.reference}/")
    assert case.reference in page
    assert library.standard("dash-completed").says in page
    assert "line " in page
    assert "openpeel-time-line" in page
    assert Access.objects.filter(action="consulted", what=f"case {case.kind} {case.reference}").count() == 1


def test_a_note_is_kept_as_written_and_never_run(chief: Client) -> None:
    person = User.objects.get(name="acc.holt")
    case = reads.lists_for(person).rows(Question(standards=("dash-completed",)), limit=1)[0]
    address = f"/cases/{case.kind}/{case.reference}/"
    empty = chief.post(address, {"text": "  "}).content.decode()
    assert 'href="#id_text"' in empty
    assert "Write the note first" in empty
    chief.post(address, {"text": "<b>rang</b> back"})
    assert "&lt;b&gt;rang&lt;/b&gt; back" in chief.get(address).content.decode()
    assert [entry.data["text"] for entry in entries.current("notes").values()] == ["<b>rang</b> back"]


def test_a_file_says_why_it_was_taken_and_holds_what_the_list_shows(chief: Client) -> None:
    refused = chief.post("/standards/dash-completed/?verdict=overdue", {"why": ""}).content.decode()
    assert "Say why you need this file" in refused
    assert not Access.objects.filter(action="exported").exists()
    taken = chief.post("/standards/dash-completed/?verdict=overdue", {"why": "audit"})
    rows = list(csv.DictReader(io.StringIO(taken.content.decode())))
    assert {row["verdict"] for row in rows} == {"overdue"}
    assert f"{len(rows):,} cases." in _page(chief, "/standards/dash-completed/?verdict=overdue")
    assert Access.objects.get(action="exported").rows == len(rows)


def test_without_a_reason_the_list_of_work_stays_and_asks_for_one(chief: Client) -> None:
    refused = chief.post("/work/?when=overdue", {"why": "x" * 301}).content.decode()
    assert '<details class="govuk-details" open>' in refused
    assert "Why you need this file: at most 300 characters can be kept, and these are 301" in refused
    assert "x" * 301 in refused
    assert 'aria-current="page">Overdue' in refused
    assert not Access.objects.filter(action="exported").exists()


def test_a_text_that_is_pasted_is_not_cut_off_by_the_browser(chief: Client) -> None:
    page = chief.get("/judgment/").content.decode()
    page += chief.get("/missing/new").content.decode()
    for kind in ("textarea", "input"):
        fields = re.findall(rf"<{kind}[^>]*>", page)
        assert fields
        assert not any("maxlength" in field for field in fields)


def test_a_note_that_is_too_long_is_not_taken_for_cases_that_were_not_ticked(chief: Client) -> None:
    sent = {"case": ["incident/exampleshire/EXC-1"], "to": "", "why": "x" * 301}
    answer = chief.post("/work/assign/", sent, follow=True).content.decode()
    assert "at most 300 characters can be kept, and these are 301" in answer
    assert "tick the cases first" not in answer


class Worded(forms.Form):
    """Fields that say why a value cannot be kept, in words of their own or of Django."""

    plain = forms.CharField(max_length=3)
    own = forms.CharField(max_length=3, error_messages={"max_length": "Three letters are enough"})
    number = forms.IntegerField(min_value=5)
    file = forms.FileField(max_length=3)


def test_a_field_keeps_words_of_its_own() -> None:
    sent = {"plain": "four", "own": "four", "number": "4"}
    form = Worded(sent, MultiValueDict({"file": [SimpleUploadedFile("four.txt", b"x")]}))
    assert {name: [str(one) for one in form[name].errors] for name in ("plain", "own", "number")} == {
        "plain": ["Plain: at most 3 characters can be kept, and these are 4"],
        "own": ["Three letters are enough"],
        "number": ["Number: at least 5"],
    }
    assert "at most 3" in str(form["file"].errors[0])


def test_each_role_is_led_to_what_it_comes_for_and_may_see(as_person: SignIn, data: Path) -> None:
    assert set(BEGIN_WITH) == set(Role)
    for role, links in BEGIN_WITH.items():
        for _, route in links:
            asked = ROUTES[str(resolve(reverse(route)).route)]
            assert all(role.may(power) for power in asked.powers), (role, route)
    for role in (Role.CHIEF_OFFICER, Role.PUBLIC):
        page = _page(as_person(role), "/")
        assert all(f'href="{reverse(route)}"' in page for _, route in BEGIN_WITH[role])
        assert ("Who must act" in page) == role.may(Power.WORK)


def test_no_cell_of_a_file_is_a_formula() -> None:
    assert harmless(["=1+1", "+44", "-2", "@x", "plain", 3, None]) == ["'=1+1", "'+44", "'-2", "'@x", "plain", 3, None]


def test_the_standard_says_its_rule_its_source_and_what_is_local(chief: Client) -> None:
    page = _page(chief, "/standards/dash-completed/")
    assert "a local setting, not official" in page
    assert "95% interval" in page
    assert "select" in page.lower()
    chart = chief.get("/standards/dash-completed/trend.svg?force=exampleshire")
    assert chart.content.startswith(b"<svg")
    assert chief.get("/standards/no-such/").status_code == 404
    assert chief.get("/standards/dash-completed/trend.svg?force=nowhere").status_code == 404


def test_standards_are_sorted_and_searched(chief: Client) -> None:
    shown = re.findall(r"(\d+\.\d)%</td>", _page(chief, "/standards/?sort=rate"))
    assert [float(one) for one in shown] == sorted(map(float, shown))
    assert len(_first_column(_page(chief, "/standards/?search=DASH"))) >= 1
    assert "Clear the filter" in _page(chief, "/standards/?search=zzzz")


def test_the_chapter_leads_from_a_sentence_to_its_standard(chief: Client) -> None:
    page = _page(chief, "/chapter/")
    assert "Responding to the public" in page
    assert 'href="/standards/thrive-at-outset/"' in page
    assert re.search(r'</a> <span class="openpeel-quiet">records as at [^<;]+; by a local setting, not', page)
    only = _page(chief, "/chapter/?tested=people")
    assert only.count('class="openpeel-sentence"') < page.count('class="openpeel-sentence"')


def test_a_sentence_shows_the_figure_of_what_tests_it_as_the_living_report_does(
    chief: Client, as_person: SignIn
) -> None:
    run, few = reads.pieces()[0].run, ("time-to-attend", "calls-for-updates", "calls-waited-twice")
    figures = figures_of(reads.snapshot_of(run), run.as_at, "exampleshire", only=few)
    assert figures.keys() == set(few)
    for page, whose in (
        (_page(chief, "/chapter/"), ""),
        (_page(as_person(Role.OFFICER), "/chapter/"), ", whole force"),
    ):
        for one in figures.values():
            assert f'{one.says} <span class="openpeel-quiet">{one.as_at}{whose}<' in unescape(page)
            assert re.search(r"\(95% interval [\d.]+ to [\d.]+, n = [\d,]+\)", one.says)


def test_quarantine_hides_rows_until_they_are_asked_for(chief: Client) -> None:
    assert _page(chief, "/quarantine/")
    assert "Enter the load" in chief.get("/quarantine/?load=x").content.decode()


def test_the_first_page_counts_what_the_work_page_lists(chief: Client) -> None:
    cards = re.findall(r'href="(/work/[^"]*)"><strong>([\d,]+)</strong>', _page(chief, "/"))
    assert len(cards) == 5
    for address, count in cards:
        listed = re.search(r"([\d,]+) cases?\.", _page(chief, address))
        assert listed is not None
        assert listed[1] == count, address

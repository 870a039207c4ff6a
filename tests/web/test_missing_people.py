"""The register of missing people in the browser: what is typed is kept, merged, shown, and taken out and in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.web.conftest import SignIn

from openpeel.records.missing_people import MissingActions, MissingReports
from openpeel.records.store import Store
from openpeel.web.access_log.models import Access
from openpeel.web.accounts.models import User
from openpeel.web.journal import entries as journal
from openpeel.web.missing_people.models import KeptSearch
from openpeel.web.missing_people.searches import KEPT_FOR
from openpeel.web.roles import Role

TEAM, OTHER = "Response North A", "Response South B"
REPORT = {
    "base": "0",
    "reported_at": "2024-03-31 18:05",
    "recorded_as_missing_at": "2024-03-31 18:20",
    "team": TEAM,
    "full_name": "Robin <b>Example</b>",
    "date_of_birth": "2011-05-06",
    "is_child": "yes",
    "is_looked_after": "",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def sergeant(as_person: SignIn, data: Path) -> Client:
    return as_person(Role.SUPERVISOR, teams=[TEAM], name="sgt.ashe")


def begin(client: Client, **changes: str) -> str:
    """Begin a report; its reference."""
    answer = client.post("/missing/new", {**REPORT, **changes})
    assert answer.status_code == 302, re.findall(r'error-message">(.*?)<', answer.content.decode(), re.S)
    return answer.headers["Location"].split("/")[2]


def kept(reference: str) -> dict[str, Any]:
    entry = journal.latest("missing-people", reference)
    assert entry is not None
    return entry.data


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_report_is_kept_and_shown_as_it_was_typed(sergeant: Client) -> None:
    reference = begin(sergeant)
    assert kept(reference)["reported_at"] == "2024-03-31T17:05:00Z"
    assert kept(reference)["is_child"] is True
    assert "is_looked_after" not in kept(reference)
    page = shown(sergeant, f"/missing/{reference}/")
    assert "Robin &lt;b&gt;Example&lt;/b&gt;" in page
    assert "<b>Example</b>" not in page
    assert "31 March 2024, 18:05" in page
    assert reference in shown(sergeant, "/missing/")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reported_at": ""}, "Reported: this is needed"),
        ({"reported_at": "31.3.2024"}, "Reported: write the day as 31 March 2024"),
        ({"reported_at": "2024-03-31 01:30"}, "clocks went forward"),
        ({"found_at": "2199-03-31 18:05"}, "Found: this is still to come"),
        ({"last_seen_at": "2199-03-31"}, "Last seen: this is still to come"),
        ({"is_child": "maybe"}, "Select a valid choice"),
        ({"circumstances": "x" * 20_001}, "Circumstances: at most 20,000 characters can be kept, and these are 20,001"),
        ({"owner_id": "x" * 501}, "Owner: at most 500 characters can be kept, and these are 501"),
        ({"team": OTHER}, "write one of yours"),
        ({"date_of_birth": "31/02/2010"}, "Date of birth: write the day as 28 February 2010"),
        ({"date_of_birth": "2199-01-01"}, "Date of birth: this is still to come"),
        ({"date_of_birth": "1990-05-06"}, "Child: the date of birth says otherwise"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_typed_is_lost(
    sergeant: Client, changes: dict[str, str], says: str
) -> None:
    answer = sergeant.post("/missing/new", {**REPORT, **changes})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert "Robin &lt;b&gt;Example&lt;/b&gt;" in page
    assert journal.current("missing-people") == {}


def test_parts_are_added_changed_taken_out_and_put_back(sergeant: Client) -> None:
    reference = begin(sergeant)
    action = {"base": "1", "kind": "enquiry", "set_at": "2024-03-31 18:30", "owner_id": "E3001"}
    assert sergeant.post(f"/missing/{reference}/actions/new", action).status_code == 302
    ((own, row),) = kept(reference)["actions"].items()
    assert row["owner_id"] == "E3001"
    done = {**action, "base": "2", "done_at": "2024-03-31 19:00"}
    assert sergeant.post(f"/missing/{reference}/actions/{own}/", done).status_code == 302
    assert kept(reference)["actions"][own]["done_at"] == "2024-03-31T18:00:00Z"
    assert sergeant.post(f"/missing/{reference}/actions/{own}/remove", {"base": "3"}).status_code == 302
    assert "actions" not in kept(reference)
    assert sergeant.post(f"/missing/{reference}/history/3/put-back").status_code == 302
    assert kept(reference)["actions"][own]["done_at"] == "2024-03-31T18:00:00Z"
    history = shown(sergeant, f"/missing/{reference}/history")
    assert [f"Revision {number}" in history for number in range(1, 6)] == [True] * 5
    assert "action taken out" in history


def test_what_is_typed_about_a_row_that_another_takes_out_meanwhile_is_not_lost(
    as_person: SignIn, sergeant: Client
) -> None:
    reference = begin(sergeant)
    sergeant.post(f"/missing/{reference}/actions/new", {"base": "1", "kind": "enquiry", "set_at": "2024-03-31 18:30"})
    (own,) = kept(reference)["actions"]
    address = f"/missing/{reference}/actions/{own}/"
    assert sergeant.post(f"{address}remove", {"base": "2"}).status_code == 302
    other = as_person(Role.OFFICER, teams=[TEAM], name="pc.byrne")
    changed = {"base": "2", "kind": "enquiry", "set_at": "2024-03-31 18:30", "result": "Seen at the school"}
    asked = other.post(address, changed)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert "Seen at the school" in page
    choice = unescape(re.findall(r'name="(stands:[^"]+)"', page)[0])
    settled = {**changed, "settled-base": "3", choice: "ours"}
    assert other.post(address, settled).status_code == 302
    assert kept(reference)["actions"][own]["result"] == "Seen at the school"
    assert other.post(f"/missing/{reference}/actions/NEVER/", changed).status_code == 404


def test_what_was_typed_about_a_row_that_is_gone_can_be_added_anew(as_person: SignIn, sergeant: Client) -> None:
    reference = begin(sergeant)
    sergeant.post(f"/missing/{reference}/actions/new", {"base": "1", "kind": "enquiry", "set_at": "2024-03-31 18:30"})
    address = f"/missing/{reference}/actions/{next(iter(kept(reference)['actions']))}/"
    sergeant.post(f"{address}remove", {"base": "2"})
    other = as_person(Role.OFFICER, teams=[TEAM], name="pc.byrne")
    changed = {"base": "2", "kind": "enquiry", "set_at": "2024-03-31 18:30", "result": "Seen at the school"}
    assert other.post(address, changed).status_code == 409
    back = other.get(address, follow=True)
    assert back.redirect_chain == [(f"/missing/{reference}/actions/new", 302)]
    assert "Seen at the school" in back.content.decode()
    assert sergeant.get(address).status_code == 404


def test_who_saves_without_a_change_makes_no_revision(sergeant: Client) -> None:
    reference = begin(sergeant)
    answer = sergeant.post(f"/missing/{reference}/edit", {**REPORT, "base": "1"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert len(journal.history("missing-people", reference)) == 1


def test_a_level_of_risk_needs_a_reason(sergeant: Client) -> None:
    reference = begin(sergeant)
    risk = {"base": "1", "assessed_at": "2024-03-31 18:25", "level": "high", "reason": " "}
    assert "Reason: this is needed" in sergeant.post(f"/missing/{reference}/risk/new", risk).content.decode()
    assert "risk" not in kept(reference)


@pytest.mark.parametrize(
    ("born", "is_child"),
    [
        ("2011-05-06", True),
        ("2006-03-31", False),
        ("1/4/2006", True),
        ("2006-04", True),
        ("2006-03", None),
        ("2006", None),
        ("2007", True),
        ("", None),
    ],
)
def test_a_date_of_birth_says_who_is_a_child(sergeant: Client, born: str, is_child: bool | None) -> None:
    reference = begin(sergeant, date_of_birth=born, is_child="")
    assert kept(reference).get("is_child") is is_child


def test_what_is_owed_after_a_return_is_shown_with_the_report(sergeant: Client) -> None:
    reference = begin(sergeant)
    sergeant.post(f"/missing/{reference}/returns/new", {"base": "1", "returned_at": "2024-03-31 23:30"})
    assert "is given an independent interview within 72 hours" in shown(sergeant, f"/missing/{reference}/")


def test_a_form_of_a_revision_that_there_never_was_saves_nothing(sergeant: Client) -> None:
    reference = begin(sergeant)
    assert sergeant.post(f"/missing/{reference}/edit", {**REPORT, "base": "9"}).status_code == 404
    risk = {"assessed_at": "2024-03-31 18:25", "level": "high", "reason": "alone"}
    for base, status in (("9", 404), ("-1", 200), ("x", 200)):
        assert sergeant.post(f"/missing/{reference}/risk/new", {**risk, "base": base}).status_code == status
    assert len(journal.history("missing-people", reference)) == 1


def test_a_return_says_when_the_person_was_found(sergeant: Client) -> None:
    reference = begin(sergeant)
    sergeant.post(f"/missing/{reference}/returns/new", {"base": "1", "returned_at": "2024-03-31 23:30"})
    assert kept(reference)["found_at"] == "2024-03-31T22:30:00Z"
    sergeant.post(f"/missing/{reference}/returns/new", {"base": "2", "returned_at": "2024-04-01 09:00"})
    assert kept(reference)["found_at"] == "2024-03-31T22:30:00Z"


def test_a_handover_gives_the_report_to_the_team_that_takes_it_on(as_person: SignIn, sergeant: Client) -> None:
    reference = begin(sergeant)
    other = as_person(Role.OFFICER, teams=[OTHER])
    handover = {"base": "1", "handed_at": "2024-03-31 22:00", "to_id": "E9", "to_team": OTHER, "from_id": "E1"}
    assert sergeant.post(f"/missing/{reference}/handovers/new", handover).status_code == 302
    assert kept(reference)["team"] == OTHER
    assert sergeant.get(f"/missing/{reference}/").status_code == 404
    assert reference in shown(other, "/missing/")


@pytest.mark.parametrize(
    ("to", "says"),
    [({"to_team": "Nobody's"}, f"write one of: {TEAM}"), ({"to_team": ""}, "write to whom the report is handed over")],
)
def test_a_report_is_not_handed_to_a_team_of_which_nobody_could_open_it(
    sergeant: Client, to: dict[str, str], says: str
) -> None:
    reference = begin(sergeant)
    answer = sergeant.post(f"/missing/{reference}/handovers/new", {"base": "1", "handed_at": "2024-03-31 22:00", **to})
    assert says in unescape(answer.content.decode())
    assert kept(reference)["team"] == TEAM
    assert "handovers" not in kept(reference)


def test_what_two_people_change_in_different_places_is_kept_both(as_person: SignIn, sergeant: Client) -> None:
    reference = begin(sergeant)
    colleague = as_person(Role.OFFICER, teams=[TEAM], name="pc.moss")
    risk = {"base": "1", "assessed_at": "2024-03-31 18:25", "level": "high", "reason": "alone", "assessed_by": "E1"}
    assert colleague.post(f"/missing/{reference}/risk/new", risk).status_code == 302
    changed = {**REPORT, "base": "1", "circumstances": "left school at noon"}
    assert sergeant.post(f"/missing/{reference}/edit", changed).status_code == 302
    assert kept(reference)["circumstances"] == "left school at noon"
    assert [row["level"] for row in kept(reference)["risk"].values()] == ["high"]


@pytest.mark.parametrize(("choice", "stands"), [("theirs", "by the river"), ("ours", "at the station")])
def test_where_two_change_the_same_the_second_is_asked_and_nothing_is_lost(
    as_person: SignIn, sergeant: Client, choice: str, stands: str
) -> None:
    reference = begin(sergeant)
    colleague = as_person(Role.OFFICER, teams=[TEAM], name="pc.moss")
    theirs = {**REPORT, "base": "1", "circumstances": "by the river", "owner_id": "E5"}
    assert colleague.post(f"/missing/{reference}/edit", theirs).status_code == 302
    ours = {**REPORT, "base": "1", "circumstances": "at the station", "incident_id": "L77"}
    answer = sergeant.post(f"/missing/{reference}/edit", ours)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(text in page for text in ("pc.moss", "by the river", "at the station"))
    assert kept(reference)["circumstances"] == "by the river"
    fields = {
        name: value.replace("&quot;", '"')
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
        if name != "csrfmiddlewaretoken"
    }
    (radio,) = {name.replace("&quot;", '"') for name in re.findall(r'name="(stands:[^"]*)"', page)}
    # Who goes back to the form is offered what they typed, beside what is kept; what others changed elsewhere stays.
    form = shown(sergeant, f"/missing/{reference}/edit")
    assert all(text in form for text in ("You typed", "at the station", ">L77<", "by the river"))
    filled = shown(sergeant, f"/missing/{reference}/edit?typed=again")
    assert re.search(r"<textarea[^>]*>\s*at the station<", filled)
    assert all(f'value="{text}"' in filled for text in ("L77", "E5", "2"))
    assert "You typed" not in shown(colleague, f"/missing/{reference}/edit")
    fields["full_name"] = REPORT["full_name"]
    again = sergeant.post(f"/missing/{reference}/edit", fields)
    assert again.status_code == 409
    assert "Choose which of the two is to stand" in again.content.decode()
    assert "at the station" in again.content.decode()
    assert kept(reference)["circumstances"] == "by the river"
    assert sergeant.post(f"/missing/{reference}/edit", {**fields, radio: choice}).status_code == 302
    assert kept(reference)["circumstances"] == stands
    assert kept(reference)["owner_id"] == "E5"
    assert kept(reference)["incident_id"] == "L77"
    assert ("at the station" in shown(sergeant, f"/missing/{reference}/edit?typed=again")) is True
    assert ("You typed" in shown(sergeant, f"/missing/{reference}/edit")) is (choice == "theirs")
    sergeant.post("/typed/throw-away", {"place": f"/missing/{reference}/edit"})
    assert "You typed" not in shown(sergeant, f"/missing/{reference}/edit")


def test_only_the_team_and_those_who_see_the_whole_force_find_a_report(as_person: SignIn, sergeant: Client) -> None:
    reference = begin(sergeant)
    strangers = [as_person(Role.OFFICER, teams=[OTHER]), as_person(Role.OFFICER, teams=[TEAM], force="dorset")]
    for stranger in strangers:
        assert reference not in shown(stranger, "/missing/")
        for address in ("", "edit", "history", "risk/new"):
            assert stranger.get(f"/missing/{reference}/{address}").status_code == 404
        assert stranger.post(f"/missing/{reference}/edit", {**REPORT, "base": "1"}).status_code == 404
    assert as_person(Role.AUDITOR).get("/missing/").status_code == 403
    assert reference in shown(as_person(Role.CHIEF_OFFICER), "/missing/")


def test_the_list_narrows_and_sorts(sergeant: Client) -> None:
    first = begin(sergeant, full_name="Alex One")
    second = begin(sergeant, full_name="Billie Two", found_at="2024-03-31 20:00")
    shown(sergeant, "/missing/")  # with the banners of both
    assert second not in shown(sergeant, "/missing/")
    assert second in shown(sergeant, "/missing/?where=found")
    assert first not in shown(sergeant, "/missing/?where=found")
    found = searched(sergeant, where="everyone", search="alex")
    assert first in shown(sergeant, found)
    assert second not in shown(sergeant, found)
    by_name = shown(sergeant, "/missing/?where=everyone&sort=-name")
    assert by_name.index(second) < by_name.index(first)
    assert "No report matches" in shown(sergeant, "/missing/?risk=high")
    assert first in shown(sergeant, "/missing/?risk=nonsense&sort=nonsense&page=nonsense")


def searched(client: Client, **said: str) -> str:
    """Narrow the list; the address that it leads to."""
    answer = client.post("/missing/", said)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_name_that_is_searched_for_stands_in_no_address_and_no_log(as_person: SignIn, sergeant: Client) -> None:
    first, second = begin(sergeant, full_name="Alex Sparrow"), begin(sergeant, full_name="Billie Sparrow")
    begin(sergeant, full_name="Casey Wren")
    shown(sergeant, "/missing/")  # with the banners of all three
    address = searched(sergeant, where="everyone", search="sparrow", team=TEAM)
    page = shown(sergeant, address)
    assert "2 reports" in page
    assert 'value="sparrow"' in page
    links = re.findall(r'href="(\?[^"]*)"', page)
    assert len(links) > 5
    assert not any("sparrow" in link for link in (address, *links))
    (by_name,) = [unescape(link) for link in links if "sort=name" in link]
    assert "searched=" in by_name
    sorted_page = shown(sergeant, f"/missing/{by_name}")
    assert "2 reports" in sorted_page
    assert sorted_page.index(first) < sorted_page.index(second)
    colleague = as_person(Role.OFFICER, teams=[TEAM])
    assert "2 reports" in shown(colleague, address)
    assert "0 reports" in shown(as_person(Role.OFFICER, teams=[OTHER]), address)
    entries = list(Access.objects.filter(action="searched"))
    assert len(entries) == 4
    assert not any("sparrow" in entry.what for entry in entries)


def test_a_search_that_is_kept_no_longer_says_so(sergeant: Client) -> None:
    reference = begin(sergeant)
    address = searched(sergeant, search="nobody")
    KeptSearch.objects.update(at=datetime.now(UTC) - KEPT_FOR - timedelta(minutes=1))
    page = shown(sergeant, address)
    assert "not kept any longer" in page
    assert reference in page
    searched(sergeant, search="robin")
    assert [one.words for one in KeptSearch.objects.all()] == ["robin"]


def test_a_form_that_was_sent_from_elsewhere_searches_nothing(as_person: SignIn, data: Path) -> None:
    as_person(Role.SUPERVISOR, teams=[TEAM], name="sgt.far")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(name="sgt.far"), backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post("/missing/", {"search": "robin"}).status_code == 403
    assert not KeptSearch.objects.exists()


def test_every_look_and_change_is_in_the_access_log(sergeant: Client) -> None:
    reference = begin(sergeant)
    shown(sergeant, f"/missing/{reference}/")
    sergeant.get("/missing/export")
    done = [(entry.action, entry.what) for entry in Access.objects.order_by("number")]
    assert done == [
        ("altered", f"missing person report {reference}: begun"),
        ("consulted", f"missing person report {reference}"),
        ("exported", "register of missing people: workbook"),
    ]


def workbook(client: Client) -> openpyxl.Workbook:
    answer = client.get("/missing/export")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def brought_in(client: Client, book: openpyxl.Workbook) -> str:
    content = BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "missing.xlsx"
    answer = client.post("/missing/import", {"workbook": content})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_workbook_is_worked_on_and_brought_in_again(sergeant: Client) -> None:
    reference = begin(sergeant)
    book = workbook(sergeant)
    sheet = book["Missing people"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    sheet.cell(3, columns["circumstances"]).value = "seen at the bus stop"
    sheet.append([None] * len(columns))
    for name, value in {"reported_at": "2024-03-31 21:00", "team": TEAM, "full_name": "New Person"}.items():
        sheet.cell(4, columns[name]).value = value
    assert "kept: 2 of 2." in brought_in(sergeant, book)
    assert kept(reference)["circumstances"] == "seen at the bus stop"
    assert {entry.data["full_name"] for entry in journal.current("missing-people").values()} == {
        "Robin <b>Example</b>",
        "New Person",
    }


def test_a_line_that_is_brought_in_twice_makes_one_report(as_person: SignIn, sergeant: Client) -> None:
    begin(sergeant)
    book = workbook(sergeant)
    sheet = book["Missing people"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    for line in (4, 5):
        sheet.append([None] * len(columns))
        for name, value in {"reported_at": "2024-03-31 21:00", "team": TEAM, "full_name": "New Person"}.items():
            sheet.cell(line, columns[name]).value = value
    page = brought_in(sergeant, book)
    assert "kept: 1 of 3. Not taken, for the reasons below: 1." in page
    assert "Not taken again" in page
    (new,) = [name for name, one in journal.current("missing-people").items() if one.data["full_name"] == "New Person"]
    assert f'href="/missing/{new}/"' in page
    # It is known again when the report has changed since, and when it is another team's by now.
    changed = {**REPORT, "base": "1", "full_name": "New Person", "circumstances": "left school"}
    assert sergeant.post(f"/missing/{new}/edit", changed).status_code == 302
    assert f'href="/missing/{new}/"' in brought_in(sergeant, book)
    as_person(Role.OFFICER, teams=[OTHER])
    handover = {"base": "2", "handed_at": "2024-03-31 22:00", "to_id": "E9", "to_team": OTHER, "from_id": "E1"}
    assert sergeant.post(f"/missing/{new}/handovers/new", handover).status_code == 302
    assert "a report of another team" in brought_in(sergeant, book)
    assert len(journal.current("missing-people")) == 2
    assert kept(new)["circumstances"] == "left school"


def test_a_workbook_does_not_overwrite_what_others_changed_since(sergeant: Client) -> None:
    reference = begin(sergeant, circumstances="left home")
    book = workbook(sergeant)
    newer = {**REPORT, "base": "1", "circumstances": "found asleep in the shed", "owner_id": "E2"}
    assert sergeant.post(f"/missing/{reference}/edit", newer).status_code == 302
    sheet = book["Missing people"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    sheet.cell(3, columns["circumstances"]).value = "seen at the bus stop"
    assert "others changed the same since it was exported" in brought_in(sergeant, book)
    assert kept(reference)["circumstances"] == "found asleep in the shed"


def test_a_row_that_a_workbook_has_no_longer_is_named_as_taken_out(sergeant: Client) -> None:
    reference = begin(sergeant)
    action = {"base": "1", "kind": "enquiry", "set_at": "2024-03-31 18:30"}
    assert sergeant.post(f"/missing/{reference}/actions/new", action).status_code == 302
    book = workbook(sergeant)
    book["Actions"].delete_rows(3)
    assert "taken out, since the workbook has no line of it any longer: action" in brought_in(sergeant, book)
    assert "actions" not in kept(reference)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "The file is empty"), (b"not a workbook", "not a workbook"), (b"PK\x03\x04", "not a workbook")],
)
def test_a_file_that_is_no_workbook_is_refused(sergeant: Client, content: bytes, says: str) -> None:
    file = BytesIO(content)
    file.name = "missing.xlsx"
    assert says in sergeant.post("/missing/import", {"workbook": file}).content.decode()


def test_lines_that_cannot_be_taken_say_where(sergeant: Client) -> None:
    begin(sergeant)
    book = workbook(sergeant)
    sheet = book["Missing people"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    sheet.cell(3, columns["reported_at"]).value = "last Tuesday"
    sheet.cell(3, columns["found_at"]).value = "2199-03-31 18:05"
    page = brought_in(sergeant, book)
    assert "row 3, reported_at" in page
    assert "Not taken: this is still to come" in page
    assert "kept: 0 of 0. Not taken, for the reasons below: 2." in page
    assert "last Tuesday" not in page


def test_the_register_becomes_records(as_person: SignIn, sergeant: Client, own_data: Path) -> None:
    def reports() -> int:
        counted = Store(own_data).snapshot().counts()
        return sum(one.current for one in counted if one.table == MissingReports.name)

    before = reports()
    reference = begin(sergeant)
    assert sergeant.post("/missing/hand-over").status_code == 403
    chief = as_person(Role.CHIEF_OFFICER)
    assert chief.post("/missing/hand-over").status_code == 302
    assert reports() == before + 1
    # The only action of a report, taken out again, ends in the records too.
    action = {"base": "1", "kind": "enquiry", "set_at": "2024-03-31 18:30"}
    assert sergeant.post(f"/missing/{reference}/actions/new", action).status_code == 302
    with_action = handed_over(chief, own_data)
    (own,) = kept(reference)["actions"]
    assert sergeant.post(f"/missing/{reference}/actions/{own}/remove", {"base": "2"}).status_code == 302
    assert handed_over(chief, own_data) == with_action - 1


def handed_over(client: Client, data: Path) -> int:
    """Hand the register over; how many actions are in force in the records then."""
    assert client.post("/missing/hand-over").status_code == 302
    counted = Store(data).snapshot().counts()
    return sum(one.current for one in counted if one.table == MissingActions.name)


def test_who_does_not_keep_the_register_takes_none_of_it_out(as_person: SignIn, sergeant: Client) -> None:
    begin(sergeant)
    for role in (Role.AUDITOR, Role.ANALYST, Role.INSPECTOR):
        other = as_person(role)
        assert other.get("/missing/export").status_code == 403
        assert other.post("/missing/hand-over").status_code == 403


def test_what_cannot_be_told_says_why(sergeant: Client) -> None:
    reference = begin(sergeant, is_child="", date_of_birth="")
    page = sergeant.get(f"/missing/{reference}/").content.decode()
    assert "the records do not say whether it applies" in page


def test_a_team_is_changed_by_a_handover_only(sergeant: Client) -> None:
    reference = begin(sergeant)
    answer = sergeant.post(f"/missing/{reference}/edit", {**REPORT, "base": "1", "team": OTHER})
    assert "add a handover" in answer.content.decode()
    assert kept(reference)["team"] == TEAM

"""Audits in the browser: drawn, read blind, settled by a third, weighed back; out and in as a workbook."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from django.test import Client
from tests.web.conftest import FORCE, SignIn

from openpeel.cli.assessing import open_dossier
from openpeel.cli.assessment import assessment
from openpeel.engine.case_lists import ListedCase
from openpeel.engine.ledger import LedgerRow
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.errors import Refused
from openpeel.inspection.assessment.file import FOLDER
from openpeel.inspection.audits.questions import question_set
from openpeel.language.framework import Area
from openpeel.web.assessments.kept import opened
from openpeel.web.audits.drawing import named, reference_of
from openpeel.web.journal import entries as journal
from openpeel.web.roles import Role

QUESTIONS = question_set("calls")
DRAW = {
    "title": "Calls of March",
    "questions": "calls",
    "standard": "thrive-at-outset",
    "force": "exampleshire",
    "size": "4",
    "way": "random",
    "seed": "7",
    "reviewers": ["auditor-one", "auditor-two"],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditors(as_person: SignIn, data: Path) -> tuple[Client, Client, Client]:
    """Two who review and one who settles."""
    one = as_person(Role.AUDITOR, name="auditor-one")
    return one, as_person(Role.AUDITOR, name="auditor-two"), as_person(Role.AUDITOR, name="auditor-three")


def drawn(client: Client, **changes: Any) -> str:
    answer = client.post("/audits/new", {**DRAW, **changes})
    assert answer.status_code == 302, re.findall(r"error-message.*?</p>", answer.content.decode(), re.S)
    return answer.headers["Location"].split("/")[2]


def kept(audit: str) -> dict[str, Any]:
    entry = journal.latest("audits", audit)
    assert entry is not None
    return entry.data


def answers(answer: str, **others: str) -> dict[str, str]:
    given = {question.id: answer for question in QUESTIONS.questions} | others
    reasons = {f"{question}-why": "seen in the log" for question, one in given.items() if one == "no"}
    return {"base": "0", "finish": "1", **given, **reasons}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_audit_from_the_draw_to_the_result(auditors: tuple[Client, Client, Client]) -> None:
    one, two, three = auditors
    audit = drawn(one)
    cases = kept(audit)["cases"]
    assert len({case["id"] for case in cases}) == 4
    assert all(sorted(case["reviewers"]) == ["auditor-one", "auditor-two"] for case in cases)

    first = page(one, f"/audits/{audit}/cases/1/")
    assert "The records say:" in first
    assert "line " in first
    assert one.post(f"/audits/{audit}/cases/1/", answers("yes")).headers["Location"].endswith("/cases/2/")
    # The other's answers are not shown before one's own are finished.
    assert "auditor-one" not in page(two, f"/audits/{audit}/cases/1/")
    assert two.post(f"/audits/{audit}/cases/1/", answers("yes", courteous="no")).status_code == 302
    assert "auditor-one" in page(two, f"/audits/{audit}/cases/1/")
    assert one.post(f"/audits/{audit}/cases/1/", answers("no")).status_code == 200
    assert "Your review is finished" in page(one, f"/audits/{audit}/cases/1/")

    settle = f"/audits/{audit}/cases/1/courteous/settle"
    assert one.get(settle).status_code == 403
    assert "auditor-two: no" in page(three, f"/audits/{audit}/")
    assert "Choose what is to stand" in three.post(settle, {}).content.decode()
    assert three.post(settle, {"answer": "yes", "reason": "the recording is friendly"}).status_code == 302
    result = page(three, f"/audits/{audit}/")
    assert "yes, by auditor-three: the recording is friendly" in result
    assert "1 of 1" in result
    assert "100%" in result


def test_a_review_can_be_left_and_gone_on_with(auditors: tuple[Client, Client, Client]) -> None:
    one = auditors[0]
    audit = drawn(one)
    begun = {"base": "0", "courteous": "yes"}
    assert one.post(f"/audits/{audit}/cases/1/", begun).status_code == 302
    assert "begun" in page(one, f"/audits/{audit}/")
    assert re.search(r'value="yes"[^>]*checked', page(one, f"/audits/{audit}/cases/1/"))
    unfinished = one.post(f"/audits/{audit}/cases/1/", {**begun, "base": "1", "finish": "1"}).content.decode()
    assert "Answer before you finish" in unfinished
    other_window = {"base": "0", "courteous": "no", "courteous-why": "He was cut short"}
    assert one.post(f"/audits/{audit}/cases/1/", other_window).status_code == 302
    offered = page(one, f"/audits/{audit}/cases/1/")
    assert "you, in another window, changed the same" in offered
    assert "He was cut short" in offered
    assert re.search(r'value="no"[^>]*checked', page(one, f"/audits/{audit}/cases/1/?typed=again"))
    without_reason = one.post(f"/audits/{audit}/cases/1/", {"base": "1", "courteous": "no"}).content.decode()
    assert "Say why" in without_reason


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reviewers": ["auditor-one"]}, "at least two reviewers"),
        ({"size": "none"}, "whole number"),
        ({"title": ""}, "Give the audit a title"),
        ({"since": "2030-01-01"}, "There is no case to draw from"),
        ({"until": "9999-12-31"}, "look at the year"),
        ({"since": "2024-03-31", "until": "2024-03-01"}, "comes before the first"),
        ({"standard": "nonsense"}, "Select a valid choice"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why(
    auditors: tuple[Client, Client, Client], changes: dict[str, Any], says: str
) -> None:
    assert says in auditors[0].post("/audits/new", {**DRAW, **changes}).content.decode()
    assert journal.current("audits") == {}


def test_nobody_is_given_a_case_of_a_team_of_theirs(as_person: SignIn, auditors: tuple[Client, Client, Client]) -> None:
    audit = drawn(auditors[0], size="30", way="stratified")
    team = kept(audit)["cases"][0]["stratum"]
    as_person(Role.AUDITOR, name="of-the-team", teams=[team])
    audit = drawn(auditors[0], size="30", way="stratified", reviewers=["auditor-one", "auditor-two", "of-the-team"])
    of_team = [case for case in kept(audit)["cases"] if case["stratum"] == team]
    assert of_team
    assert all("of-the-team" not in case["reviewers"] for case in of_team)
    assert any("of-the-team" in case["reviewers"] for case in kept(audit)["cases"])


def test_who_may_not_audit_sees_none(as_person: SignIn, auditors: tuple[Client, Client, Client]) -> None:
    audit = drawn(auditors[0])
    officer, elsewhere = as_person(Role.OFFICER), as_person(Role.AUDITOR, force="dorset", name="of-dorset")
    assert officer.get(f"/audits/{audit}/").status_code == 403
    assert elsewhere.get(f"/audits/{audit}/").status_code == 404
    assert elsewhere.get(f"/audits/{audit}/cases/1/").status_code == 404
    assert auditors[2].get(f"/audits/{audit}/cases/1/").status_code == 403


def test_answers_go_out_as_a_workbook_and_come_back(auditors: tuple[Client, Client, Client]) -> None:
    one = auditors[0]
    audit = drawn(one)
    book = openpyxl.load_workbook(BytesIO(one.get(f"/audits/{audit}/workbook").content))
    sheet = book["Answers"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, columns["answer"]).value = "yes"
    sheet.cell(3, columns["answer"]).value = "perhaps"
    content = BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "audit.xlsx"
    shown = one.post(f"/audits/{audit}/bring-in", {"workbook": content}).content.decode()
    assert "Answers about 4 cases were taken in" in shown
    assert "row 3" in shown
    states = page(one, f"/audits/{audit}/")
    assert states.count("finished</strong>") == 3
    assert "begun" in states


def test_what_the_records_say_is_filled_in_on_request_and_kept_when_sent(
    auditors: tuple[Client, Client, Client],
) -> None:
    one = auditors[0]
    audit = drawn(one, size="2")
    address = f"/audits/{audit}/cases/1/"
    before = page(one, address)
    ticked = re.compile(r'type="radio"[^>]* checked')
    assert ticked.findall(before) == []
    said = len(re.findall("The records say: ", before))
    assert said
    own = {"base": "0", "courteous": "yes", "household-check": "no", "household-check-why": "seen in the log"}
    filled = one.post(address, {**own, "fill": "1"}).content.decode()
    assert len(ticked.findall(filled)) == said + 1
    assert "seen in the log" in filled
    assert re.search(r'name="household-check" value="no"[^>]* checked', filled)
    assert journal.current("audit-reviews") == {}
    book = openpyxl.load_workbook(BytesIO(one.get(f"/audits/{audit}/workbook?fill=1").content))
    columns = {cell.value: number for number, cell in enumerate(book["Answers"][1], start=1)}
    lines = list(book["Answers"].iter_rows(min_row=3, values_only=True))
    assert all(bool(line[columns["answer"] - 1]) == bool(line[columns["by the records"] - 1]) for line in lines)


def test_a_workbook_of_another_audit_is_refused_beside_the_field(auditors: tuple[Client, Client, Client]) -> None:
    one = auditors[0]
    first, second = drawn(one, size="2"), drawn(one, size="2")
    content = BytesIO(one.get(f"/audits/{first}/workbook?fill=1").content)
    content.name = "audit.xlsx"
    shown = one.post(f"/audits/{second}/bring-in", {"workbook": content}).content.decode()
    assert "This workbook is not of your cases of this audit" in shown
    assert journal.current("audit-reviews") == {}


def finished(auditors: tuple[Client, Client, Client], **second: str) -> str:
    """An audit whose two cases both reviewers have read; the second answers otherwise about the first of them."""
    one, two, _ = auditors
    audit = drawn(one, size="2")
    for number, others in ((1, second), (2, {})):
        for client, own in ((one, {}), (two, others)):
            assert client.post(f"/audits/{audit}/cases/{number}/", answers("yes", **own)).status_code == 302
    return audit


def test_what_a_closed_audit_found_is_evidence_of_the_argument(
    auditors: tuple[Client, Client, Client], as_person: SignIn
) -> None:
    audit = finished(auditors, **{"grade-right": "no"})
    inspector = as_person(Role.INSPECTOR, name="inspector-one")
    close, says = f"/audits/{audit}/close", "were found to answer: Was risk assessed by a structured process"
    inspector_may_not = inspector.post(close)
    assert inspector_may_not.status_code == 403
    assert auditors[2].post(close).status_code == 302
    assert "It cannot be closed yet: 1 difference is not settled" in page(auditors[2], f"/audits/{audit}/")
    assert says not in page(inspector, "/judgment/")

    settle = f"/audits/{audit}/cases/1/grade-right/settle"
    assert auditors[2].post(settle, {"answer": "yes", "reason": "the log says why"}).status_code == 302
    assert auditors[2].post(close).status_code == 302
    assert "Closed by auditor-three" in page(auditors[0], f"/audits/{audit}/")
    assert auditors[2].post(settle, {"answer": "no", "reason": "changed my mind"}).status_code == 403

    drawn_from = sum(kept(audit)["strata"].values())
    shown = page(inspector, "/judgment/")
    assert says in shown
    assert "of sampling" in shown
    listed = page(inspector, "/fieldwork/")
    (row,) = [row for row in re.findall(r"<tr.*?</tr>", listed, re.S) if says in row]
    for part in (f"2 of {drawn_from:,} cases", "sample", "4.1", "Audit: Calls of March", "nobody has weighed it"):
        assert part in row
    # A question that no standard judges bears on a characteristic too; one that bears on none is no evidence.
    assert "Was the grade right for the risk" in listed
    assert "treated with courtesy" not in listed


def test_a_command_argues_from_an_audit_of_the_browser_as_the_browser_does(
    auditors: tuple[Client, Client, Client], as_person: SignIn, judged: Path, tmp_path: Path
) -> None:
    audit = finished(auditors)
    assert auditors[2].post(f"/audits/{audit}/close").status_code == 302
    tested = f"A-{audit[:8]}-structured-assessment"
    weighed = {"weight": "much", "reason": "drawn by lot, read by two", "base": "0"}
    inspector = as_person(Role.INSPECTOR)
    assert inspector.post(f"/fieldwork/{tested}/change", weighed).status_code == 302
    area = Area.RESPONDING_TO_THE_PUBLIC
    file = tmp_path / "assessment.json"
    wanted = [str(file), "--force", FORCE, "--data", str(judged)]
    written = CliRunner().invoke(assessment, wanted)
    assert written.exit_code == 0, written.output
    for refused, said in (
        (wanted, "overwrite"),
        ([str(tmp_path / "other.json"), "--force", "exampelshire", "--data", str(judged)], "no records of a force"),
        ([str(judged / FOLDER / "other.json"), "--force", FORCE, "--data", str(judged)], "its own entries twice"),
    ):
        again = CliRunner().invoke(assessment, refused)
        assert isinstance(again.exception, Refused)
        assert said in str(again.exception)
    here = opened(FORCE, area).dossier
    assert tested in {piece.evidence.id for one in here.argument.characteristics for piece in one.pieces}
    there = open_dossier(judged, file, None, None, here.day.isoformat()).dossier
    assert there.assessment == here.assessment
    assert there.fingerprint == here.fingerprint


def test_what_an_audit_found_is_weighed_and_not_changed(
    auditors: tuple[Client, Client, Client], as_person: SignIn
) -> None:
    audit = finished(auditors)
    assert auditors[2].post(f"/audits/{audit}/close").status_code == 302
    inspector = as_person(Role.INSPECTOR, name="inspector-one")
    tested, untested = f"A-{audit[:8]}-structured-assessment", f"A-{audit[:8]}-grade-right"
    form = page(inspector, f"/fieldwork/{tested}/change")
    assert "What it weighs" in form
    assert "What was found" not in re.findall(r"<label.*?</label>", form, re.S)
    assert 'name="direction"' not in form
    weighed = {"weight": "much", "reason": "drawn by lot, read by two", "base": "0"}
    assert inspector.post(f"/fieldwork/{tested}/change", {**weighed, "reason": ""}).status_code == 200
    assert inspector.post(f"/fieldwork/{tested}/change", weighed).status_code == 302
    assert "much, by inspector-one" in page(inspector, "/fieldwork/")
    assert inspector.post(f"/fieldwork/{tested}/change", {**weighed, "weight": "none"}).status_code == 302
    assert "Nothing was kept" in page(inspector, "/fieldwork/")
    # No standard says on which side this is: a person does.
    assert "Choose whether it is for it" in inspector.post(f"/fieldwork/{untested}/change", weighed).content.decode()
    assert inspector.post(f"/fieldwork/{untested}/change", {**weighed, "direction": "for"}).status_code == 302
    (row,) = [
        row for row in re.findall(r"<tr.*?</tr>", page(inspector, "/fieldwork/"), re.S) if "Was the grade right" in row
    ]
    assert ">for</strong>" in re.sub(r"\s+", " ", row).replace("\n", "")


def test_a_case_without_a_reference_of_its_own_can_be_drawn() -> None:
    def case(unit: int, reference: str) -> ListedCase:
        row = LedgerRow("thrive-at-outset", unit, Verdict.MET, Reason.NONE, True, None, None, "exampleshire", None)
        return ListedCase(row, "incident", reference)

    found = named([case(1, "EX-1"), case(2, ""), case(3, "EX-2"), case(4, "EX-2"), case(5, "")])
    assert list(found) == ["EX-1", "no reference, row 2", "EX-2, row 3", "EX-2, row 4", "no reference, row 5"]
    assert [one.row.unit for one in found.values()] == [1, 2, 3, 4, 5]
    assert [reference_of(name, one.row.unit) for name, one in found.items()] == ["EX-1", "", "EX-2", "EX-2", ""]

"""The worked examples of docs/explanation: every figure is what the engine says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.engine.hand_made import HandMade, Job, Jobs, Notes, covers, judge, standard_of

from openpeel.engine.clocks import as_happened_by, as_known_on
from openpeel.engine.examples import judge_examples
from openpeel.engine.tallies import Tally
from openpeel.language.durations import days
from openpeel.language.standards import Deadline
from openpeel.library import standards
from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.records.domestic_abuse import RiskAssessments
from openpeel.records.incidents import Incidents

DOCS = Path(__file__).parents[2] / "docs" / "explanation"


def table(page: str, mark: str) -> list[list[str]]:
    """The rows of the table below a mark; a dash stands for nothing."""
    lines = (DOCS / page).read_text(encoding="utf-8").split(f"<!-- {mark} -->")[1].strip().splitlines()
    rows = []
    for line in lines[2:]:
        if not line.startswith("|"):
            break
        rows.append(
            [
                cell.strip().replace("-", "", 1) if cell.strip() == "-" else cell.strip()
                for cell in line[1:-1].split("|")
            ]
        )
    assert rows
    return rows


def said(standard: str, header: str, lines: list[str]) -> list[str]:
    made = replace(standards()[standard], examples="\n".join([header, *lines]))
    return [judged.verdict for judged in judge_examples(made)]


def test_the_verdicts_of_the_assessment() -> None:
    rows = table("verdicts.md", "dash-completed: attended 2024-01-01 10:40")
    header = (
        "case|is_domestic_abuse|is_cancelled|reported_at|risk_assessment_runs_from|risk_assessed_at|covered|verdict"
    )
    lines = [
        f"{n}|T|F|2024-01-01 10:00|2024-01-01 10:40|{completed}|{'T' if reach == 'yes' else 'F'}|{verdict}"
        for n, (completed, reach, verdict) in enumerate(rows)
    ]
    assert said("dash-completed", header, lines) == [row[-1] for row in rows]


def test_the_verdicts_of_months() -> None:
    rows = table("verdicts.md", "crime-reaches-outcome: judged 2021-06-15")
    lines = [f"{n}|{crime}|{outcome}|T|{verdict}" for n, (crime, outcome, verdict) in enumerate(rows)]
    assert said("crime-reaches-outcome", "case|month|outcome_month|covered|verdict", lines) == [r[-1] for r in rows]


@pytest.mark.parametrize(("rationale", "verdict"), table("verdicts.md", "bail-not-lapsed: rationale"))
def test_the_verdicts_of_a_flag_that_may_be_empty(tmp_path: Path, rationale: str, verdict: str) -> None:
    bailed, ends = datetime(2024, 3, 1, 12), datetime(2024, 4, 1)
    assessment = {
        "assessment_id": "1",
        "bail_id": "b",
        "assessed_at": datetime(2024, 3, 19, 12),
        "rationale_recorded": {"yes": True, "no": False, "": None}[rationale],
    }
    bail = {"bail_id": "b", "arrested_at": bailed, "bailed_at": bailed, "ends_at": ends}
    coverage = [covers(each) for each in (BailPeriods, BailExtensions, ReleaseAssessments)]
    records = HandMade({BailPeriods: [bail], ReleaseAssessments: [assessment]}, coverage, tmp_path)
    (found,) = (
        judge([standards()["bail-not-lapsed"]], records, as_happened_by(datetime(2024, 12, 1))).verdicts().values()
    )
    assert found.split(":")[0] == verdict


def test_the_rate_and_its_bounds() -> None:
    tally = Tally(met=6, late=1, overdue=1, unknown=1, unknown_due=1)
    assert tally.rate is not None
    assert tally.lowest is not None
    assert tally.highest is not None
    page = (DOCS / "verdicts.md").read_text(encoding="utf-8")
    assert f"{tally.rate:.0%}".replace("%", " per cent") in page
    assert f"{tally.lowest:.0%} and {tally.highest:.0%}".replace("% and", " and").replace("%", " per cent") in page


def test_the_verdicts_of_coverage(tmp_path: Path) -> None:
    standard = standard_of(Job, Deadline(done=Job.first_note_at, due=Job.began_at + days(2)), Job.began_at.is_present())
    job = {"job_id": "a", "began_at": datetime(2024, 3, 30)}
    for loaded, verdict in table("coverage.md", "linked rows"):
        coverage = [covers(Jobs)]
        for period in [] if loaded == "none" else loaded.split(", and "):
            begins, ends = (datetime.strptime(f"{day} 2024", "%d %B %Y") for day in period.split(" to "))  # noqa: DTZ007
            coverage.append(covers(Notes, begins, ends))
        records = HandMade({Jobs: [job]}, coverage, tmp_path)
        (found,) = judge([standard], records, as_happened_by(datetime(2024, 12, 1))).verdicts().values()
        assert found.split(":")[0] == verdict, loaded


@pytest.mark.parametrize("row", table("two-clocks.md", "entered late"), ids=lambda row: row[0])
def test_the_verdicts_of_the_two_clocks(tmp_path: Path, row: list[str]) -> None:
    day, known, happened = row
    moment = datetime.strptime(f"2024 {day}", "%Y %d %B, %H:%M" if "," in day else "%Y %d %B")  # noqa: DTZ007
    reported = datetime(2024, 3, 1, 20)
    incident = {"incident_id": "i", "reported_at": reported, "is_domestic_abuse": True, "known_from": reported}
    assessment = {
        "assessment_id": "r",
        "incident_id": "i",
        "completed_at": datetime(2024, 3, 2, 9),
        "instrument": "dash",
        "known_from": datetime(2024, 3, 2, 9) + timedelta(days=21),
    }
    records = HandMade(
        {Incidents: [incident], RiskAssessments: [assessment]}, [covers(Incidents), covers(RiskAssessments)], tmp_path
    )
    for question, verdict in ((as_known_on, known), (as_happened_by, happened)):
        found = judge([standards()["dash-completed"]], records, question(moment)).verdicts()
        assert list(found.values()) == [verdict]

"""Lists of cases as tables and as files: one way for every page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from openpeel.engine.case_lists import ListedCase
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.language.standards import Standard
from openpeel.reports.words import on_page, readable
from openpeel.web.access_log.chain import Action, record_by_force
from openpeel.web.components.parts import Link


def case_address(case: ListedCase) -> str:
    """The address of a case's page."""
    return case_address_of(case.kind, case.reference, case.row.force, case.row.unit)


def case_address_of(kind: str, reference: str, force: str, unit: int | None = None) -> str:
    """The address of the page of a case by what people call it; its row tells apart those called alike."""
    query = {"force": force} | ({} if unit is None else {"row": str(unit)})
    return f"{reverse('case', args=[kind, quote(reference, safe='')])}?{urlencode(query)}"


def case_link(case: ListedCase) -> Link:
    """A link to a case, by what people call it."""
    return Link(case.reference or "(no reference)", case_address(case))


def over(case: ListedCase, now: datetime | None) -> str:
    """How long a case has been owed, or until when there is time; in days and hours."""
    due, verdict = case.row.due, case.row.verdict
    if due is None or now is None or verdict not in (Verdict.OVERDUE, Verdict.PENDING):
        return ""
    minutes = int(abs((now - due).total_seconds()) // 60)
    days, hours = minutes // (24 * 60), minutes // 60
    length = f"{days:,} days" if days > 1 else f"{hours} hours" if hours > 1 else f"{minutes} minutes"
    return f"{length} over" if verdict is Verdict.OVERDUE else f"{length} left"


def done_or_why(case: ListedCase) -> str:
    """When it was done; of a verdict that is unknown, why, and when it may have been."""
    return when_or_why(case.row.done, case.row.reason)


def when_or_why(moment: object, reason: Reason) -> str:
    """A moment; of a verdict that is unknown, why, and when it may have been."""
    done, why = on_page(moment) or "", reason.words
    return f"{why} ({done})" if why and done else why or done


def fact_title(name: str) -> str:
    """A fact's name as a heading."""
    return name.replace("_", " ").removesuffix(" at").capitalize()


def export(
    request: HttpRequest, name: str, cases: Sequence[ListedCase], known: Mapping[str, Standard], why: str
) -> HttpResponse:
    """The cases as comma-separated values, the export being written to the access log with its reason."""
    record_by_force(request, Action.EXPORT, f"list {name}", (case.row.force for case in cases), why=why)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    facts = list(dict.fromkeys(fact for case in cases for fact in known[case.row.standard].facts_shown()))
    writer = csv.writer(response)
    writer.writerow(["standard", "case", "force", "owner", "verdict", "why unknown", "due", "done", *facts])
    for case in cases:
        row = case.row
        cells = [row.standard, case.reference, row.force, row.owner, row.verdict.word, row.reason.words]
        cells += [readable(row.due), readable(row.done), *(readable(case.facts.get(fact)) for fact in facts)]
        writer.writerow(harmless(cells))
    return response


def harmless(cells: Iterable[Any]) -> list[Any]:
    """Cells that no spreadsheet takes for a formula."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
        for cell in cells
    ]

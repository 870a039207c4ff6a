"""The register's list in the database: a line for each report, so that a page of it is read and not the whole register.

The journal alone says what is kept; the lines follow it, revision by revision, before they are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Max, QuerySet

from openpeel.capture.registers import FORCE
from openpeel.web.journal import entries as journal
from openpeel.web.missing_people.models import ReportLine
from openpeel.web.missing_people.reading import REGISTER, RISKS, Report, moment_of
from openpeel.web.permissions import Scope

NOT_ASSESSED = -1
"""Stands for the risk of a report that has none: to assess it comes before all else."""
AT_ONCE = 2_000


def lines(scope: Scope) -> QuerySet[ReportLine]:
    """The lines of the reports that a person may see, as the journal is now."""
    _follow()
    found = ReportLine.objects.all() if scope.sees_cases else ReportLine.objects.none()
    if scope.forces is not None:
        found = found.filter(force__in=scope.forces)
    return found if scope.teams is None else found.filter(team__in=scope.teams)


def teams_of(found: QuerySet[ReportLine]) -> list[str]:
    """The teams that own reports, in order of name."""
    return list(found.exclude(team="").order_by("team").values_list("team", flat=True).distinct())


def reports_of(page: Iterable[ReportLine]) -> list[Report]:
    """The reports of some lines, in their order."""
    names = [line.reference for line in page]
    found = journal.of_names(REGISTER, names)
    return [Report(found[name]) for name in names]


def _follow() -> None:
    """Bring the lines up to the journal's newest revision."""
    if not journal.since(REGISTER, _followed()).exists():
        return
    # The transaction takes the write lock as it begins: of two that follow at once the second finds nothing to do.
    with journal.ONE_OF_THIS_PROCESS, transaction.atomic():
        newer = journal.since(REGISTER, _followed()).order_by("pk").iterator(AT_ONCE)
        while revisions := list(islice(newer, AT_ONCE)):
            made = {one.entry: _line(one.pk, Report(journal.entry_of(one))) for one in revisions}
            columns = [field.name for field in ReportLine._meta.fields if not field.primary_key]
            ReportLine.objects.bulk_create(
                made.values(), update_conflicts=True, unique_fields=["reference"], update_fields=columns
            )


def _followed() -> int:
    return ReportLine.objects.aggregate(last=Max("revision"))["last"] or 0


def _line(revision: int, report: Report) -> ReportLine:
    name = str(report.data.get("full_name", "")).casefold()
    return ReportLine(
        reference=report.reference,
        revision=revision,
        force=report.data.get(FORCE, ""),
        team=report.data.get("team") or "",
        name=name,
        searched=f"{report.reference.casefold()} {name}",
        reported_at=report.reported_at.replace(tzinfo=UTC),
        risk=RISKS.index(report.risk) if report.risk in RISKS else NOT_ASSESSED,
        is_missing=report.is_missing,
        actions_open=report.actions_open(),
        first_due=_first_due(report),
    )


def _first_due(report: Report) -> datetime | None:
    due = [moment_of(row["due_at"]) for row in report.rows("actions") if row.get("due_at") and not row.get("done_at")]
    return min(due).replace(tzinfo=UTC) if due else None

"""Reading the register: who may see what of it, and each report as the pages show it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest

from openpeel import library
from openpeel.capture.checking import faults_of
from openpeel.capture.hand_over import KeptEntry, stage_register
from openpeel.capture.missing_people import missing_people
from openpeel.capture.registers import FORCE
from openpeel.engine.live import LiveVerdict, judge_staged
from openpeel.engine.runs import PLANS
from openpeel.engine.verdicts import Verdict
from openpeel.language.standards import Standard
from openpeel.records.store import Store
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.journal import entries as journal
from openpeel.web.permissions import scope_of
from openpeel.web.roles import Power

REGISTER = missing_people.id
RISKS = ("high", "medium", "low", "no apparent risk")


@dataclass(frozen=True)
class Report:
    """A report as lists show it."""

    entry: journal.Entry

    @property
    def data(self) -> dict[str, Any]:
        """What is kept of it."""
        return self.entry.data

    @property
    def reference(self) -> str:
        """Its reference."""
        return self.entry.entry

    @property
    def is_missing(self) -> bool:
        """Whether the person is still missing."""
        return not self.data.get("found_at") and not self.data.get("closed_at")

    @property
    def risk(self) -> str:
        """The level of the latest assessment; empty where there is none."""
        latest = max(self.rows("risk"), key=lambda row: row.get("assessed_at", ""), default={})
        return str(latest.get("level", ""))

    @property
    def reported_at(self) -> datetime:
        """When it was reported, naive UTC."""
        return moment_of(self.data["reported_at"])

    def rows(self, part: str) -> list[dict[str, Any]]:
        """The rows of a part."""
        return list(self.data.get(part, {}).values())

    def actions_open(self) -> int:
        """How many actions are still to be done."""
        return sum(not row.get("done_at") for row in self.rows("actions"))

    def actions_overdue(self, now: datetime) -> int:
        """How many of them should have been done by now."""
        due = (row["due_at"] for row in self.rows("actions") if row.get("due_at") and not row.get("done_at"))
        return sum(moment_of(moment) < now for moment in due)


def moment_of(text: str) -> datetime:
    """A moment as an entry keeps it, as naive UTC."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def now() -> datetime:
    """This moment, naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def this_minute() -> datetime:
    """The minute that has begun, naive UTC: what a form proposes, written as people write a time."""
    return now().replace(second=0)


def may_see(request: HttpRequest, entry: journal.Entry) -> bool:
    """Whether the person may see a report: of their force, and of their teams unless they see the whole force."""
    return scope_of(signed_in(request)).holds(entry.data.get(FORCE, ""), entry.data.get("team"))


def visible(request: HttpRequest) -> list[Report]:
    """The reports that the person may see, newest first."""
    found = (Report(entry) for entry in journal.current(REGISTER).values() if may_see(request, entry))
    return sorted(found, key=lambda report: (report.reported_at, report.reference), reverse=True)


def seen(request: HttpRequest, reference: str) -> Report:
    """A report that the person may see. Raises Http404 where there is none, so that nobody learns that there is one."""
    entry = journal.latest(REGISTER, reference)
    if entry is None or not may_see(request, entry):
        raise Http404("there is no such report among those that you may see")
    return Report(entry)


@dataclass(frozen=True)
class Owed:
    """What a standard says of a report at this moment."""

    standard: Standard
    verdict: LiveVerdict


def what_is_owed(report: Report) -> list[Owed]:
    """What standards say now of a report and of its parts, those that fall short first."""
    known = {one.id: one for one in library.standards().values() if one.unit.rows in missing_people.tables}
    if not known or faults_of(missing_people, report.data):
        return []
    moment = now()
    with tempfile.TemporaryDirectory(prefix="openpeel-register-") as place:
        staged = stage_register(
            missing_people,
            [KeptEntry(report.reference, report.data, report.entry.at)],
            force=report.data[FORCE],
            since=report.reported_at,
            now=moment,
            folder=Path(place),
        )
        snapshot = Store(settings.DATA).snapshot()
        plans = settings.DATA / "runs" / PLANS
        verdicts = judge_staged(staged, snapshot, list(known.values()), moment, plans=plans)
    return sorted((Owed(known[one.standard], one) for one in verdicts), key=_urgency)


_FIRST = (Verdict.OVERDUE, Verdict.PENDING, Verdict.UNKNOWN, Verdict.LATE, Verdict.MET, Verdict.EXCUSED)


def _urgency(owed: Owed) -> tuple[int, bool, str, str]:
    due = owed.verdict.due
    return _FIRST.index(owed.verdict.verdict), due is None, "" if due is None else due.isoformat(), owed.standard.id


def teams_that_keep(force: str) -> list[str]:
    """The teams of a force of which somebody keeps the register, in order of name."""
    people = User.objects.filter(is_active=True, force__in=("", force))
    return sorted({team for one in people if one.kind.may(Power.KEEP_REGISTER) for team in one.teams})

"""The register as a workbook, out and in, and its hand-over to the records."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from openpeel.capture.checking import faults_of
from openpeel.capture.hand_over import KeptEntry, stage_register
from openpeel.capture.missing_people import is_child_by_birth, missing_people
from openpeel.capture.registers import FORCE, EntryData
from openpeel.capture.workbooks import ReadWorkbook, read_workbook, write_workbook
from openpeel.errors import Refused
from openpeel.records.store import Store
from openpeel.web.access_log.chain import Action, record, record_by_force
from openpeel.web.accounts.models import signed_in
from openpeel.web.components.parts import Breadcrumbs, Column, Link, Row, Table
from openpeel.web.journal import entries as journal
from openpeel.web.missing_people import reading
from openpeel.web.missing_people.forms import IS_CHILD
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power
from openpeel.web.uploads import Upload, workbook_response


@requires(Power.KEEP_REGISTER, Power.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """Every report that the person may see, as a workbook that can be brought in again."""
    found = reading.visible(request)
    of = (report.data.get(FORCE) for report in found)
    record_by_force(request, Action.EXPORT, "register of missing people: workbook", of)
    content = write_workbook(missing_people, [(report.reference, report.entry.number, report.data) for report in found])
    return workbook_response(content, f"missing-people-{reading.now():%Y-%m-%d-%H%M}.xlsx")


@requires(Power.KEEP_REGISTER)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a workbook in: each changed line is saved as its author's change to the revision that it was taken from."""
    form = Upload(request, "One that was exported here and worked on")
    context: dict[str, object] = {"form": form, "trail": Breadcrumbs([Link("Missing people", reverse("missing"))])}
    if request.method == "POST":
        read = form.read(lambda content: read_workbook(missing_people, content, reading.now()))
        if read is not None:
            context["table"] = _take(request, read)
    return render(request, "missing_people/import.html", context)


AGAIN = (
    "Not taken again: a report began with this very line. If somebody else is missing, say in the line by what they "
    "differ, such as the name."
)


def _whole(data: EntryData) -> str:
    return json.dumps(data, sort_keys=True)


def _report_link(request: HttpRequest, entry: str) -> Link | str:
    """A link to a report, where the person may open it."""
    kept = journal.latest(reading.REGISTER, entry)
    if kept is None or not reading.may_see(request, kept):
        return "a report of another team"
    return Link(entry, reverse("missing-report", args=[entry]))


def _take(request: HttpRequest, read: ReadWorkbook) -> Table:
    """Save the entries of a workbook; what became of each, and the lines that could not be taken."""
    person = signed_in(request)
    rows = [Row((fault.sheet, f"row {fault.row}, {fault.column}", f"Not taken: {fault.says}")) for fault in read.faults]
    changed: list[str] = []  # the force of each
    # A line without a reference is known again by what it says: brought in twice, it makes one report.
    first = {_whole(one.data): name for name, one in journal.begun(reading.REGISTER).items()}
    for entry in read.entries:
        known = journal.latest(reading.REGISTER, entry.entry) if entry.entry else None
        if entry.entry and (known is None or not reading.may_see(request, known)):
            rows.append(Row(("", entry.entry, "Not taken: there is no such report among those that you may see")))
            continue
        force = known.data[FORCE] if known else person.force
        if not force:
            rows.append(Row(("", "new", "Not taken: people of every force cannot begin a report here")))
            continue
        data = {**entry.data, FORCE: force}
        if known is None and IS_CHILD not in data and (told := is_child_by_birth(data)) is not None:
            data[IS_CHILD] = told
        if not scope_of(person).holds(force, data.get("team")):
            rows.append(Row(("", entry.entry or "new", "Not taken: its team is not one of yours")))
            continue
        if not entry.entry and (same := first.get(_whole(data))):
            rows.append(Row(("", _report_link(request, same), AGAIN)))
            continue
        own = entry.entry or f"M{reading.now():%y%m%d}-{secrets.token_hex(3).upper()}"
        try:
            saved = journal.save(register=reading.REGISTER, entry=own, data=data, base=entry.revision, by=person.name)
        except Refused as refused:
            rows.append(Row(("", own, f"Not taken: {refused.what}")))
            continue
        if isinstance(saved, journal.Conflict):
            fields = ", ".join(clash.field for clash in saved.clashes)
            rows.append(Row(("", own, f"Not taken: others changed the same since it was exported: {fields}")))
        elif known is None or saved.number != known.number:
            changed.append(force)
            if known is None:
                first[_whole(data)] = own
            gone = _taken_out({} if known is None else known.data, saved.data)
            what = f"Kept; taken out, since the workbook has no line of it any longer: {gone}" if gone else "Kept"
            rows.append(Row(("", own, what)))
    record_by_force(request, Action.CHANGE, "register of missing people: workbook brought in", changed)
    said = f"Reports of the workbook that were new or changed, and kept: {len(changed)} of {len(read.entries)}."
    if left := len(rows) - len(changed):
        messages.warning(request, f"{said} Not taken, for the reasons below: {left}.")
    else:
        messages.success(request, said)
    return Table(
        "What became of it",
        (Column("Sheet"), Column("Line or report"), Column("What")),
        rows,
        empty="Nothing in the workbook differs from what is kept.",
    )


def _taken_out(before: EntryData, after: EntryData) -> str:
    """What rows a report has no longer, in words: 'action, action, handover'."""
    return ", ".join(
        part.one
        for part in missing_people.parts
        for reference in before.get(part.id, {})
        if reference not in after.get(part.id, {})
    )


@requires(Power.KEEP_REGISTER, Power.LOADS)
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Load the register into the records, so that the next run judges it.

    A force with an entry that cannot be handed over is left out whole: a load that says it holds everything would end
    the records of what it lacks.
    """
    moment = reading.now()
    by_force: dict[str, list[journal.Entry]] = {}
    for entry in journal.current(reading.REGISTER).values():
        by_force.setdefault(entry.data.get(FORCE, ""), []).append(entry)
    loaded = 0
    for force in sorted(scope_of(signed_in(request)).narrowed(by_force)):
        faulty = sum(bool(faults_of(missing_people, entry.data)) for entry in by_force[force])
        if faulty or not force:
            messages.error(request, f"Nothing of {force or 'no force'} was handed over: {faulty} reports have faults.")
            continue
        own = [KeptEntry(entry.entry, entry.data, entry.at) for entry in by_force[force]]
        with tempfile.TemporaryDirectory(prefix="openpeel-register-") as place:
            staged = stage_register(
                missing_people, own, force=force, since=_since(by_force[force]), now=moment, folder=Path(place)
            )
            Store(settings.DATA).load(staged)
        loaded += len(own)
        what = "register of missing people: handed over to the records"
        record(request, Action.DISCLOSE, what, rows=len(own), force=force)
    messages.success(request, f"Reports that are among the records now: {loaded}. The next run judges them.")
    return redirect("missing")


def _since(entries: Iterable[journal.Entry]) -> datetime:
    """The earliest moment at which anything that was ever in the register began: rows taken out since count too."""
    began = [
        reading.moment_of(values[table.name_of(table.begins)])
        for entry in entries
        for revision in journal.history(reading.REGISTER, entry.entry)
        for table, _, values in missing_people.rows(entry.entry, revision.data)
        if values[table.name_of(table.begins)]
    ]
    return min(began)

"""The page of the access log."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openpeel.web.access_log.chain import Action, Checked, check, entries_for
from openpeel.web.access_log.models import Access
from openpeel.web.accounts.models import signed_in
from openpeel.web.components.forms import DayInput
from openpeel.web.components.parts import Calm, Column, Pages, Row, Table, Warned
from openpeel.web.permissions import requires
from openpeel.web.roles import Power

COLUMNS = [
    Column("Number", is_number=True),
    Column("When", is_brief=True),
    Column("Who"),
    Column("Role"),
    Column("Did"),
    Column("What"),
    Column("Rows", is_number=True),
    Column("Why"),
    Column("Recipient"),
]


RECENT = 10_000
"""So many of the newest entries are looked along whenever the page is opened: all of them may take minutes."""


class Search(forms.Form):
    """What to look for."""

    search = forms.CharField(label="Who or what", required=False, max_length=200)
    action = forms.ChoiceField(
        label="Did", required=False, choices=[("", "Anything"), *((one.value, one.value) for one in Action)]
    )
    since = forms.DateField(
        label="From (day)",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Enter the first day as 2024-03-31"},
    )
    until = forms.DateField(
        label="To (day)",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Enter the last day as 2024-03-31"},
    )
    noted = forms.CharField(
        label="A hash that was noted",
        required=False,
        max_length=64,
        help_text="Whether the log still holds it, and so all that came before it, as it was.",
    )


@requires(Power.READ_ACCESS_LOG)
def access_log(request: HttpRequest) -> HttpResponse:
    """Who looked at what, newest first, and what its chain shows."""
    form = Search(request.GET)
    entries = entries_for(signed_in(request))
    if form.is_valid():
        asked = form.cleaned_data
        if asked["search"]:
            entries = entries.filter(by__iexact=asked["search"]) | entries.filter(what__icontains=asked["search"])
        if asked["action"]:
            entries = entries.filter(action=asked["action"])
        if asked["since"]:
            entries = entries.filter(at__date__gte=asked["since"])
        if asked["until"]:
            entries = entries.filter(at__date__lte=asked["until"])
    else:
        entries = entries.none()
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    query = {name: value for name, value in request.GET.items() if name != "page" and value}
    rows = [
        Row((one.number, one.at, one.by, one.role, one.action, one.what, one.rows, one.why, one.recipient))
        for one in page
    ]
    table = Table("Uses of personal data", COLUMNS, rows, empty="No such use is in the log.", hides_caption=True)
    is_whole = "chain" in request.GET or bool(request.GET.get("noted"))
    found = check(None if is_whole else RECENT)
    context = {
        "form": form,
        "table": table,
        "pages": Pages(page, query),
        "chain": _said(found),
        "last": found,
        "noted": _noted(form, found),
        "count": page.paginator.count,
        "force": signed_in(request).force,
    }
    return render(request, "access_log/access_log.html", context)


def _said(found: Checked) -> Calm | Warned:
    """What the chain shows, and no more."""
    if found.broken_at is None:
        looked_at = found.entries - found.first + 1
        those = f"{looked_at:,}" if found.first == 1 else f"newest {looked_at:,} of the {found.entries:,}"
        return Calm(
            f"Each of the {those} entries of every force follows from the one before. That shows a change "
            "made without working all later hashes out anew; whoever can write the database could do that too, or cut "
            "off the end. Note the last number and hash elsewhere, and ask for them here later."
        )
    return Warned(f"The chain is broken at entry {found.broken_at:,}: it, or one before it, was changed or removed.")


def _noted(form: Search, found: Checked) -> Calm | Warned | None:
    """What a hash that was noted elsewhere shows."""
    noted = form.cleaned_data.get("noted", "").strip().lower() if form.is_valid() else ""
    if not noted:
        return None
    entry = Access.objects.filter(hash=noted).first()
    if entry is None:
        return Warned(
            "No entry has this hash: it was mistyped, or the log was changed, or cut off, since it was noted."
        )
    if found.broken_at is not None and found.broken_at <= entry.number:
        return Warned(f"Entry {entry.number:,} has this hash, but the chain before it is broken.")
    return Calm(f"Entry {entry.number:,} has this hash: all entries up to it are as they were when it was noted.")

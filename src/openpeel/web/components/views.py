"""The gallery: every component as pages use it, for those who build pages and for the tests of access."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openpeel.engine.verdicts import Verdict
from openpeel.web.components.parts import (
    Breadcrumbs,
    Calm,
    Column,
    Event,
    Link,
    Notice,
    Pages,
    Row,
    SummaryList,
    SummaryRow,
    Table,
    TimeLine,
    Warned,
    verdict_tag,
)


class Example(forms.Form):
    """A field of each kind."""

    name = forms.CharField(help_text="As the person gave it.", error_messages={"required": "Enter a name"})
    account = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    grade = forms.ChoiceField(choices=[("", "Choose"), ("1", "Immediate"), ("2", "Priority")], required=False)
    risk = forms.ChoiceField(
        choices=[("low", "Low"), ("high", "High")],
        widget=forms.RadioSelect,
        help_text="The risk now, not when first reported.",
        error_messages={"required": "Select how high the risk is"},
    )
    told = forms.MultipleChoiceField(
        choices=[("family", "Family"), ("duty", "Duty inspector")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="The victim agreed", required=False)
    file = forms.FileField(label="A file", required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component; with ``?send=1``, the form as it looks when it was sent empty."""
    form = Example(data={}) if "send" in request.GET else Example()
    table = Table(
        "Cases",
        [Column("Case", sort="case"), Column("Verdict"), Column("Hours over", is_number=True, sort="over")],
        [
            Row((Link(f"Case {number}", f"#case-{number}"), verdict_tag(verdict), number * 7), id=f"case-{number}")
            for number, verdict in enumerate(Verdict, start=1)
        ],
        sorted_by="case",
    )
    parts = [
        ("Breadcrumbs", Breadcrumbs([Link("Home", "/"), Link("Components", "/components/")])),
        ("Notice", Notice("The newest records are of yesterday.")),
        ("Notice of success", Notice("Saved.", is_success=True)),
        ("Text set apart", Calm("No case of your team is overdue.")),
        ("Warning", Warned("A missing child is never a concern for welfare.")),
        ("Table", table),
        ("Table without rows", Table("None", [Column("Case")], [], empty="No case is due by midnight.")),
        (
            "Summary list",
            SummaryList(
                [
                    SummaryRow("Reported", "1 March 2024, 10:15"),
                    SummaryRow("Grade", "Priority", [Link("Change", "#", hidden="grade")]),
                ]
            ),
        ),
        (
            "Time line",
            TimeLine(
                [
                    Event("10:15", "Call answered", "By the switchboard.", source="calls.csv, line 12"),
                    Event("10:19", "Transferred", details=[SummaryRow("To", "Command and control")]),
                ]
            ),
        ),
        ("Pages", Pages(Paginator(range(500), 50).page(4), {"verdict": "overdue"})),
    ]
    return render(request, "gallery/gallery.html", {"form": form, "parts": parts})

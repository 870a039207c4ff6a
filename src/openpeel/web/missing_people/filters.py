"""Narrowing and ordering the list of reports. Names are sent in the body, and stand in addresses by a key only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from openpeel.web.missing_people.lines import NOT_ASSESSED
from openpeel.web.missing_people.models import ReportLine
from openpeel.web.missing_people.reading import RISKS
from openpeel.web.missing_people.searches import keep

KEY = "searched"
"""By what an address says which kept search it is of."""

MISSING, FOUND, EVERYONE = "missing", "found", "everyone"


class Filter(forms.Form):
    """What to show."""

    where = forms.ChoiceField(
        label="Where",
        required=False,
        choices=[(MISSING, "Still missing"), (FOUND, "Found or closed"), (EVERYONE, "Everyone")],
    )
    risk = forms.ChoiceField(
        label="Risk",
        required=False,
        choices=[("", "Any"), *((risk, risk.capitalize()) for risk in RISKS), ("none", "Not assessed")],
    )
    team = forms.ChoiceField(label="Team", required=False)
    search = forms.CharField(label="Name or reference", required=False, max_length=200)

    def __init__(self, *args: Any, teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "Any"), *((team, team) for team in teams)]  # type: ignore[attr-defined]

    def query(self) -> dict[str, str]:
        """What was sent, as an address holds it: the words searched for by their key."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value and name != "search"}
        words = self.cleaned_data.get("search")
        return said | ({KEY: keep(words)} if words else {})

    def chosen(self, lines: QuerySet[ReportLine]) -> QuerySet[ReportLine]:
        """The lines that match; a choice that there is not is passed over."""
        self.full_clean()
        where = self.cleaned_data.get("where") or MISSING
        risk, team = self.cleaned_data.get("risk"), self.cleaned_data.get("team")
        if where != EVERYONE:
            lines = lines.filter(is_missing=where == MISSING)
        if risk:
            lines = lines.filter(risk=RISKS.index(risk) if risk in RISKS else NOT_ASSESSED)
        if team:
            lines = lines.filter(team=team)
        for word in (self.cleaned_data.get("search") or "").casefold().split():
            lines = lines.filter(searched__contains=word)
        return lines


SORTS = {
    "reference": ("reference",),
    "name": ("name", "reference"),
    "reported": ("reported_at", "reference"),
    "risk": ("risk", "reported_at", "reference"),
    "team": ("team", "reference"),
    "actions": ("actions_open", "first_due", "reference"),
    "status": ("-is_missing", "reported_at", "reference"),
}
"""By what the list can be sorted."""


def ordered(lines: QuerySet[ReportLine], sort: str) -> QuerySet[ReportLine]:
    """The lines in the order asked for: by default those at the highest risk first, and among them the longest."""
    lines = lines.order_by(*SORTS.get(sort.removeprefix("-"), SORTS["risk"]))
    return lines.reverse() if sort.startswith("-") else lines

"""Narrowing and ordering the list of reports. Names are sent in the body, and stand in addresses by a key only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from openpeel.web.missing_people.reading import RISKS, Report, now
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

    def chosen(self, reports: Iterable[Report]) -> list[Report]:
        """The reports that match; a choice that there is not is passed over."""
        self.full_clean()
        where = self.cleaned_data.get("where") or MISSING
        risk, team = self.cleaned_data.get("risk"), self.cleaned_data.get("team")
        words = (self.cleaned_data.get("search") or "").casefold().split()
        return [
            report
            for report in reports
            if (where == EVERYONE or report.is_missing == (where == MISSING))
            and (not risk or (report.risk or "none") == risk)
            and (not team or report.data.get("team") == team)
            and all(word in f"{report.reference} {report.data.get('full_name', '')}".casefold() for word in words)
        ]


def ordered(reports: Iterable[Report], sort: str) -> list[Report]:
    """The reports in the order asked for: by default those at the highest risk first, and among them the longest."""
    moment = now()
    by = {
        "reference": lambda report: report.reference,
        "name": lambda report: str(report.data.get("full_name", "")).casefold(),
        "reported": lambda report: report.reported_at,
        "risk": lambda report: (RISKS.index(report.risk) if report.risk in RISKS else -1, report.reported_at),
        "team": lambda report: str(report.data.get("team", "")),
        "actions": lambda report: (report.actions_overdue(moment), report.actions_open()),
        "status": lambda report: (not report.is_missing, report.reported_at),
    }
    name = sort.removeprefix("-")
    return sorted(reports, key=by.get(name, by["risk"]), reverse=sort.startswith("-"))

"""Forms of the team's work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from openpeel.language.standards import Standard
from openpeel.web.accounts.models import User
from openpeel.web.work.days import WHENS

NOBODY = "-"


class WorkFilter(forms.Form):
    """Which work is wanted."""

    when = forms.ChoiceField(required=False, choices=[*WHENS.items()], widget=forms.HiddenInput)
    search = forms.CharField(
        label="Case", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    standard = forms.ChoiceField(required=False)
    team = forms.ChoiceField(required=False)
    given = forms.ChoiceField(label="Given to", required=False)

    def __init__(
        self, *args: Any, standards: Mapping[str, Standard], teams: Iterable[str], people: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("standard", [("", "Any standard"), *((key, one.says) for key, one in standards.items())]),
            ("team", [("", "Any team"), *((team, team) for team in teams)]),
            ("given", [("", "Anyone"), (NOBODY, "Nobody yet"), *((one.name, str(one)) for one in people)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class Assign(forms.Form):
    """To whom chosen cases are given, and why."""

    to = forms.ChoiceField(label="Give the ticked cases to", required=False)
    why = forms.CharField(label="Note (may be left out)", required=False, max_length=300)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        # Other forms of the page have a field of the same name.
        kwargs.setdefault("auto_id", "give_%s")
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [("", "Nobody"), *((one.name, str(one)) for one in people)]

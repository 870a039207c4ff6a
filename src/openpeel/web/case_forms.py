"""Forms that lists of cases share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from openpeel.engine.verdicts import Verdict


class CaseFilter(forms.Form):
    """Which cases of a list are wanted."""

    search = forms.CharField(
        label="Case", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    verdict = forms.ChoiceField(
        required=False, choices=[("", "Any verdict"), *((one.word, one.word.capitalize()) for one in Verdict)]
    )
    owner = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *args: Any, owners: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", "Any team"), *((name, name) for name in owners)]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict that was chosen; none: any."""
        word = self.cleaned_data.get("verdict")
        return (Verdict[word.upper()],) if word else ()


class Export(forms.Form):
    """Why rows are taken out: section 62 asks for a reason."""

    why = forms.CharField(
        label="Why you need this file",
        help_text="It is kept in the access log, with your name and the number of rows.",
        max_length=300,
        error_messages={"required": "Say why you need this file"},
    )

"""The kinds of field that the forms of an assessment are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils import timezone

from openpeel.inspection.evidence.figures import MOST
from openpeel.web.components.forms import OPTIONAL, DayInput

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years in which something can have been found or promised; any other was mistyped."""


def words(label: str, *, lines: int = 0, hint: str = "", needed: str = "", longest: int = 4000) -> forms.CharField:
    """A field of text; ``needed`` is what is said where it is empty, which otherwise it may be."""
    return forms.CharField(
        label=label if needed else f"{label}{OPTIONAL}",
        required=bool(needed),
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(),
        error_messages={"required": needed},
    )


def day(label: str, *, needed: str = "", hint: str = "", has_been: bool = False) -> forms.DateField:
    """A field of a day; with ``has_been`` of today or a day before."""

    def check(value: date) -> None:
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(f"{label}: look at the year, which is {value.year}")
        if has_been and value > timezone.localdate():
            raise forms.ValidationError(f"{label}: this day is still to come; write the day on which it happened")

    return forms.DateField(
        label=label if needed else f"{label}{OPTIONAL}",
        required=bool(needed),
        help_text=hint,
        widget=DayInput(),
        error_messages={"required": needed, "invalid": f"{label}: write the day as 2024-03-31"},
        validators=[check],
    )


def number(label: str, *, hint: str = "") -> forms.IntegerField:
    """A field of a whole number that may be left empty."""
    return forms.IntegerField(
        label=f"{label}{OPTIONAL}",
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=hint,
        error_messages={"invalid": f"{label}: write a whole number"},
    )


def choice(label: str, choices: Sequence[tuple[str, str]], *, needed: str, radios: bool = False) -> forms.ChoiceField:
    """A field of one choice."""
    return forms.ChoiceField(
        label=label,
        choices=choices if radios else [("", ""), *choices],
        widget=forms.RadioSelect() if radios else forms.Select(),
        error_messages={"required": needed, "invalid_choice": needed},
    )

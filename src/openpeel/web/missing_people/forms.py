"""Forms made from the columns of tables: each field takes what its column takes, and says what it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openpeel.capture.missing_people import is_child_by_birth
from openpeel.capture.registers import Heading
from openpeel.capture.values import LONGEST, Fault, cannot_be, declared, read_value, written_value
from openpeel.language.columns import Column, Flag, Moment, Precision
from openpeel.language.periods import FOR_PAGES
from openpeel.web.components.forms import OPTIONAL
from openpeel.web.missing_people.reading import now

LONG_TEXTS = frozenset({"circumstances", "reason", "result"})
"""Columns in which people write sentences."""
LONGEST_LINE = 500
"""Characters that a field of one line takes."""

ASKED = frozenset({"reason"})
"""Columns without which nothing is kept here, though records that come from elsewhere may lack them."""

IS_CHILD = "is_child"
LABELS = {"told": "Who was told"}
"""Columns whose names would be shown as another's is."""

_INSTANT = "Local time, such as 31 March 2024, 18:05, or 31/3/2024 18:05"
_DAY = "A day, or a day with a local time, such as 31/3/2024 or 31 March 2024, 18:05"


def written(columns: Mapping[str, Column], values: Mapping[str, Any]) -> dict[str, str]:
    """The values of a row as its form shows them."""
    return {name: written_value(column, values.get(name), FOR_PAGES) for name, column in columns.items()}


class RowForm(forms.Form):
    """The values of one row, with the revision that its author saw."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        columns: Mapping[str, Column],
        *args: Any,
        headings: Sequence[Heading] = (),
        values: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.headings = columns, headings
        for name, column in columns.items():
            self.fields[name] = _field(name, column)
        self.initial = {**written(columns, values or {}), **self.initial}

    def clean(self) -> dict[str, Any]:
        """The values as an entry keeps them."""
        cleaned = super().clean() or {}
        for name, column in self.columns.items():
            value = read_value(column, str(cleaned.get(name, "")))
            if value is None and name in ASKED:
                value = Fault("this is needed")
            if not isinstance(value, Fault):
                value = cannot_be(name, column, value, now()) or value
            if isinstance(value, Fault):
                self.add_error(name, f"{label_of(name)}: {value.says}")
            cleaned[name] = value
        return cleaned

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings; without headings, all in one."""
        if not self.headings:
            return [("", [self[name] for name in self.columns])]
        return [(heading.title, [self[name] for name in heading.columns]) for heading in self.headings]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, without what was left empty."""
        return {name: self.cleaned_data[name] for name in self.columns if self.cleaned_data[name] is not None}


class ReportForm(RowForm):
    """The values of a report itself; that the person is a child is filled in where the birth tells."""

    def clean(self) -> dict[str, Any]:
        """As of a row; a day of birth and an answer that do not go together are said."""
        cleaned = super().clean()
        told = is_child_by_birth(cleaned)
        if told is None:
            return cleaned
        if cleaned[IS_CHILD] is None:
            cleaned[IS_CHILD] = told
        elif cleaned[IS_CHILD] is not told:
            self.add_error(IS_CHILD, "Child: the date of birth says otherwise; mend one of the two")
        return cleaned


def label_of(name: str) -> str:
    """A column's name as a form shows it: 'Found', 'Date of birth', 'Looked after'."""
    if name in LABELS:
        return LABELS[name]
    words = name.removesuffix("_at").removesuffix("_id").removeprefix("is_").replace("_", " ")
    return words[:1].upper() + words[1:]


def hint_of(column: Column) -> str:
    """What a field is for and how it is written."""
    said = declared(column).description.replace(
        ", as YYYY-MM-DD", ", such as 6 May 2011, or 6/5/2011; 2011-05 or 2011 where no more is known"
    )
    if isinstance(column, Moment):
        how = _INSTANT if declared(column).precision is Precision.INSTANT else _DAY
        return f"{said}. {how}"
    if isinstance(column, Flag):
        return f"{said.replace('True if', 'Yes if', 1)}."
    return f"{said}."


def _field(name: str, column: Column) -> forms.Field:
    codes = declared(column).codes
    said: dict[str, Any] = {"label": label_of(name), "help_text": hint_of(column), "required": False}
    if not declared(column).required and name not in ASKED:
        said["label"] += OPTIONAL
    if isinstance(column, Flag):
        return forms.ChoiceField(
            widget=forms.RadioSelect, choices=[("yes", "Yes"), ("no", "No"), ("", "Not known")], **said
        )
    if codes is not None:
        choices = [("", ""), *((code, f"{code[:1].upper()}{code[1:]}: {meaning}") for code, meaning in codes.items())]
        wrong = {"invalid_choice": f"{label_of(name)}: choose one of the list"}
        return forms.ChoiceField(choices=choices, error_messages=wrong, **said)
    if name in LONG_TEXTS:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST, strip=False, **said)
    return forms.CharField(max_length=LONGEST_LINE, strip=False, **said)

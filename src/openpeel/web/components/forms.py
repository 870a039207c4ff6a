"""Forms as the Design System lays them out: label, hint, error, then the field, each tied to it for screen readers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList

_CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.RadioSelect: "govuk-radios__input",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.ClearableFileInput: "govuk-file-upload",
    forms.FileInput: "govuk-file-upload",
    forms.widgets.Input: "govuk-input",
}

OPTIONAL = " (optional)"
"""What ends the label of a field that may be left empty."""

_SAID = {
    "max_length": "at most {limit_value:,} characters can be kept, and these are {show_value:,}",
    "min_value": "at least {limit_value:,}",
    "max_value": "at most {limit_value:,}",
    "null_characters_not_allowed": "it holds a character that cannot be kept; type it again",
}
"""What Django's validators say of every field alike, by their codes, in words that stand behind a field's label."""


def class_of(widget: forms.Widget) -> str:
    """The stylesheet's class for a widget."""
    # RadioSelect is no Select, yet CheckboxSelectMultiple is a RadioSelect: the nearest ancestor counts.
    for kind in type(widget).__mro__:
        if kind in _CLASSES:
            return _CLASSES[kind]
    return ""


def layout_of(widget: forms.Widget) -> str:
    """How a widget is laid out: 'radios', 'checkboxes', 'checkbox', 'hidden' or 'plain'."""
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "plain"


class Field(forms.BoundField):
    """A field of a form, with what its template asks for."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """The widget's attributes, with the class of the Design System."""
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        names = [class_of(widget), widget.attrs.get("class", ""), attrs.get("class", "")]
        if self.errors and self.layout == "plain":
            names.append(f"{class_of(widget)}--error")
        built["class"] = " ".join(name for name in names if name)
        # The browser's own messages are neither in our words nor where they are looked for.
        built.pop("required", None)
        # It would cut off what is pasted, and say nothing.
        widget.attrs.pop("maxlength", None)
        described = [f"{self.auto_id}-hint"] if self.help_text else []
        described += [f"{self.auto_id}-error"] if self.errors else []
        if described and self.layout == "plain":
            built["aria-describedby"] = " ".join(described)
        elif self.layout != "checkbox":
            built.pop("aria-describedby", None)
        return built

    @property
    def errors(self) -> ErrorList:
        """The field's errors; those in the words of Django's validators in ours, which name the field.

        A field that has words of its own for a code keeps them.
        """
        found = super().errors
        said: list[str | Exception] = [
            f"{str(self.label).removesuffix(OPTIONAL)}: {_SAID[error.code].format(**(error.params or {}))}"
            if error.code in _SAID and error.code not in self.field.error_messages
            else str(words)
            for error, words in zip(found.as_data(), found, strict=True)
        ]
        return ErrorList(said, renderer=self.form.renderer)

    @property
    def layout(self) -> str:
        """See :func:`layout_of`."""
        return layout_of(self.field.widget)


class Renderer(TemplatesSetting):
    """Renders Django's forms by our templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = Field


class DayInput(forms.DateInput):
    """A browser's own field of a day: what it shows at first must be written as 2024-03-31, in whatever language."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")

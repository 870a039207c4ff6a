"""Tags and filters that every template may use without loading them."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from openpeel.reports.words import on_page

register = template.Library()


@register.simple_tag
def show(part: Any) -> SafeString:
    """A part of :mod:`openpeel.web.components.parts`, or text."""
    name = getattr(part, "template", None)
    return mark_safe(render_to_string(name, {"part": part})) if name else mark_safe(escaped(part))


def escaped(value: Any) -> str:
    """A value as safe text."""
    return "" if value is None else str(conditional_escape(words(value)))


@register.inclusion_tag("components/button.html")
def button(text: str, *, kind: str = "", name: str = "", value: str = "", key: str = "") -> dict[str, str]:
    """A button that sends its form; ``kind`` 'secondary' or 'warning'; ``key`` the key that presses it."""
    return {"text": text, "kind": kind, "name": name, "value": value, "key": key}


@register.inclusion_tag("components/button_link.html")
def button_link(text: str, address: str, *, kind: str = "", key: str = "") -> dict[str, str]:
    """A link that looks like a button, because it begins something."""
    return {"text": text, "address": address, "kind": kind, "key": key}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | str | None) -> dict[str, Any]:
    """The errors of forms, each with a link to its field; nothing where there are none."""
    errors: list[tuple[str, str]] = []
    for form in forms:
        # A form that a page has only for some people is an empty text for the others.
        if not isinstance(form, BaseForm) or not form.is_bound:
            continue
        errors += [("", str(error)) for error in form.non_field_errors()]
        for field in form:
            first = next(iter(field.subwidgets), None)
            target = field.id_for_label or (first.id_for_label if first is not None else None) or field.auto_id
            errors += [(str(target), str(error)) for error in field.errors]
    return {"errors": errors}


@register.simple_block_tag
def details(content: str, summary: str, *, is_open: Any = False) -> SafeString:
    """Something to open for those who want to know more; open at first where there is something to mend in it."""
    context = {"summary": summary, "content": content, "is_open": bool(is_open)}
    return mark_safe(render_to_string("components/details.html", context))


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A text set apart."""
    return mark_safe(f'<div class="govuk-inset-text">{content}</div>')


@register.simple_block_tag
def filters(content: str, action: str = "", title: str = "Filter", method: str = "get") -> SafeString:
    """A panel of choices that narrow the list below it: a form, sent by the address, so that it can be kept.

    Where names are searched for ``method`` is 'post', and the content holds the token against forged forms.
    """
    context = {"content": content, "action": action, "title": title, "method": method}
    return mark_safe(render_to_string("components/filters.html", context))


@register.filter
def words(value: Any) -> Any:
    """A value as every page shows it: see :func:`openpeel.reports.words.on_page`."""
    return on_page(value)

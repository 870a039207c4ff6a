"""What a person typed into a form and what could not be kept, since somebody else changed the same meanwhile.

It stays in the person's session, by the address of the form, and is offered again there beside what is kept now, until
it is saved or thrown away: neither going back nor choosing what the other wrote loses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from openpeel.web.components.forms import OPTIONAL
from openpeel.web.components.parts import Column, Row, Table

KEY = "typed"
"""Of the session, and of the addresses that fill a form in with what was typed."""
AGAIN = "again"
MOST = 20
"""So many forms' worth are kept for a person; the oldest go."""


@dataclass(frozen=True)
class Offered:
    """What was typed, beside what is kept now."""

    at: datetime
    by: str
    """Who changed the same."""
    table: Table
    place: str
    fill_in: str
    """The address that fills the form in with it; empty where it is filled in."""


def keep(request: HttpRequest, form: forms.Form, by: str, before: Mapping[str, Any] | None = None) -> None:
    """Keep what was typed into a form, to be offered again; ``before`` is what the form showed at first.

    Without it, all that differs from what is kept by then counts as typed.
    """
    said = {
        field.name: field.data
        for field in form
        if not field.is_hidden and not isinstance(field.field, forms.FileField) and field.data is not None
    }
    own = {"at": datetime.now(UTC).isoformat(), "by": by, "said": said, "before": dict(before or {})}
    here = place_of(request)
    every = {place: one for place, one in request.session.get(KEY, {}).items() if place != here}
    # What others typed goes with their sessions, also of those who never signed out.
    request.session.clear_expired()
    request.session[KEY] = dict([*every.items(), (here, own)][-MOST:])


def place_of(request: HttpRequest) -> str:
    """The address of a form, whether or not it is filled in: two forces' evidence differ by the query alone."""
    query = request.GET.copy()
    query.pop(KEY, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def forget(request: HttpRequest, place: str = "") -> None:
    """What was typed into the form of an address, by default this one, was saved or is not wanted."""
    every = request.session.get(KEY, {})
    if every.pop(place or place_of(request), None) is not None:
        request.session[KEY] = every


def move(request: HttpRequest, place: str) -> bool:
    """What was typed into the form of this address, if anything, belongs to the form of another now."""
    every = request.session.get(KEY, {})
    own = every.pop(place_of(request), None)
    if own is not None:
        request.session[KEY] = {**every, place: {**own, "before": {}}}
    return own is not None


def offer(request: HttpRequest, form: forms.Form) -> Offered | None:
    """What was typed into a form that shows what is kept now, where it differs; fills it in where the address asks."""
    place = place_of(request)
    own = request.session.get(KEY, {}).get(place)
    if own is None or form.is_bound:
        return None
    said, before = own["said"], own["before"]
    differing = {field.name: said[field.name] for field in form if field.name in said and _is_own(field, said, before)}
    if not differing:
        forget(request)
        return None
    rows = [
        Row((_label(form[name]), _text(form[name], form[name].value()), _text(form[name], value)))
        for name, value in differing.items()
    ]
    columns = (Column("Field"), Column("Kept now"), Column("You typed"))
    table = Table("What you typed, beside what is kept", columns, rows, hides_caption=True)
    query, is_filled_in = request.GET.copy(), request.GET.get(KEY) == AGAIN
    query[KEY] = AGAIN
    for name, value in differing.items():
        field = form[name]
        # Where a browser goes back to is seldom the top of the page.
        words, other = ("Kept now", field.value()) if is_filled_in else ("You typed", value)
        field.help_text = f"{field.help_text} {words}: ‘{shorten(_text(field, other), 200)}’.".strip()
        if is_filled_in:
            field.initial = value
    fill_in = "" if is_filled_in else f"?{query.urlencode()}"
    return Offered(datetime.fromisoformat(own["at"]), own["by"], table, place, fill_in)


@require_POST
def throw_away(request: HttpRequest) -> HttpResponse:
    """Throw away what was typed into the form of an address, and go there."""
    place = request.POST.get("place", "")
    if not url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        return redirect("home")
    forget(request, place)
    messages.info(request, "What you had typed is thrown away.")
    return redirect(place)


def _is_own(field: forms.BoundField, said: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether what was typed into a field is neither what it showed at first nor what is kept now."""
    typed = _text(field, said[field.name])
    return typed != _text(field, field.value()) and (
        field.name not in before or typed != _text(field, before[field.name])
    )


def _label(field: forms.BoundField) -> str:
    return str(field.label).removesuffix(OPTIONAL)


def _text(field: forms.BoundField, value: Any) -> str:
    """A field's value as people read it, whether it was typed or is kept."""
    choices = {str(key): str(words) for key, words in getattr(field.field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(one), str(one)) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else choices.get(str(value), str(value)).replace("\r\n", "\n")

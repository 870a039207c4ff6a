"""The pages of people: looking a caller up, a person's history, a household."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openpeel.engine.case_questions import Question
from openpeel.errors import Refused
from openpeel.identity.following import ITEMS, Described, of_household, of_person
from openpeel.identity.look_up import Caller, Found, People
from openpeel.records.people import REASONS
from openpeel.web import reads
from openpeel.web.access_log.chain import Action, record
from openpeel.web.accounts.models import signed_in
from openpeel.web.case_table import case_address_of
from openpeel.web.components.parts import Breadcrumbs, Column, Link, Row, Table
from openpeel.web.permissions import requires, scope_of
from openpeel.web.refused import in_words
from openpeel.web.roles import Power

LABELS = {
    "telephone": "Telephone",
    "given_name": "Given name",
    "family_name": "Family name",
    "date_of_birth": "Date of birth",
    "email": "E-mail",
    "address": "House and street",
    "postcode": "Postcode",
}


SEARCHED = "searched"
"""By what an address, and the session, name the search that the session keeps."""


class Said(forms.Form):
    """What a caller has said so far."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, label in LABELS.items():
            hint = "As 1990-05-17, 1990-05 or 1990." if name == "date_of_birth" else ""
            self.fields[name] = forms.CharField(label=label, required=False, max_length=200, help_text=hint)

    def clean(self) -> dict[str, Any]:
        """As Django does; somebody cannot be looked up by nothing."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Fill in at least one thing that the caller has said")
        return cleaned


@requires(Power.LOOK_UP_PEOPLE)
def look_up(request: HttpRequest) -> HttpResponse:
    """Who it may be, item by item.

    A search is sent in the body, so that it stands in no address and no log, and kept in the session: who opens one of
    the people found can go back to the others.
    """
    if request.method == "POST":
        form = Said(request.POST)
        if form.is_valid():
            return _kept(request, form.cleaned_data)
        return render(request, "people/look_up.html", {"form": form})
    kept = request.session.get(SEARCHED, {})
    if not kept or request.GET.get(SEARCHED) != kept["key"]:
        return render(request, "people/look_up.html", {"form": Said()})
    form = Said(kept["said"])
    context: dict[str, object] = {"form": form}
    force = _force(request)
    try:
        with People(reads.data(), force) as people:
            answer = people.look_up(Caller(**kept["said"]))
    except Refused as refused:
        form.add_error(None, in_words(refused))
    else:
        named = ", ".join(LABELS[name].lower() for name in kept["said"])
        record(request, Action.SEARCH, f"people by {named}", rows=len(answer.people), force=force)
        context |= {"table": _found(answer.people, force), "is_cut_short": answer.is_cut_short}
    return render(request, "people/look_up.html", context)


def _kept(request: HttpRequest, said: Mapping[str, str]) -> HttpResponse:
    """Keep what a caller has said until the person signs out or searches again, and lead to what is found by it."""
    key = secrets.token_urlsafe(8)
    request.session.clear_expired()
    request.session[SEARCHED] = {"key": key, "said": {name: value for name, value in said.items() if value}}
    return redirect(f"{_address('people', _force(request))}&{urlencode({SEARCHED: key})}")


@requires(Power.LOOK_UP_PEOPLE)
def person(request: HttpRequest, person: str) -> HttpResponse:
    """What the records hold of a person: every description, with the record that it stands in."""
    force = _force(request)
    described = of_person(reads.snapshot_of(), force, person)
    if not described:
        raise Http404("there is no such person among those that you may see")
    record(request, Action.CONSULT, f"person {person}", rows=len(described), force=force)
    households = sorted({one.household_id for one in described if one.household_id})
    context = {
        "identifier": person,
        "name": next((one.name for one in reversed(described) if one.name), "Name not known"),
        "history": _history(request, force, described),
        "names": _ways(described),
        "households": [Link(name, _address("household", force, name)) for name in households],
        "trail": _trail(request, force),
    }
    return render(request, "people/person.html", context)


@requires(Power.LOOK_UP_PEOPLE)
def household(request: HttpRequest, household: str) -> HttpResponse:
    """Who has been described at an address, and in which records."""
    force = _force(request)
    described = of_household(reads.snapshot_of(), force, household)
    if not described:
        raise Http404("there is no such household among those that you may see")
    record(request, Action.CONSULT, f"household {household}", rows=len(described), force=force)
    by_person: dict[str, list[Described]] = {}
    for one in described:
        by_person.setdefault(one.person_id, []).append(one)
    rows = [
        Row(
            (
                Link(
                    next((one.name for one in reversed(known) if one.name), "Name not known"),
                    _address("person", force, name),
                ),
                "yes" if any(one.is_under_18 for one in known) else "no or not known",
                len(known),
                known[-1].described_at,
                ", ".join(sorted({one.part for one in known})),
            )
        )
        for name, known in by_person.items()
    ]
    columns = (
        Column("Person"),
        Column("A child then"),
        Column("Records", is_number=True),
        Column("Last described"),
        Column("As"),
    )
    address = next((one for one in reversed(described) if "address" in one.written), described[-1])
    context = {
        "address": ", ".join(address.written.get(item, "") for item in ("address", "postcode")).strip(", "),
        "people": Table("Who has been described here", columns, rows),
        "history": _history(request, force, described),
        "trail": _trail(request, force),
    }
    return render(request, "people/household.html", context)


def _force(request: HttpRequest) -> str:
    """The person's force; for those who see every force, the one that the address names or that has people."""
    signed = signed_in(request)
    scope = scope_of(signed)
    named = request.GET.get("force") or signed.force
    known = sorted(file.stem for file in (reads.data() / "identity").glob("*.sqlite3"))
    force = named or next(iter(known), "")
    if not force or not scope.narrowed({force}):
        raise Http404("there is no such force among those that you may see")
    return force


def _trail(request: HttpRequest, force: str) -> Breadcrumbs:
    """The way back: to the people found, where the person has searched."""
    kept = request.session.get(SEARCHED, {})
    key = f"&{urlencode({SEARCHED: kept['key']})}" if kept else ""
    return Breadcrumbs([Link("People", _address("people", force) + key)])


def _address(route: str, force: str, *names: str) -> str:
    """The address of a page about the same force."""
    return f"{reverse(route, args=names)}?{urlencode({'force': force})}"


def _found(people: Iterable[Found], force: str) -> Table:
    rows = [
        Row(
            (
                place,
                Link(one.name or "Name not known", _address("person", force, one.person_id)),
                "; ".join(item.words for item in one.agrees),
                "; ".join(item.words for item in one.differs),
                one.described_at,
            )
        )
        for place, one in enumerate(people, start=1)
    ]
    columns = (
        Column("Place", is_number=True),
        Column("Person"),
        Column("What agrees"),
        Column("What differs"),
        Column("Last described"),
    )
    return Table("Who it may be", columns, rows, empty="Nobody is known with whom any of this agrees.")


def _history(request: HttpRequest, force: str, described: Sequence[Described]) -> Table:
    """Where a person or household stands in the records; cases that the reader may open are links."""
    named = frozenset(f"incident/{force}/{one.incident_id}" for one in described if one.incident_id)
    of_incidents = tuple(name for name, one in reads.judged_standards().items() if one.unit.name == "incident")
    asked = Question(standards=of_incidents, among=named)
    to_open = {case.reference for case in reads.lists_for(signed_in(request)).rows(asked)} if named else set()
    rows = []
    for one in sorted(described, key=lambda one: one.described_at, reverse=True):
        where: object = f"{one.record_kind} {one.record_id}"
        if one.incident_id is not None and one.incident_id in to_open:
            where = Link(f"{one.record_kind} {one.record_id}", case_address_of("incident", one.incident_id, force))
        rows.append(Row((one.described_at, where, one.part, one.name, REASONS.get(one.reason, one.reason))))
    columns = (
        Column("When"),
        Column("Record"),
        Column("As"),
        Column("Name as written"),
        Column("Why it is this person"),
    )
    return Table("In the records", columns, rows)


def _ways(described: Iterable[Described]) -> Table:
    """Everything that was written of a person, each way of writing it once."""
    ways: dict[str, list[str]] = {item: [] for item in ITEMS}
    for one in described:
        for item, text in one.written.items():
            if text not in ways[item]:
                ways[item].append(text)
    rows = [Row((LABELS[item], "; ".join(texts))) for item, texts in ways.items() if texts]
    return Table("As written", (Column("What"), Column("Every way in which it was written")), rows)

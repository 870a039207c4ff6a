"""What stands in the bar at the top, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from openpeel.web.accounts.models import User
from openpeel.web.roles import Power


@dataclass(frozen=True)
class Item:
    """A part of the web; shown to those who have its power, or to everyone."""

    label: str
    route: str
    power: Power | None = None


ITEMS = (
    Item("Home", "home"),
    Item("Work", "work", Power.WORK),
    Item("Chapter", "chapter"),
    Item("Standards", "standards"),
    Item("Lists", "lists", Power.WORK),
    Item("People", "people", Power.LOOK_UP_PEOPLE),
    Item("Missing people", "missing", Power.KEEP_REGISTER),
    Item("Audits", "audits", Power.AUDIT),
    Item("Fieldwork", "fieldwork", Power.FIELDWORK),
    Item("Judgment", "judgment"),
    Item("Recommendations", "recommendations"),
    Item("Loads", "loads", Power.LOADS),
    Item("Access log", "access-log", Power.READ_ACCESS_LOG),
)


@dataclass(frozen=True)
class Link:
    """An item as one page shows it."""

    label: str
    address: str
    is_here: bool
    """Whether the page is the item's own, or below it."""
    is_page: bool


def for_page(request: HttpRequest) -> dict[str, object]:
    """Context of every page: its navigation, and who has signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"navigation": [], "person": None}
    return {"navigation": links_for(user, request.path), "person": user}


def links_for(user: User, path: str) -> list[Link]:
    """The items that a person has, as the page of an address shows them."""
    links = []
    for item in ITEMS:
        if item.power is None or user.kind.may(item.power):
            address = reverse(item.route)
            is_page = path == address
            is_here = is_page or (address != "/" and path.startswith(address))
            links.append(Link(item.label, address, is_here, is_page))
    return links

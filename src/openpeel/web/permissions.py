"""Which rows a person may see: one filter, put on every list, count and export, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from openpeel.engine.case_questions import RowFilter
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.roles import Power


@dataclass(frozen=True)
class Scope:
    """What a person may see of the ledger."""

    forces: frozenset[str] | None
    """Only rows of these forces; None: of every force."""
    teams: frozenset[str] | None
    """Only rows that these teams own; None: whoever owns them."""
    sees_cases: bool
    """Whether single cases may be seen; without, only figures of a whole force may."""

    @property
    def rows(self) -> RowFilter:
        """The filter for lists of cases and for everything counted from them."""
        if not self.sees_cases:
            return RowFilter(forces=frozenset())
        return RowFilter(forces=self.forces, owners=self.teams)

    @property
    def figures(self) -> RowFilter:
        """The filter for figures: of the rows that the person may see, or of the whole force where cases are closed."""
        return self.rows if self.sees_cases else RowFilter(forces=self.forces)

    def holds(self, force: str, owner: str | None) -> bool:
        """Whether a case of this force and team may be seen; for entries of the journal, which know theirs."""
        return (
            self.sees_cases
            and (self.forces is None or force in self.forces)
            and (self.teams is None or owner in self.teams)
        )

    def lists(self, force: str, owner: str | None) -> bool:
        """Whether a case may stand in a list: what no team owns, such as a call that nobody answered, is every team's,
        or nobody who acts on cases would look at it.
        """
        return self.holds(force, owner) or (owner is None and replace(self, teams=None).holds(force, None))

    def narrowed(self, forces: Iterable[str]) -> frozenset[str]:
        """Those of ``forces`` that are within the scope."""
        return frozenset(forces) if self.forces is None else frozenset(forces) & self.forces


def scope_of(user: User) -> Scope:
    """What a person may see."""
    return Scope(
        forces=frozenset({user.force}) if user.force else None,
        teams=None if user.kind.powers.of_whole_force else frozenset(user.teams),
        sees_cases=user.kind.may(Power.WORK),
    )


View = TypeVar("View", bound=Callable[..., HttpResponse])


def requires(*powers: Power, to_send: Power | None = None) -> Callable[[View], View]:
    """Decorate a view that only those with all of ``powers`` may call; to send its form takes ``to_send`` too."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = powers if to_send is None or request.method != "POST" else (*powers, to_send)
            for power in asked:
                if not signed_in(request).kind.may(power):
                    raise PermissionDenied(power.value)
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate

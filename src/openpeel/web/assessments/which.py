"""Which force and area a page is about, and for whom it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from openpeel.errors import Refused
from openpeel.inspection.evidence.audience import Audience
from openpeel.language.framework import Area
from openpeel.reports.chapter.dossiers import Opened
from openpeel.web import reads
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.assessments import kept
from openpeel.web.permissions import scope_of
from openpeel.web.roles import Power, Role

DEFAULT = Area.RESPONDING_TO_THE_PUBLIC


@dataclass(frozen=True)
class Which:
    """The force and area of a page, with its reader."""

    force: str
    area: Area
    person: User
    audience: Audience

    @property
    def query(self) -> str:
        """What addresses of the same force and area carry."""
        return f"?force={self.force}&area={self.area.identifier}"

    def opened(self) -> Opened:
        """Everything, whoever reads: what is shown of it goes through the audience."""
        return kept.opened(self.force, self.area)


def which(request: HttpRequest) -> Which:
    """The force and area that the address names: by default the person's force, and the chapter of this release."""
    person = signed_in(request)
    scope = scope_of(person)
    forces = sorted(scope.narrowed({force for run in reads.runs() for force in run.as_at.forces}))
    asked = request.GET.get("force") or person.force or (forces[0] if forces else "")
    if not asked or not scope.narrowed({asked}):
        raise Http404("there is no such force among those that you may see")
    try:
        area = Area.of(request.GET.get("area") or DEFAULT.identifier)
    except Refused as refused:
        raise Http404(refused.what) from refused
    return Which(asked, area, person, audience_of(person))


def audience_of(person: User) -> Audience:
    """For whom pages are shown to a person."""
    if person.kind.may(Power.FIELDWORK):
        return Audience.INSPECTION_TEAM
    if person.kind in (Role.PUBLIC, Role.PANEL, Role.PARTNER, Role.COMMISSIONER):
        return Audience.PUBLIC
    return Audience.FORCE

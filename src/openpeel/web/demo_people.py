"""People for the made force of ``openpeel demo``: one for each role, with a password made anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from openpeel import library
from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import Run
from openpeel.language.framework import Area
from openpeel.web.starting import prepare


def add_demo_people(data: Path, run: Run, force: str) -> str:
    """Add a person of each role to a made force and return their password; those of a team get the busiest one.

    Call handlers that of the contact centre, others that of those who respond.
    """
    prepare(data)
    from django.contrib.auth.hashers import make_password

    from openpeel.web.accounts.adding import new_password
    from openpeel.web.accounts.models import User
    from openpeel.web.roles import Role

    password = new_password()
    # One hash for all: it takes long on purpose, and that they share the password is said.
    hashed, busiest = make_password(password), busiest_teams(run, force)
    for role in Role:
        begins = "Contact" if role is Role.CALL_HANDLER else "Response"
        own = [team for team in busiest if team.startswith(begins)] or busiest
        User.objects.create(
            name=role.value,
            full_name=f"A made {role.label.lower()}",
            password=hashed,
            role=role.value,
            force=force,
            teams=[] if role.powers.of_whole_force else own[:1],
        )
    return password


def busiest_teams(run: Run, force: str) -> list[str]:
    """The teams of a force, that with most still to come for those who call on it first; then by what is overdue."""
    pending, overdue = Counter[str](), Counter[str]()
    known = library.standards()
    for group, tally in Ledger(run).tallies(["force", "owner"]).items():
        if group.force == force and group.owner:
            pending[group.owner] += tally.pending * (known[group.standard].area is Area.RESPONDING_TO_THE_PUBLIC)
            overdue[group.owner] += tally.overdue
    return sorted(pending, key=lambda team: (pending[team], overdue[team], team), reverse=True)

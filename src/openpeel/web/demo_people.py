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
    """Add a person of each role to a made force and return their password; those of a team get the busiest one."""
    prepare(data)
    from django.contrib.auth.hashers import make_password

    from openpeel.web.accounts.adding import new_password
    from openpeel.web.accounts.models import User
    from openpeel.web.roles import Role

    password = new_password()
    # One hash for all: it takes long on purpose, and that they share the password is said.
    hashed, busiest = make_password(password), busiest_teams(run, force)[:1]
    for role in Role:
        User.objects.create(
            name=role.value,
            full_name=f"A made {role.label.lower()}",
            password=hashed,
            role=role.value,
            force=force,
            teams=[] if role.powers.of_whole_force else busiest,
        )
    return password


def busiest_teams(run: Run, force: str) -> list[str]:
    """The teams of a force, that with most still to come for those who call on it first."""
    counts = Counter[str]()
    known = library.standards()
    for group, tally in Ledger(run).tallies(["force", "owner"]).items():
        if group.force == force and group.owner:
            responds = known[group.standard].area is Area.RESPONDING_TO_THE_PUBLIC
            counts[group.owner] += (1000 * tally.pending + tally.overdue) * (1000 if responds else 1)
    return [team for team, _ in counts.most_common()]

"""People for the made force of ``openpeel demo``: one for each role, with a password made anew and work to see."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from openpeel import library
from openpeel.engine.ledger import Ledger
from openpeel.engine.ranked_lists import cases_on
from openpeel.engine.runs import Run
from openpeel.records.store import Store
from openpeel.web.starting import prepare
from openpeel.web.work.days import midnight


def add_demo_people(data: Path, run: Run, force: str) -> str:
    """Add a person of each role to a made force and return their password; those of a team get one with work to do.

    Call handlers the team with most callers to ring back; others, of those who respond, that with most to do in a week.
    """
    prepare(data)
    from django.contrib.auth.hashers import make_password

    from openpeel.web.accounts.adding import new_password
    from openpeel.web.accounts.models import User
    from openpeel.web.demo_entries import add_demo_audit, add_demo_reports
    from openpeel.web.roles import Role

    password = new_password()
    # One hash for all: it takes long on purpose, and that they share the password is said.
    hashed = make_password(password)
    to_ring_back, to_do = teams_to_ring_back(data, run, force), teams_with_most_to_do(run, force)
    for role in Role:
        if role is Role.CALL_HANDLER:
            own = [team for team in (*to_ring_back, *to_do) if team.startswith("Contact")]
        else:
            own = [team for team in to_do if team.startswith("Response")]
        User.objects.create(
            name=role.value,
            full_name=f"A made {role.label.lower()}",
            password=hashed,
            role=role.value,
            force=force,
            teams=[] if role.powers.of_whole_force else own[:1],
        )
    (team,) = User.objects.get(name=Role.SUPERVISOR.value).teams
    add_demo_reports(force, team, datetime.now(UTC).replace(tzinfo=None))
    add_demo_audit(force)
    return password


def teams_to_ring_back(data: Path, run: Run, force: str) -> list[str]:
    """The teams whose callers gave up and are to be rung back, that with most of them first."""
    found = cases_on(Store(data).snapshot(run.snapshot), library.case_list("call-back"), run.as_at)
    counted = Counter(one.owner for one in found if one.force == force and one.owner)
    return sorted(counted, key=lambda team: (-counted[team], team))


def teams_with_most_to_do(run: Run, force: str) -> list[str]:
    """The teams of a force, that with most due in the next seven days first; then by what is overdue."""
    soon, overdue = Counter[str](), Counter[str]()
    ledger = Ledger(run)
    within = ledger.tallies(["force", "owner"], due_until=midnight(run.as_at.moment, 7))
    for group, tally in ledger.tallies(["force", "owner"]).items():
        if group.force == force and group.owner:
            soon[group.owner] += within[group].pending if group in within else 0
            overdue[group.owner] += tally.overdue
    return sorted(overdue, key=lambda team: (-soon[team], -overdue[team], team))

"""Adding people, changing what they may see, and giving them new passwords."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from openpeel.errors import Refused
from openpeel.language.spelling import near
from openpeel.web.accounts.models import User
from openpeel.web.roles import Role

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def add_person(
    name: str, password: str, role: Role, *, full_name: str = "", force: str = "", teams: Sequence[str] = ()
) -> User:
    """Add a person. Raises Refused for a name that is taken, a role that needs a team, or a weak password."""
    if User.objects.filter(name=name).exists():
        raise Refused(
            "there is a person of that name already",
            mend="give another name; openpeel user change gives another role or team",
        )
    _check_has_teams(role, teams)
    try:
        validate_password(password, User(name=name, full_name=full_name))
    except ValidationError as error:
        raise Refused("this password cannot be used", why=" ".join(error.messages), mend="choose another") from None
    return User.objects.add(name, password, role=role.value, full_name=full_name, force=force, teams=list(teams))


def change_person(
    name: str,
    *,
    role: Role | None = None,
    full_name: str | None = None,
    force: str | None = None,
    teams: Sequence[str] | None = None,
) -> User:
    """Change what is given of a person, from their next page on; None leaves it as it is.

    Raises Refused for a name that there is not, and for a role that needs a team.
    """
    one = person(name)
    changed = {"role": None if role is None else role.value, "full_name": full_name, "force": force}
    for field, value in changed.items():
        if value is not None:
            setattr(one, field, value)
    if teams is not None:
        one.teams = list(teams)
    _check_has_teams(one.kind, one.teams)
    one.save()
    return one


def _check_has_teams(role: Role, teams: Sequence[str]) -> None:
    if not role.powers.of_whole_force and not teams:
        raise Refused(
            f"a person with the role '{role.value}' sees the rows of their teams, and no team is given",
            mend="name one: --team",
        )


def person(name: str) -> User:
    """The person of a name. Raises Refused, with the nearest names, where there is none."""
    found = User.objects.filter(name=name).first()
    if found is None:
        advice = near(name, list(User.objects.values_list("name", flat=True)))
        raise Refused(
            "nobody of that name may sign in",
            mend=f"did you mean {advice}?" if advice else "openpeel user list names everyone",
        )
    return found


def new_password() -> str:
    """A password that can be read out: four groups of four letters and digits, some 80 random bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))

"""Adding people, and giving them new passwords."""

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
            mend="give another name; openpeel user password gives a new password",
        )
    if not role.powers.of_whole_force and not teams:
        raise Refused(
            f"a person with the role '{role.value}' sees the rows of their teams, and no team is given",
            mend="name one: --team",
        )
    try:
        validate_password(password, User(name=name, full_name=full_name))
    except ValidationError as error:
        raise Refused("this password cannot be used", why=" ".join(error.messages), mend="choose another") from None
    return User.objects.add(name, password, role=role.value, full_name=full_name, force=force, teams=list(teams))


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

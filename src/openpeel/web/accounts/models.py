"""A person who signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.http import HttpRequest

from openpeel.web.roles import Role


class People(BaseUserManager["User"]):
    """Makes people."""

    def add(self, name: str, password: str, **fields: Any) -> User:
        """Keep a new person, their password only as its hash."""
        person = self.model(name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class User(AbstractBaseUser):
    """A person with one role."""

    name = models.CharField("name", max_length=80, unique=True)
    """The name to sign in with, which also stands beside what the person enters."""
    full_name = models.CharField("full name", max_length=200, blank=True)
    role = models.CharField("role", max_length=20, choices=[(role.value, role.label) for role in Role])
    force = models.CharField("force", max_length=80, blank=True)
    """The person's force, as the records name it; empty: every force of the store."""
    teams = models.JSONField("teams", default=list, blank=True)
    """Names of the teams whose rows the person sees, as the records name them."""
    is_active = models.BooleanField("may sign in", default=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]

    def __str__(self) -> str:
        return self.full_name or self.name

    @property
    def kind(self) -> Role:
        """The person's role."""
        return Role(self.role)


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; every page but the first needs one."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("this page is for people who have signed in")
    return user

"""Tables whose rows are never changed or removed: neither by Django nor, past it, by the database."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class NeverChanged(TypeError):
    """Code tried to change or remove a row that is kept for good."""


class AddOnly(models.QuerySet[Any]):
    """Rows that can be read and added to."""

    def update(self, **_: Any) -> NoReturn:
        """Raise :class:`NeverChanged`."""
        raise NeverChanged(f"rows of {self.model.__name__} are never changed")

    def delete(self) -> NoReturn:
        """Raise :class:`NeverChanged`."""
        raise NeverChanged(f"rows of {self.model.__name__} are never removed")


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AddOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. Raises :class:`NeverChanged` where it is there already."""
        if self.pk is not None:
            raise NeverChanged(f"rows of {type(self).__name__} are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Raise :class:`NeverChanged`."""
        raise NeverChanged(f"rows of {type(self).__name__} are never removed")


class ForbidChanges(Operation):
    """A migration that makes the database itself refuse to change or remove rows of a table."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing of the models changes."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Add the triggers."""
        for what in ("update", "delete"):
            name = f"{self.table}_no_{what}"
            schema_editor.execute(
                f"create trigger {name} before {what} on {self.table} "
                f"begin select raise(abort, 'rows of {self.table} are kept for good'); end"
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove the triggers."""
        for what in ("update", "delete"):
            schema_editor.execute(f"drop trigger if exists {self.table}_no_{what}")

    def describe(self) -> str:
        """For Django's own output."""
        return f"Forbid changing rows of {self.table}"

"""How a revision is stored. Written by :mod:`openpeel.web.journal.entries` only."""

from __future__ import annotations

from django.db import models

from openpeel.web.append_only import AppendOnly


class Revision(AppendOnly):
    """An entry of a register as one person left it."""

    register = models.CharField(max_length=40)
    entry = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    data = models.JSONField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    base = models.PositiveIntegerField()
    """Number of the revision that its author saw."""

    class Meta:
        constraints = [  # noqa: RUF012 - as Django declares it
            models.UniqueConstraint(fields=["register", "entry", "number"], name="one_revision_of_a_number")
        ]
        indexes = [models.Index(fields=["at"], name="revisions_by_time")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.register} {self.entry} {self.number}"

"""How an entry of the access log is stored. Written by :mod:`openpeel.web.access_log.chain` only."""

from __future__ import annotations

from django.db import models

from openpeel.web.append_only import AppendOnly


class Access(AppendOnly):
    """One use of personal data, with the hash that ties it to the one before."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=80, db_index=True)
    role = models.CharField(max_length=20)
    action = models.CharField(max_length=12)
    what = models.CharField(max_length=300, db_index=True)
    """The page or thing, and the case, person or search; no value of a record but its reference."""
    rows = models.PositiveIntegerField()
    """How many rows were shown, changed or taken out."""
    why = models.TextField(blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    """To whom it was disclosed, where it left the force."""
    force = models.CharField(max_length=80, null=True)
    """The force whose data it was; empty: of none, or of one that is not known."""
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.what}"

"""How searches of the register and the lines of its list are stored. Used by ``searches`` and ``lines`` here only."""

from __future__ import annotations

from django.db import models


class KeptSearch(models.Model):
    """The words of a search, by a key that stands for them in addresses."""

    key = models.CharField(max_length=32, primary_key=True)
    words = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class ReportLine(models.Model):
    """A report as the list shows and orders it; made anew from the journal, which alone says what is kept."""

    reference = models.CharField(max_length=200, primary_key=True)
    revision = models.PositiveBigIntegerField(db_index=True)
    """The journal's revision that it was made from."""
    force = models.CharField(max_length=80)
    team = models.CharField(max_length=500)
    name = models.TextField()
    """In small letters, as it is sorted by."""
    searched = models.TextField()
    """What a search looks through, in small letters."""
    reported_at = models.DateTimeField()
    risk = models.SmallIntegerField()
    """Its place among the levels, the highest first."""
    is_missing = models.BooleanField()
    actions_open = models.PositiveIntegerField()
    first_due = models.DateTimeField(null=True)
    """When the first of the open actions is due."""

    class Meta:
        indexes = [models.Index(fields=["is_missing", "risk", "reported_at", "reference"], name="reports_by_risk")]  # noqa: RUF012

    def __str__(self) -> str:
        return self.reference

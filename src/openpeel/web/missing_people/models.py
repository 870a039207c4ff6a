"""How a search of the register is stored. Used by :mod:`openpeel.web.missing_people.searches` only."""

from __future__ import annotations

from django.db import models


class KeptSearch(models.Model):
    """The words of a search, by a key that stands for them in addresses."""

    key = models.CharField(max_length=32, primary_key=True)
    words = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key

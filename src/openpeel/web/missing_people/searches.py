"""Keeping what was searched for, so that no name stands in an address: those end in logs and in browsers' histories.

An address holds a key in place of the words; it can be paged, sorted and sent to a colleague like any other.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from openpeel.web.missing_people.models import KeptSearch

KEPT_FOR = timedelta(days=30)


def keep(words: str) -> str:
    """Keep the words of a search; the key that stands for them. Searches that are too old go."""
    now = datetime.now(UTC)
    KeptSearch.objects.filter(at__lt=now - KEPT_FOR).delete()
    return KeptSearch.objects.create(key=secrets.token_urlsafe(16), words=words, at=now).key


def words_of(key: str) -> str | None:
    """The words that a key stands for; None where they are not kept, or not any more."""
    found = KeptSearch.objects.filter(key=key, at__gte=datetime.now(UTC) - KEPT_FOR).first()
    return None if found is None else found.words

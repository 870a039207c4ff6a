"""Days as a chapter prints them."""

from __future__ import annotations

from datetime import date


def day(on: date) -> str:
    """'3 July 2023', never parted by the end of a line."""
    return f"{on.day} {on:%B %Y}".replace(" ", "\N{NO-BREAK SPACE}")


def sentence(words: str) -> str:
    """The words with a full stop, if they end without one, and a capital letter."""
    words = words.strip()
    ended = words if words.endswith((".", "!", "?", "’", ":")) else words + "."
    return ended[:1].upper() + ended[1:]

"""The errors that a user meets: each says what is wrong, where, why it matters and how to mend it."""

from __future__ import annotations


class OpenPeelError(Exception):
    """A fault that the user can mend; the command line prints it without a traceback.

    Parts that do not help are left out. No part holds a value from a record: messages may end in logs.
    """

    def __init__(self, what: str, *, where: str | None = None, why: str | None = None, mend: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.why = why
        self.mend = mend

    def __str__(self) -> str:
        parts = [self.what]
        for label, text in (("Where", self.where), ("Why it matters", self.why), ("To mend it", self.mend)):
            if text:
                parts.append(f"  {label}: {text}")
        return "\n".join(parts)


class Refused(OpenPeelError):
    """A file, folder or question that is refused whole: nothing of it was taken (exit code 2)."""

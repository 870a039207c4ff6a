"""Exit codes that scripts can rely on (documented in docs/reference/exit-codes.md)."""

from __future__ import annotations

DONE = 0
"""All went well."""

FOUND_WANTING = 1
"""A check did its work and found something to mend: a page that is not current, an example that does not hold."""

FAULT_OF_USE = 2
"""The file, folder or question was refused; nothing was changed."""

QUARANTINED = 3
"""The load was stored, but some rows were set aside in quarantine."""

STOPPED = 130
"""Stopped by Ctrl-C before the end."""

"""Exit codes that scripts can rely on (documented in docs/reference/commands.md)."""

from __future__ import annotations

DONE = 0
"""All went well."""

FAULT_OF_USE = 2
"""The file, folder or question was refused; nothing was changed."""

QUARANTINED = 3
"""The load was stored, but some rows were set aside in quarantine."""

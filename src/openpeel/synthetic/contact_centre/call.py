"""A call that is about to come in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

FOREVER = math.inf


@dataclass(frozen=True)
class Call:
    """A call that is about to come in."""

    call_id: str
    line: str
    presented: datetime
    length: timedelta
    """How long the caller talks with a call handler or, if none is wanted, with the switchboard."""
    purpose: str
    number: str | None = None
    """From which it comes; none if withheld."""
    patience: float = FOREVER
    """Seconds for which the caller waits in each queue."""
    wants: str = "call handler"
    """Who is to deal with it: 'call handler', 'switchboard' or 'other department'."""

"""What every answer carries and what every fault becomes: a page in plain words, and no record's value in a log."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openpeel.errors import OpenPeelError

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No script, style or frame but our own files: what a person types is never run."""


def content_policy(answer: Handler) -> Handler:
    """Middleware: the Content-Security-Policy, and no copy of a page that a person signed in for."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


class refusals:  # noqa: N801 - named as Django names middleware that are functions
    """Middleware: what the engine refuses is shown with what, why and how to mend it."""

    def __init__(self, answer: Handler) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error that a person can mend; others go on to the page for faults."""
        if isinstance(error, OpenPeelError):
            return render(request, "refused.html", {"error": error}, status=409)
        return None


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was sent from elsewhere, or after its session had ended."""
    own = f"{request.scheme}://{request.get_host()}"
    # What another place sent is not the reader's own.
    sent = request.POST.lists() if request.headers.get("Origin", own) == own else ()
    typed = [
        (name, value)
        for name, values in sent
        for value in values
        if value and not re.search("password|token|base", name)
    ]
    return render(request, "stale_form.html", {"typed": typed}, status=403)


class WithoutValues(logging.Formatter):
    """Says where a fault arose and of what kind; its message may hold values of records and is left out."""

    def format(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[1] is None:
            return f"{record.levelname} {record.name}: {record.msg}"
        error = record.exc_info[1]
        frames = traceback.extract_tb(error.__traceback__)
        places = "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        return f"{record.levelname} {record.name}: {type(error).__name__}\n{places}"

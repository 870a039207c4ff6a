"""Bringing a workbook in: the form, reading the file, and saying beside the field why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse

from openpeel.errors import Refused
from openpeel.spreadsheets import BIGGEST
from openpeel.web.refused import in_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Read = TypeVar("Read")


class Upload(forms.Form):
    """A workbook to bring in."""

    workbook = forms.FileField(
        label="Workbook", error_messages={"required": "Choose a workbook", "empty": "The file is empty"}
    )

    def __init__(self, request: HttpRequest, which: str) -> None:
        """``which`` says in a few words which workbook is asked for."""
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, request.FILES if sent else None)
        self.fields["workbook"].help_text = f"{which}, saved as .xlsx or .ods."

    def read(self, reader: Callable[[bytes], Read]) -> Read | None:
        """What ``reader`` makes of the workbook; None, with the reason beside the field, where it refuses it."""
        if not self.is_valid():
            return None
        try:
            return reader(self.cleaned_data["workbook"].read(BIGGEST + 1))
        except Refused as refused:
            self.add_error("workbook", in_words(refused))
            return None


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved under a name."""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})

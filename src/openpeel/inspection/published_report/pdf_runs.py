"""The characters of a PDF as runs: words that stand together on a line, with their place, size and weight.

pdfium gives the characters.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from openpeel.errors import Refused

MOST_PAGES = 300
"""More than any inspection report has: what is longer is another document."""
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Characters that stand together on a line."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline, from the page's foot."""
    size: float
    bold: bool
    page: int
    terms: tuple[str, ...] = ()
    """Words of it that are linked."""

    @property
    def style(self) -> tuple[float, bool]:
        return (self.size, self.bold)


def pages_of(data: bytes) -> list[list[Run]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Refused(
                "The PDF is locked with a password.", mend="Save a copy without the password, and read that."
            ) from None
        raise Refused(
            "The file is not a PDF that can be opened: it is damaged or cut off.", mend="Fetch the report again."
        ) from None
    try:
        if len(document) == 0:
            raise Refused("The PDF has no pages.", mend="Fetch the report again.")
        if len(document) > MOST_PAGES:
            raise Refused(
                f"The PDF has {len(document)} pages; an inspection report has fewer than {MOST_PAGES}.",
                mend="Give the report itself, not a collection that holds it.",
            )
        return [_with_terms(list(_runs(document[i], i + 1)), document[i]) for i in range(len(document))]
    finally:
        document.close()


def _with_terms(runs: list[Run], page: pdfium.PdfPage) -> list[Run]:
    """The runs with the words that the page's links cover; a link that covers no words adds nothing."""
    text_page = page.get_textpage()
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        if not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            continue
        words = " ".join(text_page.get_text_bounded(box.left, box.bottom, box.right, box.top).split())
        for i, run in enumerate(runs):
            if words and words in run.text and box.bottom <= run.y <= box.top and run.x0 - 1 <= box.left <= run.x1:
                runs[i] = replace(run, terms=(*run.terms, words))
                break
    return runs


def _runs(page: pdfium.PdfPage, number: int) -> Iterator[Run]:
    """The runs of a page, in the order in which the file draws them."""
    text_page = page.get_textpage()
    handle = text_page.raw
    count = text_page.count_chars()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts: dict[str, bool] = {}
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    letters: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]  # x0, x1, baseline, size
    bold = 0

    def finish() -> Iterator[Run]:
        nonlocal letters, bold
        text = " ".join("".join(letters).split())
        if text:
            shown = sum(1 for letter in letters if not letter.isspace())
            yield Run(text, box[0], box[1], box[2], round(box[3] * 2) / 2, bold > 0.9 * shown, number)
        letters, bold = [], 0

    for i in range(count):
        code = raw.FPDFText_GetUnicode(handle, i)
        letter = chr(code) if code not in (0, 0xFFFE, 0xFFFF, 2) else "-" if code in (2, 0xFFFE) else ""
        if letter in "\r\n" or not letter:
            yield from finish()
            continue
        if letter.isspace() or raw.FPDFText_IsGenerated(handle, i) == 1:
            if letters:
                letters.append(letter)
            continue
        raw.FPDFText_GetCharOrigin(handle, i, ctypes.byref(x), ctypes.byref(y))
        raw.FPDFText_GetLooseCharBox(handle, i, box_rect := raw.FS_RECTF())
        size = raw.FPDFText_GetFontSize(handle, i)
        height = size if size > 2 else abs(box_rect.top - box_rect.bottom)
        x0, x1 = box_rect.left, box_rect.right
        if letters and (
            abs(y.value - box[2]) > 0.4 * box[3] or x0 - box[1] > 1.2 * box[3] or x0 < box[1] - 1.0 * box[3]
        ):
            yield from finish()
        raw.FPDFText_GetFontInfo(handle, i, name, 256, ctypes.byref(flags))
        font = name.value.decode("latin-1")
        if font not in fonts:
            fonts[font] = _BOLD.search(font) is not None
        if not letters:
            box = [x0, x1, y.value, height]
        letters.append(letter)
        bold += fonts[font] or raw.FPDFText_GetFontWeight(handle, i) >= 600
        box[1] = max(box[1], x1)
        box[3] = max(box[3], height)
    yield from finish()

"""Opening a file: what it is, whether it can be taken, and its blocks; a file is read whole or not at all."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from openpeel.errors import Refused
from openpeel.inspection.published_report.document import Document
from openpeel.inspection.published_report.html_file import read_html
from openpeel.inspection.published_report.text_file import read_text

MOST_BYTES = 60_000_000
"""Largest PDF that is opened."""
MOST_CHARACTERS = 5_000_000
"""Longest text or web page: some fifty times the longest report."""
MOST_INFLATED = 400_000_000
"""Most bytes that a PDF's packed parts may grow to."""

_STREAM = re.compile(rb"stream\r?\n")
_MARKUP = re.compile(
    r"\s*(?:<!doctype\s+html|<html\b|<\?xml|<(?:head|body|main|article|section|div|h[1-6]|p)\b)", re.IGNORECASE
)
_OTHER_KINDS = (
    (b"PK\x03\x04", "a ZIP file (a Word or spreadsheet document is one too)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"7z\xbc\xaf", "a packed file (7-Zip)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or spreadsheet document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich text (RTF) document"),
)


def open_document(file: Path) -> Document:
    """The blocks of a PDF, web page or text; which of them it is is told from its content, not from its name.

    Raises :class:`~openpeel.errors.Refused` for a file that is missing, empty, of another kind, too large, damaged,
    locked, or without text.
    """
    try:
        if not file.is_file():
            raise Refused("There is no such file.", where=str(file), mend="Give the path of a PDF, HTML or text file.")
        size = file.stat().st_size
        if size == 0:
            raise Refused("The file is empty.", where=str(file), mend="Fetch the report again.")
        if size > MOST_BYTES:
            raise Refused(
                f"The file has {size / 1e6:.0f} MB; a report has fewer than {MOST_BYTES / 1e6:.0f}.",
                where=str(file),
                mend="Give the report itself.",
            )
        data = file.read_bytes()
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.", where=str(file)) from None
    try:
        return _opened(data)
    except Refused as refused:
        raise Refused(refused.what, where=str(file), why=refused.why, mend=refused.mend) from None


def _opened(data: bytes) -> Document:
    if b"%PDF-" in data[:1024]:
        from openpeel.inspection.published_report.pdf_file import read_pdf  # pdfium loads a library: only for a PDF

        refuse_bomb(data)
        return read_pdf(data)
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise Refused(
                f"The file is {kind}, not a PDF, a web page or a text.",
                mend="Save the report as PDF, HTML or plain text; a packed file is not unpacked here.",
            )
    text = decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"The text has {len(text):,} characters; a report has fewer than {MOST_CHARACTERS:,}.",
            mend="Give the report itself.",
        )
    if not text.strip():
        raise Refused("The file holds no words.", mend="Fetch the report again.")
    return read_html(text) if _MARKUP.match(text) else read_text(text)


def decoded(data: bytes) -> str:
    """The text in UTF-8, in UTF-16 with its mark, or in Windows' western encoding; what is none of them is refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    if b"\x00" in data and encodings != ["utf-16"]:
        raise Refused("The file is not a text: it holds bytes that no text has.", mend="Save it as PDF, HTML or text.")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("The text's encoding is not known.", mend="Save it as UTF-8.")


def refuse_bomb(data: bytes) -> None:
    """Refuse a PDF whose packed parts grow beyond measure, before anything unpacks it in earnest."""
    left = MOST_INFLATED
    for start in _STREAM.finditer(data):
        end = data.find(b"endstream", start.end())
        left -= _inflated(data[start.end() : end if end > 0 else None], left)
        if left <= 0:
            raise Refused(
                f"The PDF's packed parts grow to more than {MOST_INFLATED / 1e6:.0f} MB.",
                why="A small file that grows without end can stop the machine.",
                mend="Fetch the report again from its publisher.",
            )


def _inflated(data: bytes, most: int, depth: int = 0) -> int:
    """How many bytes a packed stream grows to, at most ``most``; also where it is packed twice."""
    if data[:1] not in (b"\x78", b"\x68", b"\x58"):
        return 0
    unpack, total, head = zlib.decompressobj(), 0, b""
    step = 1 << 20
    try:
        pending = data
        while pending and total < most and not unpack.eof:
            out = unpack.decompress(pending, step)
            if not out and not unpack.unconsumed_tail:
                break
            if total < step * 4:
                head += out
            total += len(out)
            pending = unpack.unconsumed_tail
    except zlib.error:
        return total
    return total if depth > 2 else max(total, _inflated(head, most, depth + 1))

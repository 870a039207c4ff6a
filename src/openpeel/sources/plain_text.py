"""Making sure that a file is whole, decoded text before any row is read."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from openpeel.errors import Refused

_CHUNK = 192 * 1024
"""Bytes looked at in one go. They and what is worked out of them stay in the processor's cache; of smaller pieces there
would be so many that threads spend their time handing over the interpreter."""

_BYTE_ORDER_MARKS = (
    # The longer first: the mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True)
class PlainText:
    """A file as UTF-8 text without a byte-order mark."""

    path: Path
    lines: int | None
    """How many lines end with a line feed; None where line ends are mixed, so that lines must be told one by one."""
    has_windows_line_ends: bool
    """Every line ends with a carriage return and a line feed."""
    has_quotation_marks: bool
    may_hold_odd_numbers: bool
    """An underscore or a plus sign stands in it: DuckDB would read 1_000 and +-1 as numbers."""
    is_ended: bool
    """The last line ends with a line end, as that of a file that was written to its end does."""
    content_hash: str
    """SHA-256 of the file as it came."""


def as_plain_text(path: Path, name: str, folder: Path, encoding: str = "utf-8") -> PlainText:
    """Check that ``path`` is text in ``encoding`` (a byte-order mark outranks it), and give it as UTF-8.

    ``name`` is what messages call it; a converted copy is written into ``folder``, which is made then. Raises Refused
    for an empty file, a file that is not text, and bytes that the encoding does not know.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise Refused(
            f"{name} is empty",
            why="an empty file would look like a month without records",
            mend="download or extract it again",
        )
    if start == _ARCHIVE:
        raise Refused(
            f"{name} is not a text file",
            why="it is a zip archive or a workbook, whatever its name says",
            mend="unpack the archive first; if it is a workbook, give it its own ending (.xlsx, .ods), and "
            "state its kind in the mapping",
        )
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS if start.startswith(mark)), None)
    encoding = marked or encoding
    decoder = codecs.getincrementaldecoder(encoding)()
    digest = hashlib.sha256()
    converts = codecs.lookup(encoding).name != "utf-8"
    target = folder / "plain-text"
    if converts:
        folder.mkdir(exist_ok=True)
    feeds = returns = pairs = done = 0
    last = b""
    quotes = odd = False
    with path.open("rb") as file, target.open("wb") if converts else contextlib.nullcontext() as plain:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            plain_bytes = chunk
            # Most files are ASCII, which needs no decoding.
            if converts or not chunk.isascii() or decoder.getstate()[0]:
                text = _decoded(decoder, chunk, name, encoding, done)
                plain_bytes = text.encode() if converts else chunk
            if b"\x00" in plain_bytes:
                raise Refused(
                    f"{name} is not a text file",
                    why="it holds zero bytes, as spreadsheets, databases and damaged files do",
                    mend="if it is a workbook, give it its own ending (.xlsx, .ods); else extract it again",
                )
            # Twice as fast as bytes.count.
            codes = np.frombuffer(plain_bytes, np.uint8)
            is_feed, is_return = codes == ord("\n"), codes == ord("\r")
            feeds += int(np.count_nonzero(is_feed))
            returns += int(np.count_nonzero(is_return))
            pairs += int(np.count_nonzero(is_return[:-1] & is_feed[1:]))
            pairs += last == b"\r" and plain_bytes.startswith(b"\n")
            last = plain_bytes[-1:] or last
            quotes = quotes or b'"' in plain_bytes
            odd = odd or b"_" in plain_bytes or b"+" in plain_bytes
            done += len(chunk)
            if plain is not None:
                plain.write(plain_bytes)
        _decoded(decoder, b"", name, encoding, done, final=True)
    if not last:
        raise Refused(f"{name} is empty: it holds a byte-order mark and nothing else", mend="extract it again")
    return PlainText(
        path=target if converts else path,
        lines=feeds if returns == pairs else None,
        has_windows_line_ends=feeds == returns == pairs,
        has_quotation_marks=quotes,
        may_hold_odd_numbers=odd,
        is_ended=last in b"\r\n",
        content_hash=digest.hexdigest(),
    )


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, name: str, encoding: str, done: int, *, final: bool = False
) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = f"line {line}" if done == 0 else f"about byte {done + error.start:,}"
    raise Refused(
        f"{name} is not written in the encoding {encoding}",
        where=where,
        why="names and places would be spoilt",
        mend="save the file as UTF-8, or state its encoding in the mapping of an extract, such as "
        'encoding = "windows-1252" (what Windows programs in western Europe write)',
    )

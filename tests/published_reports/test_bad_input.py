"""What is no report, or cannot be opened: said clearly, nothing half-read."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest
import typst

from openpeel.errors import Refused
from openpeel.inspection.published_report.pdf_runs import MOST_PAGES
from openpeel.inspection.published_report.read import read_report
from openpeel.language.source_text import PEEL_2021_22


def pdf(body: str) -> bytes:
    return bytes(typst.compile(f"#set document(date: none)\n{body}".encode()))


def locked() -> bytes:
    import io

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Words")))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb(times: int) -> bytes:
    """A PDF whose page grows from half a megabyte to more than any report has, packed once or twice."""
    packed = zlib.compress(b" " * 450_000_000, 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b"[" + b"/FlateDecode " * times + b"]"
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length "
        + str(len(packed)).encode()
        + b"/Filter"
        + filters
        + b">>stream\n"
        + packed
        + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def zipped(tmp_path: Path) -> bytes:
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", " " * 50_000_000)
    return file.read_bytes()


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        read_report(tmp_path / "nothing.pdf")
    with pytest.raises(Refused, match="no such file"):
        read_report(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n \n", "no words"),
        (b"\x00\x01\x02 text", "not a text"),
        (b"\x89PNG\r\n\x1a\n...", "a picture"),
        (b"\x1f\x8b\x08 packed", "packed file"),
        (b"{\\rtf1 words}", "rich text"),
        (b"%PDF-1.7\nnot really", "damaged or cut off"),
        (pdf("Words")[:900], "damaged or cut off"),
        (pdf("#rect(width: 50%, height: 50%)"), "a scan"),
        (pdf("#pagebreak()\n" * MOST_PAGES + "Words"), "an inspection report has fewer"),
        (locked(), "locked with a password"),
        (b"To whom it may concern.\n\nI should like to buy a horse.\n", "form of an inspection report"),
        (
            b"<html><body><h1>News</h1><p>Wiltshire Police is good at football.</p></body></html>",
            "form of an inspection",
        ),
        (b"<div>" * 5000 + b"deep" + b"</div>" * 5000, "nested"),
        (b"a,b,c\n1,2,3\n" * 100, "form of an inspection report"),
        (b"word " * 1_100_000, "fewer than 5,000,000"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[:12]!r}",
)
def test_refused(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    with pytest.raises(Refused, match=said) as refused:
        read_report(file)
    assert refused.value.where == str(file)


def test_a_packed_folder_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(zipped(tmp_path))
    with pytest.raises(Refused, match="ZIP"):
        read_report(file)


@pytest.mark.parametrize("times", [1, 2])
def test_a_pdf_that_grows_without_measure(times: int, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(bomb(times))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(Refused, match="grow to more than"):
        read_report(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_one_text_are_one_report(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(PEEL_2021_22.file.read_text(encoding="utf-8").encode(encoding))
    report = read_report(file)
    assert [len(cause.recommendations) for cause in report.causes] == [4, 7, 3]
    assert "Disproportionate use of police powers – A spotlight" in " ".join(term.words for term in report.terms)

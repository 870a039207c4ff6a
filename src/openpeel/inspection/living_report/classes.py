"""What tests a sentence: the classes, and the file in which people set them.

The file stands beside the report and has a row for each sentence: ``line`` and ``chapter`` (for people to find it),
``sentence``, ``class``, ``fieldwork`` (for class people), ``tests`` (identifiers of standards and indicators, parted by
spaces) and ``note``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.source_text import plain

COLUMNS = ("line", "chapter", "sentence", "class", "fieldwork", "tests", "note")


class SentenceClass(Enum):
    """What would tell today whether a sentence still holds: its name in the file, a short label, and what it means."""

    RECORDS = ("records", "Records", "The force's own records, every one of them, judged by a standard or an indicator")
    AUDIT = ("audit", "Audit of files", "People who read case files, or listen to calls, by a set of questions")
    PEOPLE = ("people", "Ask people", "Fieldwork: people asked, meetings and work seen, documents and surveys read")
    PUBLISHED = ("published", "Published figures", "Figures that somebody publishes for all forces or in accounts")
    NO_RECORD = ("no record", "No record can tell", "A judgment: somebody has to weigh the evidence and decide")
    RHETORIC = (
        "rhetoric",
        "Nothing to test",
        "Method, duties in general, consequences, what comes next: no claim of fact",
    )
    HEADING = ("heading", "Heading", "Names what follows; its sentences are tested")

    @property
    def label(self) -> str:
        """For people."""
        return self.value[1]

    @property
    def means(self) -> str:
        """One line of explanation."""
        return self.value[2]


CLAIMS = (
    SentenceClass.RECORDS,
    SentenceClass.AUDIT,
    SentenceClass.PEOPLE,
    SentenceClass.PUBLISHED,
    SentenceClass.NO_RECORD,
)
"""The classes of sentences that say something about the force."""


class Fieldwork(Enum):
    """What an inspector would have to do to ask people."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus group"
    OBSERVATION = "observation"
    DOCUMENTS = "documents"
    SURVEY = "survey"


@dataclass(frozen=True)
class Classed:
    """A sentence with what tests it."""

    sentence: str
    of_class: SentenceClass
    fieldwork: Fieldwork | None = None
    tests: tuple[str, ...] = ()
    """Identifiers of standards and indicators; a sentence for records without any waits for a standard."""
    note: str = ""


def read_classes(file: Path) -> tuple[Classed, ...]:
    """The sentences of a file of classes, in its order.

    Raises :class:`~openpeel.errors.Refused`, with the line, for a file that is not one or a value that is none of ours.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened)
            missing = set(COLUMNS[2:]) - set(rows.fieldnames or ())
            if missing:
                raise Refused(
                    f"The file of classes has no column {', '.join(sorted(missing))}.",
                    where=str(file),
                    mend=f"Its columns are: {', '.join(COLUMNS)}.",
                )
            return tuple(_classed(row, f"{file}, line {rows.line_num}") for row in rows)
    except OSError as error:
        raise Refused(f"The file of classes cannot be read: {error.strerror}.", where=str(file)) from None
    except (UnicodeDecodeError, csv.Error):
        raise Refused("The file of classes is not CSV in UTF-8.", where=str(file)) from None


def write_classes(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write a file of classes for people to fill in."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def same_sentence(text: str) -> str:
    """``text`` as it is compared: without marks, spaces and case, so that it matches in every format of the report."""
    return "".join(plain(text).casefold().split())


def _classed(row: dict[str, str | None], where: str) -> Classed:
    by_name = {its.value[0]: its for its in SentenceClass}
    fieldwork = {its.value: its for its in Fieldwork}
    name, kind = (row["class"] or "").strip(), (row["fieldwork"] or "").strip()
    if name not in by_name:
        raise Refused(
            "A sentence has no class." if not name else f"There is no class ‘{name}’.",
            where=where,
            mend=f"The classes are: {', '.join(by_name)}.",
        )
    if bool(kind) != (name == "people") or (kind and kind not in fieldwork):
        raise Refused(
            "The column fieldwork is filled for the class people, and for no other.",
            where=where,
            mend=f"It is one of: {', '.join(fieldwork)}.",
        )
    tests = tuple((row["tests"] or "").split())
    if tests and by_name[name] not in (SentenceClass.RECORDS, SentenceClass.PUBLISHED):
        raise Refused("Only records and published figures name standards or indicators.", where=where)
    return Classed(row["sentence"] or "", by_name[name], fieldwork.get(kind), tests, (row["note"] or "").strip())

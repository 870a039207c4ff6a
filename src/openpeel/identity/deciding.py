"""Doubtful pairs on their way to a person who may see personal data, and what they decided on its way back."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.errors import Refused
from openpeel.identity.linking import SOURCE, Doubt, Linked
from openpeel.language.periods import TICK
from openpeel.records.loads import Coverage, LoadKind, StagedFile
from openpeel.records.people import DECISIONS, LinkDecisions

_SHOWN = ("given_name", "family_name", "date_of_birth", "telephone", "email", "address", "postcode")
COLUMNS = (
    "force", "detail_id", "other_detail_id", "decision", "reason", "why it is doubtful", "agrees", "differs",
    *(f"{which} {name}" for name in _SHOWN for which in ("one", "other")),
)  # fmt: skip
"""Headings of the file. What is read back are the first five."""


@dataclass(frozen=True)
class InWords:
    """What stands for a pair being one person, and what against it; without what was written."""

    agrees: str
    differs: str


def in_words(linked: Linked, doubt: Doubt) -> InWords:
    """Item by item, without any name or number."""
    weights = linked.weighed.weights
    found = weights.agreements(linked.details.profile(doubt.a), linked.details.profile(doubt.b))
    return InWords(
        "; ".join(one.words for one in found if one.agrees),
        "; ".join(one.words for one in found if not one.agrees),
    )


def write_pairs(path: Path, found: Iterable[Linked], written: dict[tuple[str, str], dict[str, str | None]]) -> int:
    """Write the doubtful pairs with all that was ``written`` of them, for the file's owner only; returns how many."""
    count = 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", newline="", encoding="utf-8-sig") as out:
        os.chmod(path, 0o600)
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for linked in found:
            for doubt in linked.doubts:
                one, other = (linked.details.details[place].detail_id for place in (doubt.a, doubt.b))
                words = in_words(linked, doubt)
                row: dict[str, str | None] = {
                    "force": linked.force,
                    "detail_id": one,
                    "other_detail_id": other,
                    "why it is doubtful": doubt.why,
                    "agrees": words.agrees,
                    "differs": words.differs,
                }
                for name in _SHOWN:
                    row[f"one {name}"] = _harmless(written[linked.force, one][name])
                    row[f"other {name}"] = _harmless(written[linked.force, other][name])
                writer.writerow(row)
                count += 1
    return count


def _harmless(text: str | None) -> str | None:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text and text[0] in "=+-@\t\r" else text


def read_decisions_made(
    path: Path, forces: Sequence[str], *, by: str | None, now: datetime, folder: Path
) -> list[StagedFile]:
    """The decisions that somebody wrote into a file of :func:`write_pairs`, ready for the store.

    Raises Refused, with each faulty line, before anything is taken.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            lines = [(reader.line_num, row) for row in reader]
            headings = reader.fieldnames or []
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(
            "this is not a file of decisions", where=path.name, mend="save it as CSV in UTF-8, with its headings"
        ) from error
    lacking = [name for name in COLUMNS[:4] if name not in headings]
    if lacking:
        raise Refused(
            f"the file has no column {', '.join(lacking)}",
            where=path.name,
            mend="write the pairs anew with openpeel identify --to-decide, and fill in the column 'decision'",
        )
    faults: list[str] = []
    by_force: dict[str, list[dict[str, object]]] = {}
    for line, row in lines:
        decision = (row["decision"] or "").strip().lower()
        if not decision:
            continue
        if decision not in DECISIONS:
            faults.append(f"line {line}: the decision is none of {', '.join(DECISIONS)}")
        elif row["force"] not in forces:
            faults.append(f"line {line}: there are no descriptions of that force")
        elif not row["detail_id"] or not row["other_detail_id"]:
            faults.append(f"line {line}: a description is not named")
        else:
            by_force.setdefault(row["force"], []).append(_decision(row, decision, line, by, now))
    if faults:
        raise Refused(
            "some decisions cannot be taken", where="; ".join(faults[:8]), mend="mend these lines; nothing was changed"
        )
    return [_staged(path, force, rows, now, folder) for force, rows in sorted(by_force.items())]


def _decision(row: dict[str, str], decision: str, line: int, by: str | None, now: datetime) -> dict[str, object]:
    pair = sorted((row["detail_id"], row["other_detail_id"]))
    digest = hashlib.sha256("|".join((*pair, decision, by or "", now.isoformat())).encode()).hexdigest()[:16]
    return {
        "decision_id": f"D-{digest}",
        "detail_id": pair[0],
        "other_detail_id": pair[1],
        "decision": decision,
        "decided_at": now,
        "decided_by": by,
        "reason": (row.get("reason") or "").strip() or None,
        "entered_at": now,
        "line": line,
    }


def _staged(path: Path, force: str, rows: list[dict[str, object]], now: datetime, folder: Path) -> StagedFile:
    kinds = {"decided_at": pa.timestamp("us"), "entered_at": pa.timestamp("us"), "line": pa.int64()}
    schema = pa.schema(
        [(name, kinds.get(name, pa.string())) for name in (*LinkDecisions.columns, "entered_at", "line")]
    )
    target = folder / f"decisions-{force}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema), target)
    return StagedFile(
        table=LinkDecisions,
        coverage=Coverage(
            table=LinkDecisions.name,
            force=force,
            source=SOURCE,
            columns=frozenset(LinkDecisions.columns) | {"entered_at"},
            kind=LoadKind.CHANGES,
            begins=now,
            ends=now + TICK,
            extracted_at=now + TICK,
        ),
        file=path.name,
        content_hash=hashlib.sha256(repr(rows).encode()).hexdigest(),
        rows=target,
    )

"""The manifest: which version of each table is in force, and what every load brought.

One manifest is written for each load, in ``manifests/``. It holds that load's own record and the hash of the manifest
before it, so that they form a chain: the newest names the state of the whole store, and its hash stands for it. Writing
the manifest under its final name is the commit of a load; until then readers see the state before.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from openpeel.errors import Refused
from openpeel.records.loads import Coverage, LoadKind
from openpeel.records.store.progress import OnStep, silent

FORMAT = 1
"""Version of the manifest's own form; a store of a later form is refused, never guessed at."""


@dataclass(frozen=True)
class Counts:
    """What became of the rows of one file."""

    new: int = 0
    """Records that were not in the store."""
    changed: int = 0
    """Versions stored of records that were already there: corrected, returned, or a former value learned late."""
    unchanged: int = 0
    closed: int = 0
    """Records closed: removed at their source, or missing from an extract that would hold them."""
    duplicates: int = 0
    """Identical repeats within the file, of which one was kept."""
    rejected: int = 0
    """Rows set aside in quarantine."""
    backdated: int = 0
    """Rows whose entry or removal time an earlier extract contradicts; the time of the load stands instead."""
    spared: int = 0
    """Records missing from the extract but kept, since their key stands in a row set aside."""

    @property
    def stores_something(self) -> bool:
        """True where the file changed what the table holds."""
        return bool(self.new or self.changed or self.closed)


@dataclass(frozen=True)
class Part:
    """One file of one table in one load."""

    number: int
    table: str
    file: str
    content_hash: str
    coverage: Coverage
    counts: Counts


@dataclass(frozen=True)
class Load:
    """One load: all its files became visible together."""

    number: int
    loaded_at: datetime
    parts: tuple[Part, ...]
    quarantine: str | None = None
    """Name of the Parquet file in ``quarantine/`` with the rows that it set aside."""


@dataclass(frozen=True)
class Manifest:
    """The state of the store after one load."""

    load: Load
    tables: Mapping[str, int]
    """The Delta version of each table."""
    previous: str | None
    """Identifier of the manifest before; None for the first."""
    identifier: str = field(default="", compare=False)
    """SHA-256 of the manifest's content, which includes ``previous``."""

    @property
    def number(self) -> int:
        """Manifests and loads are numbered alike, from 1."""
        return self.load.number


def manifest_path(folder: Path, number: int) -> Path:
    """Where manifest ``number`` of the store in ``folder`` lies."""
    return folder / "manifests" / f"{number:08}.json"


def numbers(folder: Path) -> list[int]:
    """The numbers of the manifests that stand, in order."""
    try:
        names = os.listdir(folder / "manifests")
    except FileNotFoundError:
        return []
    return sorted(int(name[:-5]) for name in names if name.endswith(".json") and name[:-5].isdigit())


def read_chain(folder: Path) -> tuple[Manifest, ...]:
    """Every manifest of the store, oldest first; empty where nothing has been loaded.

    Raises Refused where a manifest is damaged, missing from the chain or of a form that this version does not know.
    """
    chain: list[Manifest] = []
    for expected, number in enumerate(numbers(folder), start=1):
        path = manifest_path(folder, number)
        manifest = _decoded(path)
        before = chain[-1].identifier if chain else None
        if number != expected or manifest.number != number or manifest.previous != before:
            raise Refused(
                "the chain of manifests is broken",
                where=str(path),
                why="what was loaded, and when, can no longer be told",
                mend="restore the folder 'manifests' from a copy; openpeel doctor shows what is damaged",
            )
        chain.append(manifest)
    return tuple(chain)


def next_part(chain: Iterable[Manifest]) -> int:
    """The number that the first file of the next load gets."""
    return 1 + max((part.number for one in chain for part in one.load.parts), default=0)


def write(folder: Path, manifest: Manifest, on_step: OnStep = silent) -> None:
    """Commit ``manifest``: written beside, flushed to disk, then renamed in one step."""
    path = manifest_path(folder, manifest.number)
    path.parent.mkdir(exist_ok=True)
    content = _encoded(manifest)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    on_step("manifest drafted")
    os.rename(draft, path)
    flush_folder(path.parent)
    on_step("manifest committed")


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can do so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _encoded(manifest: Manifest) -> bytes:
    load = manifest.load
    document = {
        "format": FORMAT,
        "previous": manifest.previous,
        "tables": dict(sorted(manifest.tables.items())),
        "load": {
            "number": load.number,
            "loaded_at": load.loaded_at.isoformat(timespec="microseconds"),
            "quarantine": load.quarantine,
            "parts": [_part_as_json(part) for part in load.parts],
        },
    }
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"


def _part_as_json(part: Part) -> dict[str, Any]:
    coverage = part.coverage
    return {
        "number": part.number,
        "table": part.table,
        "file": part.file,
        "content_hash": part.content_hash,
        "counts": {name: count for name, count in vars(part.counts).items() if count},
        "coverage": {
            "force": coverage.force,
            "source": coverage.source,
            "kind": coverage.kind.value,
            "begins": coverage.begins.isoformat(),
            "ends": coverage.ends.isoformat(),
            "extracted_at": coverage.extracted_at.isoformat(),
            "columns": sorted(coverage.columns),
        },
    }


def _decoded(path: Path) -> Manifest:
    try:
        content = path.read_bytes()
        document = json.loads(content)
        form = document["format"]
        if form == FORMAT:
            return _manifest(document, _digest(content))
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(
            "a manifest of the store is damaged",
            where=str(path),
            why="it names the tables' versions and what every load brought",
            mend="restore the folder 'manifests' from a copy",
        ) from error
    raise Refused(
        f"the store has form {form}, and this version of OpenPEEL knows form {FORMAT} only",
        where=str(path),
        mend="use the version of OpenPEEL that wrote the store, or a later one",
    )


def _manifest(document: Mapping[str, Any], identifier: str) -> Manifest:
    load = document["load"]
    return Manifest(
        load=Load(
            number=load["number"],
            loaded_at=datetime.fromisoformat(load["loaded_at"]),
            parts=tuple(_part(part) for part in load["parts"]),
            quarantine=load["quarantine"],
        ),
        tables=document["tables"],
        previous=document["previous"],
        identifier=identifier,
    )


def _part(document: Mapping[str, Any]) -> Part:
    coverage = document["coverage"]
    return Part(
        number=document["number"],
        table=document["table"],
        file=document["file"],
        content_hash=document["content_hash"],
        coverage=Coverage(
            table=document["table"],
            force=coverage["force"],
            source=coverage["source"],
            columns=frozenset(coverage["columns"]),
            kind=LoadKind(coverage["kind"]),
            begins=datetime.fromisoformat(coverage["begins"]),
            ends=datetime.fromisoformat(coverage["ends"]),
            extracted_at=datetime.fromisoformat(coverage["extracted_at"]),
        ),
        counts=Counts(**document["counts"]),
    )

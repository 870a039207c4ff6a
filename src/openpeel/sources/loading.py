"""From what a user hands over to staged files: archives of data.police.uk by themselves, extracts by a mapping."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from openpeel.errors import Refused
from openpeel.language.packages import installed_modules
from openpeel.records.loads import NextLoad, StagedFile
from openpeel.records.store.data_files import flush
from openpeel.sources.extracts.files import POSTGRESQL, name_of
from openpeel.sources.extracts.mapping import ExtractMapping
from openpeel.sources.extracts.reading import read_extract
from openpeel.sources.opening import check_readable, opened
from openpeel.sources.police_uk.archive import Contents, Kind, PublishedFile, contents
from openpeel.sources.police_uk.empty_months import note_on, without_rows
from openpeel.sources.police_uk.reading import read_published
from openpeel.sources.workbench import Workbench

_MOST_HELPERS = 4
"""Files read side by side; more would fill memory before they saved time."""

_BATCH = 12 * 1024**2
"""Bytes of text read together, beyond the last file. Twice as many no longer stay near the processor, half as many cost
more in statements; memory holds a few times as much for each helper."""

_SMALL = 4 * 1024**2
"""No more bytes than this are not worth sharing out."""

OnFile = Callable[[int, int], None]
"""Told how many files are read, and of how many."""


@dataclass(frozen=True)
class Prepared:
    """Staged files, ready for the store, and what their readers noticed (without any value of a record)."""

    files: tuple[StagedFile, ...]
    notes: tuple[str, ...]


def prepare(
    bench: Workbench,
    places: Sequence[str],
    mapping: ExtractMapping | None,
    on_file: OnFile,
    next_load: NextLoad | None = None,
    source: str | None = None,
) -> Prepared:
    """Read every file of ``places``: paths or, with a mapping, addresses of databases; by an own ``source``, if named.

    With ``next_load`` rows of data.police.uk are written as that load stores them, which saves the store from doing so.
    Raises Refused for the first fault of a file; nothing has been stored then.
    """
    if source is not None:
        return _by_own_source(bench, places, source, on_file)
    if mapping is not None:
        return _by_mapping(bench, places, mapping, on_file)
    files: list[StagedFile] = []
    notes: list[str] = []
    names: dict[tuple[str, str, object], str] = {}
    for place in places:
        if place.startswith(POSTGRESQL):
            raise _unknown(name_of(place))
        with opened(Path(place)) as members:
            found = contents(members)
            if not found.files:
                raise _unknown(Path(place).name)
            empty = without_rows(bench, found.files)
            chosen = [file for file in found.files if file not in empty]
            for file in chosen:
                former = names.setdefault((file.force, str(file.month), file.kind), f"{place}: {file.member.name}")
                if former != f"{place}: {file.member.name}":
                    raise Refused(
                        f"two files are of the same force, month and kind: {former} and {place}: {file.member.name}",
                        why="each would replace the other's month",
                        mend="load the newer only, or one after the other",
                    )
            if chosen:
                files += _read_all(bench, chosen, on_file, next_load, len(files))
            notes += _notes(Path(place).name, found, empty)
    if not files:
        raise Refused("there is no row in any file", why="; ".join(notes), mend="download it again, with more months")
    return Prepared(tuple(files), tuple(notes))


def _read_all(
    bench: Workbench, files: Sequence[PublishedFile], on_file: OnFile, next_load: NextLoad | None, before: int
) -> list[StagedFile]:
    """Read files of one kind together, since most are small, and batches of them side by side."""
    batches = _batches(files)
    count = min(os.cpu_count() or 1, _MOST_HELPERS, len(batches))
    with bench.helpers(count) as helpers, ThreadPoolExecutor(count) as pool:
        free: SimpleQueue[Workbench] = SimpleQueue()
        for helper in helpers:
            free.put(helper)

        def read(batch: Sequence[int]) -> list[StagedFile]:
            helper = free.get()
            try:
                chosen = [files[number] for number in batch]
                if next_load is None:
                    return read_published(helper, chosen)
                parts = [next_load.first_part + before + number for number in batch]
                return read_published(helper, chosen, parts, next_load.now)
            finally:
                free.put(helper)

        staged: dict[int, StagedFile] = {}
        on_file(0, len(files))
        try:
            for batch, found in zip(batches, pool.map(read, batches), strict=True):
                staged |= dict(zip(batch, found, strict=True))
                if next_load is not None:
                    # What the store will have to wait for goes to disk while other batches are read.
                    for path in {one.rows for one in found}:
                        flush(path)
                on_file(len(staged), len(files))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        return [staged[number] for number in range(len(files))]


def _batches(files: Sequence[PublishedFile]) -> list[list[int]]:
    """The places of files to read together: of one kind, and ever fewer, so that all helpers are busy to the end."""
    batches: list[list[int]] = []
    left = sum(file.member.size for file in files)
    for kind in Kind:
        room = 0.0
        for number in (number for number, file in enumerate(files) if file.kind is kind):
            if room <= 0:
                batches.append([])
                room = min(_BATCH, max(_SMALL, left / _MOST_HELPERS))
            batches[-1].append(number)
            room -= files[number].member.size
            left -= files[number].member.size
    return batches


def own_sources() -> dict[str, Callable[[Workbench, Path], Sequence[StagedFile]]]:
    """The readers of installed packages by the names of their modules: ``read``, of a workbench and a file."""
    modules = installed_modules("openpeel.sources")
    return {module.__name__.rpartition(".")[2]: module.read for module in modules if hasattr(module, "read")}


def _by_own_source(bench: Workbench, places: Sequence[str], name: str, on_file: OnFile) -> Prepared:
    sources = own_sources()
    if name not in sources:
        raise Refused(
            f"no installed package has a source '{name}'",
            mend=f"there are: {', '.join(sorted(sources))}" if sources else "draft one: openpeel new source --folder",
        )
    files: list[StagedFile] = []
    for number, place in enumerate(places):
        on_file(number, len(places))
        check_readable(Path(place))
        files += sources[name](bench, Path(place))
    on_file(len(places), len(places))
    return Prepared(tuple(files), ())


def _by_mapping(bench: Workbench, places: Sequence[str], mapping: ExtractMapping, on_file: OnFile) -> Prepared:
    files: list[StagedFile] = []
    notes: list[str] = []
    for number, place in enumerate(places):
        on_file(number, len(places))
        read = read_extract(bench, place, mapping)
        files.append(read.staged)
        notes += read.notes
    on_file(len(places), len(places))
    return Prepared(tuple(files), tuple(notes))


def _unknown(name: str) -> Refused:
    return Refused(
        f"{name} holds no file of data.police.uk, and no mapping says what it is",
        why="a column taken for another would spoil every figure",
        mend=f"draft a mapping with: openpeel new mapping {name} and load with: openpeel load {name} --mapping FILE. "
        "Files of data.police.uk are told by their names, such as 2021-03-wiltshire-street.csv",
    )


def _notes(name: str, found: Contents, empty: Sequence[PublishedFile]) -> list[str]:
    notes = [f"{name}: {note_on(empty)}"] if empty else []
    if found.other_forces:
        notes.append(
            f"{name}: not taken, since they are not territorial forces of England and Wales: "
            f"{', '.join(found.other_forces)}"
        )
    if found.strangers:
        shown = ", ".join(found.strangers[:5]) + (" ..." if len(found.strangers) > 5 else "")
        notes.append(f"{name}: not taken, since not of data.police.uk: {shown}")
    return notes

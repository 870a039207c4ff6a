"""The rules for the history of a record once more, in plain Python, one record and one file at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpeel.records.loads import LoadKind
from tests.records.made import Row


@dataclass(frozen=True)
class Extract:
    """One file with its rows, one for each key; times are in days."""

    rows: tuple[Row, ...]
    read: float
    kind: LoadKind
    period: tuple[float, float]

    def covers(self, done: float | None) -> bool:
        """True where the file's silence about a record that began then would mean something."""
        if self.kind is LoadKind.CHANGES or done is None:
            return False
        return self.period[0] <= done < self.period[1]


@dataclass
class Version:
    """A stored row."""

    row: Row
    read: float
    start: float
    end: float | None
    is_load_time: bool

    @property
    def was_in_force(self) -> bool:
        """False for a row that was kept and never known."""
        return self.end is None or self.start < self.end


@dataclass
class Twin:
    """The versions of every record, in order of storing."""

    versions: dict[str, list[Version]] = field(default_factory=dict)
    extracts: list[tuple[Extract, float]] = field(default_factory=list)

    def load(self, extract: Extract, now: float) -> None:
        """Take one file."""
        for row in extract.rows:
            self._take(row, extract, now)
        for history in self.versions.values():
            self._close_if_absent(history, extract, now)
        self.extracts.append((extract, now))

    def _take(self, row: Row, extract: Extract, now: float) -> None:
        history = self.versions.setdefault(row.key, [])
        witnesses = [(e.read, loaded) for e, loaded in self.extracts if e.covers(row.done)]
        seen = [read for read, _ in witnesses] + [version.read for version in history]
        witnessed = max((read for read in seen if read <= extract.read), default=float("-inf"))
        entered = row.entered if row.entered is not None and witnessed < row.entered <= now else None
        gone = row.removed
        if gone is not None and not witnessed < gone <= now:
            gone = now
        last = max(history, key=lambda v: (v.end is None, v.read, v.start, history.index(v)), default=None)
        if last is None:
            start = now if entered is None else entered
            until = [] if gone is None else [max(start, gone)]
            later = min(((read, loaded) for read, loaded in witnesses if read > extract.read), default=None)
            if later is not None:
                until.append(max(start, later[1]))
            history.append(Version(row, extract.read, start, min(until, default=None), entered is None))
            return
        load_times = [loaded for _, loaded in self.extracts] + [now]
        removed_by = [last.end] if last.end is not None and last.end not in load_times else []
        if extract.read < max([*seen, *removed_by]):
            self._take_late(row, extract, history, entered, gone, now)
            return
        if _same(last.row, row):
            if last.end is None and row.removed is not None:
                assert gone is not None
                last.end = max(last.start, gone)
            if last.end is None or row.removed is not None:
                return
        ends = [version.end for version in history if version.end is not None and version.was_in_force]
        start = now if entered is None else max([entered, *ends])
        if last.end is None:
            last.end = max(last.start, start if gone is None else min(start, gone))
        end = None if gone is None else max(start, gone)
        history.append(Version(row, extract.read, start, end, entered is None))

    def _take_late(
        self, row: Row, extract: Extract, history: list[Version], entered: float | None, gone: float | None, now: float
    ) -> None:
        if any(_same(version.row, row) for version in history):
            return
        before = [version for version in history if version.read <= extract.read and version.was_in_force]
        after = [version.start for version in history if version.read > extract.read and version.was_in_force]
        previous = max(before, key=lambda version: version.start, default=None)
        fits = (
            entered is not None and after and min(after) > entered and (previous is None or previous.start <= entered)
        )
        if not fits:
            history.append(Version(row, extract.read, now, now, True))
            return
        assert entered is not None
        if previous is not None and (previous.end is None or previous.end > entered):
            previous.end = entered
        end = min(after) if gone is None else min(min(after), max(entered, gone))
        history.append(Version(row, extract.read, entered, end, False))

    def _close_if_absent(self, history: list[Version], extract: Extract, now: float) -> None:
        for version in history:
            done = version.row.done
            if (
                version.end is None
                and extract.covers(done)
                and version.read <= extract.read
                and version.row.key not in {row.key for row in extract.rows}
                and not any(e.read > extract.read and e.covers(done) for e, _ in self.extracts)
            ):
                version.end = max(version.start, now)


def _same(a: Row, b: Row) -> bool:
    return (a.grade, a.done, a.reviewer) == (b.grade, b.done, b.reviewer)

"""What the commands that judge records share: moments of judging, runs, figures in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from openpeel.engine.claims import rests_of
from openpeel.engine.clocks import AsAt, as_happened_by, as_known_on
from openpeel.engine.fingerprints import fingerprint
from openpeel.engine.ledger import Ledger
from openpeel.engine.lineage import columns_read
from openpeel.engine.runs import Run, open_run, run_folders
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Reason
from openpeel.errors import Refused
from openpeel.language.lists import CaseList
from openpeel.language.periods import TICK, day_ends, london_day, period_named
from openpeel.language.spelling import near
from openpeel.language.standards import Standard
from openpeel.records.store import Snapshot
from openpeel.reports.numbers_shown import NO_NUMBER, NO_SPAN, NumberShown, SpanShown, as_share, as_share_span
from openpeel.statistics.intervals import Interval, SpeaksOf, proportion

Command = TypeVar("Command", bound=Callable[..., Any])


def moment_options(command: Command) -> Command:
    """Add the two clocks to a command; it receives ``known_on`` and ``happened_by``."""
    for name, text in (
        ("happened-by", "Judge what had happened by DAY, as the latest records have it."),
        ("known-on", "Judge only what had been entered or loaded by DAY."),
    ):
        command = click.option(f"--as-{name}", name.replace("-", "_"), metavar="DAY", help=text)(command)
    return command


def moment_of_judging(
    snapshot: Snapshot,
    known_on: str | None,
    happened_by: str | None,
    forces: tuple[str, ...] = (),
    asked_of: Iterable[Standard | CaseList] = (),
) -> AsAt:
    """The moment and past asked for; by default all that had happened by the end of the latest extract.

    A day stands for its end in Europe/London. Raises Refused for both clocks at once, for what is no day, for a day to
    come, for a force without records (its cases would seem to be none) and, where no day is given, for forces whose
    records for ``asked_of`` end on different days: what some did since is not known.
    """
    if known_on and happened_by:
        raise Refused(
            "--as-known-on and --as-happened-by are two questions",
            why="what was known on a day and what had happened by it have different answers",
            mend="ask one of them",
        )
    must_have_records(snapshot, forces)
    if known_on or happened_by:
        asked = known_on or happened_by or ""
        moment = _moment_named(asked)
        if moment > day_ends(london_day(datetime.now(UTC).replace(tzinfo=None))):
            raise Refused(
                f"{asked} is still to come",
                why="what will be known or have happened by then nobody can tell",
                mend="name today or a day before it",
            )
        return as_known_on(moment, forces) if known_on else as_happened_by(moment, forces)
    extracts = [extract for extract in snapshot.coverage if not forces or extract.force in forces]
    if not extracts:
        raise Refused("there are no records to judge", mend="load some first: openpeel load")
    tables = {table.name for one in asked_of for table in columns_read(one.unit, one.facts_used())}
    concerned = [extract for extract in extracts if extract.table in tables]
    ends: dict[str, datetime] = {}
    for extract in concerned or extracts:
        ends[extract.force] = max(extract.extracted_at, ends.get(extract.force, extract.extracted_at))
    if tables and len({london_day(moment) for moment in ends.values()}) > 1:
        raise _ends_differ(ends) if concerned else _nothing_of(tables)
    return as_happened_by(max(ends.values()), forces)


def _ends_differ(ends: dict[str, datetime]) -> Refused:
    shown = [f"{force} {london_day(moment - TICK)}" for force, moment in sorted(ends.items(), key=lambda one: one[1])]
    last = london_day(max(ends.values()) - TICK)
    return Refused(
        "the records of these forces end on different days, so there is no one day as at which to judge them",
        where=", ".join(shown[:8]) + (f" and {len(shown) - 8} more" if len(shown) > 8 else ""),
        why="judged as at the latest, what the others did since is not known",
        mend=f"judge one at a time (--force {shown[0].split()[0]}), or give the day: --as-happened-by {last}",
    )


def _nothing_of(tables: Iterable[str]) -> Refused:
    first, *others = sorted(tables)
    return Refused(
        f"nothing is loaded of what is to be judged: {', '.join([first, *others])}",
        mend=f"draft how an extract maps to a table, and load it: openpeel new mapping FILE --table {first}",
    )


def _moment_named(text: str) -> datetime:
    try:
        if not _DAY_OR_TIME.fullmatch(text):
            raise ValueError
        return period_named(text)[1]
    except (ValueError, OverflowError):
        raise Refused(
            "the moment of judging is no day or time", mend="write it as 2024-03-31, or 2024-03-31T18:00 in UTC"
        ) from None


_DAY_OR_TIME = re.compile(r"\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?)?", re.ASCII)
"""A month, a day or a time in UTC: a zone behind it would be left out unsaid, and other forms mean other moments."""


def must_have_records(snapshot: Snapshot, forces: Iterable[str]) -> None:
    """Raise Refused, with the nearest names, for a force of which nothing was loaded."""
    known = snapshot.forces()
    for force in forces:
        if force not in known:
            advice = near(force, known)
            raise Refused(
                f"there are no records of a force '{force}'",
                mend=f"did you mean {advice}?" if advice else f"the forces are: {', '.join(known)}",
            )


def runs_folder(data: Path) -> Path:
    """Where the runs over the records of a data folder are kept."""
    return data / "runs"


def chosen_run(data: Path, identifier: str | None, standard: str | None = None, force: str | None = None) -> Run:
    """The run that was asked for, else the newest that judged ``standard``, of ``force`` if named.

    Without a force, of runs over different forces the newest that found a case. Raises Refused where there is none.
    """
    folders = run_folders(runs_folder(data))
    if not folders:
        raise Refused("nothing has been judged yet", where=str(data), mend="judge the records first: openpeel evaluate")
    if identifier is not None:
        folder = next((folder for folder in folders if folder.name == identifier), None)
        if folder is None:
            raise Refused(f"there is no run '{identifier}'", mend="leave --run out for the newest")
        return open_run(folder)
    if standard is None:
        return open_run(folders[0])
    runs = runs_by_forces(data, standard)
    if force is not None:
        return next((run for run in runs if not run.as_at.forces or force in run.as_at.forces), runs[0])
    return next((run for run in runs if Ledger(run).count(standard)), runs[0])


def runs_by_forces(data: Path, standard: str) -> list[Run]:
    """The newest run that judged a standard, and older ones that judged forces which none before them did.

    Raises Refused where there is none.
    """
    found: list[Run] = []
    judged: set[str] = set()
    for run in runs_that_judged(data, standard):
        forces = set(run.as_at.forces)
        if not forces or forces - judged:
            found.append(run)
        if not forces:
            break
        judged |= forces
    return found


def say_of_other_forces(data: Path, run: Run, standard: str) -> None:
    """Say on stderr which forces' cases another run has, where the one at hand is the newest that has any."""
    others = [one for one in runs_by_forces(data, standard) if one.id != run.id]
    forces = {force for one in others for force in tallies_by_force(one, standard)} - set(run.as_at.forces)
    if run.as_at.forces and forces:
        click.echo(
            f"These are of {', '.join(run.as_at.forces)}; --force shows those of {', '.join(sorted(forces))}.", err=True
        )


def tallies_by_force(run: Run, standard: str) -> dict[str, Tally]:
    """The tally of each force that has a case under a standard in a run, by force."""
    counted = Ledger(run).tallies(["force"]).items()
    return {group.force: tally for group, tally in counted if group.standard == standard and group.force is not None}


def runs_that_judged(data: Path, standard: str) -> Iterator[Run]:
    """The runs that judged a standard, newest first. Raises Refused where there is none."""
    found = False
    for folder in run_folders(runs_folder(data)):
        run = open_run(folder)
        if standard in {judged.id for judged in run.standards}:
            found = True
            yield run
    if not found:
        raise Refused(
            f"no run has judged the standard '{standard}'", mend=f"judge it: openpeel evaluate --standard {standard}"
        )


def say_if_changed(run: Run, standard: Standard) -> None:
    """Say on stderr where a standard is defined otherwise today than when a run judged by it."""
    judged = next((one for one in run.standards if one.id == standard.id), None)
    if judged is not None and judged.fingerprint != fingerprint(standard):
        click.echo(f"{standard.id} has been changed since run {run.id}; openpeel evaluate judges anew.", err=True)


def say_if_set_aside(snapshot: Snapshot, standards: Iterable[Standard]) -> None:
    """Say on stderr where rows that standards rest on were set aside when loaded, and are not stored since."""
    tables = {rest.table for standard in standards for rest in rests_of(standard)}
    counts = {table.name: len(snapshot.unstored(table, snapshot.coverage)) for table in tables}
    named = ", ".join(f"{name} ({count:,})" for name, count in sorted(counts.items()) if count)
    if named:
        click.echo(
            f"Mind: rows were set aside when loaded, of {named}. Cases that they may be about are unknown. openpeel "
            "quarantine says why.",
            err=True,
        )


def why_unknown(tallies: Iterable[Tally]) -> str:
    """How many cases cannot be told for which reason, the most frequent first; empty where all can be."""
    counts: Counter[Reason] = Counter()
    for tally in tallies:
        counts.update(tally.reasons)
    return "; ".join(f"{reason.words} ({count:,})" for reason, count in counts.most_common() if count)


UNKNOWN_FLAGGED = 0.1
"""Unknown cases, as a share of those that a rate counts, from which the rate carries a flag."""


def rate_of(tally: Tally) -> Interval | None:
    """The rate with its interval; None where no case is due. It speaks of every record, so of ordinary variation."""
    if not tally.n:
        return None
    return proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)


def tally_row(tally: Tally) -> dict[str, NumberShown | SpanShown | int]:
    """A tally as the columns of a table, the rate with its interval and with its bounds from the unknown."""
    interval = rate_of(tally)
    return {
        "met": NO_NUMBER if interval is None else as_share(interval.estimate),
        "95% interval": NO_SPAN if interval is None else as_share_span(interval.low, interval.high),
        "n": tally.n,
        "if unknown": _bounds(tally),
        "late": tally.late,
        "overdue": tally.overdue,
        "pending": tally.pending,
        "excused": tally.excused,
        "unknown": tally.unknown,
    }


def _bounds(tally: Tally) -> SpanShown:
    if not tally.unknown_due or tally.lowest is None or tally.highest is None:
        return NO_SPAN
    return as_share_span(tally.lowest, tally.highest)


COUNTS = ("met", "95% interval", "n", "if unknown", "late", "overdue", "pending", "excused", "unknown")
"""The columns of :func:`tally_row` that are set flush right."""

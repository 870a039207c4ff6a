"""Comparing forces by judged records: a standard's rate, or an indicator."""

from __future__ import annotations

from pathlib import Path

from openpeel import library
from openpeel.cli.comparing.question import NAME, Question, per_residents
from openpeel.cli.judging import UNKNOWN_FLAGGED, moment_of_judging, runs_that_judged, tallies_by_force
from openpeel.engine.measures import Counted, count
from openpeel.engine.runs import Run
from openpeel.engine.tallies import Tally
from openpeel.errors import Refused
from openpeel.language.indicators import Indicator, Rate
from openpeel.records.store import Store
from openpeel.reports.indicator_figures import period_of, residents_of
from openpeel.statistics.side_by_side import compare_rates, compare_shares


def of_standard(data: Path, identifier: str) -> Question:
    """A standard's rate in each force, of the newest judging of it. Raises Refused for fewer than two forces."""
    run, tallies = _newest_of_several(data, library.standard(identifier).id)
    flags = {
        force: f"{tally.unknown_due:,} more cases cannot be told: the rate is {tally.lowest:.1%} if all were missed "
        f"and {tally.highest:.1%} if all were met"
        for force, tally in tallies.items()
        if tally.unknown_due > UNKNOWN_FLAGGED * tally.n
    }
    what = f"{identifier}, met of those due"
    return Question(
        compare_shares(
            {force: tally.met for force, tally in tallies.items()},
            {force: tally.n for force, tally in tallies.items()},
            flags=flags,
        ),
        what,
        what,
        "cases due",
        "all that the records cover",
        (f"Source: run {run.id}, {run.as_at}; cases due by then.",),
    )


def _newest_of_several(data: Path, identifier: str) -> tuple[Run, dict[str, Tally]]:
    """The newest run with cases of two forces or more, and their tallies. Raises Refused where there is none."""
    newest: dict[str, Tally] | None = None
    for run in runs_that_judged(data, identifier):
        tallies = {force: tally for force, tally in tallies_by_force(run, identifier).items() if tally.n}
        if len(tallies) > 1:
            return run, tallies
        newest = tallies if newest is None else newest
    raise _too_few(list(newest or {}), identifier, f"openpeel trend --standard {identifier}")


def of_indicator(data: Path, identifier: str) -> Question:
    """An indicator in each force with records, as now known. Raises Refused for fewer than two forces."""
    chosen = library.indicator(identifier)
    snapshot = Store(data).snapshot()
    as_at = moment_of_judging(snapshot, None, None)
    counted = [one for one in count(snapshot, chosen, as_at) if one.years]
    notes = [f"Source: {chosen.source}; {as_at}.", *chosen.caveats]
    periods = {period_of(one) for one in counted}
    if len(periods) > 1:
        shown = "; ".join(f"{NAME.get(one.force, one.force)} {period_of(one)}" for one in counted)
        notes.append(f"The forces' records are of different times, so that a gap may be one of time: {shown}.")
    when = periods.pop() if len(periods) == 1 else "times that differ"
    if isinstance(chosen.measure, Rate):
        return _rates(chosen, chosen.measure, counted, when, notes)
    told = {one.force: one.whole - one.unknown for one in counted if one.whole > one.unknown}
    if len(told) < 2:
        raise _too_few(list(told), identifier, f"openpeel indicator {identifier}")
    flags = {
        one.force: f"{one.unknown:,} more cannot be told"
        for one in counted
        if one.unknown > UNKNOWN_FLAGGED * told.get(one.force, 0)
    }
    compared = compare_shares({one.force: one.part for one in counted if one.force in told}, told, flags=flags)
    return Question(compared, chosen.says, chosen.says, "cases", when, tuple(notes))


def _rates(chosen: Indicator, measure: Rate, counted: list[Counted], when: str, notes: list[str]) -> Question:
    people = {one.force: found for one in counted if (found := residents_of(one.force, measure.denominator))}
    without = [NAME.get(one.force, one.force) for one in counted if one.force not in people]
    if without:
        notes.append(f"In no rank, for want of residents to divide by: {', '.join(without)}.")
    if len(people) < 2:
        raise _too_few(list(people), chosen.id, f"openpeel indicator {chosen.id}")
    compared = compare_rates(
        {one.force: one.whole for one in counted if one.force in people},
        {one.force: people[one.force] * one.years for one in counted if one.force in people},
        per=measure.per,
    )
    notes.append(f"Residents: {measure.denominator.title}, times the years that the records cover.")
    return Question(
        compared,
        chosen.says,
        per_residents("a year", measure.per, measure.denominator.who),
        f"{measure.denominator.who} times years",
        when,
        tuple(notes),
    )


def _too_few(forces: list[str], identifier: str, by_itself: str) -> Refused:
    only = f"only {NAME.get(forces[0], forces[0])} has" if forces else "no force has"
    return Refused(
        f"{only} cases that '{identifier}' counts",
        why="a comparison needs two forces or more",
        mend=f"load another force's records and judge them (openpeel load, openpeel evaluate); one force by itself: "
        f"{by_itself}",
    )

"""The points that `openpeel trend` follows, out of a force's records: a standard's rate, or an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from openpeel import library
from openpeel.cli.judging import UNKNOWN_FLAGGED, chosen_run, moment_of_judging
from openpeel.cli.series import Series
from openpeel.engine.ledger import Ledger
from openpeel.engine.measures import Counted, count
from openpeel.engine.tallies import Tally
from openpeel.engine.times import bounds_of, has_ended
from openpeel.engine.verdicts import Reason
from openpeel.errors import Refused
from openpeel.language import indicators
from openpeel.language.forces import force_or_none
from openpeel.language.indicators import Indicator, Median, Over, Rate
from openpeel.language.periods import day_begins
from openpeel.records.store import Store
from openpeel.reports.indicator_figures import residents_of
from openpeel.statistics import rates
from openpeel.statistics.spc import Better

WAY = {
    indicators.Better.HIGHER: Better.UP,
    indicators.Better.LOWER: Better.DOWN,
    indicators.Better.NEUTRAL: Better.NEITHER,
}


def of_standard(data: Path, standard: str, force: str | None) -> Series:
    """The cases met and due in each month, of the newest run that judged the standard.

    The month of judging itself is left out as unfinished, and so is a month of which the records tell too few cases:
    what was done can be told before what was not, so that its rate would be too high.
    """
    run = chosen_run(data, None, standard, _identifier(force))
    tallies = Ledger(run).tallies_by_month(standard, _identifier(force))
    ended = {month: tally for month, tally in sorted(tallies.items()) if has_ended(month, run.as_at.moment)}
    whole = {month: tally for month, tally in ended.items() if not _is_cut_off(tally)}
    notes = [f"Source: run {run.id}, {run.as_at}; cases by the month in which they fell due."]
    if left_out := [month for month in ended if month not in whole]:
        months = ", ".join(f"{month:%Y-%m}" for month in left_out)
        notes.append(f"Left out, since the records loaded tell too few of the cases that were due: {months}.")
    if untold := sum(tally.unknown_due for tally in whole.values()):
        notes.append(f"{untold:,} cases cannot be told and are in no point.")
    if len(whole) < 2:
        raise Refused(
            f"'{standard}' has cases due in {len(whole)} whole months",
            why=notes[1] if left_out else None,
            mend="a trend needs two or more",
        )
    return Series(
        list(whole),
        [float(tally.met) for tally in whole.values()],
        [tally.n for tally in whole.values()],
        f"{standard}, met of those due",
        tuple(notes),
        better=Better.UP,
    )


def _is_cut_off(tally: Tally) -> bool:
    return not tally.n or tally.reasons.get(Reason.NOT_COVERED, 0) > UNKNOWN_FLAGGED * tally.n


def of_indicator(data: Path, identifier: str, force: str | None) -> Series:
    """An indicator of one force in each month that its records cover whole, as now known.

    A share is its counts, so that months are as sure as they are large; a rate is for each resident and year, or the
    count of the month where the force has no published denominator; a median is of the month's own times.
    Raises Refused where several forces have records and none is named, and for fewer than two whole months.
    """
    chosen = library.indicator(identifier)
    snapshot = Store(data).snapshot()
    as_at = moment_of_judging(snapshot, None, None)
    counted = count(snapshot, chosen, as_at, over=[Over.MONTH])
    if chosen.by:
        raise Refused(
            f"'{identifier}' is always given by {' and '.join(chosen.unit.name_of(column) for column in chosen.by)}",
            mend=f"openpeel indicator {identifier} --over month",
        )
    forces = sorted({one.force for one in counted})
    wanted = _identifier(force) or (forces[0] if len(forces) == 1 else None)
    if wanted not in forces:
        raise Refused(
            f"no record of {force} counts towards '{identifier}'" if force else "records of several forces count",
            mend=f"name one with --force: {', '.join(forces)}" if forces else "openpeel coverage shows what is there",
        )
    months = {_month(one): one for one in counted if one.force == wanted}
    whole = {month: one for month, one in sorted(months.items()) if _is_whole(one, month)}
    if isinstance(chosen.measure, Rate):
        whole = _with_empty_months(whole, count(snapshot, chosen, as_at), wanted)
    if len(whole) < 2:
        raise Refused(
            f"the records cover {len(whole)} whole months with cases of '{identifier}'",
            mend="a trend needs two or more",
        )
    notes = [f"Source: {chosen.source}; {as_at}; by the month in which each began.", *chosen.caveats]
    if left_out := len(months) - sum(month in whole for month in months):
        notes.append(f"{left_out} months that the records cover in part are left out.")
    return _series(chosen, whole, wanted, notes)


def _series(chosen: Indicator, months: dict[date, Counted], force: str, notes: list[str]) -> Series:
    when, better = list(months), WAY[chosen.better]
    if isinstance(chosen.measure, Rate):
        denominator, per = chosen.measure.denominator, chosen.measure.per
        people = residents_of(force, denominator)
        if people is None:
            notes.append("For want of residents to divide by, the points are counts of the month.")
            counts = [float(one.whole) for one in months.values()]
            return Series(when, counts, None, chosen.says, tuple(notes), better=better)
        notes.append(f"For each {per:,} {denominator.who} and year: {denominator.title}.")
        each = [float(rates.rate(one.whole, people * one.years, per)[0]) for one in months.values()]
        return Series(when, each, None, chosen.says, tuple(notes), better=better)
    untold = sum(one.unknown for one in months.values())
    if untold:
        notes.append(f"{untold:,} cases cannot be told and are in no point.")
    if isinstance(chosen.measure, Median):
        told = {month: one.values for month, one in months.items() if one.values}
        middle = [median(values) for values in told.values()]
        what = f"{chosen.says}, in {chosen.measure.unit}"
        return Series(list(told), middle, None, what, tuple(notes), better=better)
    shares = {month: one for month, one in months.items() if one.whole > one.unknown}
    return Series(
        list(shares),
        [float(one.part) for one in shares.values()],
        [one.whole - one.unknown for one in shares.values()],
        chosen.says,
        tuple(notes),
        better=better,
    )


def _identifier(force: str | None) -> str | None:
    """The identifier of a force in any spelling; a made force, which is none of the 43, is called as it is."""
    known = force_or_none(force) if force else None
    return known.identifier if known else force


def _month(one: Counted) -> date:
    return date.fromisoformat(f"{one.group[Over.MONTH.value]}-01")


def _bounds(month: date) -> tuple[datetime, datetime]:
    return bounds_of(Over.MONTH, day_begins(month))


def _is_whole(one: Counted, month: date) -> bool:
    return _bounds(month) in one.periods


def _with_empty_months(months: dict[date, Counted], in_all: Sequence[Counted], force: str) -> dict[date, Counted]:
    """With the months that the records cover whole and in which nothing happened: their count is nought."""
    filled = dict(months)
    for begins, ends in (period for one in in_all if one.force == force for period in one.periods):
        month = begins.date().replace(day=1)
        while month <= ends.date():
            first, following = _bounds(month)
            if begins <= first and following <= ends:
                filled.setdefault(month, Counted(force, 0, 0, 0, ((first, following),)))
            month = (month + timedelta(days=31)).replace(day=1)
    return dict(sorted(filled.items()))

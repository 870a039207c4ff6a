"""Evidence that the force's own records give: each standard's tally and each indicator's figure, for one force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from openpeel.engine.cases import CaseReader
from openpeel.engine.clocks import AsAt
from openpeel.engine.ledger import Ledger
from openpeel.engine.measures import Counted as Measurement
from openpeel.engine.runs import Run
from openpeel.engine.tallies import Tally
from openpeel.errors import Refused
from openpeel.inspection.evidence.evidence import Basis, Direction, Evidence, Protection, Reach, Source
from openpeel.inspection.evidence.figures import Counted, Measured
from openpeel.inspection.evidence.human_verdicts import HumanVerdict, Reviewed, latest_of_each_case, outranked
from openpeel.inspection.evidence.standing import Asked, Standing, asked_of, side_of, standing
from openpeel.language.framework import Area
from openpeel.language.indicators import Indicator, Median, Rate
from openpeel.language.periods import day_begins, london_day
from openpeel.language.standards import Standard
from openpeel.records.store import Store
from openpeel.statistics import rates
from openpeel.statistics.intervals import SpeaksOf
from openpeel.statistics.quantiles import FEWEST_FOR_MEDIAN, quantile

RECORDS = Source(Protection.ATTRIBUTED, who="the force's records")


@dataclass(frozen=True)
class Judged:
    """What a run says of one standard for one force, and what people who read some of its cases found."""

    standard: Standard
    machine: Tally
    """By the records alone."""
    run: Run
    reviewed: tuple[Reviewed, ...] = ()
    beside: Tally = field(default_factory=Tally)
    """By the records alone, the cases of the same run that are not counted here: due in no part of the period."""

    @property
    def tally(self) -> Tally:
        """With people's findings in place of the machine's verdicts."""
        return outranked(self.machine, self.reviewed)

    @property
    def differing(self) -> int:
        """Cases on which people and the machine disagree."""
        return sum(case.differs for case in self.reviewed)

    @property
    def review_words(self) -> str:
        """What people who read cases found beside the machine; empty where none was read."""
        if not self.reviewed:
            return ""
        return (
            f"People read {len(self.reviewed):,} of these cases and found otherwise in {self.differing:,}; their "
            f"findings are counted here. By the records alone {self.machine.met:,} of {self.machine.n:,} were met."
        )

    @property
    def day(self) -> date:
        """The London day by whose end it was judged."""
        return london_day(self.run.as_at.moment)

    def standing(self, without_target: float) -> Standing | None:
        """How it stands to its target; None where no case is due of which it can be told."""
        return standing_of(self.tally, asked_of(self.standard.targets, self.day, without_target))


def standing_of(tally: Tally, asked: Asked) -> Standing | None:
    """The standing of a tally: every record counts, so its interval is of ordinary variation."""
    return standing(tally.met, tally.n, tally.unknown_due, asked, speaks_of=SpeaksOf.ORDINARY_VARIATION)


class NothingJudged(Refused):
    """No run has a case of a force; what would mend it names the forces that have some."""


def judged_by(
    runs: Sequence[Run],
    standards: Mapping[str, Standard],
    area: Area,
    force: str,
    begins: date | None = None,
    ends: date | None = None,
) -> dict[str, Judged]:
    """Of each standard of ``area`` what the newest of ``runs`` (newest first) says of ``force``.

    Only cases that fell due from ``begins`` to ``ends`` (both days included), where these are given. Raises
    NothingJudged where no run has a case of the force.
    """
    first = None if begins is None else day_begins(begins)
    after = None if ends is None else day_begins(ends + timedelta(days=1))
    found: dict[str, Judged] = {}
    forces: set[str] = set()
    for run in runs:
        ledger = Ledger(run)
        every = ledger.tallies(["force"])
        forces |= {group.force or "" for group in every}
        within = ledger.tallies(["force"], due_from=first, due_until=after) if first or after else every
        for group, tally in within.items():
            standard = standards.get(group.standard)
            if standard is not None and standard.area is area and group.force == force:
                beside = every[group].without(tally)
                found.setdefault(group.standard, Judged(standard, tally, run, beside=beside))
    if force not in forces:
        raise NothingJudged(
            f"no records of a force '{force}' have been judged",
            mend=f"the forces are: {', '.join(sorted(forces))}" if forces else "judge them: openpeel evaluate",
        )
    return {name: found[name] for name in sorted(found)}


def with_reviews(judged: Mapping[str, Judged], verdicts: Sequence[HumanVerdict], store: Store) -> dict[str, Judged]:
    """The judged standards with what people found of single cases.

    Raises Refused, for all at once, where a case is not in the ledger or its name means several.
    """
    changed = dict(judged)
    faults: list[str] = []
    for (name, case), verdict in latest_of_each_case(verdicts).items():
        if name not in judged:
            faults.append(f"{name}: not judged in this area")
            continue
        one = judged[name]
        reader = CaseReader(store.snapshot(one.run.snapshot), one.run.as_at)
        fact = one.standard.unit.name_of(one.standard.shows.case)
        rows = [
            row
            for unit in reader.find(one.standard.unit, fact, case)
            for row in Ledger(one.run).of_unit(unit)
            if row.standard == name
        ]
        if len(rows) != 1:
            faults.append(f"{name}: {'no case' if not rows else f'{len(rows)} cases'} of the name that a reviewer gave")
            continue
        reviewed = Reviewed(rows[0].verdict, rows[0].is_due, verdict.finds)
        changed[name] = replace(changed[name], reviewed=(*changed[name].reviewed, reviewed))
    if faults:
        raise Refused(
            f"{len(faults)} findings of reviewers fit no case",
            where="; ".join(faults),
            why="a finding that is left out would change the figures unseen",
            mend="name the case as openpeel worklist does",
        )
    return changed


def evidence_of_standard(judged: Judged, says: str, without_target: float) -> Evidence:
    """A standard's tally as evidence; ``says`` is its finding in words."""
    tally, stands = judged.tally, judged.standing(without_target)
    return Evidence(
        id=judged.standard.id,
        says=says,
        basis=Basis.ALL_RECORDS,
        characteristic=judged.standard.characteristic,
        direction=side_of(stands),
        on=judged.day,
        source=RECORDS,
        reach=Reach(tally.n, tally.n + tally.unknown_due or None, "cases that are due"),
        figure=Counted(tally.met, tally.n, unknown=tally.unknown_due, sample=False) if tally.n else None,
        standard=judged.standard.id,
    )


def evidence_of_indicator(
    indicator: Indicator, counted: Measurement, as_at: AsAt, residents: int | None = None
) -> Evidence | None:
    """An indicator's figure as evidence for neither side; None where too little counts towards it for an interval.

    ``residents`` are those that a rate divides by; of a group, the sentence says which.
    """
    group = ", ".join(f"{name.removeprefix('is_').replace('_', ' ')}: {value}" for name, value in counted.group.items())
    figure = _figure(indicator, counted, residents)
    if figure is None:
        return None
    return Evidence(
        id=indicator.id,
        says=f"{indicator.says}, {group}" if group else indicator.says,
        basis=Basis.ALL_RECORDS,
        characteristic=indicator.characteristic,
        direction=Direction.NEITHER,
        on=london_day(as_at.moment),
        source=RECORDS,
        reach=Reach(counted.whole, None, "records"),
        figure=figure,
    )


def _figure(indicator: Indicator, counted: Measurement, residents: int | None) -> Counted | Measured | None:
    measure = indicator.measure
    if isinstance(measure, Rate):
        if residents is None or not counted.years:
            return None
        rate, low, high = (float(x) for x in rates.rate(counted.whole, residents * counted.years, measure.per))
        return Measured(rate, low, high, counted.whole, f"for each {measure.per:,} {measure.denominator.title}, a year")
    if isinstance(measure, Median):
        if len(counted.values) < FEWEST_FOR_MEDIAN:
            return None
        return Measured(*quantile(counted.values), len(counted.values), measure.unit, unknown=counted.unknown)
    told = counted.whole - counted.unknown
    return Counted(counted.part, told, unknown=counted.unknown, sample=False) if told else None

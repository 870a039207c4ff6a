"""What people who read a case found: it stands beside the machine's verdict, and outranks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Verdict
from openpeel.inspection.evidence.entered import Entered
from openpeel.inspection.evidence.evidence import Name, Words


class CaseFinding(StrEnum):
    """What a reviewer found of a case under a standard."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"
    DOES_NOT_APPLY = "does not apply"


@dataclass(frozen=True)
class HumanVerdict(Entered):
    """A reviewer's finding on one case."""

    standard: Name
    case: Words
    """The case as the worklist names it."""
    finds: CaseFinding
    by: Words
    on: date
    why: Words


@dataclass(frozen=True)
class Reviewed:
    """A case of the ledger that people reviewed: what the machine said, and what they found."""

    machine: Verdict
    is_due: bool
    finds: CaseFinding

    @property
    def differs(self) -> bool:
        """Whether they disagree."""
        said = {
            Verdict.MET: CaseFinding.MET,
            Verdict.LATE: CaseFinding.NOT_MET,
            Verdict.OVERDUE: CaseFinding.NOT_MET,
            Verdict.UNKNOWN: CaseFinding.CANNOT_TELL,
        }
        return said.get(self.machine) is not self.finds


def latest_of_each_case(verdicts: Sequence[HumanVerdict]) -> dict[tuple[str, str], HumanVerdict]:
    """The last finding on each case of each standard: a later reader's takes the place of an earlier one's."""
    found: dict[tuple[str, str], HumanVerdict] = {}
    for verdict in sorted(verdicts, key=lambda one: one.on):
        found[verdict.standard, verdict.case] = verdict
    return found


def outranked(tally: Tally, reviewed: Sequence[Reviewed]) -> Tally:
    """The tally with people's findings in place of the machine's verdicts; a case found 'not met' counts as overdue."""
    for case in reviewed:
        if case.differs:
            tally = _moved(tally, case)
    return tally


def _moved(tally: Tally, case: Reviewed) -> Tally:
    counts = dict.fromkeys(("met", "late", "overdue", "met_early", "pending", "excused", "unknown", "unknown_due"), 0)
    if case.machine is Verdict.MET:
        counts["met" if case.is_due else "met_early"] -= 1
    else:
        counts[case.machine.name.lower()] -= 1
        if case.machine is Verdict.UNKNOWN and case.is_due:
            counts["unknown_due"] -= 1
    if case.finds is CaseFinding.MET:
        counts["met"] += 1
    elif case.finds is CaseFinding.NOT_MET:
        counts["overdue"] += 1
    elif case.finds is CaseFinding.CANNOT_TELL:
        counts["unknown"] += 1
        counts["unknown_due"] += 1
    return replace(tally, **{name: getattr(tally, name) + change for name, change in counts.items()})

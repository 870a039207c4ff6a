"""How well verdicts agree with the truth: what was found, what was missed, and what was called wrong and is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from benchmarks.truth.judging import Judged, Told
from benchmarks.truth.matters import Pair
from openpeel.engine.verdicts import Verdict
from openpeel.synthetic.scenario import Fate

WRONG = {Fate.LATE, Fate.NOT_DONE}


class Said(Enum):
    """What a standard says of a case, as far as this comparison goes."""

    WRONG = "wrong"
    RIGHT = "right"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Score:
    """A standard held against the truth of its matter."""

    pair: Pair
    cases: int
    """Of which the truth is told."""
    wrong: int
    """Truly wrong."""
    found: int
    """Truly wrong, and called wrong."""
    false_alarms: int
    """Called wrong, and truly right."""
    cannot_tell: int
    """Of which the records cannot tell."""
    left_open: int
    """Of these, the standard says so, or nothing."""
    guessed: int
    """Of these, called wrong or right."""
    not_in_truth: int
    """Called wrong, and the truth does not know of the case."""
    missed: Counter[str]
    """What was missed, by scenario."""

    @property
    def called(self) -> int:
        """All that were called wrong and of which the truth is told for certain."""
        return self.found + self.false_alarms

    @property
    def precision(self) -> float | None:
        """Share truly wrong of what is called wrong."""
        return self.found / self.called if self.called else None

    @property
    def recall(self) -> float | None:
        """Share called wrong of what is truly wrong."""
        return self.found / self.wrong if self.wrong else None


def score(judged: Judged, pair: Pair) -> Score:
    """Hold the verdicts of a standard against the truth of its matter."""
    verdicts = judged.verdicts[pair.standard]
    matters = [pair.matter] if pair.also is None else [pair.also, pair.matter]
    told = {_name(pair, one): one for matter in matters for one in judged.truth.get(matter, [])}
    said = {name: _said(verdicts.get(name, [])) for name in told}
    wrong = [name for name, one in told.items() if one.fate in WRONG]
    open_ones = [name for name, one in told.items() if one.fate is Fate.CANNOT_TELL]
    certain = [name for name, one in told.items() if one.fate not in WRONG | {Fate.CANNOT_TELL, Fate.NOT_SEEN}]
    guessed = sum(said[name] in (Said.WRONG, Said.RIGHT) for name in open_ones)
    return Score(
        pair,
        cases=len(told),
        wrong=len(wrong),
        found=sum(said[name] is Said.WRONG for name in wrong),
        false_alarms=sum(said[name] is Said.WRONG for name in certain),
        cannot_tell=len(open_ones),
        left_open=len(open_ones) - guessed,
        guessed=guessed,
        not_in_truth=sum(_said(found) is Said.WRONG for name, found in verdicts.items() if name not in told),
        missed=Counter(told[name].scenario for name in wrong if said[name] is not Said.WRONG),
    )


def _name(pair: Pair, told: Told) -> tuple[str, str]:
    return (pair.by or told.table, told.key)


def _said(verdicts: list[Verdict]) -> Said:
    """Of several duties, what is wrong weighs most, then what is right, then what nobody knows."""
    found = set(verdicts)
    if found & {Verdict.LATE, Verdict.OVERDUE}:
        return Said.WRONG
    if found & {Verdict.MET, Verdict.EXCUSED, Verdict.PENDING}:
        return Said.RIGHT
    return Said.UNKNOWN if found else Said.NOTHING

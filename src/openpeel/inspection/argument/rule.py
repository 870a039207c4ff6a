"""The rule of the argument, as a dated table: local settings throughout, for no formula is published."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from openpeel.errors import Refused
from openpeel.inspection.framework.grades import Grade


@dataclass(frozen=True)
class Rule:
    """The numbers by which evidence becomes a band of grades, in force from ``since``. All shares are 0 to 1."""

    since: date
    source: str
    outstanding_from: float
    good_from: float
    adequate_from: float
    beyond_good: int
    shown_from: float
    partly_from: float
    enough_weight: float
    without_target: float

    def grade(self, share: float, beyond_good: int) -> Grade:
        """The grade that a share of characteristics shown supports, without a cause of concern."""
        if share >= self.outstanding_from and beyond_good >= self.beyond_good:
            return Grade.OUTSTANDING
        if share >= self.good_from:
            return Grade.GOOD
        return Grade.ADEQUATE if share >= self.adequate_from else Grade.REQUIRES_IMPROVEMENT

    @property
    def words(self) -> tuple[str, ...]:
        """The rule in sentences."""
        return (
            "A standard counts for its characteristic where its share reaches its target beyond doubt, and against it "
            "where it falls short beyond doubt: neither ordinary variation nor cases that cannot be told could change "
            f"that. A standard without a target of its own is asked for {self.without_target:.0%}.",
            f"A characteristic is shown where {self.shown_from:.0%} or more of its evidence by weight is for it, "
            f"partly shown from {self.partly_from:.0%}, else not shown. Where a critical standard falls short beyond "
            "doubt it is at most partly shown. 'Much' weighs twice as much as 'some', 'some' twice as 'little'. "
            "Evidence that weighs less than two times 'some' is thin: what it lacks counts as an open question.",
            f"An area is good from {self.good_from:.0%} of its characteristics shown (partly shown counts half), "
            f"adequate from {self.adequate_from:.0%}, and requires improvement below. Outstanding needs "
            f"{self.outstanding_from:.0%} and evidence beyond good in {self.beyond_good} characteristics. A cause of "
            "concern makes it inadequate.",
            "The band takes in what intervals and unknown cases leave open, and what would follow if either side's "
            "evidence weighed twice as much. No probability is given: none could be checked.",
        )


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, oldest first."""
    text = resources.files("openpeel.inspection.argument").joinpath("rule.toml").read_text(encoding="utf-8")
    return tuple(sorted((Rule(**row) for row in tomllib.loads(text)["rule"]), key=lambda rule: rule.since))


def rule_on(day: date) -> Rule:
    """The rule in force on ``day``; Refused for a day before the first."""
    begun = [rule for rule in rules() if rule.since <= day]
    if not begun:
        raise Refused(
            f"No rule of argument was in force on {day}.", why=f"The first is of {rules()[0].since}, with five grades."
        )
    return begun[-1]

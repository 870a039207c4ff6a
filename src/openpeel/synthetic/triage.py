"""THRIVE: assessed at the outset of a call, at its end, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from numpy.random import Generator

from openpeel.records.incidents import Incidents
from openpeel.records.triage import ELEMENTS, TriageEntries
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, Truth, row
from openpeel.synthetic.times import pick, start_of

LEVELS_SINCE = start_of(date(2022, 10, 1))
"""Since when the triage screen asks how high each element is."""

HIGH_RISK = "attending in time where risk was found to be high"
"""A matter that is played by others: by the call that finds the risk, and by whoever attends."""


@dataclass(frozen=True)
class Triage:
    """A call about which THRIVE should be done."""

    incident_id: str
    answered: datetime
    ended: datetime
    is_missing: bool
    """True in the time of which no extract of the triage system exists."""
    is_over: bool
    """True if the call ended before the records end."""
    grade: str = "priority"
    """The response grade that the log bears."""
    is_high_risk: bool = False
    handler_id: str | None = None


def assessed_at_the_outset(dice: Generator, case: Triage) -> Deed:
    """All of THRIVE was recorded in the first fifth of the call."""
    return _assessed(dice, case, 0.04, 0.19, Fate.IN_TIME)


def assessed_at_the_end(dice: Generator, case: Triage) -> Deed:
    """THRIVE was recorded in the last seconds of the call.

    Report, line 340: ‘where there was an assessment this was completed at the end of the call’.
    """
    return _assessed(dice, case, 0.93, 0.995, Fate.LATE)


def not_assessed(dice: Generator, case: Triage) -> Deed:
    """No THRIVE was recorded.

    Report, line 340: ‘in 18 out of 51 cases the victim's vulnerability was not assessed’.
    """
    return Deed(Fate.NOT_DONE)


def only_some_elements_assessed(dice: Generator, case: Triage) -> Deed:
    """Four of the six elements of THRIVE were recorded in the first fifth of the call.

    Report, line 150: ‘vulnerability isn't always assessed using a structured process’.
    """
    return _assessed(dice, case, 0.04, 0.19, Fate.NOT_DONE, tuple(ELEMENTS)[:4])


def records_lost_in_a_migration(dice: Generator, case: Triage) -> Deed:
    """Nobody knows: THRIVE of that month was not carried over to the new system.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL)


def _assessed(
    dice: Generator,
    case: Triage,
    first: float,
    last: float,
    fate: Fate,
    elements: tuple[str, ...] = tuple(ELEMENTS),
) -> Deed:
    length = (case.ended - case.answered).total_seconds()
    shares = sorted(dice.uniform(first, last, size=len(elements)))
    return Deed(
        fate,
        tuple(
            row(
                TriageEntries,
                entered_at=(made := case.answered + timedelta(seconds=round(share * length))),
                entry_id=f"{case.incident_id}/{number}",
                incident_id=case.incident_id,
                element=element,
                recorded_at=made,
                recorded_by=case.handler_id,
                level=_level(dice, case, element),
            )
            for number, (element, share) in enumerate(zip(elements, shares, strict=True), start=1)
        ),
    )


def _not_missing(case: Triage) -> bool:
    return not case.is_missing


TRIAGE = Matter(
    "assessing vulnerability at the outset of a call",
    (
        Scenario(records_lost_in_a_migration, 1, lambda case: case.is_missing),
        Scenario(assessed_at_the_outset, 40, _not_missing),
        Scenario(assessed_at_the_end, 25, lambda case: _not_missing(case) and case.is_over),
        Scenario(not_assessed, 32, _not_missing),
        Scenario(only_some_elements_assessed, 6, _not_missing),
    ),
)


def whole(case: Triage, deed: Deed) -> Truth:
    """Whether all six elements were assessed, whenever in the call."""
    fate = deed.fate
    if fate is not Fate.CANNOT_TELL:
        fate = Fate.IN_TIME if len(deed.rows) == len(ELEMENTS) else Fate.NOT_DONE
    what = f"{len(deed.rows)} of the six elements of THRIVE were recorded in the call."
    return Truth("assessing all of THRIVE", f"{len(deed.rows)} elements", Incidents.name, case.incident_id, fate, what)


def _level(dice: Generator, case: Triage, element: str) -> str:
    if case.is_high_risk:
        return "high" if element in ("risk", "harm") else pick(dice, ("medium", "high"))
    return pick(dice, ("low", "medium"), (6, 4))


def graded_by_the_risk(dice: Generator, case: Triage) -> Deed:
    """The risk was found to be high, and the log was graded for a prompt response."""
    return Deed(Fate.IN_TIME)


def graded_low_at_high_risk(dice: Generator, case: Triage) -> Deed:
    """The risk was found to be high, and the log was graded as one that can wait.

    Report, line 340: ‘should be used to inform the prioritisation given to the call’.
    """
    return Deed(Fate.NOT_DONE)


def risk_not_high(dice: Generator, case: Triage) -> Deed:
    """No element of THRIVE was found to be high."""
    return Deed(Fate.NOT_CONCERNED)


def level_not_kept_by_the_old_screen(dice: Generator, case: Triage) -> Deed:
    """Nobody knows: the old triage screen kept that each element was considered, not how high it was.

    Report, line 340: ‘to make sure that any risk, threat, and vulnerability relating to the caller is identified’.
    """
    return Deed(Fate.CANNOT_TELL)


def _on_the_old_screen(case: Triage) -> bool:
    return case.answered < LEVELS_SINCE


def _low(case: Triage) -> bool:
    return case.grade in ("scheduled", "no attendance")


GRADING = Matter(
    "grading by the risk that was found",
    (
        Scenario(level_not_kept_by_the_old_screen, 1, _on_the_old_screen),
        Scenario(risk_not_high, 1, lambda case: not case.is_high_risk and not _on_the_old_screen(case)),
        Scenario(
            graded_by_the_risk, 1, lambda case: case.is_high_risk and not _low(case) and not _on_the_old_screen(case)
        ),
        Scenario(
            graded_low_at_high_risk, 1, lambda case: case.is_high_risk and _low(case) and not _on_the_old_screen(case)
        ),
    ),
)


def where_risk_is_high(truths: Sequence[Truth], attending: Set[str]) -> Iterator[Truth]:
    """Of what is true of ``attending``, what is so where risk was found to be high; not known where no level was kept.

    Report, line 373: ‘calls from victims of the most serious crimes, where a delayed attendance could lead to’.
    """
    found = {truth.key: truth.fate for truth in truths if truth.matter == GRADING.name}
    lost = {truth.key for truth in truths if truth.matter == TRIAGE.name and truth.fate is Fate.CANNOT_TELL}
    for truth in truths:
        if truth.matter in attending and (truth.key in lost or found.get(truth.key) is Fate.CANNOT_TELL):
            yield replace(truth, matter=HIGH_RISK, fate=Fate.CANNOT_TELL)
        elif truth.matter in attending and found.get(truth.key, Fate.NOT_CONCERNED) is not Fate.NOT_CONCERNED:
            yield replace(truth, matter=HIGH_RISK)

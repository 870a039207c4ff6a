"""What the switchboard writes down before it passes a caller on: who is calling, and a first answer about risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, changed


@dataclass(frozen=True)
class Passing:
    """A switchboard leg from which the caller is passed on."""

    leg: Row
    answered: datetime
    transferred: datetime
    is_old: bool
    """True while the old telephony system kept neither."""

    def moment(self, dice: Generator) -> datetime:
        """Some moment of the talk with the operator."""
        seconds = (self.transferred - self.answered).total_seconds()
        return self.answered + timedelta(seconds=round(seconds * float(dice.uniform(0.2, 0.9))))


def details_taken_first(dice: Generator, case: Passing) -> Deed:
    """The caller's name and number were written down before the transfer."""
    return Deed(Fate.IN_TIME, (changed(case.leg, details_recorded_at=case.moment(dice)),))


def passed_on_without_details(dice: Generator, case: Passing) -> Deed:
    """The caller was passed on, and nothing says who it was.

    Report, line 365: ‘a real risk of the caller abandoning the call before the force recorded her contact details’.
    """
    return Deed(Fate.NOT_DONE, (case.leg,))


def details_not_kept_by_the_old_system(dice: Generator, case: Passing) -> Deed:
    """Nobody knows: the old telephony system did not keep what operators wrote down.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL, (case.leg,))


DETAILS = Matter(
    "taking down who is calling before passing the caller on",
    (
        Scenario(details_not_kept_by_the_old_system, 1, lambda case: case.is_old),
        Scenario(details_taken_first, 55, lambda case: not case.is_old),
        Scenario(passed_on_without_details, 45, lambda case: not case.is_old),
    ),
)


def risk_asked_first(dice: Generator, case: Passing) -> Deed:
    """The operator asked whether anybody was in danger, and wrote the answer down, before the transfer."""
    return Deed(Fate.IN_TIME, (changed(case.leg, risk_asked_at=case.moment(dice)),))


def passed_on_without_a_question_of_risk(dice: Generator, case: Passing) -> Deed:
    """The caller was passed on to wait again, and nobody had asked about danger.

    Report, line 365: ‘with no details being recorded and no assessment of risk carried out’.
    """
    return Deed(Fate.NOT_DONE, (case.leg,))


def risk_not_kept_by_the_old_system(dice: Generator, case: Passing) -> Deed:
    """Nobody knows: the old telephony system did not keep what operators asked.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL, (case.leg,))


RISK = Matter(
    "asking about risk before passing the caller on",
    (
        Scenario(risk_not_kept_by_the_old_system, 1, lambda case: case.is_old),
        Scenario(risk_asked_first, 45, lambda case: not case.is_old),
        Scenario(passed_on_without_a_question_of_risk, 55, lambda case: not case.is_old),
    ),
)

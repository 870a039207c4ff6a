"""Answering a call: what came of waiting for it, as the telephony system records it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from numpy.random import Generator

from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario

PROMPT = 10
"""Seconds within which a 999 call should be answered, as the report says (line 381)."""


@dataclass(frozen=True)
class Wait:
    """A call or a leg of one that came to its end: answered, or given up."""

    record: Row
    began: datetime
    answered: datetime | None
    abandoned: datetime | None

    @property
    def seconds(self) -> float:
        """How long the caller waited."""
        ended = self.answered or self.abandoned
        assert ended is not None
        return (ended - self.began).total_seconds()


def answered_promptly(dice: Generator, wait: Wait) -> Deed:
    """The call was answered within ten seconds."""
    return Deed(Fate.IN_TIME, (wait.record,))


def answered_after_a_wait(dice: Generator, wait: Wait) -> Deed:
    """The call was answered after more than ten seconds, since all were busy.

    Report, line 150: ‘needs to improve the time it takes to answer emergency calls’.
    """
    return Deed(Fate.LATE, (wait.record,))


def abandoned_after_a_wait(dice: Generator, wait: Wait) -> Deed:
    """The caller gave up after more than ten seconds without an answer.

    Report, line 355: ‘a call abandonment rate which exceeds the national standards’.
    """
    return Deed(Fate.NOT_DONE, (wait.record,))


def abandoned_at_once(dice: Generator, wait: Wait) -> Deed:
    """The caller rang off within ten seconds, before an answer was due."""
    return Deed(Fate.EXCUSED, (wait.record,))


def _answered(wait: Wait) -> bool:
    return wait.answered is not None


_ANSWERED_OR_NOT = (
    Scenario(answered_promptly, 1, lambda wait: _answered(wait) and wait.seconds <= PROMPT),
    Scenario(answered_after_a_wait, 1, lambda wait: _answered(wait) and wait.seconds > PROMPT),
    Scenario(abandoned_after_a_wait, 1, lambda wait: not _answered(wait) and wait.seconds > PROMPT),
    Scenario(abandoned_at_once, 1, lambda wait: not _answered(wait) and wait.seconds <= PROMPT),
)
"""What happens follows from the queue, so of each call only one is possible."""

ANSWERING = Matter("answering a 999 call", _ANSWERED_OR_NOT)
ANSWERING_FROM_QUEUE = Matter("answering a 999 call in the force's own queue", _ANSWERED_OR_NOT)
"""By the force's own clock, which starts when the BT operator has put the call through."""


HANDLER_WITHIN = 300
"""Seconds within which the made force wants a caller to 101 to have reached whoever deals with the call."""


def reached_in_the_force_s_own_time(dice: Generator, wait: Wait) -> Deed:
    """Whoever dealt with the call had answered within five minutes, however often the caller had waited."""
    return Deed(Fate.IN_TIME, (wait.record,))


def reached_after_more_than_the_force_s_own_time(dice: Generator, wait: Wait) -> Deed:
    """Whoever dealt with the call answered after more than five minutes in one queue or two.

    Report, line 369: ‘vulnerable people are waiting in control room queues for a long time’.
    """
    return Deed(Fate.LATE, (wait.record,))


def gave_up_after_the_force_s_own_time(dice: Generator, wait: Wait) -> Deed:
    """The caller gave up after more than five minutes.

    Report, line 369: ‘callers do not report their concerns’.
    """
    return Deed(Fate.NOT_DONE, (wait.record,))


def gave_up_before_the_time_was_over(dice: Generator, wait: Wait) -> Deed:
    """The caller gave up within five minutes: lost in a queue, and not yet late."""
    return Deed(Fate.EXCUSED, (wait.record,))


def rang_to_hear_how_a_case_stands(dice: Generator, wait: Wait) -> Deed:
    """The caller asked how a case stands, for which no call handler is needed."""
    return Deed(Fate.NOT_CONCERNED, (wait.record,))


def _asks_for_update(wait: Wait) -> bool:
    return wait.record.values["purpose"] == "update on a case"


def _is_long(wait: Wait) -> bool:
    return wait.seconds > HANDLER_WITHIN


REACHING_HANDLER = Matter(
    "reaching whoever deals with a call to 101",
    (
        Scenario(rang_to_hear_how_a_case_stands, 1, _asks_for_update),
        Scenario(
            reached_in_the_force_s_own_time,
            1,
            lambda wait: not _asks_for_update(wait) and _answered(wait) and not _is_long(wait),
        ),
        Scenario(
            reached_after_more_than_the_force_s_own_time,
            1,
            lambda wait: not _asks_for_update(wait) and _answered(wait) and _is_long(wait),
        ),
        Scenario(gave_up_after_the_force_s_own_time, 1, lambda wait: not _answered(wait) and _is_long(wait)),
        Scenario(gave_up_before_the_time_was_over, 1, lambda wait: not _answered(wait) and not _is_long(wait)),
    ),
)
"""Follows from the queues too."""


def reached_somebody(dice: Generator, wait: Wait) -> Deed:
    """Somebody answered in this queue."""
    return Deed(Fate.IN_TIME, (wait.record,))


def gave_up_at_the_switchboard(dice: Generator, wait: Wait) -> Deed:
    """The caller gave up before the switchboard answered.

    Report, line 355: ‘has a call abandonment rate which exceeds the national standards required’.
    """
    return Deed(Fate.NOT_DONE, (wait.record,))


def gave_up_in_the_control_room(dice: Generator, wait: Wait) -> Deed:
    """The caller had reached the control room by a line of its own, and gave up before anybody answered.

    Report, line 355: ‘a call abandonment rate which exceeds the national standards required’.
    """
    return Deed(Fate.NOT_DONE, (wait.record,))


def gave_up_in_the_second_queue(dice: Generator, wait: Wait) -> Deed:
    """The caller had reached the switchboard, was passed on, and gave up in the second queue.

    Report, line 369: ‘callers will abandon their call due to the wait and their information will be lost’.
    """
    return Deed(Fate.NOT_DONE, (wait.record,))


def gave_up_on_another_department(dice: Generator, wait: Wait) -> Deed:
    """The caller was put through to an officer or department where nobody answered.

    Report, line 367: ‘officers are not keeping victims well enough informed’.
    """
    return Deed(Fate.NOT_DONE, (wait.record,))


def rang_off_at_once(dice: Generator, wait: Wait) -> Deed:
    """The caller rang off within a few seconds."""
    return Deed(Fate.EXCUSED, (wait.record,))


AT_ONCE = 4
"""Seconds within which a caller who rings off did not give up waiting."""


def _kept_waiting(wait: Wait) -> bool:
    return not _answered(wait) and wait.seconds > AT_ONCE


def _reaching(where: str, gave_up: Callable[[Generator, Wait], Deed]) -> Matter[Wait]:
    return Matter(
        f"reaching somebody {where}",
        (
            Scenario(reached_somebody, 1, _answered),
            Scenario(gave_up, 1, _kept_waiting),
            Scenario(rang_off_at_once, 1, lambda wait: not _answered(wait) and wait.seconds <= AT_ONCE),
        ),
    )


SWITCHBOARD = _reaching("at the switchboard", gave_up_at_the_switchboard)
CONTROL_ROOM = _reaching("in the control room", gave_up_in_the_control_room)
SECOND_QUEUE = _reaching("in the second queue", gave_up_in_the_second_queue)
OTHER_DEPARTMENT = _reaching("in another department", gave_up_on_another_department)

REACHING = {
    "switchboard": SWITCHBOARD,
    "control room": CONTROL_ROOM,
    "second queue": SECOND_QUEUE,
    "other department": OTHER_DEPARTMENT,
}
"""By the stage of a leg of a call that is no emergency call."""

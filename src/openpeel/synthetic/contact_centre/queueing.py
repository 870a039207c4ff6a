"""A queue with staff who come and go: who waits how long, and who gives up. A simulation event by event."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.float64]


@dataclass(frozen=True)
class Turn:
    """A turn of duty of one person who answers, in seconds of the simulation."""

    begins: float
    ends: float


@dataclass(frozen=True)
class Served:
    """What became of each caller, in the order in which they were given."""

    answered: Seconds
    """When somebody was free to answer; not a number if the caller had given up."""
    turn: NDArray[np.int64]
    """By whom, as the place of the turn of duty; -1 if by nobody."""


def serve(
    arrived: Seconds, urgent: NDArray[np.bool_], busy: Seconds, patience: Seconds, turns: Sequence[Turn]
) -> Served:
    """Answer callers in the order of arrival, the urgent ones first, by whoever has been free the longest.

    ``arrived`` is in ascending order; ``busy`` is how long the answering person is taken up by the caller, with what
    is left to do after the call; ``patience`` is how long the caller waits before giving up. Whoever answers finishes
    the call that began before their turn ended. Callers whom nobody serves before the last turn ends are lost.
    """
    answered = np.full(len(arrived), np.nan)
    by = np.full(len(arrived), -1, dtype=np.int64)
    gives_up = (arrived + patience).tolist()
    ends = [turn.ends for turn in turns]
    lengths = busy.tolist()
    free = [(turn.begins, number) for number, turn in enumerate(turns)]
    heapq.heapify(free)
    idle: deque[int] = deque()
    first: deque[int] = deque()
    others: deque[int] = deque()

    def take(caller: int, number: int, moment: float) -> None:
        answered[caller] = moment
        by[caller] = number
        heapq.heappush(free, (moment + lengths[caller], number))

    def somebody_is_free(moment: float, number: int) -> None:
        if moment >= ends[number]:
            return
        for queue in (first, others):
            while queue:
                caller = queue.popleft()
                if gives_up[caller] > moment:
                    take(caller, number, moment)
                    return
        idle.append(number)

    for caller, (moment, is_urgent) in enumerate(zip(arrived.tolist(), urgent.tolist(), strict=True)):
        while free and free[0][0] <= moment:
            somebody_is_free(*heapq.heappop(free))
        while idle:
            number = idle.popleft()
            # Whoever was idle may have gone home by now.
            if ends[number] > moment:
                take(caller, number, moment)
                break
        else:
            (first if is_urgent else others).append(caller)
    while free and (first or others):
        somebody_is_free(*heapq.heappop(free))
    return Served(answered, by)

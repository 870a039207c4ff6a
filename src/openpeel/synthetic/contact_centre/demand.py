"""Who calls and why: calls that open a log, and the many that open none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.contact_centre.call import Call
from openpeel.synthetic.times import Period, arrivals, between, pick

OTHER_101: dict[tuple[str, str], float] = {
    ("update on a case", "switchboard"): 10,
    ("update on a case", "other department"): 18,
    ("update on a case", "call handler"): 8,
    ("information", "switchboard"): 22,
    ("other agency's business", "switchboard"): 14,
    ("disclosure request", "call handler"): 2,
    ("crime", "call handler"): 10,
    ("incident", "call handler"): 12,
    ("other", "switchboard"): 4,
}
"""What calls to 101 that open no log are about, and who deals with them, with shares (illustrative)."""

WITHHELD = 0.06
"""Share of callers who withhold their number."""


def length_of_call(dice: Generator) -> timedelta:
    """How long a call that opens a log lasts once answered: three to seventeen minutes."""
    return timedelta(seconds=180 + int(min(dice.gamma(3.0, 110), 840)))


def other_calls(dice: Generator, period: Period, count: int, numbers: Sequence[str]) -> list[Call]:
    """Calls that open no log: on 999 about an incident already known or by mistake, on 101 about much else.

    ``numbers`` are those from which callers of the public call.
    """
    calls = []
    for number, presented in enumerate(arrivals(dice, count // 3, period)):
        calls.append(_emergency(dice, f"T{40_000_000 + number}", presented, numbers))
    for number, presented in enumerate(arrivals(dice, count - count // 3, period)):
        purpose, wants = list(OTHER_101)[int(dice.choice(len(OTHER_101), p=_shares()))]
        calls.append(
            Call(
                f"T{60_000_000 + number}",
                "101",
                presented,
                length_of_call(dice) if wants == "call handler" else between(dice, _SHORT, 4 * _SHORT),
                purpose,
                _number(dice, numbers),
                _patience(dice, 330),
                wants,
            )
        )
    return calls


def surges(dice: Generator, period: Period, count: int, numbers: Sequence[str]) -> list[Call]:
    """Many calls within minutes about one event: to 999 a collision or a fire, every third time to 101 a power cut."""
    calls = []
    for number, moment in enumerate(arrivals(dice, count, period.until(timedelta(days=1)))):
        for nth in range(8 + int(dice.integers(6))):
            presented = moment + timedelta(seconds=int(dice.integers(360)))
            call = _emergency(dice, f"T{50_000_000 + 50 * number + nth}", presented, numbers)
            if number % 3 == 2:
                wants = "call handler" if number % 2 else "switchboard"
                call = replace(call, line="101", purpose="information", wants=wants)
            calls.append(call)
    return calls


def partners(dice: Generator, period: Period, count: int) -> list[Call]:
    """Alarm companies, hospitals and other agencies, who ring the control room by a line of their own."""
    return [
        Call(
            f"T{80_000_000 + number}",
            "other",
            presented,
            between(dice, 2 * _SHORT, 6 * _SHORT),
            pick(dice, ("incident", "concern for a person", "information"), (5, 3, 2)),
            f"01632 9{number % 40:05}",
            _patience(dice, 150),
        )
        for number, presented in enumerate(arrivals(dice, count, period))
    ]


def last_evening(dice: Generator, period: Period, numbers: Sequence[str]) -> list[Call]:
    """A storm on the last evening of the records: more ring within the half hour than can be answered.

    Report, line 365: ‘a real risk of the caller abandoning the call’. Whoever gave up has not rung again by midnight.
    """
    begins = period.ends - timedelta(hours=3)
    storm = []
    for number in range(18):
        presented = begins + timedelta(seconds=int(dice.integers(1800)))
        call = replace(_emergency(dice, f"T{20_000_000 + number}", presented, numbers), length=length_of_call(dice))
        storm.append(call if number % 4 == 0 else replace(call, line="101", patience=5 * _patience(dice, 60)))
    return storm


_SHORT = timedelta(seconds=50)


def _emergency(dice: Generator, reference: str, presented: datetime, numbers: Sequence[str]) -> Call:
    return Call(
        reference,
        "999",
        presented,
        between(dice, timedelta(seconds=20), timedelta(minutes=4)),
        pick(dice, ("incident", "other"), (6, 4)),
        _number(dice, numbers),
        _patience(dice, 60),
    )


def _patience(dice: Generator, usual: float) -> float:
    """Seconds: a few ring off at once, the others wait for a while."""
    return float(dice.integers(1, 5)) if dice.random() < 0.03 else 15 + float(dice.exponential(usual))


def _number(dice: Generator, numbers: Sequence[str]) -> str | None:
    return None if dice.random() < WITHHELD else numbers[int(dice.integers(len(numbers)))]


def _shares() -> list[float]:
    total = sum(OTHER_101.values())
    return [share / total for share in OTHER_101.values()]


def first_tries(dice: Generator, calls: Sequence[Call]) -> list[Call]:
    """For one call in fifteen to 101 that opens a log, an earlier one in which the caller had little patience."""
    tries = []
    for number, call in enumerate(calls):
        if call.line == "101" and number % 15 == 3:
            before = timedelta(seconds=int(dice.integers(300, 2400)))
            tries.append(
                Call(
                    f"T{70_000_000 + number}",
                    "101",
                    call.presented - before,
                    timedelta(seconds=90),
                    "incident",
                    call.number,
                    float(dice.integers(10, 40)),
                )
            )
    return tries

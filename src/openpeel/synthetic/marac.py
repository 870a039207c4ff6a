"""Consideration of victims for a MARAC: by the national recommendation and by the force's own policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.domestic_abuse import MaracConsiderations
from openpeel.records.incidents import Incidents
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, Truth, row
from openpeel.synthetic.times import days

YEAR = timedelta(days=365)


NATIONAL = "considering a MARAC, by the national recommendation"
"""At high risk, or at the third incident in 12 months (report, line 518)."""


OWN_POLICY = "considering a MARAC, by the force's own policy"
"""At high risk, or at the fifth incident in 12 months (report, line 518)."""


@dataclass(frozen=True)
class Consideration:
    """An incident at which a victim should be considered for a MARAC."""

    report: Report
    nth: int
    """Which of the victim's incidents in the last 365 days it is."""
    is_high: bool


def considered_with_a_reason(dice: Generator, case: Consideration) -> Deed:
    """A referral was considered within two days, and the reason is recorded."""
    return Deed(Fate.IN_TIME, (_considered(dice, case, days(dice, 0.5, 2), True),))


def not_considered_at_the_third_or_fourth_incident(dice: Generator, case: Consideration) -> Deed:
    """No referral was considered at the third or fourth incident in twelve months, as the force waits for the fifth.

    Report, line 518: ‘a MARAC referral should be considered after 3 incidents in 12 months’.
    """
    return Deed(Fate.NOT_DONE)


def not_considered_at_the_fifth_incident(dice: Generator, case: Consideration) -> Deed:
    """No referral was considered at the fifth incident in twelve months, against the force's own policy.

    Report, line 518: ‘unless they are high risk in themselves or are the fifth incident in a 12-month period’.
    """
    return Deed(Fate.NOT_DONE)


def not_considered_at_high_risk(dice: Generator, case: Consideration) -> Deed:
    """No referral was considered although the risk was assessed as high.

    Report, line 518: ‘or if an incident is assessed as high risk’.
    """
    return Deed(Fate.NOT_DONE)


def considered_without_a_reason(dice: Generator, case: Consideration) -> Deed:
    """A referral was considered and refused, and no reason is recorded.

    Report, line 502: ‘focused on actions to reduce risk’.
    """
    return Deed(Fate.NOT_DONE, (_considered(dice, case, days(dice, 0.5, 2), False),))


def considered_two_months_later(dice: Generator, case: Consideration) -> Deed:
    """A referral was considered only two months after the incident.

    Report, line 95: ‘have continued to remain at risk’.
    """
    return Deed(Fate.LATE, (_considered(dice, case, days(dice, 57, 66), True),))


def _considered(dice: Generator, case: Consideration, wait: timedelta, with_reason: bool) -> Row:
    referred = with_reason and bool(dice.random() < 0.7)
    return row(
        MaracConsiderations,
        consideration_id=f"MARAC-{case.report.incident_id[4:]}",
        incident_id=case.report.incident_id,
        considered_at=case.report.reported_at + wait,
        decision="referred" if referred else "not referred",
        reason_recorded=with_reason,
    )


def _third_or_fourth(case: Consideration) -> bool:
    return case.nth in (3, 4) and not case.is_high


CONSIDERING = Matter(
    NATIONAL,
    (
        Scenario(considered_with_a_reason, 1, lambda case: not _third_or_fourth(case)),
        Scenario(not_considered_at_the_third_or_fourth_incident, 1, _third_or_fourth),
        Scenario(not_considered_at_the_fifth_incident, 0.3, lambda case: case.nth >= 5 and not case.is_high),
        Scenario(not_considered_at_high_risk, 0.15, lambda case: case.is_high and case.nth < 3),
        Scenario(considered_without_a_reason, 0.1, lambda case: case.is_high),
        Scenario(considered_two_months_later, 0.08, lambda case: case.is_high),
    ),
)
"""Only the incidents of the last 35 days are all considered in time, so that none is merely pending."""


def consider(dice: Generator, book: Book, reports: Sequence[Report], levels: dict[str, str]) -> None:
    """Consider each victim for a MARAC; ``levels`` are the grades of risk that were found, by incident."""
    settled = book.period.until(timedelta(days=80))
    history: dict[str, list[datetime]] = {}
    cases = []
    for report in reports:
        if report.cancelled_at is not None:
            continue
        victim, flagged = report.occurrence.victim, report.occurrence.is_domestic_abuse is True
        before = [] if victim is None else history.setdefault(victim, [])
        nth = 1 + sum(report.reported_at - earlier <= YEAR for earlier in before)
        if flagged:
            before.append(report.reported_at)
        level = levels.get(report.incident_id)
        case = Consideration(report, nth, level == "high")
        certain = (
            level is not None and victim is not None and flagged and report.reported_at - YEAR >= book.period.begins
        )
        if flagged and (case.is_high or nth >= 3):
            cases.append((case, certain))
        elif not certain:
            why = _why_not_certain(level, victim, flagged)
            book.write([], [_unknown(NATIONAL, report, why), _unknown(OWN_POLICY, report, why)])
        elif len(before) >= 3:
            book.write([], [_not_concerned(NATIONAL, report), _not_concerned(OWN_POLICY, report)])
    recent = [(case, certain) for case, certain in cases if case.report.reported_at not in settled]
    dealt = list(CONSIDERING.deal(dice, [case for case, _ in cases if case.report.reported_at in settled]))
    dealt += [(case, CONSIDERING.scenarios[0]) for case, _ in recent]
    certainty = {case.report.incident_id: certain for case, certain in cases}
    for case, scenario in dealt:
        deed = scenario.play(dice, case)
        if deed.rows and deed.rows[0].entered_at >= book.period.ends:
            deed = Deed(Fate.NOT_YET)
        truth = CONSIDERING.truth(scenario, (Incidents, case.report.incident_id), deed)
        book.write(deed.rows, [truth])
        if case.is_high or case.nth >= 5:
            book.write([], [_by_own_policy(truth)])
        elif not certainty[case.report.incident_id]:
            why = _why_not_certain(levels.get(case.report.incident_id), case.report.occurrence.victim, True)
            book.write([], [_unknown(OWN_POLICY, case.report, why)])


def _by_own_policy(truth: Truth) -> Truth:
    return Truth(OWN_POLICY, truth.scenario, truth.table, truth.key, truth.fate, truth.what, truth.entered_at)


def _unknown(matter: str, report: Report, why: tuple[str, str]) -> Truth:
    return Truth(matter, why[0], Incidents.name, report.incident_id, Fate.CANNOT_TELL, why[1])


def _why_not_certain(level: str | None, victim: str | None, flagged: bool) -> tuple[str, str]:
    if not flagged:
        return "flag left blank", "Nobody knows: the log does not say whether it was domestic abuse"
    if victim is None:
        return "victim not linked", "Nobody knows how often the victim was abused: no person is linked to the log"
    if level is None:
        return "risk not assessed", "Nobody knows whether the risk was high: it was not assessed"
    return "records do not reach back", "Nobody knows how many incidents there were in the twelve months before"


def _not_concerned(matter: str, report: Report) -> Truth:
    return Truth(
        matter,
        "third incident in sixteen months",
        Incidents.name,
        report.incident_id,
        Fate.NOT_CONCERNED,
        "The victim's third incident, but not the third in twelve months, and not at high risk",
    )

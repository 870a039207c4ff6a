"""Twenty-eight standards over five units; no two share who it applies to, what is done and when it is due.

By shape: 21 Deadline, 3 Condition, 2 Recurring, 2 Never. By unit: 17 incidents, 5 bail periods, 3 officers' parts in
searches, 2 turns of a duty to visit, 1 visit. Most rest on linked rows, three on a victim's history, three on a match
between two tables by officer and time; four end after working days, seven on the civil calendar; nine rest on a limit
that depends on the date, the force or a level of risk.
"""

from __future__ import annotations

from datetime import date

from benchmarks.force.limits import (
    ASSESSED,
    CLOSED,
    MARAC,
    MARAC_INCIDENTS,
    OFFICERS,
    UPDATED,
    WORKING_DAYS_1,
    WORKING_DAYS_2,
    WORKING_DAYS_5,
)
from benchmarks.force.units import BailPeriod, Incident, SearchOfficer, Visit, VisitOwed
from openpeel.language.columns import Column, Flag, Text, earliest_of
from openpeel.language.durations import days, hours
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Deadline, Never, Recurring, Review, Shape, Shows, Standard
from openpeel.language.units import Unit


def _standard(
    identifier: str, says: str, unit: type[Unit], applies: Flag, rule: Shape, excused: Flag | None = None
) -> Standard:
    facts: dict[str, Column] = unit.facts
    team = facts["team"]
    assert isinstance(team, Text)
    return Standard(
        id=identifier,
        says=says,
        why="It is measured.",
        area=Area.VICTIM_SERVICE,
        characteristic="1.5",
        source=PEEL_2021_22.at("Providing a service to the victims of crime", "Victim service assessment", "victims"),
        unit=unit,
        applies=applies,
        rule=rule,
        excused=excused,
        shows=Shows(case=next(iter(facts.values())), owner=team, worklist=(), finding="{overdue} of {n}"),
        examples="",
        examples_as_at="2024-01-01 00:00",
        review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    )


_I, _B, _S, _O, _V = Incident, BailPeriod, SearchOfficer, VisitOwed, Visit
_abuse = _I.is_domestic_abuse & ~_I.is_cancelled
_stands = ~_I.is_cancelled
_high_risk = _abuse & (_I.first_risk == "high")

STANDARDS: tuple[Standard, ...] = (
    _standard(
        "assessed-after-attendance",
        "The risk of abuse is assessed within the limit after attendance, unless an assessed victim declined",
        _I,
        _abuse,
        Deadline(
            done=_I.first_assessed_at,
            due=ASSESSED.after(_I.attended_at, deciding=_I.attended_at, force=_I.force),
        ),
        excused=_I.victim_declined & _I.first_risk.is_present(),
    ),
    _standard(
        "assessed-after-report",
        "In domestic abuse the risk is assessed within 72 hours of the report",
        _I,
        _abuse,
        Deadline(done=_I.first_assessed_at, due=_I.reported_at + hours(72)),
    ),
    _standard(
        "high-risk-assessed-again",
        "At high risk the risk is assessed again within ten days of the first assessment",
        _I,
        _high_risk,
        Deadline(done=_I.last_assessed_at.only_if(_I.assessments >= 2), due=_I.first_assessed_at + days(10)),
    ),
    _standard(
        "attended",
        "An incident that stands is attended within four hours",
        _I,
        _stands,
        Deadline(done=_I.attended_at, due=_I.reported_at + hours(4)),
    ),
    _standard(
        "abuse-attended",
        "Domestic abuse is attended within an hour",
        _I,
        _abuse,
        Deadline(done=_I.attended_at, due=_I.reported_at + hours(1)),
    ),
    _standard(
        "updated-in-five-working-days",
        "The victim is updated within five working days of the report",
        _I,
        _stands,
        Deadline(
            done=_I.first_update_at,
            due=WORKING_DAYS_5.after(_I.reported_at, deciding=_I.reported_at, force=_I.force),
        ),
    ),
    _standard(
        "abuse-updated-in-one-working-day",
        "In domestic abuse the victim is updated within one working day of the report",
        _I,
        _abuse,
        Deadline(
            done=_I.first_update_at,
            due=WORKING_DAYS_1.after(_I.reported_at, deciding=_I.reported_at, force=_I.force),
        ),
    ),
    _standard(
        "open-incident-updated",
        "While an incident is open, the victim's last update lies within the limit after the report",
        _I,
        _stands & _I.closed_at.is_missing(),
        Deadline(done=_I.last_update_at, due=UPDATED.after(_I.reported_at, deciding=_I.reported_at, force=_I.force)),
    ),
    _standard(
        "little-updated-closed",
        "An incident with fewer than two updates is closed within 60 days",
        _I,
        _stands & (_I.updates < 2),
        Deadline(done=_I.closed_at, due=_I.reported_at + days(60)),
    ),
    _standard(
        "support-offered",
        "The victim is referred to support within two working days, unless declined",
        _I,
        _stands,
        Deadline(
            done=_I.support_at,
            due=WORKING_DAYS_2.after(_I.reported_at, deciding=_I.reported_at, force=_I.force),
        ),
        excused=_I.victim_declined,
    ),
    _standard(
        "high-risk-marac",
        "At high risk the victim is referred to a MARAC within the limit after the first assessment",
        _I,
        _high_risk,
        Deadline(done=_I.marac_at, due=MARAC.after(_I.first_assessed_at, deciding=_I.reported_at, force=_I.force)),
    ),
    _standard(
        "repeat-marac",
        "A repeat victim of abuse is referred to a MARAC within the limit, from the limit's number of incidents on",
        _I,
        _abuse & (_I.abuse_before + 1 >= MARAC_INCIDENTS.amount(deciding=_I.reported_at, force=_I.force)),
        Deadline(done=_I.marac_at, due=MARAC.after(_I.reported_at, deciding=_I.reported_at, force=_I.force)),
    ),
    _standard(
        "fifth-incident-marac",
        "At the fifth incident in 365 days the victim is referred to a MARAC within 72 hours",
        _I,
        _abuse & (_I.abuse_before >= 4),
        Deadline(done=_I.marac_at, due=_I.reported_at + hours(72)),
    ),
    _standard(
        "repeat-attended",
        "A victim with another incident in the 30 days before is attended within two hours",
        _I,
        _stands & (_I.previous_at >= _I.reported_at - days(30)).missing_is(False),
        Deadline(done=_I.attended_at, due=_I.reported_at + hours(2)),
    ),
    _standard(
        "closed",
        "An incident is closed within three months",
        _I,
        _stands,
        Deadline(done=_I.closed_at, due=CLOSED.after(_I.reported_at, deciding=_I.reported_at, force=_I.force)),
    ),
    _standard(
        "closed-after-two-updates",
        "When an incident is closed, the victim has been updated at least twice",
        _I,
        _stands & _I.closed_at.is_present(),
        Condition(holds=_I.updates >= 2, observed=_I.closed_at),
    ),
    _standard(
        "not-closed-unassessed",
        "Domestic abuse is never closed without an assessment of the risk in its first 60 days",
        _I,
        _abuse,
        Never(
            breach=_I.closed_at.only_if(_I.first_assessed_at.is_missing() | (_I.first_assessed_at > _I.closed_at)),
            until=_I.reported_at + days(60),
        ),
    ),
    _standard(
        "bail-not-lapsed",
        "Before bail ends it is decided, extended, or a release under investigation assessed",
        _B,
        _B.arrested_at.is_present(),
        Deadline(done=earliest_of(_B.resolved_at, _B.extended_at, _B.release_assessed_at), due=_B.ends_at),
    ),
    _standard(
        "unresolved-bail-assessed",
        "Bail that is neither decided nor extended is assessed before it ends",
        _B,
        _B.resolved_at.is_missing() & _B.extended_at.is_missing(),
        Deadline(done=_B.release_assessed_at, due=_B.ends_at),
    ),
    _standard(
        "bail-extended-in-time",
        "An extension is authorised two days before bail ends",
        _B,
        _B.extended_at.is_present(),
        Deadline(done=_B.extended_at, due=_B.ends_at - hours(48)),
    ),
    _standard(
        "extended-bail-resolved",
        "Extended bail is decided before it ends at last",
        _B,
        _B.final_ends_at.is_present(),
        Deadline(done=_B.resolved_at, due=_B.final_ends_at),
    ),
    _standard(
        "bail-not-ended-unassessed",
        "Bail is never ended early without an assessment",
        _B,
        _B.arrested_at.is_present(),
        Never(
            breach=_B.resolved_at.only_if(
                _B.release_assessed_at.is_missing() | (_B.release_assessed_at > _B.resolved_at)
            ),
            until=_B.ends_at,
        ),
        excused=_B.extended_at <= _B.ends_at,
    ),
    _standard(
        "handcuffs-have-form",
        "Where handcuffs were used, each officer completes a form within 72 hours",
        _S,
        _S.handcuffed,
        Deadline(done=_S.form_at, due=_S.searched_at + hours(72)),
    ),
    _standard(
        "strip-search-has-form",
        "After a strip search with handcuffs each officer completes a form within one working day",
        _S,
        _S.handcuffed & _S.strip_searched,
        Deadline(
            done=_S.form_at,
            due=WORKING_DAYS_1.after(_S.searched_at, deciding=_S.searched_at, force=_S.force),
        ),
    ),
    _standard(
        "no-form-without-handcuffs",
        "Where no handcuffs were used, there is no form for their use",
        _S,
        ~_S.handcuffed,
        Condition(holds=_S.forms <= 0, observed=_S.searched_at),
    ),
    _standard(
        "offender-visited",
        "A registered sex offender is seen as often as the level asks, while the duties last",
        _O,
        _O.superseded_at.is_missing(),
        Recurring(done=_O.visited_at, due=_O.due_at),
        excused=_O.ended_at <= _O.due_at,
    ),
    _standard(
        "high-risk-offender-visited",
        "An offender at high or very high risk is seen within 60 days",
        _O,
        _O.superseded_at.is_missing() & _O.level.is_in("high", "very_high"),
        Recurring(done=_O.visited_at, due=_O.opened_at + days(60)),
        excused=_O.ended_at <= _O.opened_at + days(60),
    ),
    _standard(
        "visit-double-crewed",
        "A visit is made by two officers",
        _V,
        _V.was_seen,
        Condition(holds=_V.officers >= OFFICERS.amount(deciding=_V.visited_at, force=_V.force), observed=_V.visited_at),
    ),
)

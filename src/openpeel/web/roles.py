"""The roles of people who sign in, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Power(Enum):
    """Something that some may do and others not."""

    WORK = "see cases and worklists, write notes"
    ASSIGN = "give work to people"
    EXPORT = "take rows out as a file"
    LOOK_UP_PEOPLE = "look people and households up in all records of the force"
    KEEP_REGISTER = "keep the register of missing people"
    AUDIT = "draw samples and review cases"
    MODERATE = "settle what reviewers of a case differ on"
    FIELDWORK = "keep fieldwork evidence"
    JUDGE = "decide judgments, and whether recommendations close"
    LOADS = "see loads and what was set aside"
    READ_ACCESS_LOG = "see who looked at what"


@dataclass(frozen=True)
class Powers:
    """What a role is and may do."""

    label: str
    comes_for: str
    """What the person comes for, as the page of roles says it."""
    of_whole_force: bool
    """Sees the rows of every team of the force; else of their own teams only."""
    may: frozenset[Power]


_READ = frozenset({Power.WORK})
_LEAD = _READ | {Power.ASSIGN, Power.EXPORT, Power.KEEP_REGISTER}
_RESPOND = frozenset({Power.LOOK_UP_PEOPLE, Power.KEEP_REGISTER})


class Role(Enum):
    """What a person is to the force. Its value is what is stored."""

    CALL_HANDLER = "call-handler"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    CHIEF_OFFICER = "chief-officer"
    INSPECTOR = "inspector"
    PARTNER = "partner"
    PANEL = "panel"
    COMMISSIONER = "commissioner"
    PUBLIC = "public"

    @property
    def powers(self) -> Powers:
        """What the role may do."""
        return _POWERS[self]

    @property
    def label(self) -> str:
        """The role's name, as shown."""
        return _POWERS[self].label

    def may(self, power: Power) -> bool:
        """Whether the role has a power."""
        return power in _POWERS[self].may


_POWERS = {
    Role.CALL_HANDLER: Powers(
        "Call handler",
        "who is calling, what we owe them, whom to ring back",
        of_whole_force=False,
        may=_READ | _RESPOND,
    ),
    Role.OFFICER: Powers("Officer", "what is due on my cases, and by when", of_whole_force=False, may=_READ | _RESPOND),
    Role.SUPERVISOR: Powers(
        "Supervisor",
        "what on my team fails by midnight, and what this week",
        of_whole_force=False,
        may=_LEAD | _RESPOND,
    ),
    Role.AUDITOR: Powers(
        "Auditor",
        "samples, reviews of cases, and how far reviewers agree",
        of_whole_force=True,
        may=_READ
        | {Power.EXPORT, Power.LOOK_UP_PEOPLE, Power.AUDIT, Power.MODERATE, Power.LOADS, Power.READ_ACCESS_LOG},
    ),
    Role.ANALYST: Powers(
        "Analyst",
        "every standard over time, by team, and what a change of rule would change",
        of_whole_force=True,
        may=_READ | {Power.EXPORT, Power.LOADS},
    ),
    Role.CHIEF_OFFICER: Powers(
        "Chief officer",
        "what will be marked down next, and who must act",
        of_whole_force=True,
        may=_LEAD | {Power.LOADS, Power.READ_ACCESS_LOG, Power.JUDGE},
    ),
    Role.INSPECTOR: Powers(
        "Inspector",
        "evidence for each characteristic of good, and a judgment with its argument",
        of_whole_force=True,
        may=_READ | {Power.EXPORT, Power.LOOK_UP_PEOPLE, Power.AUDIT, Power.FIELDWORK, Power.JUDGE, Power.LOADS},
    ),
    Role.PARTNER: Powers(
        "Partner", "what the force and partners owe to the people they share", of_whole_force=True, may=frozenset()
    ),
    Role.PANEL: Powers(
        "Scrutiny panel", "how the force does, in figures that anyone may see", of_whole_force=True, may=frozenset()
    ),
    Role.COMMISSIONER: Powers(
        "Police and crime commissioner", "how the force does, and what it owes", of_whole_force=True, may=frozenset()
    ),
    Role.PUBLIC: Powers(
        "Member of the public", "the published assessment, in plain words", of_whole_force=True, may=frozenset()
    ),
}

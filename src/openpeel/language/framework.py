"""The areas of policing and the characteristics of good that standards and indicators name.

The areas are those of the 2021/22 inspections; other cycles' names for them are in ``openpeel.inspection.framework``.
Characteristics are topic areas in our own words. How far each is verified is said by its :class:`Basis`; what is not
verified is never shown as the inspectorate's wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rapidfuzz import process

from openpeel.errors import Refused


class Basis(Enum):
    """How we know a statement of the framework."""

    VERIFIED = "verified in the published assessment framework"
    REPORT = "read from the headings and findings of a published report"
    GENERAL_KNOWLEDGE = "general knowledge; the published wording was not seen"


@dataclass(frozen=True)
class AreaNames:
    """What one area is called in the places where a report of 2021/22 names it."""

    identifier: str
    title: str
    """As the chapter's heading has it."""
    in_table: str | None
    """As the table of judgments has it; none where the area has no grade there."""
    in_sentence: str | None
    """As the sentence 'X Police is good at …' or 'requires improvement at …' has it."""
    graded: bool
    """Whether the force's report gives a grade."""
    question: int
    """Number of the core question in the assessment framework of 2021/22, which names the characteristics' group."""


class Area(Enum):
    """An area of policing, as inspected in 2021/22.

    Nine areas make up the report. Two more are inspected elsewhere (:attr:`inspected_elsewhere`).
    """

    VICTIM_SERVICE = AreaNames(
        "victim-service", "Providing a service to the victims of crime", None, None, graded=False, question=1
    )
    TREATMENT_OF_THE_PUBLIC = AreaNames(
        "treatment-of-the-public",
        "Engaging with and treating the public with fairness and respect",
        "Treatment of the public",
        "treating people fairly and with respect",
        graded=True,
        question=2,
    )
    PREVENTING_CRIME = AreaNames(
        "preventing-crime",
        "Preventing crime and anti-social behaviour",
        "Preventing crime",
        "prevention and deterrence",
        graded=True,
        question=3,
    )
    RESPONDING_TO_THE_PUBLIC = AreaNames(
        "responding-to-the-public",
        "Responding to the public",
        "Responding to the public",
        "responding to the public",
        graded=True,
        question=4,
    )
    INVESTIGATING_CRIME = AreaNames(
        "investigating-crime",
        "Investigating crime",
        "Investigating crime",
        "investigating crime",
        graded=True,
        question=5,
    )
    PROTECTING_VULNERABLE_PEOPLE = AreaNames(
        "protecting-vulnerable-people",
        "Protecting vulnerable people",
        "Protecting vulnerable people",
        "protecting vulnerable people",
        graded=True,
        question=6,
    )
    MANAGING_OFFENDERS = AreaNames(
        "managing-offenders",
        "Managing offenders and suspects",
        "Managing offenders",
        "managing offenders and suspects",
        graded=True,
        question=7,
    )
    WORKFORCE = AreaNames(
        "workforce",
        "Building, supporting and protecting the workforce",
        "Developing a positive workplace",
        "building and developing its workforce",
        graded=True,
        question=11,
    )
    RESOURCES = AreaNames(
        "resources",
        "Strategic planning, organisational management and value for money",
        "Good use of resources",
        "operating efficiently",
        graded=True,
        question=12,
    )
    SERIOUS_ORGANISED_CRIME = AreaNames(
        "serious-organised-crime", "Disrupting serious organised crime", None, None, graded=False, question=8
    )
    VETTING_AND_CORRUPTION = AreaNames(
        "vetting-and-corruption", "Vetting and counter corruption", None, None, graded=False, question=11
    )

    @property
    def identifier(self) -> str:
        """A short name that does not change: for files, addresses and columns."""
        return self.value.identifier

    @property
    def title(self) -> str:
        """The area's name as the chapter's heading has it."""
        return self.value.title

    @property
    def in_table(self) -> str | None:
        """The area's name in the table of judgments."""
        return self.value.in_table

    @property
    def in_sentence(self) -> str | None:
        """The area's name in the sentence that states its grade."""
        return self.value.in_sentence

    @property
    def graded(self) -> bool:
        """Whether the force's own report of 2021/22 grades it."""
        return self.value.graded

    @property
    def inspected_elsewhere(self) -> bool:
        """Graded in a regional report or in a separate programme, not in the force's own report."""
        return self in (Area.SERIOUS_ORGANISED_CRIME, Area.VETTING_AND_CORRUPTION)

    @classmethod
    def of(cls, identifier: str) -> Area:
        """The area of that identifier; raises :class:`~openpeel.errors.Refused`, naming the nearest, if none has it."""
        for area in cls:
            if area.identifier == identifier:
                return area
        raise _unknown("area", identifier, [area.identifier for area in cls])


REPORTED_AREAS: tuple[Area, ...] = tuple(area for area in Area if not area.inspected_elsewhere)
"""The nine areas of the report, in its order."""

GRADED_AREAS: tuple[Area, ...] = tuple(area for area in Area if area.graded)
"""The eight of them that are graded."""


@dataclass(frozen=True)
class Characteristic:
    """One topic of an area: what a force that is good at it does, in our own words."""

    identifier: str
    area: Area
    says: str
    basis: Basis


_V, _S, _K = Basis.VERIFIED, Basis.REPORT, Basis.GENERAL_KNOWLEDGE
_A = Area


def _characteristics() -> dict[str, Characteristic]:
    rows: list[tuple[str, Area, str, Basis]] = [
        ("1.1", _A.VICTIM_SERVICE, "Calls are handled well, risk is assessed and the response is prioritised", _V),
        ("1.2", _A.VICTIM_SERVICE, "Victims and incidents get the right resources, in time", _S),
        ("1.3", _A.VICTIM_SERVICE, "Crime recording can be trusted", _S),
        ("1.4", _A.VICTIM_SERVICE, "Crimes are screened and allocated to the right people, in time", _S),
        (
            "1.5",
            _A.VICTIM_SERVICE,
            "Investigations are proportionate, thorough and timely; victims are kept updated",
            _S,
        ),
        ("1.6", _A.VICTIM_SERVICE, "Outcomes follow national rules; victims' wishes are considered and recorded", _S),
        ("2.1", _A.TREATMENT_OF_THE_PUBLIC, "The force engages with its communities, and listens", _S),
        ("2.2", _A.TREATMENT_OF_THE_PUBLIC, "The workforce knows how to treat people fairly and communicates well", _S),
        ("2.3", _A.TREATMENT_OF_THE_PUBLIC, "Stop and search is understood, fair and improved", _S),
        ("2.4", _A.TREATMENT_OF_THE_PUBLIC, "Use of force is understood, fair and improved", _S),
        ("3.1", _A.PREVENTING_CRIME, "Prevention comes first: strategy and governance say so", _S),
        ("3.2", _A.PREVENTING_CRIME, "Neighbourhood teams solve problems with partners, and evaluate", _S),
        ("3.3", _A.PREVENTING_CRIME, "The force intervenes early", _S),
        ("3.4", _A.PREVENTING_CRIME, "Neighbourhood demand is understood and abstraction is controlled", _S),
        ("4.1", _A.RESPONDING_TO_THE_PUBLIC, "Risk is understood at the first contact", _S),
        ("4.2", _A.RESPONDING_TO_THE_PUBLIC, "The response is timely and appropriate", _S),
        ("4.3", _A.RESPONDING_TO_THE_PUBLIC, "Demand on control room and response is managed, and staff supported", _S),
        ("5.1", _A.INVESTIGATING_CRIME, "Investigations are governed well and are of good quality", _S),
        ("5.2", _A.INVESTIGATING_CRIME, "Victims get the best service throughout the investigation", _S),
        ("5.3", _A.INVESTIGATING_CRIME, "Crime demand, capacity and capability are understood", _S),
        ("6.1", _A.PROTECTING_VULNERABLE_PEOPLE, "The nature and scale of vulnerability are understood", _S),
        ("6.2", _A.PROTECTING_VULNERABLE_PEOPLE, "Vulnerable people are safeguarded: risk assessed, orders used", _S),
        ("6.3", _A.PROTECTING_VULNERABLE_PEOPLE, "The force works with partners to keep people safe", _S),
        ("7.1", _A.MANAGING_OFFENDERS, "Suspects are pursued; bail and voluntary attendance are managed", _S),
        ("7.2", _A.MANAGING_OFFENDERS, "Sexual and violent offenders are managed", _S),
        ("7.3", _A.MANAGING_OFFENDERS, "Online child abuse is pursued without delay", _S),
        ("7.4", _A.MANAGING_OFFENDERS, "Integrated offender management and ancillary orders reduce offending", _S),
        ("11.1", _A.WORKFORCE, "The culture is ethical and inclusive", _K),
        ("11.2", _A.WORKFORCE, "The workforce's wellbeing is looked after", _K),
        ("11.3", _A.WORKFORCE, "Skills are known; people are recruited and developed to need", _K),
        ("11.4", _A.WORKFORCE, "The workforce is protected", _K),
        ("12.1", _A.RESOURCES, "A strategic plan and a performance framework are in place", _K),
        ("12.2", _A.RESOURCES, "Present and future demand are understood", _K),
        ("12.3", _A.RESOURCES, "Capability, capacity and technology meet the demand", _K),
        ("12.4", _A.RESOURCES, "Money is well spent, and value for money is shown", _K),
    ]
    return {identifier: Characteristic(identifier, area, says, basis) for identifier, area, says, basis in rows}


CHARACTERISTICS: dict[str, Characteristic] = _characteristics()
"""By identifier, such as '6.2': number of the core question, then of the topic."""


def characteristic(identifier: str) -> Characteristic:
    """The characteristic of that identifier; raises :class:`~openpeel.errors.Refused` if there is none."""
    if identifier not in CHARACTERISTICS:
        raise _unknown("characteristic", identifier, list(CHARACTERISTICS))
    return CHARACTERISTICS[identifier]


def _unknown(what: str, identifier: str, known: list[str]) -> Refused:
    nearest = process.extractOne(identifier, known)
    return Refused(f"There is no {what} ‘{identifier}’.", mend=f"The nearest is ‘{nearest[0]}’." if nearest else None)

"""What must hold between the parts of an assessment: names are unlike, and what they refer to is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from openpeel import library
from openpeel.errors import Refused
from openpeel.inspection.assessment.assessment import AreaForImprovement, Assessment, CauseOfConcern, Finding
from openpeel.inspection.assessment.places import Fault
from openpeel.inspection.evidence.commitments import Commitment, TooEarly
from openpeel.inspection.evidence.evidence import Basis, Protection
from openpeel.inspection.evidence.figures import Counted, Estimated
from openpeel.language.framework import CHARACTERISTICS, Area
from openpeel.language.spelling import near


def faults_of(assessment: Assessment) -> Iterator[Fault]:
    """Every fault, in the order of the file."""
    try:
        area = Area.of(assessment.area)
    except Refused as error:
        yield Fault("area", " ".join(str(error).split()))
        return
    own = [its.identifier for its in CHARACTERISTICS.values() if its.area is area]
    tests = {*library.standards(), *library.indicators()}
    yield from _evidence(assessment, own, tests)
    dated: tuple[tuple[str, Sequence[TooEarly | Commitment]], ...] = (
        ("too_early", assessment.too_early),
        ("commitments", assessment.commitments),
    )
    for kind, entries in dated:
        yield from _same_names(kind, [one.id for one in entries])
        for number, one in enumerate(entries, start=1):
            yield from _known(f"{kind} {number}, characteristic", one.characteristic, own, "characteristic of the area")
    for number, early in enumerate(assessment.too_early, start=1):
        yield from _known(f"too_early {number}, standard", early.standard, tests, "standard or indicator")
    items = {item.id for item in assessment.recommendations.items}
    for number, promise in enumerate(assessment.commitments, start=1):
        yield from _known(f"commitments {number}, recommendation", promise.recommendation, items, "recommendation")
    yield from _chapter(assessment, tests, items)
    for number, weighed in enumerate(assessment.weighed, start=1):
        yield from _known(f"weighed {number}, of", weighed.of, tests, "standard or indicator")
        if weighed.direction is not None and weighed.of in library.standards():
            yield Fault(f"weighed {number}, direction", "a standard's side follows from its target")
    for number, review in enumerate(assessment.reviewed, start=1):
        yield from _known(f"reviewed {number}, standard", review.standard, library.standards(), "standard")


def _evidence(assessment: Assessment, own: Sequence[str], tests: Collection[str]) -> Iterator[Fault]:
    yield from _same_names("evidence", [one.id for one in assessment.evidence])
    findings = {finding.id for finding in assessment.findings}
    for number, one in enumerate(assessment.evidence, start=1):
        place = f"evidence {number}"
        yield from _known(f"{place}, characteristic", one.characteristic, own, "characteristic of the area")
        yield from _known(f"{place}, standard", one.standard, library.standards(), "standard")
        for name in one.findings:
            yield from _known(f"{place}, findings", name, findings, "finding")
        if one.id in tests:
            yield Fault(f"{place}, id", "is the name of a standard or indicator")
        if one.basis is Basis.ALL_RECORDS:
            yield Fault(f"{place}, basis", "evidence from records is made from the ledger, not entered")
        if one.standard and one.source.protection is Protection.CONFIDENTIAL:
            yield Fault(f"{place}, standard", "a count of cases is not from a confidential source")
        if one.standard and not isinstance(one.figure, Counted | Estimated):
            yield Fault(f"{place}, figure", "evidence on a standard counts the cases that met it")


def _chapter(assessment: Assessment, tests: Collection[str], items: Collection[str]) -> Iterator[Fault]:
    parts: tuple[tuple[str, Sequence[CauseOfConcern | AreaForImprovement | Finding]], ...] = (
        ("causes", assessment.causes),
        ("improvements", assessment.improvements),
        ("findings", assessment.findings),
    )
    for kind, entries in parts:
        yield from _same_names(kind, [one.id for one in entries])
        for number, one in enumerate(entries, start=1):
            for name in one.standards:
                yield from _known(f"{kind} {number}, standards", name, tests, "standard or indicator")
    for number, cause in enumerate(assessment.causes, start=1):
        for name in cause.recommendations:
            yield from _known(f"causes {number}, recommendations", name, items, "recommendation")


def _same_names(kind: str, names: Sequence[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield Fault(f"{kind}, id", f"{times} entries are called '{name}'")


def _known(place: str, name: str, names: Collection[str], what: str) -> Iterator[Fault]:
    if name and name not in names:
        advice = near(name, names)
        yield Fault(place, f"there is no {what} '{name}'" + (f"; did you mean {advice}?" if advice else ""))

"""Cases to argue from, made from tallies: no store and no run behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.history import Kept
from openpeel.engine.runs import Run
from openpeel.engine.tallies import Tally
from openpeel.inspection.argument.build import Dossier, build
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.evidence.evidence import (
    Basis,
    Direction,
    Evidence,
    Protection,
    Reach,
    Source,
    Weighing,
    Weight,
)
from openpeel.inspection.evidence.from_records import Judged
from openpeel.reports.findings import finding

DAY = date(2024, 3, 31)
RUN = Run(
    id="20240401T000000Z",
    folder=Path("nowhere"),
    made_at=datetime(2024, 4, 1),
    snapshot="0123456789abcdef",
    as_at=as_happened_by(datetime(2024, 3, 31, 22, 59, 59), ("exampleshire",)),
    kept=next(iter(Kept)),
    standards=(),
    limits={},
)


def an_assessment(area: str = "responding-to-the-public", **parts: Any) -> Assessment:
    """An assessment with some of its parts."""
    return Assessment(
        version=1,
        force="exampleshire",
        title="Exampleshire Constabulary",
        area=area,
        begins=date(2023, 4, 1),
        ends=DAY,
        **parts,
    )


def a_dossier(tallies: Mapping[str, Tally], assessment: Assessment | None = None) -> Dossier:
    """The case of an assessment over tallies by standard."""
    judged = {name: Judged(library.standard(name), tally, RUN) for name, tally in sorted(tallies.items())}
    known = list(library.standards().values())
    return build(assessment or an_assessment(), judged, (), known, lambda one: finding(one.standard, one.tally), DAY)


def evidence(
    name: str = "somebody-said",
    characteristic: str = "4.1",
    direction: Direction = Direction.FOR,
    weight: Weight | None = Weight.SOME,
    **parts: Any,
) -> Evidence:
    """A piece of fieldwork, weighed unless ``weight`` is none."""
    weighing = None if weight is None else Weighing(weight=weight, by="An Inspector", reason="seen twice", on=DAY)
    whole: dict[str, Any] = {
        "says": "Somebody said so",
        "basis": Basis.INTERVIEW,
        "on": date(2024, 2, 7),
        "source": Source(Protection.ATTRIBUTED, who="A Person", role="call handler"),
        "reach": Reach(3, 40, "call handlers", "Westbury"),
        **parts,
    }
    return Evidence(id=name, characteristic=characteristic, direction=direction, weighing=weighing, **whole)

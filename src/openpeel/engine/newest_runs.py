"""Which run has the newest word on each standard and force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpeel.engine.runs import Run


@dataclass(frozen=True)
class Piece:
    """The part of a run's ledger that is the newest there is."""

    run: Run
    standards: Mapping[int, str]
    """The standards, by their number in the run."""
    without: Mapping[str, frozenset[str]]
    """Forces of which a newer run has a standard's rows, by standard."""


def newest(runs: Iterable[Run]) -> tuple[Piece, ...]:
    """Of each standard and force, the run that judged it as at the latest moment; what-if runs are left out."""
    pieces: list[Piece] = []
    taken: dict[str, frozenset[str] | None] = {}
    for run in sorted(runs, key=lambda run: (run.as_at.moment, run.made_at), reverse=True):
        if run.replaced:
            continue
        own = {
            number: judged.id for number, judged in enumerate(run.standards) if taken.get(judged.id, ...) is not None
        }
        forces = frozenset(run.as_at.forces)
        if forces:
            own = {number: name for number, name in own.items() if forces - (taken.get(name) or frozenset())}
        if own:
            pieces.append(Piece(run, own, {name: taken.get(name) or frozenset() for name in own.values()}))
        for name in own.values():
            # None: a run over every force leaves nothing for older ones.
            taken[name] = (taken.get(name) or frozenset()) | forces if forces else None
    return tuple(pieces)

"""Putting an area's argument together: what the records say, what people found, and what they decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpeel.inspection.argument.argue import Argument, argue
from openpeel.inspection.argument.changes import Change, Route, changes, route_up
from openpeel.inspection.argument.pieces import Piece
from openpeel.inspection.argument.rule import Rule, rule_on
from openpeel.inspection.assessment.assessment import Assessment, Decided
from openpeel.inspection.evidence.audience import Audience, figures_as_seen_by
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.evidence.from_records import Judged, evidence_of_standard
from openpeel.inspection.evidence.standing import asked_of, standing_of_evidence
from openpeel.language.framework import Area
from openpeel.language.standards import Standard

Says = Callable[[Judged], str]
"""The finding of a judged standard in words."""


@dataclass(frozen=True)
class Dossier:
    """Everything that an area's argument rests on, with the argument."""

    assessment: Assessment
    judged: Mapping[str, Judged]
    measured: tuple[Evidence, ...]
    """The figures of indicators."""
    untested: tuple[Standard, ...]
    """Standards of the area of which no run has a case of this force."""
    day: date
    argument: Argument
    fingerprint: str
    """Of the argument over the whole evidence, whoever reads."""
    says: Says

    def changes(self) -> tuple[Change, ...]:
        """Each standard that alone would change the argument."""
        return changes(self.argument, self._again)

    def route_up(self) -> Route | None:
        """The standards that together would lift the band."""
        return route_up(self.argument, self._again)

    def as_seen_by(self, audience: Audience) -> Dossier:
        """The same dossier without what ``audience`` may not see; the argument's fingerprint stays."""
        if audience.sees_sources:
            return self
        shown = self.assessment.as_seen_by(audience)
        measured = tuple(figures_as_seen_by(one, audience) for one in self.measured)
        pieces = _pieces(shown, self.judged, measured, self.argument.rule, self.says)
        argument = _argument(shown, pieces, self.argument.rule, self.day)
        return replace(self, assessment=shown, measured=measured, argument=argument)

    def _again(self, pieces: Sequence[Piece]) -> Argument:
        return _argument(self.assessment, pieces, self.argument.rule, self.day)


def build(
    assessment: Assessment,
    judged: Mapping[str, Judged],
    measured: Sequence[Evidence],
    standards: Sequence[Standard],
    says: Says,
    day: date,
) -> Dossier:
    """The dossier of an assessment on ``day``; ``standards`` are all of the library."""
    rule = rule_on(day)
    argument = _argument(assessment, _pieces(assessment, judged, measured, rule, says), rule, day)
    area = Area.of(assessment.area)
    untested = tuple(one for one in standards if one.area is area and one.id not in judged)
    return Dossier(assessment, judged, tuple(measured), untested, day, argument, argument.fingerprint, says)


def _argument(assessment: Assessment, pieces: Sequence[Piece], rule: Rule, day: date) -> Argument:
    standing = [(cause, cause.standing(day)) for cause in assessment.causes]
    return argue(
        Area.of(assessment.area),
        pieces,
        rule=rule,
        day=day,
        too_early=assessment.too_early,
        open_causes=[cause.statement for cause, decided in standing if decided is Decided.ISSUED],
        decided=frozenset(name for cause, decided in standing if decided is not None for name in cause.standards),
    )


def _pieces(
    assessment: Assessment, judged: Mapping[str, Judged], measured: Sequence[Evidence], rule: Rule, says: Says
) -> list[Piece]:
    weighed = {one.of: one for one in assessment.weighed}

    def with_weight(evidence: Evidence) -> Evidence:
        own = weighed.get(evidence.id)
        if own is None:
            return evidence
        direction = evidence.direction if own.direction is None else own.direction
        return replace(evidence, weighing=own.weighing, direction=direction)

    pieces = [
        Piece(
            with_weight(evidence_of_standard(one, says(one), rule.without_target)),
            one.standing(rule.without_target),
            one.standard.critical,
        )
        for one in judged.values()
    ]
    pieces += [Piece(with_weight(one)) for one in measured]
    for entered in assessment.evidence:
        own = judged.get(entered.standard)
        targets = own.standard.targets if own else ()
        stands = standing_of_evidence(entered, asked_of(targets, entered.on, rule.without_target))
        critical = own is not None and own.standard.critical
        pieces.append(Piece(entered, stands, critical))
    return pieces

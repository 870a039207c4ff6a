"""Who reads: what each may see of where evidence came from, and of small numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from openpeel.inspection.evidence.evidence import Evidence, Protection, Reach, Source, Weighing
from openpeel.inspection.evidence.figures import Counted, Measured
from openpeel.statistics.disclosure import FEWEST_OUT_OF, SENSITIVE_THRESHOLD


class Audience(StrEnum):
    """Those for whom something is written."""

    PUBLIC = "public"
    FORCE = "force"
    INSPECTION_TEAM = "inspection team"

    @property
    def sees_sources(self) -> bool:
        """Whether protected sources are shown."""
        return self is Audience.INSPECTION_TEAM

    @property
    def sees_small_counts(self) -> bool:
        """Whether counts by which a person could be found are shown."""
        return self is not Audience.PUBLIC


def as_seen_by(evidence: Evidence, audience: Audience) -> Evidence:
    """The evidence without what ``audience`` may not see.

    Of a confidential source go who and role, place, numbers, the day (the month stays), notes and why it was weighed
    so; its identifier goes by :func:`renamed`. What stays is the sentence: it is written to be read by all.
    """
    if audience.sees_sources:
        return evidence
    protection = evidence.source.protection
    if protection is Protection.ATTRIBUTED:
        return replace(evidence, detail="")
    if protection is Protection.ROLE_ONLY:
        return replace(evidence, detail="", source=Source(protection, role=evidence.source.role))
    return replace(
        evidence,
        detail="",
        source=Source(protection),
        reach=Reach(),
        figure=None,
        on=date(evidence.on.year, evidence.on.month, 1),
        weighing=_without_reason(evidence.weighing),
    )


def figures_as_seen_by(evidence: Evidence, audience: Audience) -> Evidence:
    """An indicator's figure as evidence, without numbers where ``audience`` may not see them.

    Whether small groups could be recognised is not known here: the higher threshold holds for all.
    """
    figure = evidence.figure
    if audience.sees_small_counts or not isinstance(figure, Counted | Measured):
        return evidence
    if not _may_be_published(figure):
        return replace(evidence, says=f"{evidence.says} (not shown: too few cases)", reach=Reach(), figure=None)
    if not _is_small(figure.unknown):
        return evidence
    # The reach counts those that cannot be told too: beside the figure it would say how many they are.
    says = f"{evidence.says} (a few more cannot be told)"
    return replace(evidence, says=says, reach=Reach(), figure=replace(figure, unknown=0))


def _may_be_published(figure: Counted | Measured) -> bool:
    """Whether a figure may be shown, apart from how many more cannot be told."""
    if isinstance(figure, Measured):
        return figure.n >= FEWEST_OUT_OF
    return figure.whole >= FEWEST_OUT_OF and not any(map(_is_small, (figure.part, figure.whole - figure.part)))


def _is_small(count: int) -> bool:
    return 0 < count < SENSITIVE_THRESHOLD


def _without_reason(weighing: Weighing | None) -> Weighing | None:
    return None if weighing is None else replace(weighing, reason="not shown: the source is confidential")


def renamed(evidence: tuple[Evidence, ...], audience: Audience) -> dict[str, str]:
    """New names for confidential evidence, by order: a name that somebody gave it may give the source away."""
    if audience.sees_sources:
        return {}
    secret = [one.id for one in evidence if one.source.protection is Protection.CONFIDENTIAL]
    return {name: f"confidential-{number}" for number, name in enumerate(secret, start=1)}

"""What stands beside the findings: what records cannot tell, fieldwork, promises, what is too early to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.evidence import Basis, Evidence, Protection
from openpeel.inspection.living_report.build import classes_for, living_report
from openpeel.inspection.living_report.classes import CLAIMS
from openpeel.inspection.published_report.read import read_report
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.reports.chapter.contents import Section, Table, Text
from openpeel.reports.chapter.days import day, sentence
from openpeel.reports.chapter.notes import Notes
from openpeel.reports.chapter.showing import is_sensitive
from openpeel.statistics.disclosure import SENSITIVE_THRESHOLD, THRESHOLD


def beside(dossier: Dossier, audience: Audience, notes: Notes) -> Iterator[Section]:
    """The sections, those with nothing in them left out."""
    yield _cannot_tell(dossier, audience, notes)
    if dossier.assessment.evidence:
        yield _fieldwork(dossier.assessment)
    if dossier.assessment.commitments:
        yield _commitments(dossier)
    if dossier.assessment.too_early:
        yield _too_early(dossier)


def _cannot_tell(dossier: Dossier, audience: Audience, notes: Notes) -> Section:
    points = []
    for name, one in dossier.judged.items():
        tally = one.tally
        if tally.unknown:
            few = not audience.sees_small_counts and tally.unknown < (
                SENSITIVE_THRESHOLD if is_sensitive(one.standard) else THRESHOLD
            )
            why = "; ".join(
                reason.words if not audience.sees_small_counts else f"{reason.words} ({count:,})"
                for reason, count in sorted(tally.reasons.items(), key=lambda pair: -pair[1])
            )
            many = "a few" if few else f"{tally.unknown:,} of {tally.all:,}"
            points.append(Text(f"{name}: {many} cases cannot be told: {why}.", (notes.of(one.standard),)))
    points += [
        Text(f"{standard.id}: no case of this force in the period.", (notes.of(standard),))
        for standard in dossier.untested
    ]
    paragraphs = (
        Text(
            "A case of which the records cannot tell is never counted as met. Intervals in this chapter are of "
            "ordinary variation, since every record counts; what the unknown cases could be is shown beside them."
        ),
    )
    return Section("What the records cannot tell", paragraphs, tuple(points), _claims(Area.of(dossier.assessment.area)))


@cache
def _claims(area: Area) -> tuple[Table, ...]:
    """How much of a published chapter on the area records could test at all."""
    report = read_report(PEEL_2021_22.file)
    every = living_report(report, classes_for(report, None)).counts().get(area.title, Counter())
    counted = {its: every[its] for its in CLAIMS if every[its]}
    if not counted:
        return ()
    rows = tuple((its.label, its.means, str(many)) for its, many in counted.items())
    caption = (
        f"What could test the {sum(counted.values())} statements of a published chapter on this area "
        f"({PEEL_2021_22.publisher}, Wiltshire Police, {PEEL_2021_22.published_as})"
    )
    return (Table.of(caption, ("What", "Which is", "Statements"), rows, frozenset({2})),)


def _fieldwork(assessment: Assessment) -> Section:
    rows = tuple(
        (str(one.basis), sentence(one.says), str(one.direction), _where_from(one), _when(one))
        for one in sorted(assessment.evidence, key=lambda one: (list(Basis).index(one.basis), one.on, one.id))
    )
    table = Table.of(
        f"{len(rows)} pieces of evidence that no records hold",
        ("Basis", "What was found", "For or against", "From whom, how far it reaches", "When"),
        rows,
    )
    caveats = dict.fromkeys(one.basis for one in assessment.evidence if one.basis.caveat)
    points = tuple(Text(f"{str(basis)[0].upper()}{str(basis)[1:]}: {basis.caveat}") for basis in caveats)
    return Section("What people said and what was seen", (), points, (table,))


def _where_from(one: Evidence) -> str:
    figure = one.figure.words if one.figure else ""
    return "; ".join(part for part in (one.source.words, one.reach.words, figure) if part)


def _when(one: Evidence) -> str:
    if one.source.protection is Protection.CONFIDENTIAL and not one.source.who:
        return f"{one.on:%B %Y}"
    return day(one.on)


def _commitments(dossier: Dossier) -> Section:
    rows = tuple(
        (
            sentence(one.says),
            one.said_by,
            day(one.by),
            str(one.standing(dossier.day)),
            " ".join(f"{day(look.on)}: {sentence(look.found)}" for look in one.follow_ups if look.on <= dossier.day),
        )
        for one in sorted(dossier.assessment.commitments, key=lambda one: (one.by, one.id))
    )
    table = Table.of(
        f"Promises, as they stand on {day(dossier.day)}",
        ("What", "Who says so", "By", "Standing", "What was found"),
        rows,
    )
    return Section("What the force says that it will do", tables=(table,))


def _too_early(dossier: Dossier) -> Section:
    rows = tuple(
        (
            f"{one.characteristic}: {sentence(one.initiative)}",
            sentence(one.would_show),
            day(one.look_on),
            str(one.standing(dossier.day)),
        )
        for one in sorted(dossier.assessment.too_early, key=lambda one: (one.look_on, one.id))
    )
    table = Table.of(
        "Changes of which nobody can say yet whether they work",
        ("Change", "What would show that it works", "Look again", "Standing"),
        rows,
    )
    return Section("Too early to judge", tables=(table,))

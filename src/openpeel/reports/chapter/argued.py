"""The annex: the argument, characteristic by characteristic, and what would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from openpeel.inspection.argument.argue import Argued, Argument, ProposedCause
from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.argument.pieces import Piece
from openpeel.inspection.evidence.evidence import Basis
from openpeel.reports.chapter.contents import Section, Table, Text
from openpeel.reports.chapter.days import day, sentence

HIDDEN = "figures not shown: too few cases"


def annex(dossier: Dossier, hidden: Collection[str]) -> tuple[Section, ...]:
    """The sections of the argument; figures of ``hidden`` standards are left out."""
    return (
        _summary(dossier, hidden),
        *(_characteristic(dossier, one, hidden) for one in dossier.argument.characteristics),
        _changes(dossier, hidden),
        Section(
            "The rule, and how far to trust it",
            tuple(Text(words) for words in dossier.argument.rule.words),
            note=f"Local settings, not official: {dossier.argument.rule.source}.",
        ),
    )


def _summary(dossier: Dossier, hidden: Collection[str]) -> Section:
    argument = dossier.argument
    rows = tuple(
        (
            f"{one.characteristic.identifier} {one.characteristic.says}",
            str(one.state),
            "" if one.is_settled else f"{one.at_worst} to {one.at_best}",
            str(len(one.of_side(1.0))),
            str(len(one.of_side(0.0))),
            str(len(one.open_questions)),
        )
        for one in argument.characteristics
    )
    table = Table.of(
        f"Characteristics of good on {day(argument.day)}",
        ("Characteristic, in our words", "State", "Could be", "For", "Against", "Open or not counted"),
        rows,
        frozenset({3, 4, 5}),
    )
    points = tuple(Text(sentence(_proposed(cause, hidden))) for cause in argument.proposed)
    paragraphs = [Text(band_words(argument))]
    if points:
        paragraphs.append(Text("Causes of concern are proposed, for a person to decide on:"))
    return Section("What the evidence supports", tuple(paragraphs), points, (table,))


def _proposed(cause: ProposedCause, hidden: Collection[str]) -> str:
    if any(piece.evidence.standard in hidden for piece in cause.pieces):
        names = listed([piece.evidence.standard for piece in cause.pieces])
        return f"{cause.characteristic.identifier} {cause.characteristic.says}: {names} fall short ({HIDDEN})"
    return cause.words


def band_words(argument: Argument) -> str:
    """The band of grades in sentences."""
    if argument.open_causes:
        return "A cause of concern stands, so the evidence supports one grade: Inadequate."
    likely = f" By the estimates alone: {argument.band.likely.label}." if argument.band.likely else ""
    if argument.band.is_single:
        return f"The evidence supports one grade, however its open questions end: {argument.band.words}."
    return f"The evidence supports {argument.band.words}.{likely} No single grade: the open questions could decide it."


def _characteristic(dossier: Dossier, one: Argued, hidden: Collection[str]) -> Section:
    pieces = [("for", piece) for piece in one.of_side(1.0)]
    pieces += [("against", piece) for piece in one.of_side(0.0)]
    pieces += [("open", piece) for piece in one.open_questions]
    rows = tuple(_row(dossier, side, piece, hidden) for side, piece in pieces)
    table = Table.of(
        f"Evidence on {one.characteristic.identifier}",
        ("Side", "Evidence", "Basis and reach", "Figure", "Weight, and for the rule"),
        rows,
    )
    early = tuple(
        Text(f"Too early to judge: {sentence(its.initiative)} Look again on {day(its.look_on)}.")
        for its in one.too_early
    )
    nothing = () if rows else (Text("Nothing has tested it."),)
    heading = f"{one.characteristic.identifier} {one.characteristic.says}"
    return Section(heading, (Text(sentence(one.words)), *nothing), early, (table,) if rows else ())


def _row(dossier: Dossier, side: str, piece: Piece, hidden: Collection[str]) -> tuple[str, ...]:
    evidence = piece.evidence
    is_hidden = evidence.standard in hidden and evidence.basis is Basis.ALL_RECORDS
    basis = str(evidence.basis)
    reach = "" if is_hidden else evidence.reach.words
    figure = HIDDEN if is_hidden else evidence.figure.words if evidence.figure else ""
    weighing = evidence.weighing
    by = f" ({weighing.by}: {weighing.reason.rstrip('.')})" if weighing else ""
    own = dossier.judged.get(evidence.standard) if evidence.basis is Basis.ALL_RECORDS else None
    said = f"{own.standard.says} ({evidence.id})" if own else evidence.says
    return (
        side,
        said,
        f"{basis}: {reach}" if reach else basis,
        figure,
        f"{evidence.weight.value}{by}; {piece.words}",
    )


def _changes(dossier: Dossier, hidden: Collection[str]) -> Section:
    found = [change for change in dossier.changes() if change.needed.standard not in hidden]
    points = tuple(Text(f"{change.words}.") for change in found)
    paragraphs = [Text(words) for words in _route(dossier, hidden)]
    if not found:
        paragraphs.append(Text("No single standard whose figures may be shown would change it alone."))
    else:
        paragraphs.append(Text("Any one of these alone would change a characteristic or the band:"))
    return Section("What would change it", tuple(paragraphs), points)


def _route(dossier: Dossier, hidden: Collection[str]) -> Iterator[str]:
    if dossier.argument.open_causes:
        yield (
            "The cause of concern decides: a person ends it, when its recommendations have closed by their measures."
        )
        return
    route = dossier.route_up()
    if route is None:
        yield (
            "No standard that the records test would lift the band: other evidence, or a decision on what is proposed, "
            "would."
        )
        return
    steps = [step.words if step.standard not in hidden else f"{step.standard} ({HIDDEN})" for step in route.steps]
    yield f"The shortest way to a better band ({route.band_after}): {listed(steps)}."


def listed(words: Sequence[str]) -> str:
    """'a; b; and c'."""
    return words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"

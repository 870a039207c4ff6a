"""What the pages of fieldwork, judgment and recommendations show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from openpeel.inspection.argument.argue import Argued, State
from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.assessment.assessment import CauseOfConcern, Decided, Judgment
from openpeel.inspection.evidence.commitments import Commitment, Follow, FollowUp, TooEarly
from openpeel.inspection.evidence.evidence import Basis, Direction, Evidence
from openpeel.web.assessments.which import Which
from openpeel.web.components.parts import Column, Link, Row, Table, Tag
from openpeel.web.journal import entries as journal

STATE_COLOURS = {
    State.SHOWN: "green",
    State.PARTLY_SHOWN: "yellow",
    State.NOT_SHOWN: "red",
    State.TOO_EARLY: "blue",
    State.NOT_TESTED: "grey",
}
SIDE_COLOURS = {Direction.FOR: "green", Direction.AGAINST: "red", Direction.NEITHER: "grey"}
FOLLOW_COLOURS = {
    Follow.KEPT: "green",
    Follow.KEPT_LATE: "yellow",
    Follow.NOT_KEPT: "red",
    Follow.OVERDUE: "red",
    Follow.DUE_SOON: "orange",
    Follow.TO_COME: "blue",
}


def evidence_table(where: Which, evidence: Sequence[Evidence], *, may_write: bool) -> Table:
    """Evidence that people entered, the latest first."""
    rows = []
    for one in sorted(evidence, key=lambda one: (one.on, one.id), reverse=True):
        weighed = "nobody has weighed it" if one.weighing is None else f"{one.weight.value}, by {one.weighing.by}"
        figure = f": {one.figure.words}" if one.figure else ""
        cells: list[object] = [
            f"{one.says}{figure}",
            one.basis.value,
            Tag(one.direction.value, SIDE_COLOURS[one.direction]),
            one.characteristic,
            one.source.words or "not said",
            one.reach.words,
            one.on,
            weighed,
        ]
        if may_write:
            address = reverse("fieldwork-change", args=[one.id]) + where.query
            cells.append(Link("Change", address, hidden=f"evidence of {one.on}: {one.says[:60]}"))
        rows.append(Row(cells))
    titles = ("What was found", "Basis", "Says", "Bears on", "Source", "Reach", "On", "Weight")
    columns = [
        *(Column(title, is_brief=title == "On") for title in titles),
        *([Column("Change", hides=True)] if may_write else []),
    ]
    return Table("Evidence", columns, rows, empty="Nobody has entered any yet.", hides_caption=True)


def early_table(where: Which, early: Sequence[TooEarly], day: date, *, may_write: bool) -> Table:
    """What is too early to judge, what is to be looked at first on top."""
    rows = []
    for one in sorted(early, key=lambda one: one.look_on):
        standing = one.standing(day)
        cells: list[object] = [
            one.initiative,
            one.would_show,
            one.characteristic,
            one.look_on,
            Tag(_looked(standing), FOLLOW_COLOURS[standing]),
        ]
        rows.append(Row([*cells, *_look(where, one.id, one.initiative, may_write=may_write)]))
    titles = ("What was begun", "What would show that it works", "Bears on", "Look on", "Now")
    columns = [*map(Column, titles), *([Column("Look", hides=True)] if may_write else [])]
    return Table("Too early to judge", columns, rows, empty="Nothing is noted.")


def _looked(standing: Follow) -> str:
    return {Follow.KEPT: "works", Follow.NOT_KEPT: "does not work"}.get(standing, standing.value)


def promises_table(where: Which, promises: Sequence[Commitment], day: date, *, may_write: bool) -> Table:
    """What the force says that it will do, what is due first on top."""
    rows = []
    for one in sorted(promises, key=lambda one: one.by):
        standing = one.standing(day)
        cells: list[object] = [
            one.says,
            one.said_by,
            one.characteristic,
            one.by,
            Tag(standing.value, FOLLOW_COLOURS[standing]),
        ]
        rows.append(Row([*cells, *_look(where, one.id, one.says, may_write=may_write)]))
    titles = ("Promise", "By whom", "Bears on", "By when", "Now")
    columns = [*map(Column, titles), *([Column("Look", hides=True)] if may_write else [])]
    return Table("What the force says that it will do", columns, rows, empty="Nothing is promised.")


def _look(where: Which, name: str, about: str, *, may_write: bool) -> list[Link]:
    address = reverse("follow-up", args=[name]) + where.query
    return [Link("Look again", address, hidden=f"at: {about[:60]}")] if may_write else []


def looks_table(looks: Sequence[FollowUp]) -> Table:
    """What was found before."""
    kept = {True: "done", False: "not done", None: "stands"}
    rows = [Row((look.on, look.by, look.found, kept[look.kept])) for look in sorted(looks, key=lambda one: one.on)]
    return Table(
        "Found before", tuple(map(Column, ("On", "By", "Found", "Then"))), rows, empty="Nobody has looked yet."
    )


def history_table(history: Sequence[journal.Entry]) -> Table:
    """The revisions of an entry."""
    rows = [Row((one.number, one.at, one.by, one.why, str(one.data.get("says", "")))) for one in history[::-1]]
    columns = (
        Column("Revision", is_number=True),
        Column("When"),
        Column("Who"),
        Column("Did"),
        Column("What was found"),
    )
    return Table("History", columns, rows, empty="It came with the assessment's file.")


def states_table(dossier: Dossier) -> Table:
    """The characteristics with their states."""
    rows = [
        Row(
            (
                f"{one.characteristic.identifier} {one.characteristic.says}",
                Tag(str(one.state), STATE_COLOURS[one.state]),
                "" if one.is_settled else f"{one.at_worst} to {one.at_best}",
                len(one.of_side(1.0)),
                len(one.of_side(0.0)),
                len(one.open_questions),
            )
        )
        for one in dossier.argument.characteristics
    ]
    columns = (
        Column("Characteristic, in our words"),
        Column("State"),
        Column("Could be"),
        Column("For", is_number=True),
        Column("Against", is_number=True),
        Column("Open", is_number=True),
    )
    return Table("Characteristics of good", columns, rows)


def characteristic_table(dossier: Dossier, one: Argued) -> Table:
    """The evidence on a characteristic, for and against, of every basis."""
    rows = []
    sides = [
        ("for", "green", one.of_side(1.0)),
        ("against", "red", one.of_side(0.0)),
        ("open", "grey", one.open_questions),
    ]
    for side, colour, pieces in sides:
        for piece in pieces:
            found = piece.evidence
            says: object = found.says
            if found.basis is Basis.ALL_RECORDS and found.standard:
                says = Link(found.says, reverse("standard", args=[found.standard]))
            rows.append(
                Row(
                    (
                        Tag(side, colour),
                        says,
                        found.basis.value,
                        found.figure.words if found.figure else found.reach.words,
                        piece.words,
                        found.weight.value,
                    )
                )
            )
    titles = ("Side", "What was found", "Basis", "Figure or reach", "For the rule", "Weight")
    caption = f"{one.characteristic.identifier} {one.characteristic.says}: {one.words}"
    return Table(caption, tuple(map(Column, titles)), rows, empty="Nothing bears on it yet.", hides_caption=True)


def causes_table(where: Which, dossier: Dossier, day: date, *, may_judge: bool) -> Table:
    """Causes of concern and what was decided on each."""
    colours = {Decided.ISSUED: "red", Decided.NOT_ISSUED: "grey", Decided.ENDED: "green", None: "yellow"}
    rows = []
    for cause in dossier.assessment.causes:
        standing = cause.standing(day)
        last = max(cause.decisions, key=lambda one: one.on, default=None)
        said = "" if last is None else f"{last.by}, {last.on:%-d %B %Y}: {last.reason}"
        cells: list[object] = [
            cause.statement,
            Tag(standing.value if standing else "proposed", colours[standing]),
            said,
        ]
        if may_judge:
            address = reverse("cause-decide", args=[cause.id]) + where.query
            cells.append(Link("Decide", address, hidden=f"on: {cause.statement[:60]}"))
        rows.append(Row(cells))
    columns = [
        *map(Column, ("Cause of concern", "Now", "Decided")),
        *([Column("Decide", hides=True)] if may_judge else []),
    ]
    return Table("Causes of concern", columns, rows, empty="None was entered.")


def decisions_table(cause: CauseOfConcern) -> Table:
    """What was decided on a cause before."""
    rows = [Row((one.on, one.by, one.decided.value, one.reason)) for one in cause.decisions]
    return Table("Decided before", tuple(map(Column, ("On", "By", "Decision", "Why"))), rows, empty="Nothing yet.")


def judgments_table(made: Sequence[Judgment]) -> Table:
    """Every judgment that was made, the latest first."""
    rows = [Row((one.on, one.grade.label, one.band, f"{one.by}, {one.post}", one.reason)) for one in made[::-1]]
    titles = ("On", "Grade", "The argument then supported", "By", "Why")
    return Table("Judgments", tuple(map(Column, titles)), rows, empty="Nobody has judged yet.")

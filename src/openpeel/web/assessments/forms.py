"""The forms of fieldwork, promises, judgment and recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from openpeel.inspection.assessment.assessment import Decided, WeighedRecords
from openpeel.inspection.evidence.commitments import Commitment, FollowUp, TooEarly
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
from openpeel.inspection.evidence.figures import Counted
from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.recommendations.register import EventKind
from openpeel.language.framework import CHARACTERISTICS, Area
from openpeel.web.assessments.fields import choice, day, number, words

FIELDWORK_BASES = tuple(basis for basis in Basis if basis is not Basis.ALL_RECORDS)

PROTECTION_WORDS = {
    Protection.ATTRIBUTED: "Attributed: everybody may see who said it",
    Protection.ROLE_ONLY: "Role only: outside the inspection team the role is seen, not who",
    Protection.CONFIDENTIAL: "Confidential: outside the inspection team nothing that could lead to the source is seen",
}
DIRECTION_WORDS = {
    Direction.FOR: "For it",
    Direction.AGAINST: "Against it",
    Direction.NEITHER: "Neither, or not clear yet",
}
EVENTS = (
    EventKind.RESPONSE,
    EventKind.PROGRESS,
    EventKind.NO_PROGRESS,
    EventKind.FORCE_SAYS_COMPLETE,
    EventKind.CLOSED,
    EventKind.REOPENED,
    EventKind.NOTE,
)
"""What a person may enter about a recommendation."""


class ForArea(forms.Form):
    """A form about a characteristic of one area."""

    def __init__(self, area: Area, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "characteristic" in self.fields:
            own = [(name, f"{name} {one.says}") for name, one in CHARACTERISTICS.items() if one.area is area]
            self.fields["characteristic"].choices = [("", ""), *own]  # type: ignore[attr-defined]


class Fieldwork(ForArea):
    """A piece of evidence that was not in the records."""

    base = forms.IntegerField(min_value=0, initial=0, required=False, widget=forms.HiddenInput)
    basis = choice(
        "Basis",
        [(b.value, b.value.capitalize()) for b in FIELDWORK_BASES],
        needed="Choose on what basis it was found",
    )
    says = words("What was found", lines=3, needed="Say what was found, in a sentence that every reader may see")
    characteristic = choice("What it bears on", [], needed="Choose the characteristic that it bears on")
    direction = choice(
        "What it says of that",
        [(one.value, label) for one, label in DIRECTION_WORDS.items()],
        needed="Choose whether it is for it, against it or neither",
        radios=True,
    )
    on = day("Found on", needed="Enter the day on which it was found", has_been=True)
    protection = choice(
        "Who may see where it came from",
        [(one.value, label) for one, label in PROTECTION_WORDS.items()],
        needed="Choose who may see where it came from",
        radios=True,
    )
    role = words("Source: role", hint="Such as 'call handler' or 'response sergeant'.")
    who = words("Source: who or which", hint="A person, a meeting, a document. Only as far as the protection allows.")
    n = number("How many", hint="People asked, calls listened to, files read, meetings seen.")
    of = number("Of how many")
    unit = words("Counted are", hint="Such as 'call handlers' or 'calls'.")
    where = words("Where", hint="Place, team or shift.")
    part = number("Of those, how many had what is reported", hint="Gives the sentence a count with its interval.")
    detail = words("Notes for the inspection team alone", lines=4)
    weight = choice(
        "What it weighs", [(one.value, one.value.capitalize()) for one in Weight], needed="Choose what it weighs"
    )
    reason = words("Why it weighs that", lines=2, needed="Say why it weighs that: the weight is yours, by name")

    def clean(self) -> dict[str, Any]:
        """Numbers fit each other."""
        asked = super().clean() or {}
        n, of, part = asked.get("n"), asked.get("of"), asked.get("part")
        if n is not None and of is not None and n > of:
            self.add_error("n", "How many: it cannot reach more than there are")
        if part is not None and (n is None or part > n or n == 0):
            self.add_error("part", "Of those: it cannot be more than 'How many', which is needed beside it")
        return asked

    def evidence(self, name: str, by: str, today: date, former: Evidence | None = None) -> Evidence:
        """The evidence as it is kept; what the form does not ask stays as ``former`` has it."""
        asked = self.cleaned_data
        counted = None
        if asked["part"] is not None:
            counted = Counted(asked["part"], asked["n"], drawn_from=asked["of"] or None)
        built = Evidence(
            id=name,
            says=asked["says"],
            basis=Basis(asked["basis"]),
            characteristic=asked["characteristic"],
            direction=Direction(asked["direction"]),
            on=asked["on"],
            source=Source(Protection(asked["protection"]), who=asked["who"], role=asked["role"]),
            reach=Reach(asked["n"], asked["of"] or None, asked["unit"], asked["where"]),
            figure=counted,
            weighing=Weighing(Weight(asked["weight"]), by, asked["reason"], today),
            detail=asked["detail"],
        )
        if former is None:
            return built
        counts_changed = bool({"n", "of", "part"} & set(self.changed_data))
        return replace(
            built,
            figure=built.figure if counts_changed else former.figure,
            standard=former.standard,
            beyond_good=former.beyond_good and built.direction is Direction.FOR,
            findings=former.findings,
        )

    @staticmethod
    def initial_of(evidence: Evidence) -> dict[str, Any]:
        """What the form shows of evidence that is kept."""
        figure = evidence.figure
        weighing = evidence.weighing
        return {
            "basis": evidence.basis.value,
            "says": evidence.says,
            "characteristic": evidence.characteristic,
            "direction": evidence.direction.value,
            "on": evidence.on,
            "protection": evidence.source.protection.value,
            "role": evidence.source.role,
            "who": evidence.source.who,
            "n": evidence.reach.n,
            "of": evidence.reach.of,
            "unit": evidence.reach.unit,
            "where": evidence.reach.where,
            "part": figure.part if isinstance(figure, Counted) and evidence.reach.n == figure.whole else None,
            "detail": evidence.detail,
            "weight": weighing.weight.value if weighing else "",
            "reason": weighing.reason if weighing else "",
        }


class Weigh(forms.Form):
    """What an audit's finding weighs; the finding itself is the audit's."""

    base = forms.IntegerField(min_value=0, initial=0, required=False, widget=forms.HiddenInput)
    direction = choice(
        "What it says of that",
        [(one.value, label) for one, label in DIRECTION_WORDS.items()],
        needed="Choose whether it is for it, against it or neither",
        radios=True,
    )
    weight = choice(
        "What it weighs", [(one.value, one.value.capitalize()) for one in Weight], needed="Choose what it weighs"
    )
    reason = words("Why it weighs that", lines=2, needed="Say why it weighs that: the weight is yours, by name")

    def __init__(self, found: Evidence, posted: Any, *, base: int) -> None:
        weighing = found.weighing
        initial = {
            "direction": found.direction.value,
            "weight": weighing.weight.value if weighing else "",
            "reason": weighing.reason if weighing else "",
            "base": base,
        }
        super().__init__(posted, initial=initial)
        self.found = found
        if found.standard:
            # Its side follows from what is asked of the standard.
            del self.fields["direction"]

    def value(self, by: str, today: date) -> WeighedRecords:
        """The weight as it is kept."""
        asked = self.cleaned_data
        weighing = Weighing(Weight(asked["weight"]), by, asked["reason"], today)
        return WeighedRecords(self.found.id, weighing, None if self.found.standard else Direction(asked["direction"]))


class Early(ForArea):
    """Something that nobody can judge yet."""

    initiative = words("What the force has begun", lines=2, needed="Say what the force has begun")
    would_show = words("What would show that it works", lines=2, needed="Say what would show that it works")
    characteristic = choice("What it bears on", [], needed="Choose the characteristic that it bears on")
    look_on = day("Look again on", needed="Enter the day on which to look again")

    def value(self, name: str, by: str, today: date) -> TooEarly:
        """The entry as it is kept."""
        asked = self.cleaned_data
        return TooEarly(
            name, asked["initiative"], asked["would_show"], asked["look_on"], today, by, asked["characteristic"]
        )


class Promise(ForArea):
    """What the force says that it will do."""

    says = words("What the force will do", lines=2, needed="Say what the force will do")
    said_by = words("Who says so", hint="The post that speaks for the force.", needed="Say which post promises it")
    characteristic = choice("What it bears on", [], needed="Choose the characteristic that it bears on")
    promised = day("Promised by", needed="Enter the day promised")
    recommendation = forms.ChoiceField(label="The recommendation that it answers (optional)", required=False)

    def __init__(self, area: Area, *args: Any, recommendations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(area, *args, **kwargs)
        self.fields["recommendation"].choices = [("", ""), *recommendations.items()]  # type: ignore[attr-defined]

    def value(self, name: str, by: str, today: date) -> Commitment:
        """The entry as it is kept; ``by`` wrote it down for the post that promised."""
        asked = self.cleaned_data
        return Commitment(
            name,
            asked["says"],
            asked["said_by"],
            min(today, asked["promised"]),
            asked["promised"],
            asked["characteristic"],
            asked["recommendation"],
        )


class Look(forms.Form):
    """What was found when somebody looked again."""

    found = words("What was found", lines=3, needed="Say what was found")
    kept = choice(
        "Is it done?",
        [("yes", "Yes, it is done, or works"), ("no", "No, and it will not be"), ("open", "Not yet: it stands")],
        needed="Choose whether it is done",
        radios=True,
    )

    def value(self, by: str, today: date) -> FollowUp:
        """The entry as it is kept."""
        return FollowUp(
            today, by, self.cleaned_data["found"], {"yes": True, "no": False}.get(self.cleaned_data["kept"])
        )


class Grading(forms.Form):
    """A judgment."""

    grade = choice(
        "Grade",
        [(grade.label, f"{grade.label}: {grade.test}") for grade in Grade],
        needed="Choose a grade",
        radios=True,
    )
    post = words("Your post", needed="Enter your post: a judgment is by a named person")
    reason = words("Why", lines=5, needed="Say why, above all where you differ from what the argument supports")


class Deciding(forms.Form):
    """A decision on a cause of concern."""

    decided = choice(
        "Decision",
        [(one.value, one.value.capitalize()) for one in Decided],
        needed="Choose what you decide",
        radios=True,
    )
    reason = words("Why", lines=3, needed="Say why")


class Happened(forms.Form):
    """Something that happened to a recommendation."""

    event = choice(
        "What happened", [(kind.name, kind.words.capitalize()) for kind in EVENTS], needed="Choose what happened"
    )
    on = day("On", needed="Enter the day on which it happened", has_been=True)
    text = words("What shows it", lines=3, needed="Say what happened, and what shows it")

"""The forms of audits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openpeel.inspection.audits.prefilled import Suggestion
from openpeel.inspection.audits.questions import Answer, QuestionSet, question_sets
from openpeel.inspection.audits.reviews import Review
from openpeel.inspection.audits.sampling import Way
from openpeel.inspection.audits.workbooks import LONGEST_REASON, NEEDS_REASON
from openpeel.web.accounts.models import User
from openpeel.web.assessments.fields import day

WAYS = {
    Way.RANDOM: "At random: every case is as likely as any other",
    Way.STRATIFIED: "By team: as many from each team as its share of all cases",
    Way.WEIGHTED_TO_DOUBT: "More of those in doubt: where the records cannot settle a question, or tell two stories",
}


class NewAudit(forms.Form):
    """What to draw."""

    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text="For example: Calls of March, first contact",
        error_messages={"required": "Give the audit a title"},
    )
    questions = forms.ChoiceField(label="Questions")
    standard = forms.ChoiceField(label="Draw from the cases to which this standard applies")
    force = forms.ChoiceField(label="Force")
    since = day("Due from")
    until = day("Due to")
    size = forms.IntegerField(
        label="Number of cases",
        min_value=1,
        max_value=2000,
        initial=30,
        error_messages={"required": "Enter how many cases to read", "invalid": "Enter a whole number of cases"},
    )
    way = forms.ChoiceField(
        label="How to draw them",
        widget=forms.RadioSelect,
        choices=[(way.value, words) for way, words in WAYS.items()],
        initial=Way.RANDOM.value,
    )
    seed = forms.IntegerField(
        label="Number to draw by",
        min_value=0,
        max_value=2**31,
        help_text="The same number draws the same cases again, so that anyone can check the draw.",
        error_messages={"required": "Enter a number to draw by", "invalid": "Enter a whole number"},
    )
    reviewers = forms.MultipleChoiceField(
        label="Reviewers",
        widget=forms.CheckboxSelectMultiple,
        help_text="Two of them read each case; nobody reads a case of their own team.",
        error_messages={"required": "Choose at least two reviewers"},
    )

    def __init__(
        self,
        *args: Any,
        standards: Mapping[str, str],
        forces: Sequence[str],
        people: Sequence[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "questions": [(one.id, one.title) for one in question_sets().values()],
            "standard": list(standards.items()),
            "force": [(force, force) for force in forces],
            "reviewers": [(person.name, f"{person} ({person.kind.label})") for person in people],
        }
        for name, chosen in choices.items():
            self.fields[name].choices = chosen  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days follow each other."""
        asked = super().clean() or {}
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error("until", "Due to: the last day comes before the first")
        return asked

    def clean_reviewers(self) -> list[str]:
        """At least two reviewers."""
        chosen: list[str] = self.cleaned_data["reviewers"]
        if len(chosen) < 2:
            raise forms.ValidationError("Choose at least two reviewers")
        return chosen


class ReviewForm(forms.Form):
    """One person's answers about one case."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, questions: QuestionSet, *args: Any, own: Review | None, said: Mapping[str, Suggestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions.questions:
            suggested = said.get(question.id)
            hints = [question.guidance, suggested.words if suggested else ""]
            self.fields[question.id] = forms.ChoiceField(
                label=question.asks,
                required=False,
                widget=forms.RadioSelect,
                choices=[(answer.value, answer.value.capitalize()) for answer in Answer],
                help_text=" ".join(hint for hint in hints if hint),
                initial=own.answers.get(question.id) if own else None,
            )
            self.fields[self.reason_of(question.id)] = forms.CharField(
                label="Why, in a few words (needed for no, and where you cannot tell)",
                required=False,
                max_length=LONGEST_REASON,
                initial=own.reasons.get(question.id, "") if own else "",
            )

    @classmethod
    def filled_in(cls, given: Mapping[str, str], said: Mapping[str, Suggestion]) -> dict[str, str]:
        """What was given so far, with what the records say to the questions that are still open."""
        filled = dict(given)
        for question, one in said.items():
            if not filled.get(question):
                filled[question] = one.answer.value
                if one.answer in NEEDS_REASON and not filled.get(cls.reason_of(question)):
                    filled[cls.reason_of(question)] = one.words
        return filled

    @staticmethod
    def reason_of(question: str) -> str:
        """The name of the field with the reason for an answer."""
        return f"{question}-why"

    def clean(self) -> dict[str, Any]:
        """Every answer that needs a reason has one; to finish, every question is answered."""
        cleaned = super().clean() or {}
        for question in self.questions.questions:
            answer, reason = cleaned.get(question.id, ""), cleaned.get(self.reason_of(question.id), "")
            if answer in NEEDS_REASON and not reason:
                self.add_error(self.reason_of(question.id), f"Say why, for '{answer}': {question.asks}")
            if "finish" in self.data and not answer and question.id not in self.errors:
                self.add_error(question.id, f"Answer before you finish: {question.asks}")
        return cleaned

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers given."""
        return {
            question.id: Answer(self.cleaned_data[question.id])
            for question in self.questions.questions
            if self.cleaned_data.get(question.id)
        }

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons given, by question."""
        return {
            question.id: self.cleaned_data[self.reason_of(question.id)]
            for question in self.questions.questions
            if self.cleaned_data.get(self.reason_of(question.id))
        }


class SettleForm(forms.Form):
    """What is to stand where two reviewers differ."""

    answer = forms.ChoiceField(
        label="What stands",
        widget=forms.RadioSelect,
        choices=[(answer.value, answer.value.capitalize()) for answer in Answer],
        error_messages={"required": "Choose what is to stand"},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why: both reviewers will read it"},
    )

"""What the pages of audits show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from openpeel.engine.ledger import Ledger
from openpeel.inspection.audits.prefilled import Suggestion
from openpeel.inspection.audits.questions import Answer
from openpeel.inspection.audits.results import contrasts, results
from openpeel.inspection.audits.reviews import Difference, Review, final_answers
from openpeel.statistics.intervals import Interval
from openpeel.web.audits.kept import Audit
from openpeel.web.components.parts import Column, Link, Row, SummaryList, SummaryRow, Table, Tag

COLOURS = {Answer.YES: "green", Answer.NO: "red", Answer.NOT_APPLICABLE: "grey", Answer.CANNOT_TELL: "yellow"}


def answer_tag(answer: Answer | None) -> Tag:
    """An answer as a tag."""
    return Tag("not answered") if answer is None else Tag(answer.value, COLOURS[answer])


def audits_table(audits: Sequence[Audit], reader: str) -> Table:
    """The audits, with how many cases the reader has in each."""
    rows = [
        Row(
            (
                Link(one.title, reverse("audit", args=[one.id])),
                one.force,
                one.questions.title,
                len(one.cases),
                sum(reader in case.reviewers for case in one.cases),
            )
        )
        for one in audits
    ]
    columns = (
        Column("Audit"),
        Column("Force"),
        Column("Questions"),
        Column("Cases", is_number=True),
        Column("Yours to read", is_number=True),
    )
    return Table("Audits", columns, rows, empty="No audit has been drawn yet.", hides_caption=True)


def by_row_words(count: int) -> str:
    """That some cases have no reference of their own."""
    return (
        f"{count:,} of the cases to draw from have no reference of their own, or share one: they are named by their "
        "row in the records, and could be drawn like any other."
    )


def sample_list(audit: Audit) -> SummaryList:
    """How the sample was drawn."""
    strata = "; ".join(
        f"{stratum}: {audit.sample.drawn[stratum]} of {count:,}" for stratum, count in audit.sample.population.items()
    )
    rows = [
        SummaryRow("Cases drawn", f"{len(audit.cases)} of {sum(audit.sample.population.values()):,}"),
        SummaryRow("How", audit.sample.way.value),
        SummaryRow("From", strata),
        *([SummaryRow("Named by their row", by_row_words(audit.by_row))] if audit.by_row else []),
        SummaryRow("Number drawn by", str(audit.sample.seed)),
        SummaryRow("Questions", f"{audit.questions.title}, version {audit.questions.version}"),
        SummaryRow("Records", f"run {audit.run}"),
    ]
    return SummaryList(rows)


def own_cases(audit: Audit, reviews: Iterable[Review], reader: str) -> Table:
    """The cases that a reviewer has to read, those still open first."""
    own = {one.case: one for one in reviews if one.reviewer == reader}
    rows = []
    for case in audit.cases:
        if reader not in case.reviewers:
            continue
        found = own.get(case.reference)
        done = found is not None and found.finished_at is not None
        state = Tag("finished", "green") if done else Tag("begun", "blue") if found else Tag("to read", "yellow")
        address = reverse("audit-review", args=[audit.id, case.number])
        rows.append((done, Row((case.number, Link(case.reference, address), state))))
    columns = (Column("Number", is_number=True), Column("Case"), Column("Your review"))
    ordered = [row for _, row in sorted(rows, key=lambda one: one[0])]
    return Table("Your cases", columns, ordered, empty="None of its cases was given to you.")


def progress_table(audit: Audit, reviews: Iterable[Review]) -> Table:
    """How many cases each reviewer has finished."""
    finished = [one.reviewer for one in reviews if one.finished_at is not None]
    names = sorted({reviewer for case in audit.cases for reviewer in case.reviewers})
    rows = [Row((name, finished.count(name), sum(name in case.reviewers for case in audit.cases))) for name in names]
    columns = (Column("Reviewer"), Column("Finished", is_number=True), Column("Of", is_number=True))
    return Table("Reviewers", columns, rows)


def results_table(audit: Audit, reviews: Iterable[Review]) -> Table:
    """What was found on each question."""
    rows = []
    for one in results(audit.questions, audit.sample, reviews, audit.settled):
        share = one.share
        agreed = one.agreement
        rows.append(
            Row(
                (
                    one.question.asks,
                    "" if share is None else f"{one.answers.get(Answer.YES, 0)} of {one.n}",
                    "" if share is None else f"{share.estimate:.0%}",
                    "" if share is None else f"{share.low:.0%} to {share.high:.0%}",
                    one.answers.get(Answer.NOT_APPLICABLE, 0),
                    one.answers.get(Answer.CANNOT_TELL, 0),
                    one.open,
                    "" if agreed is None else _agreed_words(agreed.same),
                    "" if agreed is None or agreed.kappa is None else f"{agreed.kappa:.2f}",
                )
            )
        )
    columns = (
        Column("Question"),
        Column("Yes", is_number=True),
        Column("Of all cases", is_number=True),
        Column("95% interval", is_number=True),
        Column("Does not apply", is_number=True),
        Column("Cannot tell", is_number=True),
        Column("Open", is_number=True),
        Column("Reviewers agreed", is_number=True),
        Column("Kappa", is_number=True),
    )
    return Table("What was found", columns, rows)


def _agreed_words(same: Interval) -> str:
    return f"{same.estimate:.0%} of {same.n} ({same.low:.0%} to {same.high:.0%})"


def differences_table(audit: Audit, found: Sequence[Difference], reader: str, *, may_settle: bool) -> Table:
    """Where two reviewers differ; the one who may settle it is led there."""
    rows = []
    for one in found:
        case = audit.case_called(one.case)
        asks = audit.questions.question(one.question).asks
        answers = "; ".join(f"{name}: {answer.value}" for name, answer in sorted(one.answers.items()))
        stands: object = "not settled yet"
        if one.settled is not None:
            stands = f"{one.settled.answer.value}, by {one.settled.by}: {one.settled.reason}"
        elif may_settle and reader not in one.answers:
            address = reverse("audit-settle", args=[audit.id, case.number, one.question])
            stands = Link("Settle", address, hidden=f"case {one.case}: {asks}")
        rows.append(Row((one.case, asks, answers, stands)))
    columns = (Column("Case"), Column("Question"), Column("Answers"), Column("What stands"))
    return Table("Where reviewers differ", columns, rows, empty="Nowhere, among the cases that two have finished.")


def contrasts_table(audit: Audit, reviews: Iterable[Review], ledger: Ledger) -> Table:
    """Where what stands and the records differ: the records may be wrong, or the reviewers, or the standard."""
    verdicts: dict[str, dict[str, str]] = {}
    for case in audit.cases:
        for row in ledger.of_unit(case.unit):
            verdicts.setdefault(row.standard, {})[case.reference] = row.verdict.word
    judged = {one.id for one in ledger.run.standards if one.unit == audit.questions.unit}
    final = final_answers(audit.questions, reviews, audit.settled)
    found = [one for one in contrasts(audit.questions, final, verdicts) if one.standard in judged]
    rows = [
        Row(
            (
                one.case,
                audit.questions.question(one.question).asks,
                answer_tag(one.answer),
                one.verdict,
                Link(one.standard, reverse("standard", args=[one.standard])),
            )
        )
        for one in found
    ]
    columns = (Column("Case"), Column("Question"), Column("Reviewers"), Column("Records"), Column("Standard"))
    return Table("Where reviewers and records differ", columns, rows, empty="Nowhere so far.")


def answers_table(audit: Audit, reviews: Sequence[Review], only: str | None = None) -> Table:
    """The answers of the reviews that the reader may see, side by side."""
    asked = [one for one in audit.questions.questions if only in (None, one.id)]
    rows = []
    for question in asked:
        cells: list[object] = [question.asks]
        for review in reviews:
            cells += [answer_tag(review.answers.get(question.id)), review.reasons.get(question.id, "")]
        rows.append(Row(cells))
    columns = [Column("Question")]
    for review in reviews:
        columns += [Column(review.reviewer), Column(f"Why ({review.reviewer})")]
    return Table("Answers", columns, rows, hides_caption=True)


def rows_behind(said: Mapping[str, Suggestion]) -> Table:
    """The stored rows from which the suggestions follow."""
    rows = []
    for question, one in said.items():
        places = [f"{row.table}: {row.origin.file}, line {row.origin.line}" for row in one.rows]
        rows.append(Row((question.replace("-", " "), one.answer.value, "; ".join(places))))
    columns = (Column("Question"), Column("Records"), Column("Rows"))
    empty = "No standard that was judged answers any of these questions."
    return Table("Rows behind what the records say", columns, rows, empty=empty, hides_caption=True)

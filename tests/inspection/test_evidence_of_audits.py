"""An audit's results as evidence: its figure and side."""

from __future__ import annotations

from datetime import date, datetime

from tests.inspection.dossiers import a_dossier, an_assessment

from openpeel import library
from openpeel.engine.tallies import Tally
from openpeel.inspection.argument.argue import State
from openpeel.inspection.audits.questions import Answer, question_set
from openpeel.inspection.audits.results import results
from openpeel.inspection.audits.reviews import Review
from openpeel.inspection.audits.sampling import Candidate, Sample, Way, draw
from openpeel.inspection.evidence.evidence import Direction, Evidence, Weighing, Weight
from openpeel.inspection.evidence.figures import Counted, Estimated
from openpeel.inspection.evidence.from_audits import evidence_of_question
from openpeel.inspection.evidence.standing import Asked

CALLS = question_set("calls")
QUESTION = CALLS.question("assessed-at-the-outset")
ON = date(2024, 3, 28)
WEIGHED = Weighing(Weight.MUCH, "An Auditor", "sixty calls, drawn by lot", ON)


def audit(way: Way, failing: int, drawn: int = 60) -> tuple[Sample, list[Review]]:
    """A sample of which the first ``failing`` cases were answered no, by two who agree."""
    candidates = [Candidate(f"EX-{number:04d}", f"team {number % 3}", number % 2 == 0) for number in range(900)]
    sample = draw(candidates, drawn, way, seed=1)
    reviews = [
        Review(
            case.case,
            reviewer,
            {QUESTION.id: Answer.NO if place < failing else Answer.YES},
            finished_at=datetime(2024, 3, 20),
        )
        for place, case in enumerate(sample.cases)
        for reviewer in ("first", "second")
    ]
    return sample, reviews


def found(way: Way, failing: int) -> Evidence:
    sample, reviews = audit(way, failing)
    (result,) = [one for one in results(CALLS, sample, reviews, []) if one.question == QUESTION]
    evidence = evidence_of_question(
        result,
        library.standard("thrive-at-outset"),
        Asked(0.9, False, "local"),
        audit="march",
        title="Audit of calls, March 2024",
        on=ON,
        drawn_from=sum(sample.population.values()),
        weighing=WEIGHED,
    )
    assert evidence is not None
    return evidence


def test_a_random_sample_is_a_count_of_how_many_there_were() -> None:
    assert found(Way.RANDOM, 40).figure == Counted(20, 60, drawn_from=900)
    assert [found(Way.RANDOM, failing).direction for failing in (40, 5, 0)] == [
        Direction.AGAINST,
        Direction.NEITHER,
        Direction.FOR,
    ]


def test_a_sample_in_strata_keeps_its_own_interval() -> None:
    figure = found(Way.STRATIFIED, 40).figure
    assert isinstance(figure, Estimated)
    assert figure.low < 1 / 3 < figure.high


def test_it_outranks_the_records_in_the_argument() -> None:
    assessment = an_assessment(evidence=(found(Way.STRATIFIED, 40),))
    argued = a_dossier({"thrive-at-outset": Tally(met=990, overdue=10)}, assessment).argument.of("4.1")
    assert argued.pieces[0].outranked_by == "march-assessed-at-the-outset"
    assert argued.state is State.NOT_SHOWN

"""Audits: samples that anyone can draw again, reviewers blind to each other, and results that weigh what was drawn."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa, to_table

from openpeel import library
from openpeel.errors import Refused
from openpeel.inspection.audits.prefilled import Suggestion
from openpeel.inspection.audits.questions import Answer, question_set, question_sets
from openpeel.inspection.audits.results import contrasts, results
from openpeel.inspection.audits.reviews import Review, Settled, assign, differences, final_answers, visible_to
from openpeel.inspection.audits.sampling import CLEAR, IN_DOUBT, Candidate, Way, draw
from openpeel.inspection.audits.workbooks import read_review, write_review
from openpeel.language.framework import CHARACTERISTICS
from openpeel.statistics.agreement import agreement
from openpeel.statistics.intervals import SpeaksOf, proportion

CALLS = question_set("calls")
NOW = datetime(2024, 3, 1, 12)
YES, NO, NONE = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE


def candidates(count: int, teams: int = 3) -> list[Candidate]:
    return [Candidate(f"C{number:04}", f"team {number % teams}", number % 10 == 0) for number in range(count)]


def review(case: str, reviewer: str, answer: Answer, *, finished: bool = True, **others: Answer) -> Review:
    answers = {question.id: answer for question in CALLS.questions} | {
        name.replace("_", "-"): given for name, given in others.items()
    }
    return Review(case, reviewer, answers, finished_at=NOW if finished else None)


def test_the_same_draw_gives_the_same_cases_whatever_their_order() -> None:
    once = draw(candidates(300), 51, Way.STRATIFIED, seed=7)
    assert draw(candidates(300)[::-1], 51, Way.STRATIFIED, seed=7) == once
    assert draw(candidates(300), 51, Way.STRATIFIED, seed=8).cases != once.cases
    assert draw(candidates(301), 51, Way.STRATIFIED, seed=7).drawn_from != once.drawn_from


@given(
    st.integers(1, 400),
    st.integers(1, 120),
    st.sampled_from(list(Way)),
    st.integers(1, 6),
    st.integers(0, 3),
)
def test_a_sample_has_its_size_and_no_case_twice(count: int, size: int, way: Way, teams: int, seed: int) -> None:
    strata = {Way.RANDOM: 1, Way.STRATIFIED: min(teams, count), Way.WEIGHTED_TO_DOUBT: min(2, count)}[way]
    if way is not Way.RANDOM and size < 2 * strata and size < count:
        return
    sample = draw(candidates(count, teams), size, way, seed)
    assert len(sample.cases) == min(size, count) == len({case.case for case in sample.cases})
    assert sum(sample.population.values()) == count
    assert all(sample.drawn[stratum] <= units for stratum, units in sample.population.items())


def test_more_is_drawn_of_what_is_in_doubt() -> None:
    sample = draw(candidates(1000), 50, Way.WEIGHTED_TO_DOUBT, seed=1)
    assert sample.drawn == Counter({IN_DOUBT: 30, CLEAR: 20})
    assert sample.population == {CLEAR: 900, IN_DOUBT: 100}


def test_fewer_cases_than_two_for_each_stratum_are_refused() -> None:
    with pytest.raises(Refused, match="too few") as refused:
        draw(candidates(100, teams=6), 11, Way.STRATIFIED, seed=1)
    assert refused.value.mend == "draw at least 12, or use fewer strata"


@pytest.mark.parametrize(("cases", "size", "says"), [([], 10, "no case"), (candidates(5), 0, "at least one")])
def test_a_draw_that_makes_no_sense_is_refused(cases: list[Candidate], size: int, says: str) -> None:
    with pytest.raises(Refused, match=says):
        draw(cases, size, Way.RANDOM, seed=1)


def test_a_case_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refused, match="twice"):
        draw([Candidate("C1"), Candidate("C1")], 1, Way.RANDOM, seed=1)


@settings(max_examples=20)
@given(st.integers(2, 40), st.integers(3, 7))
def test_each_case_has_two_reviewers_who_had_no_part_in_it(count: int, reviewers: int) -> None:
    cases = [f"C{number}" for number in range(count)]
    names = [f"R{number}" for number in range(reviewers)]
    barred = {case: [names[number % reviewers]] for number, case in enumerate(cases)}
    given_to = assign(cases, names, barred)
    for case, chosen in given_to.items():
        assert len(set(chosen)) == 2
        assert not set(chosen) & set(barred[case])
    load = Counter(name for chosen in given_to.values() for name in chosen)
    assert max(load.values()) - min(load[name] for name in names) <= 2


def test_a_case_that_only_its_own_people_could_read_is_refused() -> None:
    with pytest.raises(Refused, match="fewer than two") as refused:
        assign(["C1"], ["R1", "R2"], {"C1": ["R2"]})
    assert refused.value.mend is not None


def test_a_reviewer_sees_the_other_only_when_their_own_is_finished() -> None:
    mine, theirs = review("C1", "R1", YES, finished=False), review("C1", "R2", NO)
    assert visible_to("R1", [mine, theirs]) == [mine]
    done = review("C1", "R1", YES)
    assert visible_to("R1", [done, theirs]) == [done, theirs]
    assert visible_to("R3", [done, theirs]) == []


def test_where_two_differ_a_third_settles_it() -> None:
    reviews = [review("C1", "R1", YES), review("C1", "R2", YES, evidence_advice=NO)]
    (found,) = differences(CALLS, reviews, [])
    assert (found.question, found.answers, found.settled) == ("evidence-advice", {"R1": YES, "R2": NO}, None)
    assert "C1" not in final_answers(CALLS, reviews, [])["evidence-advice"]
    settled = Settled("C1", "evidence-advice", NO, "R3", "the recording has none", NOW)
    assert final_answers(CALLS, reviews, [settled])["evidence-advice"] == {"C1": NO}
    assert differences(CALLS, reviews, [settled])[0].settled is settled


def test_unfinished_reviews_count_nowhere() -> None:
    sample = draw([Candidate("C1")], 1, Way.RANDOM, seed=1)
    found = results(CALLS, sample, [review("C1", "R1", YES), review("C1", "R2", YES, finished=False)], [])
    assert all(result.open == 1 and result.share is None and result.agreement is None for result in found)


def test_a_simple_sample_has_the_interval_of_its_population() -> None:
    sample = draw(candidates(400), 51, Way.RANDOM, seed=3)
    reviews = [
        review(case.case, reviewer, YES if number >= 18 else NO)
        for number, case in enumerate(sample.cases)
        for reviewer in ("R1", "R2")
    ]
    result = results(CALLS, sample, reviews, [])[1]
    assert result.answers == {YES: 33, NO: 18}
    assert result.share == proportion(33, 51, speaks_of=SpeaksOf.SAMPLING, population=400)
    assert result.agreement is not None
    assert result.agreement.same.estimate == 1


def test_what_was_drawn_more_often_weighs_less() -> None:
    """All in doubt fall short and no other does: the share is that of the population, not of the sample."""
    cases = candidates(1000)
    sample = draw(cases, 60, Way.WEIGHTED_TO_DOUBT, seed=5)
    reviews = [
        review(case.case, reviewer, NO if case.stratum == IN_DOUBT else YES)
        for case in sample.cases
        for reviewer in ("R1", "R2")
    ]
    share = results(CALLS, sample, reviews, [])[0].share
    assert share is not None
    assert share.estimate == pytest.approx(0.9)
    assert share.low < 0.9 < share.high


def test_the_interval_of_a_weighted_sample_covers_the_truth_about_as_often_as_it_says() -> None:
    dice = np.random.default_rng(11)
    cases = candidates(800)
    right = {one.case: bool(dice.random() < (0.35 if one.in_doubt else 0.9)) for one in cases}
    truth = sum(right.values()) / len(right)
    covered = 0
    for seed in range(200):
        sample = draw(cases, 60, Way.WEIGHTED_TO_DOUBT, seed)
        reviews = [
            Review(case.case, reviewer, {"courteous": YES if right[case.case] else NO}, finished_at=NOW)
            for case in sample.cases
            for reviewer in ("R1", "R2")
        ]
        share = results(CALLS, sample, reviews, [])[-1].share
        assert share is not None
        covered += share.low <= truth <= share.high
    assert covered >= 180


def test_questions_that_do_not_apply_are_in_no_share() -> None:
    sample = draw(candidates(60), 30, Way.RANDOM, seed=2)
    reviews = [
        review(case.case, reviewer, NONE if number < 10 else YES)
        for number, case in enumerate(sample.cases)
        for reviewer in ("R1", "R2")
    ]
    result = results(CALLS, sample, reviews, [])[0]
    assert result.n == 20
    assert result.share is not None
    assert result.share.n == 20


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=60))
def test_kappa_is_that_of_a_reference(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs, speaks_of=SpeaksOf.SAMPLING)
    if found.kappa is not None:
        table, _ = to_table(np.array([["abc".index(one), "abc".index(other)] for one, other in pairs]), bins=3)
        assert found.kappa == pytest.approx(cohens_kappa(table, return_results=False))
    else:
        assert len({judgment for pair in pairs for judgment in pair}) == 1


def test_nothing_judged_by_both_is_refused() -> None:
    with pytest.raises(Refused, match="both"):
        agreement([], speaks_of=SpeaksOf.SAMPLING)


def test_where_reviewers_and_records_differ() -> None:
    final = {"evidence-advice": {"C1": YES, "C2": NO, "C3": YES, "C4": NONE}, "courteous": {"C1": NO}}
    verdicts = {"evidence-advice-given": {"C1": "overdue", "C2": "overdue", "C3": "unknown"}}
    (found,) = contrasts(CALLS, final, verdicts)
    assert (found.case, found.answer, found.verdict) == ("C1", YES, "overdue")


def suggested(case: str, question: str, answer: Answer) -> dict[tuple[str, str], Suggestion]:
    return {(case, question): Suggestion(question, answer, "a-standard", "=a verdict", ())}


def test_a_review_goes_out_as_a_workbook_and_comes_back() -> None:
    cases = ["C1", "C2"]
    said = suggested("C1", "courteous", NO)
    book = write_review("A1", CALLS, cases, said, {"C1": review("C1", "R1", YES)})
    reviews, faults = read_review("A1", CALLS, cases, "R1", book, NOW)
    assert faults == []
    (only,) = reviews
    assert only.answers == review("C1", "R1", YES).answers
    assert only.finished_at == NOW


def test_a_workbook_can_have_what_the_records_say_filled_in() -> None:
    said = suggested("C1", "courteous", NO) | suggested("C1", "evidence-advice", YES)
    own = {"C1": Review("C1", "R1", {"evidence-advice": NONE})}
    book = write_review("A1", CALLS, ["C1"], said, own, fills_in=True)
    ((found,), faults) = read_review("A1", CALLS, ["C1"], "R1", book, NOW)
    assert faults == []
    assert found.answers == {"courteous": NO, "evidence-advice": NONE}
    assert found.reasons["courteous"] == "The records say: no (standard a-standard: =a verdict)."


def test_a_line_that_cannot_be_taken_leaves_its_question_open() -> None:
    answers = review("C1", "R1", YES, courteous=NO)
    book = write_review("A1", CALLS, ["C1"], {}, {"C1": answers})
    reviews, faults = read_review("A1", CALLS, ["C1"], "R1", book, NOW)
    assert [fault.says for fault in faults] == ["say why, for 'no'"]
    assert "courteous" not in reviews[0].answers
    assert reviews[0].finished_at is None
    long = Review("C1", "R1", {"courteous": NO}, {"courteous": "x" * 2001})
    _, faults = read_review("A1", CALLS, ["C1"], "R1", write_review("A1", CALLS, ["C1"], {}, {"C1": long}), NOW)
    assert [fault.says[:24] for fault in faults] == ["at most 2,000 characters"]


def test_a_workbook_of_others_is_refused_and_a_line_of_another_audit_left_out() -> None:
    book = write_review("A1", CALLS, ["C1", "C2"], {}, {case: review(case, "R1", YES) for case in ("C1", "C2")})
    for audit, case in (("A1", "C9"), ("A2", "C1")):
        with pytest.raises(Refused, match="not of your cases of this audit"):
            read_review(audit, CALLS, [case], "R1", book, NOW)
    reviews, strangers = read_review("A1", CALLS, ["C1"], "R1", book, NOW)
    assert [one.case for one in reviews] == ["C1"]
    assert {fault.says for fault in strangers} == {"this case is not one of yours"}


def test_question_sets_ask_each_question_once_with_all_that_a_reviewer_needs() -> None:
    for found in question_sets().values():
        ids = [question.id for question in found.questions]
        assert len(set(ids)) == len(ids)
        assert all(question.asks.endswith("?") and question.section for question in found.questions)
        tested = [library.standard(question.standard) for question in found.questions if question.standard]
        assert {standard.unit.name for standard in tested} == {found.unit}
        said = [question.characteristic for question in found.questions if question.characteristic]
        assert said
        assert all(name in CHARACTERISTICS for name in said)
        assert not [question.id for question in found.questions if question.standard and question.characteristic]

"""The argument: what one standard changes and what it does not, when a single grade is named, what people outrank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.inspection.dossiers import DAY, a_dossier, an_assessment, evidence

from openpeel import library
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Verdict
from openpeel.errors import Refused
from openpeel.inspection.argument.argue import State
from openpeel.inspection.argument.changes import Needed
from openpeel.inspection.argument.rule import rule_on
from openpeel.inspection.assessment.assessment import CauseOfConcern, Decided, Decision, WeighedRecords
from openpeel.inspection.evidence.commitments import TooEarly
from openpeel.inspection.evidence.evidence import Basis, Direction, Weighing, Weight
from openpeel.inspection.evidence.figures import Counted
from openpeel.inspection.evidence.human_verdicts import CaseFinding, Reviewed, outranked
from openpeel.inspection.evidence.standing import Asked, Holds, fewest_met, most_met_and_short, standing
from openpeel.inspection.framework.grades import Grade, Scale
from openpeel.language.framework import Area
from openpeel.statistics.intervals import SpeaksOf

MET, SHORT, OPEN = Tally(met=990, overdue=10), Tally(met=300, overdue=700), Tally(met=90, overdue=10, unknown_due=60)
OFFENDERS = sorted(s.id for s in library.standards().values() if s.area is Area.MANAGING_OFFENDERS)
"""Standards of an area in which several characteristics are tested."""

tallies = st.builds(
    Tally,
    met=st.integers(0, 300),
    late=st.integers(0, 30),
    overdue=st.integers(0, 300),
    unknown=st.just(0),
    unknown_due=st.integers(0, 50),
)
offenders = st.fixed_dictionaries(dict.fromkeys(OFFENDERS, tallies))


def best_first(grade: Grade) -> int:
    order: tuple[Grade, ...] = Scale.FIVE_TIERS.value
    return order.index(grade)


@settings(deadline=None)
@given(before=offenders, changed=st.sampled_from(OFFENDERS), tally=tallies)
def test_one_standard_changes_its_own_characteristic_and_no_other(
    before: dict[str, Tally], changed: str, tally: Tally
) -> None:
    assessment = an_assessment("managing-offenders")
    first = a_dossier(before, assessment).argument
    second = a_dossier({**before, changed: tally}, assessment).argument
    own = library.standard(changed).characteristic
    others = [one.characteristic.identifier for one in first.characteristics if one.characteristic.identifier != own]
    assert len(others) >= 2
    assert [first.of(name) for name in others] == [second.of(name) for name in others]


@settings(deadline=None)
@given(offenders)
def test_the_band_holds_what_the_estimates_give(found: dict[str, Tally]) -> None:
    argument = a_dossier(found, an_assessment("managing-offenders")).argument
    order = {State.NOT_SHOWN: 0, State.PARTLY_SHOWN: 1, State.SHOWN: 2}
    for one in argument.characteristics:
        if one.state in order:
            assert order[one.at_worst] <= order[one.state] <= order[one.at_best]
    band = argument.band
    assert best_first(band.best) <= best_first(band.worst)
    if band.likely is not None:
        assert best_first(band.best) <= best_first(band.likely) <= best_first(band.worst)


@settings(deadline=None)
@given(offenders, st.sampled_from(OFFENDERS), st.integers(1, 60))
def test_more_unknown_cases_never_settle_what_was_open(found: dict[str, Tally], name: str, more: int) -> None:
    assessment = an_assessment("managing-offenders")
    before = a_dossier(found, assessment).argument.of(library.standard(name).characteristic)
    unsure = {**found, name: replace(found[name], unknown_due=found[name].unknown_due + more)}
    after = a_dossier(unsure, assessment).argument.of(library.standard(name).characteristic)
    assert before.is_settled or not after.is_settled or before.share is None


def test_a_single_grade_only_where_nothing_could_make_it_another() -> None:
    known = [s for s in library.standards().values() if s.characteristic == "4.1"]
    fieldwork = tuple(
        evidence(f"seen-{number}", characteristic, Direction.FOR, Weight.MUCH)
        for number, characteristic in enumerate(("4.1", "4.2", "4.3"))
    )
    good = a_dossier(dict.fromkeys((s.id for s in known), MET), an_assessment(evidence=fieldwork)).argument
    assert [one.words for one in good.characteristics] == ["shown"] * 3
    assert (good.band.words, good.band.is_single) == ("Good", True)

    untested = a_dossier(dict.fromkeys((s.id for s in known), MET), an_assessment(evidence=fieldwork[:2])).argument
    assert untested.of("4.3").state is State.NOT_TESTED
    assert not untested.band.is_single

    thin = an_assessment(evidence=(*fieldwork[:2], evidence("one", "4.3", Direction.FOR, Weight.LITTLE)))
    assert a_dossier(dict.fromkeys((s.id for s in known), MET), thin).argument.of("4.3").at_worst is State.NOT_SHOWN


def test_outstanding_needs_evidence_beyond_good_in_three_characteristics() -> None:
    def argued(beyond: int) -> Grade | None:
        found = tuple(
            evidence(name, name, Direction.FOR, Weight.MUCH, beyond_good=place < beyond)
            for place, name in enumerate(("4.1", "4.2", "4.3"))
        )
        return a_dossier({}, an_assessment(evidence=found)).argument.band.likely

    assert [argued(n) for n in (0, 2, 3)] == [Grade.GOOD, Grade.GOOD, Grade.OUTSTANDING]


def test_a_cause_of_concern_is_proposed_where_a_critical_standard_fails_beyond_doubt() -> None:
    failing = a_dossier({"calls-999-answered": SHORT}).argument
    (proposed,) = failing.proposed
    assert "calls-999-answered" in proposed.words
    assert failing.band.worst is Grade.INADEQUATE
    # As many met of those known, but the unknown cases could lift it over its target.
    assert not a_dossier({"calls-999-answered": Tally(met=80, overdue=20, unknown_due=400)}).argument.proposed
    assert not a_dossier({"calls-999-answered": OPEN}).argument.proposed


@pytest.mark.parametrize(
    ("decided", "worst", "proposed"),
    [
        (Decided.ISSUED, Grade.INADEQUATE, 0),
        (Decided.NOT_ISSUED, Grade.REQUIRES_IMPROVEMENT, 0),
        (None, Grade.INADEQUATE, 1),
    ],
)
def test_a_person_decides_on_a_cause(decided: Decided | None, worst: Grade, proposed: int) -> None:
    decisions = () if decided is None else (Decision(decided, "An Inspector", date(2024, 3, 1), "weighed"),)
    cause = CauseOfConcern("vulnerability", "Risk is not seen", ("calls-999-answered",), decisions=decisions)
    argument = a_dossier({"calls-999-answered": SHORT}, an_assessment(causes=(cause,))).argument
    assert argument.band.worst is worst
    assert len(argument.proposed) == proposed
    assert argument.band.is_single == (decided is Decided.ISSUED)


def test_too_early_is_said_where_nothing_else_can_be() -> None:
    early = TooEarly(
        "programme", "A programme", "Fewer complaints", date(2024, 9, 30), date(2024, 2, 1), "An Inspector", "4.2"
    )
    assert a_dossier({}, an_assessment(too_early=(early,))).argument.of("4.2").state is State.TOO_EARLY
    with_evidence = an_assessment(too_early=(early,), evidence=(evidence(characteristic="4.2"),))
    assert a_dossier({}, with_evidence).argument.of("4.2").state is State.SHOWN


def test_what_nobody_weighed_counts_for_nothing() -> None:
    unweighed = an_assessment(evidence=(evidence(weight=None), evidence("heard", weight=Weight.NONE)))
    assert a_dossier({}, unweighed).argument.of("4.1").state is State.NOT_TESTED


def test_an_audit_outranks_the_records_on_the_same_standard() -> None:
    audit = evidence(
        "audit-march",
        direction=Direction.AGAINST,
        basis=Basis.SAMPLE,
        standard="thrive-at-outset",
        figure=Counted(20, 60, drawn_from=1000),
    )
    argued = a_dossier({"thrive-at-outset": MET}, an_assessment(evidence=(audit,))).argument.of("4.1")
    records, sample = argued.pieces
    assert (records.outranked_by, records.counts) == ("audit-march", False)
    assert sample.fails
    assert argued.state is State.NOT_SHOWN
    # One that leaves doubt stands beside the records.
    unsure = replace(audit, figure=Counted(28, 30))
    assert a_dossier({"thrive-at-outset": MET}, an_assessment(evidence=(unsure,))).argument.of("4.1").pieces[0].counts


def test_a_person_may_weigh_what_the_records_say() -> None:
    weighing = Weighing(Weight.NONE, "An Inspector", "the telephone system was changed in May", DAY)
    assessment = an_assessment(weighed=(WeighedRecords("calls-999-answered", weighing),))
    assert a_dossier({"calls-999-answered": SHORT}, assessment).argument.of("4.1").state is State.NOT_TESTED


def test_what_would_change_it_names_the_number_that_does() -> None:
    dossier = a_dossier({"calls-999-answered": SHORT, "thrive-at-outset": MET})
    change = next(c for c in dossier.changes() if c.needed.standard == "calls-999-answered")
    assert change.needed.meets
    enough = Tally(met=change.needed.needed, overdue=1000 - change.needed.needed)
    after = a_dossier({"calls-999-answered": enough, "thrive-at-outset": MET}).argument
    assert after.of("4.1").words == change.state_after
    assert after.band.words == change.band_after
    one_less = Tally(met=change.needed.needed - 1, overdue=1001 - change.needed.needed)
    assert (
        a_dossier({"calls-999-answered": one_less, "thrive-at-outset": MET}).argument.of("4.1").words
        != change.state_after
    )


def test_the_way_up_lifts_the_band() -> None:
    dossier = a_dossier({"calls-999-answered": SHORT, "thrive-at-outset": SHORT})
    route = dossier.route_up()
    assert route is not None
    better = {step.standard: Tally(met=step.needed, overdue=step.of - step.needed) for step in route.steps}
    after = a_dossier({"calls-999-answered": SHORT, "thrive-at-outset": SHORT, **better}).argument
    assert after.band.words == route.band_after
    assert best_first(after.band.worst) < best_first(dossier.argument.band.worst)


@settings(deadline=None)
@given(st.integers(1, 90), st.integers(0, 30), st.floats(0.05, 1.0))
def test_needed_numbers_are_the_bounds(whole: int, unknown: int, share: float) -> None:
    asked = Asked(share, False, "made for this test")

    def holds(part: int) -> Holds:
        found = standing(part, whole, unknown, asked, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        assert found is not None
        return found.holds

    least, most = fewest_met(whole, unknown, asked), most_met_and_short(whole, unknown, asked)
    every = [holds(part) for part in range(whole + 1)]
    assert least == next((part for part, held in enumerate(every) if held is Holds.MEETS), None)
    assert most == max((part for part, held in enumerate(every) if held is Holds.FAILS), default=None)


@given(
    st.lists(st.builds(Reviewed, st.sampled_from(Verdict), st.booleans(), st.sampled_from(CaseFinding)), max_size=20)
)
def test_peoples_findings_take_the_place_of_the_machines(reviewed: list[Reviewed]) -> None:
    """Twin: the tally counted anew from the verdicts with the findings in their place."""
    machine, human = Tally(met=5), Tally(met=5)

    def add(tally: Tally, verdict: Verdict, is_due: bool) -> Tally:
        if verdict is Verdict.MET:
            name = "met" if is_due else "met_early"
            return replace(tally, **{name: getattr(tally, name) + 1})
        if verdict is Verdict.UNKNOWN:
            return replace(tally, unknown=tally.unknown + 1, unknown_due=tally.unknown_due + is_due)
        name = verdict.name.lower()
        return replace(tally, **{name: getattr(tally, name) + 1})

    finds = {
        CaseFinding.MET: Verdict.MET,
        CaseFinding.NOT_MET: Verdict.OVERDUE,
        CaseFinding.CANNOT_TELL: Verdict.UNKNOWN,
    }
    for case in reviewed:
        machine = add(machine, case.machine, case.is_due)
        if not case.differs:
            human = add(human, case.machine, case.is_due)
        elif case.finds in finds:
            human = add(human, finds[case.finds], True)
    assert outranked(machine, reviewed) == human


def test_the_rule_is_dated_and_local() -> None:
    rule = rule_on(DAY)
    assert "Illustrative" in rule.source
    assert (rule.outstanding_from, rule.good_from, rule.adequate_from) == (0.9, 0.8, 0.45)
    assert [rule.grade(share, 0) for share in (0.44, 0.45, 0.8, 1.0)] == [
        Grade.REQUIRES_IMPROVEMENT,
        Grade.ADEQUATE,
        Grade.GOOD,
        Grade.GOOD,
    ]
    with pytest.raises(Refused, match="No rule"):
        rule_on(date(2019, 1, 1))


def test_needed_numbers_are_said_with_what_is_now() -> None:
    assert Needed("a-standard", 80, 95, 100, True).words == "a-standard: at least 95 of 100 met (95.0%); 80 now (80.0%)"

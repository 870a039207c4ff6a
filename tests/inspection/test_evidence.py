"""Evidence of every basis: its figures, who may see where it came from, and what is followed up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.inspection.dossiers import evidence

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.measures import Counted as Measurement
from openpeel.inspection.evidence.audience import Audience, as_seen_by, figures_as_seen_by
from openpeel.inspection.evidence.commitments import Commitment, Follow, FollowUp
from openpeel.inspection.evidence.evidence import Basis, Evidence, Protection, Reach, Source, Weighing, Weight
from openpeel.inspection.evidence.figures import Counted, Measured, Quoted
from openpeel.inspection.evidence.from_records import evidence_of_indicator

SECRET = "ZZSECRETZZ"


def test_counted_figures_of_the_report_have_their_intervals() -> None:
    without_thrive, advice = Counted(18, 51), Counted(20, 30)
    assert without_thrive.words == "18 of 51 (35.3%, 95% interval 23.6 to 49.0, of sampling)"
    assert advice.words == "20 of 30 (66.7%, 95% interval 48.8 to 80.8, of sampling)"


def test_what_is_quoted_has_no_interval_and_says_why() -> None:
    said = Quoted("Eighty percent of officers in community policing teams").words
    assert "Eighty percent" in said
    assert "no interval" in said


def test_unknown_cases_widen_what_a_figure_could_be() -> None:
    assert "anything from 30.0% to 80.0%" in Counted(30, 50, unknown=50, sample=False).words
    assert "ordinary variation" in Counted(30, 50, sample=False).words


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Counted(6, 5),
        lambda: Counted(5, 6, drawn_from=5),
        lambda: Counted(5, 6, drawn_from=50, sample=False),
        lambda: Measured(3.0, 1.0, 2.0, 9, "a year"),
        lambda: Reach(5, 4),
    ],
)
def test_figures_that_cannot_be_are_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"larger|drawn|outside|reach"):
        wrong()  # type: ignore[operator]


words = st.sampled_from([SECRET, f"Sergeant {SECRET}", f"{SECRET} of Westbury"])


@given(
    source=st.builds(Source, st.sampled_from(Protection), who=words, role=words),
    where=words,
    basis=st.sampled_from([basis for basis in Basis if basis is not Basis.ALL_RECORDS]),
)
def test_a_protected_source_is_seen_by_the_inspection_team_alone(source: Source, where: str, basis: Basis) -> None:
    weighing = Weighing(Weight.SOME, "An Inspector", f"because {SECRET} said so", date(2024, 2, 8))
    whole = evidence(source=source, reach=Reach(1, 2, "sergeants", where), basis=basis, detail=SECRET)
    whole = replace(whole, weighing=weighing)
    assert as_seen_by(whole, Audience.INSPECTION_TEAM) == whole
    for audience in (Audience.PUBLIC, Audience.FORCE):
        seen = as_seen_by(whole, audience)
        assert not seen.detail
        assert seen.weight is whole.weight
        assert seen.direction is whole.direction
        if source.protection is Protection.CONFIDENTIAL:
            assert SECRET not in repr(seen)
            assert seen.on.day == 1
        elif source.protection is Protection.ROLE_ONLY:
            assert not seen.source.who
            assert seen.source.role == source.role
        else:
            assert seen.source == source


@pytest.mark.parametrize(
    ("day", "found", "standing"),
    [
        (date(2024, 1, 1), [], Follow.TO_COME),
        (date(2024, 3, 2), [], Follow.DUE_SOON),
        (date(2024, 3, 31), [], Follow.DUE_SOON),
        (date(2024, 4, 1), [], Follow.OVERDUE),
        (date(2024, 4, 1), [(date(2024, 3, 30), None)], Follow.OVERDUE),
        (date(2024, 4, 1), [(date(2024, 3, 30), True)], Follow.KEPT),
        (date(2024, 5, 1), [(date(2024, 4, 30), True)], Follow.KEPT_LATE),
        (date(2024, 5, 1), [(date(2024, 4, 30), False)], Follow.NOT_KEPT),
        (date(2024, 6, 1), [(date(2024, 3, 30), True), (date(2024, 5, 30), False)], Follow.NOT_KEPT),
        (date(2024, 4, 15), [(date(2024, 4, 30), True)], Follow.OVERDUE),  # found later than the day asked of
    ],
)
def test_promises_are_followed_up(day: date, found: list[tuple[date, bool | None]], standing: Follow) -> None:
    looks = tuple(FollowUp(on, "An Inspector", "looked at", kept) for on, kept in found)
    promise = Commitment("p", "A new screen", "Head of contact", date(2023, 9, 1), date(2024, 3, 31), "4.1", "", looks)
    assert promise.standing(day) is standing


def indicated(identifier: str, counted: Measurement) -> Evidence:
    """An indicator's figure as evidence."""
    found = evidence_of_indicator(library.indicators()[identifier], counted, as_happened_by(datetime(2024, 4, 1)))
    assert found is not None
    return found


def test_a_median_is_evidence_by_its_middle_value_and_names_its_group() -> None:
    values = tuple(float(minutes) for minutes in range(1, 100))
    found = indicated("time-to-attend", Measurement("a", 99, 130, 31, (), {"grade": "priority"}, values))
    assert found.says == "Median time from the report until officers attend, grade: priority"
    assert found.figure is not None
    assert found.figure.words == "50.00 minutes (95% interval 40.00 to 60.00, n = 99); 31 more cannot be told"


def test_a_median_of_few_has_no_interval_and_is_no_evidence() -> None:
    indicator = library.indicators()["time-to-attend"]
    few = Measurement("a", 5, 5, 0, (), {"grade": "priority"}, (1.0, 2.0, 3.0, 4.0, 5.0))
    assert evidence_of_indicator(indicator, few, as_happened_by(datetime(2024, 4, 1))) is None


@pytest.mark.parametrize(("part", "whole", "unknown"), [(3, 64, 0), (61, 64, 0), (10, 19, 0)])
def test_small_counts_of_indicators_are_kept_from_the_public(part: int, whole: int, unknown: int) -> None:
    counted = Measurement("a", part, whole, unknown, (), {"channel": "webchat"})
    found = indicated("contacts-referred", counted)
    assert figures_as_seen_by(found, Audience.FORCE) == found
    public = figures_as_seen_by(found, Audience.PUBLIC)
    assert (public.figure, public.reach.words) == (None, "")
    assert public.says == f"{found.says} (not shown: too few cases)"


def test_of_an_indicator_only_what_cannot_be_told_is_hidden_where_only_that_is_small() -> None:
    share = indicated("contacts-referred", Measurement("a", 30, 67, 7, (), {"channel": "webchat"}))
    values = tuple(float(minutes) for minutes in range(1, 100))
    middle = indicated("time-to-attend", Measurement("a", 99, 102, 3, (), {"grade": "scheduled"}, values))
    for found, words in (
        (share, "30 of 60 (50.0%, 95% interval 37.7 to 62.3, of ordinary variation)"),
        (middle, "50.00 minutes (95% interval 40.00 to 60.00, n = 99)"),
    ):
        public = figures_as_seen_by(found, Audience.PUBLIC)
        assert public.figure is not None
        assert (public.figure.words, public.reach.words) == (words, "")
        assert public.says == f"{found.says} (a few more cannot be told)"


def test_counts_of_indicators_that_are_not_small_are_shown_to_all() -> None:
    found = indicated("contacts-referred", Measurement("a", 10, 83, 0, (), {"channel": "e-mail"}))
    assert figures_as_seen_by(found, Audience.PUBLIC) == found

"""The register: deadlines, merging, history, overdue and due, the local policing body's 56 days, the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpeel.errors import Refused
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.read import read_document, read_report
from openpeel.inspection.published_report.structure import Report
from openpeel.inspection.published_report.text_file import read_text
from openpeel.inspection.recommendations.file import day_of, day_text, read_register, write_register
from openpeel.inspection.recommendations.merging import merge, settle
from openpeel.inspection.recommendations.register import (
    Event,
    EventKind,
    ItemKind,
    Register,
    Response,
    Source,
    Timing,
    response_due,
)
from openpeel.language.source_text import PEEL_2021_22

PUBLISHED = Day.on(date(2022, 7, 7))
LATER = "\n\n".join(
    [
        "PEEL 2023–25",
        "An inspection of Wiltshire Police",
        "Protecting vulnerable people",
        "Requires improvement",
        "Wiltshire Police requires improvement at protecting vulnerable people.",
        "Cause of concern",
        "The force still does not protect vulnerable people",
        "Wiltshire Police should, within six months, make sure that:",
        "- officers carry out a risk assessment for every incident of domestic abuse, including verbal arguments, "
        "without delay;",
        "- opportunities to engage with and get feedback from victims are maximised; and",
        "- its fleet is painted blue.",
        "There is more to do.",
        "Main findings",
        "The force acts",
        "It does.",
        "August 2024 | © HMICFRS 2024",
    ]
)


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(PEEL_2021_22.file)


@pytest.fixture(scope="module")
def register(report: Report) -> Register:
    return merge(Register(), report, PUBLISHED).register


def test_what_a_report_asks(register: Register) -> None:
    kinds = [item.kind for item in register.items]
    assert kinds.count(ItemKind.RECOMMENDATION) == 14
    assert kinds.count(ItemKind.AREA_FOR_IMPROVEMENT) == 18
    asked = [item for item in register.items if item.kind is ItemKind.RECOMMENDATION]
    assert {item.due for item in asked} == {Day.on(date(2022, 10, 7))}
    assert all(item.under and item.status == "open" for item in asked)


def test_a_recommendation_of_2017_is_overdue_since_july_2018(register: Register) -> None:
    first = register.overdue(date(2022, 7, 7))[0]
    assert first.kind is ItemKind.NATIONAL_RECOMMENDATION
    assert first.due == Day.on(date(2018, 7, 31))
    assert [mention.source for mention in first.mentions] == ["national-2017", "wiltshire-2021-22"]


def test_overdue_and_due(register: Register) -> None:
    assert len(register.overdue(date(2022, 10, 7))) == 1
    assert len(register.overdue(date(2022, 10, 8))) == 15
    assert len(register.due_within(date(2022, 10, 1), 6)) == 14
    assert register.due_within(date(2022, 10, 1), 5) == ()


def test_a_month_settles_no_day(report: Report) -> None:
    items = merge(Register(), report).register.items
    asked = next(item for item in items if item.kind is ItemKind.RECOMMENDATION)
    timings = [asked.timing(date(2022, m, d)) for m, d in ((9, 30), (10, 1), (10, 15), (10, 31), (11, 1))]
    assert timings == [Timing.DUE, Timing.DUE, Timing.CANNOT_TELL, Timing.CANNOT_TELL, Timing.OVERDUE]


def test_the_same_report_twice_changes_nothing(register: Register, report: Report) -> None:
    again = merge(register, report, PUBLISHED)
    assert again.register == register
    assert (again.added, again.joined) == ((), ())
    with pytest.raises(Refused, match="another day"):
        merge(register, report, Day.on(date(2022, 7, 8)))


def test_a_later_report_joins_what_is_the_same_and_lists_what_may_be(register: Register) -> None:
    merged = merge(register, read_document(read_text(LATER)))
    (joined,) = merged.joined
    same = merged.register.item(joined)
    assert "verbal arguments" in same.text
    assert [mention.source for mention in same.mentions] == ["wiltshire-2021-22", "wiltshire-2023-25"]
    assert same.due == Day.on(date(2022, 10, 7))  # asked again, it is no younger
    assert len(merged.added) == 2
    (doubt,) = merged.doubtful
    assert "get feedback from victims are maximised" in merged.register.item(doubt.item).text

    whole = settle(merged.register, doubt.like, doubt.item, same=True)
    assert len(whole.items) == len(merged.register.items) - 1
    assert whole.doubts == ()
    assert len(whole.item(doubt.like).mentions) == 2
    apart = settle(merged.register, doubt.like, doubt.item, same=False)
    assert len(apart.items) == len(merged.register.items)
    assert (apart.doubts, apart.kept_apart) == ((), ((doubt.like, doubt.item),))


def test_another_force_is_never_joined(register: Register) -> None:
    merged = merge(register, read_document(read_text(LATER.replace("Wiltshire", "Northmark"))))
    assert (merged.joined, merged.doubtful) == ((), ())
    assert len(merged.added) == 3


def test_history_and_status(register: Register) -> None:
    item = next(item.id for item in register.items if item.kind is ItemKind.RECOMMENDATION)

    def entered(held: Register, kind: EventKind, on: date, **more: str) -> Register:
        return held.with_event(item, Event(Day.on(on), kind, more.pop("text", "as said"), **more))

    held = entered(register, EventKind.FORCE_SAYS_COMPLETE, date(2022, 12, 1))
    assert held.item(item).status == "force says complete"
    assert held.item(item).timing(date(2022, 12, 2)) is Timing.OVERDUE
    held = entered(held, EventKind.CLOSED, date(2023, 3, 1), by="A. Person", text="41 of 41 in three months")
    assert held.item(item).timing(date(2023, 3, 2)) is Timing.ENDED
    assert item not in [i.id for i in held.overdue(date(2023, 3, 2))]
    held = entered(held, EventKind.REOPENED, date(2023, 6, 1))
    assert held.item(item).status == "open"
    held = entered(held, EventKind.NO_PROGRESS, date(2022, 11, 1))
    assert held.item(item).events[0].kind is EventKind.NO_PROGRESS

    with pytest.raises(Refused, match="who closed it"):
        entered(register, EventKind.CLOSED, date(2023, 3, 1))
    with pytest.raises(Refused, match="before the item's first source"):
        entered(register, EventKind.NOTE, date(2021, 1, 1))
    with pytest.raises(Refused, match="no source"):
        entered(register, EventKind.NOTE, date(2023, 1, 1), source="hearsay")
    with pytest.raises(Refused, match="no item"):
        register.item("nothing")


def test_a_source_is_not_replaced(register: Register) -> None:
    with pytest.raises(Refused, match="another source"):
        register.with_source(Source("wiltshire-2021-22", "Something else", PUBLISHED))


def test_56_days_count_the_day_of_publication() -> None:
    assert response_due(Day.on(date(2022, 7, 15))) == Day.on(date(2022, 9, 8))
    assert response_due(PUBLISHED) == Day.on(date(2022, 8, 31))


def test_a_report_without_a_day_is_refused(report: Report) -> None:
    with pytest.raises(Refused, match="--published"):
        merge(Register(), replace(report, published=None))


def test_the_file_keeps_everything(register: Register, tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    full = replace(register, responses=(Response("wiltshire-2021-22", Day.on(date(2022, 8, 30))),))
    full = full.with_event(full.items[0].id, Event(Day.in_month(2022, 11), EventKind.NOTE, "x", by="y"))
    write_register(full, file)
    assert read_register(file) == full
    assert [path.name for path in tmp_path.iterdir()] == ["register.json"]
    assert read_register(tmp_path / "none.json") == Register()


@pytest.mark.parametrize("content", ["", "{}", '{"version": 9}', '{"version": 1, "sources": [{}]}', "[1]", "no"])
def test_a_faulty_file(content: str, tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match="register"):
        read_register(file)
    assert file.read_text(encoding="utf-8") == content


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_days_are_written_and_read(first: date, length: int) -> None:
    day = Day(first, date.fromordinal(first.toordinal() + length))
    assert day_of(day_text(day)) == day


def test_no_day() -> None:
    with pytest.raises(Refused, match="not a day"):
        day_of("7 July 2022")

"""Every reason for which a case cannot be told has a plain sentence, wherever cases are shown."""

from __future__ import annotations

from datetime import datetime

import pytest

from openpeel.cli.judging import why_unknown
from openpeel.engine.case_lists import ListedCase
from openpeel.engine.ledger import LedgerRow
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.reports.first_page.contents import Figure
from openpeel.web.case_table import done_or_why

REASONS = [reason for reason in Reason if reason is not Reason.NONE]


def test_reasons_have_words_of_their_own() -> None:
    words = [reason.words for reason in REASONS]
    assert len(set(words)) == len(REASONS)
    assert all(len(one.split()) >= 4 and "_" not in one and one == one.strip(". ") for one in words)
    assert Reason.NONE.words == ""


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.name)
@pytest.mark.parametrize("done", [None, datetime(2024, 3, 1)])
def test_a_case_on_a_page_says_why_it_cannot_be_told(reason: Reason, done: datetime | None) -> None:
    row = LedgerRow("dash-completed", 1, Verdict.UNKNOWN, reason, True, None, done, "wiltshire", None)
    shown = done_or_why(ListedCase(row, "incident", "a"))
    assert shown.startswith(reason.words)
    assert ("2024" in shown) is (done is not None)


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.name)
def test_counts_of_cases_say_why_they_cannot_be_told(reason: Reason) -> None:
    tally = Tally(unknown=3, reasons={reason: 3})
    assert Figure("wiltshire", tally, None, "", None).reasons == [(reason.words, 3)]
    assert why_unknown([tally, tally, Tally()]) == f"{reason.words} (6)"

"""A list of cases as Django's pages of it: counted and read through the filter of the person who reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from openpeel.engine.case_lists import CaseLists, ListedCase
from openpeel.engine.case_questions import Question

ON_A_PAGE = 50


def paged(request: HttpRequest, lists: CaseLists, asked: Question, length: int | None = None) -> Page[ListedCase]:
    """The page of a list that the address names; the last one where it names none that there is.

    ``length`` is that of the list, where it has been counted already.
    """
    cases = cast(Sequence[ListedCase], _Cases(lists, asked, length))
    return Paginator(cases, ON_A_PAGE).get_page(request.GET.get("page"))


class _Cases:
    """Gives a paginator the length of a list, and slices of it."""

    def __init__(self, lists: CaseLists, asked: Question, length: int | None) -> None:
        self._lists = lists
        self._asked = asked
        self._counted = length

    @cached_property
    def _length(self) -> int:
        return self._lists.count(self._asked) if self._counted is None else self._counted

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, piece: slice) -> list[ListedCase]:
        start = piece.start or 0
        return self._lists.rows(self._asked, limit=piece.stop - start, offset=start)

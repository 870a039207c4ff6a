"""Digests stay the same for ever, since records' keys hold them; places number equal rows."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from openpeel.sources.police_uk.row_keys import digests, places


def test_digests_stay_the_same() -> None:
    assert [f"{digest:x}" for digest in digests([b"", b"a", "On or near é,,\r\n".encode()])] == [
        "2d06800538d394c2",
        "e6c632b61e964e1f",
        "d02da50c599addee",
    ]


@given(st.lists(st.integers(0, 5) | st.integers(2**64 - 2, 2**64 - 1)))
def test_places(rows: list[int]) -> None:
    seen: Counter[int] = Counter()
    expected = []
    for row in rows:
        seen[row] += 1
        expected.append(seen[row])
    assert places(np.array(rows, np.uint64)).tolist() == expected

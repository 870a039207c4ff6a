"""The assessment as a file: read and written alike, refused whole with every fault, described by its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.docs.fences import ROOT
from tests.inspection.dossiers import an_assessment

from openpeel.errors import Refused
from openpeel.inspection.assessment.file import (
    as_data,
    assessment_of,
    read_assessment,
    schema,
    write_assessment,
)
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.example import example_assessment


def test_written_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    example = example_assessment()
    file = tmp_path / "assessment.json"
    write_assessment(example, file)
    assert read_assessment(file) == example
    before = file.read_bytes()
    write_assessment(read_assessment(file), file)
    assert file.read_bytes() == before


def test_the_schema_describes_what_is_written() -> None:
    described = schema()
    jsonschema.Draft202012Validator.check_schema(described)
    check = jsonschema.Draft202012Validator(described)
    assert not list(check.iter_errors(as_data(example_assessment())))
    assert not list(check.iter_errors(as_data(an_assessment())))
    assert list(check.iter_errors({**as_data(an_assessment()), "unknown": 1}))


def test_the_schema_in_the_documents_is_current() -> None:
    shipped = json.loads((ROOT / "docs/reference/assessment.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema(), "write it anew: openpeel docs"


def changed(**parts: Any) -> dict[str, Any]:
    return {**as_data(example_assessment()), **parts}


def first(part: str, **values: Any) -> dict[str, Any]:
    data = as_data(example_assessment())
    data[part][0] |= values
    return data


FAULTS: list[tuple[Callable[[], object], str]] = [
    (list, "an assessment is an object"),
    (lambda: changed(version=7), "version: is one of: 1"),
    (lambda: changed(area="responding-to-the-publik"), "nearest is ‘responding-to-the-public’"),
    (lambda: changed(begins="31/03/2024"), "begins: is written as 2024-03-31"),
    (lambda: changed(begins="2024-04-01", ends="2024-03-31"), "ends before it begins"),
    (lambda: changed(surprise=1), "surprise: is no field here"),
    (lambda: first("evidence", basis="gossip"), "evidence 1, basis: is one of"),
    (lambda: first("evidence", basis="all records"), "made from the ledger, not entered"),
    (lambda: first("evidence", characteristic="6.2"), "no characteristic of the area '6.2'"),
    (lambda: first("evidence", id="thrive-at-outset"), "is the name of a standard"),
    (lambda: first("evidence", id="one-to-ones"), "2 entries are called 'one-to-ones'"),
    (lambda: first("evidence", findings=["contact-centre-staf"]), "did you mean 'contact-centre-staff'"),
    (lambda: first("evidence", figure={"part": 9, "whole": 3}), "larger than its whole"),
    (lambda: first("evidence", figure={"part": -1, "whole": 3}), "greater than or equal to 0"),
    (lambda: first("evidence", standard="thrive-at-outset", figure=None), "counts the cases that met it"),
    (lambda: first("evidence", direction="against", beyond_good=True), "can go beyond"),
    (lambda: first("causes", standards=["thrive"]), "no standard or indicator 'thrive'"),
    (lambda: first("causes", recommendations=["no-such-item"]), "no recommendation 'no-such-item'"),
    (lambda: first("commitments", by="2020-01-01"), "before it was said"),
    (lambda: first("commitments", recommendation="exampleshire-99"), "did you mean 'exampleshire-0"),
    (lambda: first("too_early", look_on="2020-01-01"), "looked at before it was noted"),
    (lambda: changed(recommendations={"version": 1, "items": 3}), "no register of recommendations"),
    (lambda: changed(judgments=[{"grade": "Splendid"}]), "no grade ‘Splendid’"),
]


@pytest.mark.parametrize(("data", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_faults_are_refused_with_their_place(data: Callable[[], object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        assessment_of(data())
    assert words in " ".join(str(refused.value).split())


def test_every_fault_is_named_at_once() -> None:
    data = changed(begins="soon", title="", evidence=[{"id": "a"}])
    with pytest.raises(Refused, match=r"begins.*(?s:.)*title|title.*(?s:.)*begins") as refused:
        assessment_of(data)
    assert str(refused.value).count("\n  - ") > 6


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"version": 1e999}', b"null"])
def test_broken_files_are_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "assessment.json"
    file.write_bytes(content)
    with pytest.raises(Refused):
        read_assessment(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_assessment(tmp_path / "none.json")


def test_what_the_force_may_read_names_no_confidential_source() -> None:
    data = json.dumps(as_data(example_assessment().as_seen_by(Audience.FORCE)))
    for secret in ("asked not to be named", "diary", "staffing-concern", "Desks 4 to 9"):
        assert secret not in data
    assert "confidential-1" in data


def test_the_example_is_in_the_words_of_the_report() -> None:
    example = example_assessment()
    (cause,) = example.causes
    assert cause.statement == (
        "The force is failing to understand and promptly identify vulnerability at the first point of contact"
    )
    items = example.recommendations.items
    assert [item.deadline for item in items] == ["within three months"] * 4
    assert {str(item.due) for item in items} == {"3 October 2023"}
    assert items[0].measure
    assert items[0].measure.of == "thrive-at-outset"

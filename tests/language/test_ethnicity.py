import pytest

from openpeel.language.ethnicity import broad_group


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("White - English/Welsh/Scottish/Northern Irish/British", "White"),
        ("Mixed/Multiple ethnic groups - White and Black Caribbean", "Mixed"),
        ("Asian/Asian British - Chinese", "Asian"),
        ("Chinese", "Asian"),
        ("O1", "Asian"),
        ("Black/African/Caribbean/Black British - Any other Black/African/Caribbean background", "Black"),
        ("Black (or Black British)", "Black"),
        ("Other ethnic group - Any other ethnic group", "Other"),
        ("Chinese or Other Ethnic Group", "Other"),
        ("W9", "White"),
        ("B1", "Black"),
        ("Other ethnic group - Not stated", None),
        ("Not stated (NS)", None),
        ("NS", None),
        ("Not reported", None),
        ("Don't know", None),
        ("", None),
        ("Purple", None),
    ],
)
def test_words_of_many_tables_fall_into_broad_groups(text: str, group: str | None) -> None:
    assert broad_group(text) == group

"""What values that people enter have in common when they are read from a file."""

from __future__ import annotations

from typing import ClassVar, Literal, TypedDict


class _Reading(TypedDict):
    extra: Literal["forbid"]
    str_strip_whitespace: bool
    use_attribute_docstrings: bool


class Entered:
    """A value that people enter: read from a file, an unknown field is refused and words lose their outer spaces."""

    __pydantic_config__: ClassVar[_Reading] = {
        "extra": "forbid",
        "str_strip_whitespace": True,
        "use_attribute_docstrings": True,
    }

"""Numbers for definitions: each standard or indicator is defined once, at its first use."""

from __future__ import annotations

from openpeel.engine.runs import limits_of
from openpeel.language.indicators import Indicator
from openpeel.language.source_text import Citation, OwnPolicy
from openpeel.language.standards import Standard
from openpeel.reports.chapter.contents import Definition
from openpeel.reports.chapter.days import day
from openpeel.reports.words import readable


class Notes:
    """Collects definitions in the order in which the chapter first needs them."""

    def __init__(self) -> None:
        self._found: dict[str, Definition] = {}

    def of(self, test: Standard | Indicator) -> int:
        """The number of its definition."""
        if test.id not in self._found:
            number = len(self._found) + 1
            if isinstance(test, Standard):
                words, source = _standard(test), _cited(test.source)
            else:
                words, source = _indicator(test), test.source
            self._found[test.id] = Definition(number, test.id, words, source)
        return self._found[test.id].number

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """All, by number."""
        return tuple(self._found.values())


def _standard(standard: Standard) -> str:
    limits = "; ".join(
        f"{limit.title}: {f'{value.category}, ' if value.category else ''}{readable(value.value)}"
        f" ({'official' if value.verified.is_official else 'local setting'})"
        for limit in limits_of(standard)
        for value in limit.values
        if value.value is not None and value.force is None
    )
    targets = "; ".join(
        f"Target {target.at_least:.0%} from {day(target.since)} ({'official' if target.official else 'local setting'})"
        for target in standard.targets
    )
    critical = "A critical standard. " if standard.critical else ""
    parts = [
        f"{standard.says}. {standard.why} {critical}",
        f"Limits: {limits}." if limits else "",
        f"{targets}." if targets else "",
    ]
    return " ".join(part.strip() for part in parts if part).strip()


def _cited(place: Citation | OwnPolicy) -> str:
    """Where a standard comes from, shorter than its full title: the chapter names the report once."""
    if isinstance(place, OwnPolicy):
        return str(place)
    beneath = "" if place.heading == place.chapter else f", under ‘{place.heading}’"
    source = place.source
    return f"{source.publisher}, {source.published_as}, {place.chapter}{beneath}: ‘{place.words}’"


def _indicator(indicator: Indicator) -> str:
    return " ".join((f"{indicator.says}. {indicator.why}", *indicator.caveats))

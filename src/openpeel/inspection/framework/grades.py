"""Graded judgments: the scales of the cycles, and what each grade says.

The tests are the inspectorate's (How we inspect PEEL), in our own words. No published formula turns findings into a
grade. Grades of different scales, or of different cycles, are not compared: the inspectorate says so in each report.
"""

from __future__ import annotations

from enum import Enum

from openpeel.errors import Refused


class Grade(Enum):
    """A graded judgment, with its test in our own words."""

    OUTSTANDING = ("Outstanding", "goes substantially beyond the characteristics of good")
    GOOD = ("Good", "shows substantially all of the characteristics of good")
    ADEQUATE = ("Adequate", "shows some of the characteristics of good, with areas where it should improve")
    REQUIRES_IMPROVEMENT = (
        "Requires improvement",
        "shows few, if any, of the characteristics of good; a substantial number of areas need improvement",
    )
    INADEQUATE = ("Inadequate", "causes of concern exist, with recommendations to put them right")

    @property
    def label(self) -> str:
        """As reports print it."""
        return self.value[0]

    @property
    def test(self) -> str:
        """What earns the grade."""
        return self.value[1]

    @classmethod
    def of(cls, label: str) -> Grade:
        """The grade printed as ``label``, in any case; raises :class:`~openpeel.errors.Refused` if there is none."""
        for grade in cls:
            if grade.label.casefold() == " ".join(label.split()).casefold():
                return grade
        raise Refused(f"There is no grade ‘{label}’.", mend="The grades are: " + ", ".join(g.label for g in cls) + ".")


class Scale(Enum):
    """The grades that a cycle may give, best first."""

    FOUR_TIERS = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
    FIVE_TIERS = (Grade.OUTSTANDING, Grade.GOOD, Grade.ADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)

"""Names of made people, by the pattern by which a culture forms them. The lists are short and ordinary on purpose.

Which pattern a name follows decides how it is written down wrongly, and how many people share it; so how well people
are recognised is told for each pattern.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.random import Generator

from openpeel.synthetic.times import pick

PATTERNS: dict[str, float] = {
    "given and family name": 60,
    "common family name": 12,
    "double-barrelled": 6,
    "family name by sex": 6,
    "chain of fathers' names": 5,
    "Singh and Kaur": 4,
    "family name first": 4,
    "two family names": 3,
}
"""The patterns with their shares (illustrative)."""

_GIVEN = {
    "British": (
        "James John Robert Michael William David Thomas Daniel Matthew Christopher Andrew Joseph Benjamin Samuel "
        "Edward George Harry Jack Oliver Charlie Peter Stephen Anthony Nicholas Alexander Joshua Luke Adam Ryan Callum",
        "Elizabeth Margaret Susan Katherine Jennifer Patricia Sarah Emma Charlotte Amelia Olivia Sophie Emily Jessica "
        "Rebecca Victoria Alexandra Hannah Lucy Grace Megan Samantha Deborah Christine Jacqueline Abigail Chloe Ella "
        "Isabella Rosemary",
    ),
    "Polish": (
        "Krzysztof Piotr Andrzej Tomasz Jakub Mateusz Wojciech Marcin Grzegorz Adam",
        "Agnieszka Katarzyna Malgorzata Anna Zuzanna Joanna Magdalena Ewa Aleksandra Karolina",
    ),
    "Arabic": (
        "Mohammed Ahmed Ali Hassan Hussein Omar Yusuf Abdullah Ibrahim Khalid",
        "Fatima Aisha Maryam Khadija Amina Zainab Halima Layla Noor Sagal",
    ),
    "Punjabi": (
        "Harpreet Gurpreet Manjit Jaspreet Rajinder Sukhdev Amarjit Balwinder",
        "Simran Manpreet Harjit Kulwinder Navdeep Paramjit Ravinder Gurleen",
    ),
    "Chinese": ("Wei Ming Jian Hao Jun Lei Chen Tao", "Li Mei Xiu Ling Yan Fang Hui Jing"),
    "Portuguese": (
        "Joao Pedro Miguel Tiago Rui Carlos Paulo Andre",
        "Maria Ana Ines Beatriz Catarina Sofia Mariana Teresa",
    ),
}
"""For each pattern's language, given names of men and of women."""

_FAMILY = {
    "British": (
        "Abbott Atkins Barker Bartlett Bishop Brereton Burgess Carver Chandler Clifford Coates Colyer Cresswell Dawson "
        "Draper Eastwood Ellery Fairweather Farrant Fletcher Garland Goddard Hallett Harcourt Hawkes Hollis Ingram "
        "Jarvis Kendrick Kimber Langley Lockyer Maddox Marlowe Merritt Newbury Norcross Oakley Pargeter Penrose "
        "Quarrington Radcliffe Rowley Sanderson Selwood Sherborne Tanner Thackeray Underhill Vickery Wainwright "
        "Westcott Whitlock Yardley"
    ),
    "common": "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Khan Evans Roberts",
    "Polish": "Kowalsk Wisniewsk Lewandowsk Kaminsk Zielinsk Szymansk Dabrowsk Jankowsk",
    "Chinese": "Wang Li Zhang Liu Chen Yang Huang Wu",
    "Portuguese": "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes",
}

SHORT = {
    "James": "Jim", "Robert": "Bob", "Michael": "Mike", "William": "Bill", "David": "Dave", "Thomas": "Tom",
    "Daniel": "Dan", "Matthew": "Matt", "Christopher": "Chris", "Andrew": "Andy", "Joseph": "Joe",
    "Benjamin": "Ben", "Samuel": "Sam", "Edward": "Ted", "Harry": "Harold", "Charlie": "Charles", "Stephen": "Steve",
    "Anthony": "Tony", "Nicholas": "Nick", "Alexander": "Alex", "Joshua": "Josh", "Elizabeth": "Liz",
    "Margaret": "Maggie", "Susan": "Sue", "Katherine": "Kate", "Jennifer": "Jenny", "Patricia": "Pat",
    "Rebecca": "Becky", "Victoria": "Vicky", "Alexandra": "Alex", "Megan": "Meg", "Samantha": "Sam",
    "Deborah": "Debbie", "Christine": "Chris", "Jacqueline": "Jackie", "Abigail": "Abi", "Isabella": "Bella",
    "Mohammed": "Mo", "Abdullah": "Abdul", "Krzysztof": "Kris", "Katarzyna": "Kasia", "Malgorzata": "Gosia",
    "Aleksandra": "Ola", "Joanna": "Asia", "Manpreet": "Mani", "Harpreet": "Harry", "Jian": "Johnny", "Maria": "Mia",
}  # fmt: skip
"""Short or familiar forms by which people are also known."""

OTHER_SPELLINGS = {
    "Mohammed": "Muhammad", "Hussein": "Hussain", "Yusuf": "Yousef", "Fatima": "Fatimah", "Aisha": "Ayesha",
    "Sarah": "Sara", "Stephen": "Steven", "Katherine": "Catherine", "Sophie": "Sofie", "Wojciech": "Wojtek",
    "Agnieszka": "Agneshka", "Joao": "Joe", "Zainab": "Zaynab", "Zuzanna": "Susanna", "Khalid": "Khaled",
    "Smith": "Smyth", "Davies": "Davis", "Brown": "Browne", "Taylor": "Tailor", "Ferreira": "Pereira",
}  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A person's name as it ought to be written."""

    given: str
    family: str
    pattern: str


def family_name(dice: Generator, pattern: str) -> str:
    """What the members of a household share; for patterns by sex, without the ending."""
    match pattern:
        case "given and family name":
            return _one(dice, _FAMILY["British"])
        case "common family name":
            return _one(dice, _FAMILY["common"])
        case "double-barrelled":
            return f"{_one(dice, _FAMILY['British'])}-{_one(dice, _FAMILY['British'])}"
        case "family name by sex":
            return _one(dice, _FAMILY["Polish"])
        case "chain of fathers' names":
            return f"{_given(dice, 'Arabic', False)} {_given(dice, 'Arabic', False)}"
        case "family name first":
            return _one(dice, _FAMILY["Chinese"])
        case "two family names":
            return f"{_one(dice, _FAMILY['Portuguese'])} {_one(dice, _FAMILY['Portuguese'])}"
        case _:
            return ""


def name_in(dice: Generator, pattern: str, family: str, is_woman: bool) -> Name:
    """The name of a member of a household."""
    match pattern:
        case "family name by sex":
            return Name(_given(dice, "Polish", is_woman), f"{family}{'a' if is_woman else 'i'}", pattern)
        case "chain of fathers' names":
            return Name(_given(dice, "Arabic", is_woman), family, pattern)
        case "Singh and Kaur":
            return Name(_given(dice, "Punjabi", is_woman), "Kaur" if is_woman else "Singh", pattern)
        case "family name first":
            return Name(_given(dice, "Chinese", is_woman), family, pattern)
        case "two family names":
            return Name(_given(dice, "Portuguese", is_woman), family, pattern)
        case _:
            return Name(_given(dice, "British", is_woman), family, pattern)


def naming_pattern(dice: Generator) -> str:
    """A pattern, by the shares."""
    return pick(dice, tuple(PATTERNS), tuple(PATTERNS.values()))


def _given(dice: Generator, language: str, is_woman: bool) -> str:
    return _one(dice, _GIVEN[language][is_woman])


def _one(dice: Generator, words: str) -> str:
    names = words.split()
    return names[int(dice.integers(len(names)))]

"""What the dates of a column agree on where a form alone does not say: which is first in 05/01/2022, which century.

The column settles it where it can; else the page asks one question for the column, and so does `--map NAME=ANSWER`.
Each question is declared once, here: what it is called in a link, which cells it is about, its answers in words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

DAY, MONTH = "day", "month"


@dataclass(frozen=True, slots=True)
class Conventions:
    """The answers, each by the name of its question; "" for what nobody has said. `dash` only a column can settle."""

    order: str = ""
    spans: str = ""
    century: str = ""
    count: str = ""
    calendar: str = ""
    years: str = ""
    vague: str = ""
    dash: str = ""

    @property
    def day_first(self) -> bool | None:
        """Whether 05/01/2022 is the fifth of January; None where that is not settled."""
        return {DAY: True, MONTH: False}.get(self.order)


NOTHING: Final = Conventions()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a column agrees on: its name in a link, the cells that it is about, what is asked, the answers.

    Each answer has a word for its button. `note` is the sentence once it is answered, with {} for the answer's words.
    """

    name: str
    about: re.Pattern[str]
    asks: str
    answers: Mapping[str, str]
    note: str

    def is_about(self, text: str) -> bool:
        """Whether a cell that could not be read may be read once this is answered."""
        return self.about.fullmatch(" ".join(text.split()).lower()) is not None


_NAME = r"[^\W\d_]{3,12}\.?"
_REST = r"(?:[ ,t].*)?"

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        "century",
        re.compile(rf"(?:[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\1|[0-9]{{1,2}}[ /-]{_NAME}[ /,-]+|{_NAME} [0-9]{{1,2}}, ?"
                   rf"|(?:{_NAME} )?['’]|[0-9]{{6}}[a-z] ?[a-z]{{3}} ?)[0-9]{{2}}(?!\ (?:bc|ce|ad)){_REST}"),
        "Dates like {} have a year of two digits. Which century is it?",
        {"20": "20…", "19": "19…", "near": "1969 to 2068"},
        "Years of two digits are read as {}.",
    ),
    Question(
        "order",
        re.compile(r".*?(?<![0-9])[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9]).*"),
        "Dates like {} can be read two ways. Which is first?",
        {DAY: "Day", MONTH: "Month"},
        "In dates like 05/01/2022 the {} is taken to be first.",
    ),
    Question(
        "spans",
        re.compile(r"[0-9]{4}[-/][0-9]{2}"),
        "Dates like {} can be years, or a year with a month, season or quarter. Which are they?",
        {"years": "Years", "months": "A year with its part"},
        "Dates like 1936-39 are read as {}.",
    ),
    Question(
        "count",
        re.compile(r"[0-9]{5}(?:\.[0-9]{1,12})?|[0-9]{9,10}(?:\.[0-9]{1,9})?|[0-9]{12,13}|[0-9]{15,16}"),
        "Numbers like {} are a program’s own count. Of what?",
        {"days": "A spreadsheet’s days", "seconds": "Seconds since 1970", "milliseconds": "Milliseconds since 1970",
         "microseconds": "Microseconds since 1970"},
        "Long numbers are read as {}.",
    ),
    Question(
        "calendar",
        re.compile(r".*?(?<!\d)(?:2[4-6]|1[34]|۱[۳۴]|١[٣٤])\d{2}(?!\d).*"),
        "Dates like {} may be of another calendar. Which is it?",
        {"buddhist": "The Buddhist calendar", "persian": "The Persian calendar", "islamic": "The Islamic calendar",
         "common": "The common calendar"},
        "Years like 2565 are read by {}.",
    ),
    Question(
        "years",
        re.compile(r"[0-9]{1,3}"),
        "Numbers like {} are short for a year. Of which era are they?",
        {"ad": "Years AD", "bc": "Years BC"},
        "Numbers of fewer than four digits are read as {}.",
    ),
    Question(
        "vague",
        re.compile(r"(?:early|mid|late)[ -].*"),
        "“Early”, “mid” and “late” are not read. Should they be, as the first, middle and last third?",
        {"thirds": "As thirds, approximate", "refuse": "Not at all"},
        "“Early”, “mid” and “late” are read {}.",
    ),
)  # fmt: skip
"""In the order in which they are asked."""

NAMES: Final = tuple(question.name for question in QUESTIONS)


def split_mapping(mapping: Mapping[str, str]) -> tuple[Mapping[str, str], Conventions]:
    """The columns that the user chose, and the answers beside them; an answer that no question has is none.

    >>> split_mapping({"date": "When", "order": "day"})[0], split_mapping({"order": "day"})[1].day_first
    ({'date': 'When'}, True)
    """
    answers = {
        each.name: mapping[each.name] for each in QUESTIONS if mapping.get(each.name) in each.answers
    }  # fmt: skip
    return {name: header for name, header in mapping.items() if name not in NAMES}, Conventions(**answers)


assert {*NAMES} == {each.name for each in fields(Conventions)} - {"dash"}, "each question has its answer"

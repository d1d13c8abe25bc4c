"""What each parameter of a link takes, said once: for reading it, and for the sentence when it cannot be read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from data import dates
from data.dates import calendar
from data.errors import BadView, DatelineError, shown
from data.schema import BESIDE, COLUMNS
from data.view import briefing_choice_in_link
from data.view.filter_table import FILTERS, WITH_CHOICES, Filter, Kind

MOST_CHARACTERS: Final = 500
MOST_QUOTED: Final = 60
MOST_CHOICES: Final = 30
"""An own column with more distinct values than this is no filter and makes no lanes."""

NAMES: Final = {line.name: line.column for line in FILTERS.values() if line.kind is Kind.NAME}
"""The fields with a line in `member` for each name, and the column that is empty where there is none."""

OWN: Final = "x:"
"""Stands before the header of a column of the user's own."""

LANES: Final = ("none", *WITH_CHOICES, "kind")
"""What lanes can be made of, beside the user's own columns; "none" is one lane for all."""

SCHEMA: Final = frozenset(column.name for column in COLUMNS)
FILE: Final = re.compile(r"(?:[A-Za-z0-9_-]{16})?")
"""The name of a file that a viewer opened; whether it is there, and for whom, is known where such files are kept."""
PAGE: Final = re.compile(r"(?:[a-z][a-z0-9-]{0,39})?")
"""The name of a page or a chart; which of them there are is known where they are drawn."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """How one value of a parameter is read into its canonical form, and what to write where it cannot be."""

    read: Callable[[str], str | int]
    advice: str


def text(value: str) -> str:
    """The value as it is, where it can be stored and searched at all. Raises ValueError."""
    if len(value) > MOST_CHARACTERS:
        raise ValueError(f"It has {len(value):,} characters.")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("It holds characters that are no text.")
    return value


def moment(value: str) -> str:
    """An ISO moment, to the second; "" stays so."""
    return calendar.to_iso(calendar.from_iso(text(value))) if value else ""


def date(value: str) -> str:
    """A date as EDTF writes it; "" stays so."""
    return dates.parse(value).edtf if text(value).strip() else ""


def _lanes(value: str) -> str:
    return value if value == "" or value in LANES else _own(value)


def _own(value: str) -> str:
    return text(_matching(re.compile(r"x:.+", re.DOTALL), value))


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError
    return value


def _one_of(line: Filter, value: str) -> str | int:
    if value not in line.choices:
        raise ValueError
    return int(value) if line.kind is Kind.NUMBER else value


_MOMENT = Parameter(moment, "Write a moment between the years -9999 and 9999, such as 2022-01-05T00:00:00.")
_DATE = Parameter(date, "Write a date, such as 2022, 2022-01 or 2022-01-05.")
_TEXT = Parameter(text, f"Write a text of at most {MOST_CHARACTERS} characters.")

_KINDS: Final = {
    Kind.WORDS: Parameter(lambda value: text(value).strip(), _TEXT.advice),
    **dict.fromkeys((Kind.VALUE, Kind.NAME, Kind.OWN), _TEXT),
    Kind.NUMBER: Parameter(int, "Write a whole number."),
    **dict.fromkeys((Kind.SINCE, Kind.UNTIL, Kind.ASOF), _DATE),
}


def _of_filter(line: Filter) -> Parameter:
    """What a filter takes: one of its choices, what its pattern allows, or what its kind does."""
    if line.choices:
        *first, last = sorted(line.choices) if line.kind is Kind.NUMBER else line.choices
        return Parameter(lambda value: _one_of(line, value), f"Write {', '.join(first)} or {last}.")
    if line.pattern:
        pattern = re.compile(line.pattern)
        return Parameter(lambda value: _matching(pattern, value.upper()), line.advice)
    return _KINDS[line.kind]


PARAMETERS: Final[Mapping[str, Parameter]] = {
    "start": _MOMENT,
    "end": _MOMENT,
    "lanes": Parameter(_lanes, f"Write {', '.join(LANES)}, or x: and the header of a column."),
    "scale": Parameter(lambda value: _matching(re.compile("(true)?"), value), "Write true, or leave it out."),
    "chart": Parameter(lambda value: _matching(PAGE, value), "Write the name of a chart, such as calendar."),
    **{name: _of_filter(line) for name, line in FILTERS.items()},
    "baseline": _DATE,
    "recorded": _MOMENT,
    "event": _TEXT,
    "opened": _TEXT,
    "columns": _TEXT,
    "brief": Parameter(briefing_choice_in_link.canonical, briefing_choice_in_link.ADVICE),
    "file": Parameter(lambda value: _matching(FILE, value), "Copy the link as it is in the browser’s address."),
    "page": Parameter(lambda value: _matching(PAGE, value), "Write the name of a page, such as about."),
}


def read(field: str, value: str) -> str | int:
    """The value in its one canonical form. Raises BadView: which parameter, what was there, what it takes."""
    parameter = PARAMETERS[field]
    try:
        return parameter.read(value)
    except (ValueError, DatelineError) as problem:
        reason = "" if isinstance(problem, DatelineError) else str(problem)
        raise cannot_be(field, value, parameter.advice, reason) from None


def cannot_be(field: str, value: str, advice: str, reason: str = "") -> BadView:
    """The mistake of a value that a field of the View does not take, and what to write instead."""
    message = f"In the link, {shown(field)} cannot be {shown(value, MOST_QUOTED)}."
    return BadView(f"{message} {reason}".strip(), text=value, advice=advice)


def read_name(field: str, name: str) -> str:
    """The header before a value in `where`, or the name of a column in `columns`. Raises BadView."""
    is_right = name in SCHEMA or name in BESIDE if field == "columns" else name != ""
    try:
        return text(_matching(re.compile(".+", re.DOTALL), name if is_right else ""))
    except ValueError:
        problem_text = f"In the link, {shown(name, MOST_QUOTED)} names no column."
        raise BadView(problem_text, text=name, advice="Write column:date=When, or x:Header=value.") from None

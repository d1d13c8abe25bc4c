"""What a language has to say of itself so that reports in it can be read: its forms of dates, figures and speakers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from data.draft.reference_date import Anchor

MakeDate = Callable[[re.Match[str], Anchor], str]


@dataclass(frozen=True, slots=True)
class DateForm:
    """A date as it stands in running text; the group `d`, where there is one, is the date without its preposition.

    `is_clock`: a time of day (or two), to be joined with a day; what is made of it then is HH:MM, or HH:MM/HH:MM.
    """

    pattern: re.Pattern[str]
    make: MakeDate
    is_clock: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of a language, each a pattern or a table that its module declares.

    dates: forms, tried everywhere. before, after: words around a date and what they make of it ("since": "{}/..").
    range_before, range_between: the words of "from … to …". joins: what may stand between a day and a time of day.
    figures: an amount with its groups about, number, scale and unit; amounts: words for numbers.
    counted: what a figure counts, by the words beside it; measures: nouns that are counted themselves.
    speakers: forms with a group `who`.
    pronouns: who is the speaker before. future, flashback, told: of a sentence what is to come, what was before the
    story, and that something happened at all; is_state: how it merely is.
    breaks: where one sentence tells two things. clauses: where a sentence may be cut; joints: where it may be between
    two dates. changes: verbs behind which “to 14” is where a figure came to. credits: a sentence that only says who
    told the one before; elided: a verb of saying whose subject may be left out; no_speakers: what looks like one.
    names, not_names: what may name
    somebody; places: with a group `place`. read_number: the digits of a number that is written in parts.
    """

    code: str
    dates: tuple[DateForm, ...]
    before: tuple[tuple[re.Pattern[str], str], ...]
    after: tuple[tuple[re.Pattern[str], str], ...]
    range_before: re.Pattern[str]
    range_between: re.Pattern[str]
    joins: re.Pattern[str]
    figures: tuple[re.Pattern[str], ...]
    amounts: dict[str, str]
    abouts: tuple[tuple[re.Pattern[str], str], ...]
    scales: dict[str, str]
    counted: tuple[tuple[re.Pattern[str], str], ...]
    measures: re.Pattern[str]
    speakers: tuple[re.Pattern[str], ...]
    pronouns: re.Pattern[str]
    future: re.Pattern[str]
    flashback: re.Pattern[str]
    told: re.Pattern[str]
    is_state: re.Pattern[str]
    breaks: re.Pattern[str]
    clauses: re.Pattern[str]
    names: re.Pattern[str]
    not_names: frozenset[str]
    places: re.Pattern[str]
    joints: re.Pattern[str]
    changes: re.Pattern[str]
    credits: re.Pattern[str]
    elided: re.Pattern[str]
    no_speakers: re.Pattern[str]
    is_plain_number: Callable[[re.Match[str], str], bool]
    read_number: Callable[[str], str] = str


NEVER: Final = re.compile(r"(?!)")
"""A pattern that fits nothing."""


def form(pattern: str, make: MakeDate, *, is_clock: bool = False, ignore_case: bool = False) -> DateForm:
    """A form of dates, its pattern compiled."""
    return DateForm(re.compile(pattern, re.IGNORECASE if ignore_case else 0), make, is_clock)


_RELATIVE: Final[dict[str, Callable[[Anchor], str]]] = {
    "today": lambda anchor: anchor.published,
    "yesterday": lambda anchor: anchor.from_published(-1, "day"),
    "day_before_yesterday": lambda anchor: anchor.from_published(-2, "day"),
    "tomorrow": lambda anchor: anchor.from_published(1, "day"),
    "same_day": lambda anchor: anchor.same_day(),
    "next_day": lambda anchor: anchor.same_day(1),
    "day_before": lambda anchor: anchor.same_day(-1) or anchor.from_published(-1, "day"),
    "this_year": lambda anchor: anchor.year(),
    "last_year": lambda anchor: anchor.year(-1),
    "next_year": lambda anchor: anchor.year(1),
    "same_year": lambda anchor: f"{anchor.same_year() or ''}",
    "last_month": lambda anchor: anchor.from_published(-1, "month")[:7],
    "next_month": lambda anchor: anchor.from_published(1, "month")[:7],
    "month_after": lambda anchor: anchor.from_told(1, "month")[:7],
    "last_week": lambda anchor: anchor.week(-1),
    "next_week": lambda anchor: anchor.week(1),
    "weekend": lambda anchor: anchor.weekend(),
    "by_then": lambda anchor: anchor.told,
}


_NO_GAPS: Final = re.compile(r"[ぁ-んァ-ヶ一-龥]")


def relative(**patterns: str) -> tuple[DateForm, ...]:
    """Forms of dates that lean on publication or on what was told, by what they mean; each a pattern, of whole words
    where a language has gaps between them."""

    def reckon(name: str) -> MakeDate:
        return lambda _, anchor: _RELATIVE[name](anchor)

    return tuple(
        form(rf"{edge}(?:{pattern}){edge}", reckon(name), ignore_case=True)
        for name, pattern in patterns.items()
        for edge in ("" if _NO_GAPS.search(pattern) else r"\b",)
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a line, one by one."""
    return tuple(text.split())


def clock_text(hour: int, minute: int, half: str = "") -> str:
    """HH:MM of an hour with am or pm; "" for an hour that no clock shows.

    >>> clock_text(2, 30, "pm"), clock_text(12, 0, "am"), clock_text(25, 0)
    ('14:30', '00:00', '')
    """
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""

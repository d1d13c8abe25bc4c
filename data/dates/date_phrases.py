"""Dates in words beyond the common ones: before 1850, [c. 1850], mid-January 2022, and days with a time of day.

They are tried after EDTF and after the common spelled forms, so what is common is read as fast as ever.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from data.dates import (
    abbreviated_spans,
    calendar,
    days_with_times,
    edtf,
    other_calendars,
    plainer_words,
    short_years_and_counts,
    spelled,
    weekday_names,
    weeks_quarters_reigns,
)
from data.dates.conventions import DAY as DAY_FIRST
from data.dates.conventions import MONTH, Conventions
from data.dates.spelled import Reading, fold
from data.errors import BadDate

DEEPEST: Final = 2
"""Doubts one within the other, as in [1850?]: each multiplies the ways to look at a cell."""

OPEN_WORDS: Final = (
    "present", "the present", "ongoing", "on-going", "to date", "date", "now", "current", "currently", "today",
    "still ongoing", "heute", "laufend", "présent", "en cours", "presente", "actualidad", "по настоящее время",
    "настоящее время", "н.в.", "至今", "現在",
)  # fmt: skip
"""What stands for an end that is not there yet."""


def read(text: str, conventions: Conventions, depth: int = 0) -> Reading | None:
    """The EDTF of a date in one of these forms; None for any other text. Raises BadDate where it can mean two things.

    >>> from data.dates.conventions import NOTHING
    >>> read("2022-W01", NOTHING).edtf, read("5 Jan – 2 Feb 2022", NOTHING).edtf
    ('2022-01-03/2022-01-09', '2022-01-05/2022-02-02')
    """
    raw = " ".join(text.split())
    if (article := _ARTICLE.match(raw)) and (one := _whole(raw[article.end() :], conventions)):
        return one
    folded = fold(raw)
    if weekday := weekday_names.BEFORE.match(folded):
        return _on_weekday(weekday[1], folded[weekday.end() :], conventions)
    return (
        _between(folded, conventions)
        or _open(folded, conventions)
        or _read_qualified(folded, conventions)
        or weeks_quarters_reigns.read(folded)
        or _persian(folded)
        or days_with_times.read(raw, conventions, _whole)
        or _vague(folded, conventions)
        or abbreviated_spans.read(folded, conventions, _whole)
        or _in_other_words(folded, conventions, depth)
    )


def _in_other_words(folded: str, conventions: Conventions, depth: int) -> Reading | None:
    """What is said in words of other languages, or in rarer ones, read as what means the same."""
    for text in plainer_words.plainer(folded) if depth < DEEPEST else ():
        one = short_years_and_counts.rewrite(text, conventions)
        if found := spelled.digits(one.upper()) or spelled.read(one, conventions) or read(one, conventions, depth + 1):
            return found
        if "/" in one and _IN_EDTF.fullmatch(one):
            return Reading(one)
    if twice := _TWICE.fullmatch(folded):  # September 22, 2004 (2004-09-22)
        both = spelled.read(twice[1], conventions)
        return both if both and both.edtf == twice[2] else None
    pointed = _SPACED.sub(r"\1.\2.\3", folded)
    if pointed != folded:  # 12. 1. 2022: so written the day is first, whatever stands between slashes
        by_day = replace(conventions, order=DAY_FIRST)
        found = spelled.read(pointed, by_day) or read(pointed, by_day, depth + 1)
        return Reading(found.edtf) if found else None
    return None


def _between(folded: str, conventions: Conventions) -> Reading | None:
    """Between 843 and 848, between January and March 1850: some time from the first to the last."""
    match = _BETWEEN.fullmatch(folded)
    if not match:
        return None
    left, right = (re.sub(r"^([1-9][0-9]{2})$", r"0\1", end) for end in match.groups())
    both = abbreviated_spans.read(f"{left} - {right}", conventions, _whole)
    ends = both.edtf.split("/") if both else []
    return Reading(f"[{ends[0]}..{ends[1]}]", both.first) if both and len(ends) == 2 else None


def _persian(folded: str) -> Reading | None:
    found = other_calendars.named(folded) if not folded.isascii() else ""
    return Reading(found) if found else None


def _on_weekday(name: str, date: str, conventions: Conventions) -> Reading | None:
    """A date with its day of the week before it, in any language, which may say which number is the day.

    Raises BadDate where it is of another.
    """
    days = weekday_names.DAYS[name]
    if not conventions.order and spelled.is_in_numbers(date):
        orders = [replace(conventions, order=order) for order in (DAY_FIRST, MONTH)]
        ways = [(_in_order_of(date, order), order.order) for order in orders]
        fitting = [(one, order) for one, order in ways if one and _is_on(one.edtf, days)]
        if len({one.edtf for one, _ in fitting}) == 1:
            sure, order = fitting[0]
            return Reading(sure.edtf, sure.first or (order if len(fitting) == 1 else ""))
    one = spelled.read(date, conventions) or read(date, conventions)
    if one and not _is_on(one.edtf, days):
        raise weekday_names.wrong_weekday(one.edtf)
    return one


def _in_order_of(date: str, conventions: Conventions) -> Reading | None:
    try:
        reading = spelled.read(date, conventions)
        return reading if reading and edtf.read(reading.edtf) else None
    except BadDate:
        return None


def _is_on(date: str, days: frozenset[int]) -> bool:
    return any(weekday_names.is_weekday(date, day) for day in days)


def _whole(text: str, conventions: Conventions, depth: int = 0) -> Reading | None:
    """One date by itself, in any form but a span. depth: how many doubts it stands in already."""
    folded = fold(text)
    if (short := _SHORT.fullmatch(folded)) and short[3] > max(short[2], "12"):
        return None  # two years, in words and brackets: no part of the year
    reading = (
        spelled.digits(folded)
        or spelled.read(text, conventions)
        or (_read_qualified(folded, conventions, depth + 1) if depth < DEEPEST else None)
        or weeks_quarters_reigns.read(folded)
        or _vague(folded, conventions)
    )
    return reading if reading and not re.search(r"[/\[{]", reading.edtf.strip("[]")) else None


# What has no end, or no beginning


def _open(folded: str, conventions: Conventions) -> Reading | None:
    for form, make in _OPEN:
        if (match := form.fullmatch(folded)) and (one := _whole(match[1], conventions)):
            return Reading(make(one.edtf), one.first)
    return None


def _before(date: str) -> str:
    start = edtf.read(date).start
    assert start is not None  # what `_whole` gives has both ends
    return f"[..{_beside(start - 1, date)}]"


def _after(date: str) -> str:
    end = edtf.read(date).end
    assert end is not None  # likewise
    return f"[{_beside(end, date)}..]"


def _beside(moment: int, date: str) -> str:
    """The year, month or day of a moment, as finely as a date is written."""
    parts = len(date.lstrip("-").split("T")[0].split("-"))
    year, month, day, *_ = calendar.civil(moment)
    return "-".join([calendar.year_text(year), f"{month:02}", f"{day:02}"][:parts])


_OPEN: Final[tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]] = tuple(
    (re.compile(form), make)
    for form, make in (
        (r"(?:before|bef\.?|prior to|pre-|vor|avant|antes de|до)\ ?(.+)", _before),
        (r"(?:after|aft\.?|post-|nach|après|después de|после)\ ?(.+)", _after),
        (r"(?:up to|to|till|bis|jusqu.en|hasta)\ (.+)", lambda date: f"../{date}"),
        (r"(?:by|not later than|no later than|at the latest)\ (.+)", lambda date: f"[..{date}]"),
        (r"(?:from|since|seit|depuis|desde|с)\ (.+?)(?:\ (?:on|on-?wards?|forward))?", lambda date: f"{date}/.."),
        (r"(.+?)\ ?(?:\+|onwards?|and later|ff\.?)", lambda date: f"{date}/.."),
        (r"(.+?)\ or\ (?:later|after)", lambda date: f"[{date}..]"),
        (rf"(?:from\ )?(.+?)\ ?(?:-|/|\ (?:to|until|till|bis)\ |\ |→)\ ?(?:{'|'.join(map(re.escape, OPEN_WORDS))})",
         lambda date: f"{date}/.."),
        (r"(.+?)\ ?(?:-|→|\.\.\.|…)", lambda date: f"{date}/.."),
    )
)  # fmt: skip


# What is about, or perhaps


def _read_qualified(folded: str, conventions: Conventions, depth: int = 1) -> Reading | None:
    """[c. 1850], 1850 (?), probably 1850, 1850 (approx.): a date with a doubt said in words or brackets."""
    for form, sign in _DOUBTS:
        match = form.fullmatch(folded)
        if (
            match
            and (one := _whole(match[1] or match[match.lastindex or 1], conventions, depth))
            and not re.search(r"[/{]", one.edtf)
        ):
            is_set = one.edtf.startswith("[")
            return (one if not sign else None) if is_set else Reading(_doubted(one.edtf, sign), one.first)
    return None


def _doubted(date: str, sign: str) -> str:
    if not sign:
        return date
    own = date[-1] if date[-1] in "~?%" else ""
    return date.rstrip("~?%") + (sign if own in ("", sign) else "%")


_DOUBTS: Final = tuple(
    (re.compile(form), sign)
    for form, sign in (
        (r"(.+?)\ ?[(\[]\ ?\?\ ?[)\]]|\[(?=.*\?\])(.+)\?\]", "?"),
        (r"\[(.+)\]", ""),
        (r"\(([^()]+)\)", ""),
        (r"(?:probably|prob\.?|possibly|perhaps|maybe|likely|vielleicht|wohl)\ (.+)", "?"),
        (r"(.+?)\ ?[(\[](?:uncertain|unsure|guess|unconfirmed)[)\]]", "?"),
        (r"(.+?)\ ?\?", "?"),
        (r"(.+?)\ ?[(\[]?(?:approx\.?|approximately|about|circa|ca\.|estimated)[)\]]?", "~"),
        (r"(?:~|≈|estimated|um|gegen|vers|hacia|около|ок\.)\ ?(.+)", "~"),
    )
)


# Early, mid and late


def _vague(folded: str, conventions: Conventions) -> Reading | None:
    """The first, middle or last third of a month, year or decade, approximate."""
    match = _VAGUE.fullmatch(folded)
    if not match or conventions.vague == "refuse":
        return None
    third = {"e": 0, "b": 0, "m": 1, "l": 2}[match[1][0]]
    one = spelled.digits(match[2]) or spelled.read(match[2], conventions)
    return Reading(_third(one.edtf, third), one.first) if one and (match := _PLAIN.fullmatch(one.edtf)) else None


def _third(date: str, third: int) -> str:
    if date.endswith("X"):
        first = int(date[:3]) * 10 + 3 * third
        return f"{first:04}~/{first + 3:04}~"
    if len(date) == 4:
        return f"{date}-{37 + third}~"
    year, month = int(date[:4]), int(date[5:])
    first, last = (1, 11, 21)[third], (10, 20, calendar.days_in_month(year, month))[third]
    return f"{date}-{first:02}~/{date}-{last:02}~"


_VAGUE = re.compile(r"(early|mid|middle|beginning|late)(?:\ ?-\ ?|\ (?:in\ |of\ |the\ )*)(.+)")
_TWICE = re.compile(r"(.+?)\ \(([0-9]{4}-[0-9]{2}-[0-9]{2})\)")
_SHORT = re.compile(r"([0-9]{2})([0-9]{2})-([0-9]{2})")
_SPACED = re.compile(r"(?<![0-9.])([0-9]{1,2})\.\ ([0-9]{1,2})\.\ ?([0-9]{4})(?![0-9])")
_IN_EDTF = re.compile(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?~?/[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?~?")
_BETWEEN = re.compile(
    r"(?:between|bet\.?|zwischen|entre|tra|między|mezi|между|між|mellan|tussen)\ (.+?)"
    r"\ (?:and|und|et|y|e|i|a|и|та|och|og|en)\ (.+)"
)
_ARTICLE = re.compile(r"(?:on |the |in |im |am |en |em |в |у |во |w |we |v )+", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]{3}X|[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")

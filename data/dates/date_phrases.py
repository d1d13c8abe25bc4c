"""Dates in words beyond the common ones: before 1850, [c. 1850], mid-January 2022, and days with a time of day.

They are tried after EDTF and after the common spelled forms, so what is common is read as fast as ever.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from data.dates import abbreviated_spans, calendar, edtf, spelled, time_of_day, weekday_names, weeks_quarters_reigns
from data.dates.calendar import DAY
from data.dates.conventions import DAY as DAY_FIRST
from data.dates.conventions import MONTH, Conventions
from data.dates.spelled import Reading, fold
from data.dates.time_of_day import TimeOfDay
from data.errors import BadDate

DEEPEST: Final = 2
"""Doubts one within the other, as in [1850?]: each multiplies the ways to look at a cell."""
MOST_TRIES: Final = 6
"""Places at which a cell is taken to be a day and a time of day."""

OPEN_WORDS: Final = (
    "present", "the present", "ongoing", "on-going", "to date", "date", "now", "current", "currently", "today",
    "still ongoing", "heute", "laufend", "présent", "en cours", "presente", "actualidad", "по настоящее время",
    "настоящее время", "н.в.", "至今", "現在",
)  # fmt: skip
"""What stands for an end that is not there yet."""


def read(text: str, conventions: Conventions) -> Reading | None:
    """The EDTF of a date in one of these forms; None for any other text. Raises BadDate where it can mean two things.

    >>> from data.dates.conventions import NOTHING
    >>> read("2022-W01", NOTHING).edtf, read("5 Jan – 2 Feb 2022", NOTHING).edtf
    ('2022-01-03/2022-01-09', '2022-01-05/2022-02-02')
    """
    raw = " ".join(text.split())
    if article := _ARTICLE.match(raw):
        return _whole(raw[article.end() :], conventions)
    folded = fold(raw)
    if weekday := weekday_names.BEFORE.match(folded):
        return _on_weekday(weekday[1], folded[weekday.end() :], conventions)
    return (
        _open(folded, conventions)
        or _read_qualified(folded, conventions)
        or weeks_quarters_reigns.read(folded)
        or _read_timed(raw, conventions)
        or _vague(folded, conventions)
        or abbreviated_spans.read(folded, conventions, _whole)
    )


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
        (r"(.+?)\ ?(?:\+|onwards?|and later|or later|ff\.?)", lambda date: f"{date}/.."),
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
            return Reading(_doubted(one.edtf.strip("[]"), sign), one.first)
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
_ARTICLE = re.compile(r"(?:on |the |in |im |am |en |em |в |у |во |w |we |v )+", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]{3}X|[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")


# With a time of day


def _read_timed(raw: str, conventions: Conventions) -> Reading | None:
    """5 January 2022 09:00–11:30, 2022-01-05 14:30 EST, 14:30 on 5 January 2022: a day and a time of day."""
    if not _MAY_BE_TIMED.search(raw):
        return None
    for day, clock in _cuts(raw):
        clock_time = time_of_day.read(clock)
        one = _day_of(day, conventions) if clock_time else None
        if clock_time and one:
            return Reading(with_time(one.edtf, clock_time, conventions), one.first)
    return None


def _cuts(raw: str) -> Iterator[tuple[str, str]]:
    for number, match in enumerate(_BEFORE_CLOCK.finditer(raw)):
        if number >= MOST_TRIES:
            return
        yield raw[: match.start()], raw[match.end() :]
    if first := _CLOCK_FIRST.fullmatch(raw):
        yield first["day"], first["clock"]


def _day_of(text: str, conventions: Conventions) -> Reading | None:
    """A day without a doubt but “about”."""
    one = _whole(_WEEKDAY_BEHIND.sub("", text), conventions)
    return one if one and re.fullmatch(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}~?", one.edtf) else None


def with_time(day: str, clock_time: TimeOfDay, conventions: Conventions) -> str:
    """A day in EDTF with a time of day. Raises BadDate where 09:00-10:00 may be an offset, and the column is silent.

    >>> from data.dates.conventions import NOTHING
    >>> with_time("2022-01-05", time_of_day.read("22:00–02:00"), NOTHING)
    '2022-01-05T22:00/2022-01-06T02:00'
    """
    doubt = clock_time.doubt or ("~" if day.endswith("~") else "")
    day = day.rstrip("~")
    if clock_time.may_be_offset and not conventions.dash:
        one, span = f"{day}T{clock_time.clock}-{clock_time.until}", f"{day}T{clock_time.clock}/{day}T{clock_time.until}"
        raise BadDate(
            f"“{clock_time.clock}-{clock_time.until}” can be a range of times, or a time with its offset from UTC.",
            advice=f"Write {span} or {one}.",
        )
    if clock_time.may_be_offset and conventions.dash == "offset":
        return f"{day}T{clock_time.clock}-{clock_time.until}"
    first = _moment(day, clock_time.clock) + clock_time.offset + doubt
    if not clock_time.until:
        return first
    last = (
        _moment(day if clock_time.until > clock_time.clock else _next(day), clock_time.until)
        + clock_time.offset
        + doubt
    )
    return f"{first}/{last}"


def _moment(day: str, clock: str) -> str:
    return f"{_next(day)}T00:00" if clock == "24:00" else f"{day}T{clock}"


def _next(day: str) -> str:
    return calendar.to_iso(calendar.from_iso(day) + DAY)[: len(day)]


_MAY_BE_TIMED = re.compile(
    r"[0-9][:.h時][0-9]{2}|[0-9]\s?(?:[ap]\.?m|uhr|h\b|hrs)|noon|midday|midnight|[時时点點시]|24:00", re.IGNORECASE
)
_BEFORE_CLOCK = re.compile(
    r"(?:,\s*|\s+)(?:(?:at|um|à|a las|alle|в|from)\s+|@\s*|[-–]\s+|\(\w+\)\s*)?(?=[0-9~≈(cnm午上下오])"
    r"|(?<=[0-9])[tT_](?=[0-9]{2}[:.0-9-])|(?<=[日일])\s?(?:\(\w\)|（\w）)?\s?(?=[0-9午上下오])",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    r"(?P<clock>.{2,24}?)(?:,\s*|\s+)(?:on\s+|am\s+)?(?P<day>(?:[a-z]+,?\s+)?[0-9a-z]{1,9}[-/. ].{4,20})", re.IGNORECASE
)
_WEEKDAY_BEHIND = re.compile(r"\s?[(（]\w{1,4}[)）]$")

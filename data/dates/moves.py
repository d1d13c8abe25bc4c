"""A date moved by whole steps of its own precision: a year by years, a day by days, a spring to the summer after it.

What is moved is the text as the cell wrote it, so that `5 Jan 2022` stays in that form where it can be written back;
else it is written in EDTF.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lcm
from typing import Final

from data.dates import calendar, edtf, edtf_day
from data.dates.calendar import DAY, FIRST_YEAR, LAST_YEAR
from data.dates.respelled import Change, respelled
from data.dates.span import Span
from data.errors import BadDate, shown

WHOLE, START, END = "whole", "start", "end"
PARTS: Final = (WHOLE, START, END)
"""What of a date is moved: all of it, or one end of a span."""

IN_THE_FORM: Final = "Press E, and write it there."
_POINTS = re.compile(r"(/|,|\.\.|[\[\]{}])")
_TIME = re.compile(r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2})(:[0-9]{2})?(:[0-9]{2})?(.*)")
_PARTED = re.compile(r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:(-[?~%]?)([0-9X]{2})([?~%]?))?(?:(-[?~%]?)([0-9X]{2})([?~%]?))?")
_SIGNIFICANT = re.compile(r"(-?[0-9]{4})S([0-9])([?~%]?)")
_WEEK = re.compile(r"(?<![a-z])(?:w|wk\.?|week|kw)\s?[0-9]{1,2}(?![0-9])(?!-?[1-7]$)", re.IGNORECASE)
_SEASONS: Final = (range(21, 25), range(25, 29), range(29, 33), range(33, 37), range(37, 40), range(40, 42))
_YEAR = 12
_MEAN_MONTH = 2_629_746
"""Seconds of a month in the mean."""

Read = Callable[[str], Span]
"""How the column of a cell reads a text. Raises BadDate."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a date moves by: months, or where it is finer, seconds."""

    months: int = 0
    seconds: int = 0

    def after(self, moment: int, count: int) -> int:
        """The moment so many steps later."""
        return calendar.add_months(moment, count * self.months) if self.months else moment + count * self.seconds

    def nearest(self, moment: int, by: float) -> int:
        """How many steps come nearest to a shift by so many seconds.

        >>> Step(months=12).nearest(0, 400 * 86400), Step(seconds=86400).nearest(0, -40_000)
        (1, 0)
        """
        about = round(by / (self.months * _MEAN_MONTH or self.seconds))
        return min(
            (about + more for more in (0, -1, 1)), key=lambda count: abs(self.after(moment, count) - moment - by)
        )


def step_of(text: str, span: Span, part: str = WHOLE) -> Step:
    """By what a date that was read from a text moves, or one end of it. Raises BadDate where that cannot be said."""
    if part == WHOLE and _is_week(text, span):
        return Step(seconds=7 * DAY)
    return coarsest([_step(point) for point in _held(span.edtf, part)])


def coarsest(steps: list[Step]) -> Step:
    """The step by which all can move together."""
    months = [step.months for step in steps if step.months]
    return Step(months=lcm(*months)) if months else Step(seconds=max(step.seconds for step in steps))


def moved(
    text: str,
    step: Step,
    count: int,
    read: Read,
    zone: str | None = None,
    part: str = WHOLE,
    beside: Sequence[str] = (),
) -> str:
    """The cell so many steps on. Raises BadDate where there is no such date, or it cannot be written.

    zone: of the data set. beside: other cells of the column, which show the language of a name.

    >>> from data.dates import parse
    >>> moved("2022-01-31", Step(seconds=86400), 1, parse), moved("5 Jan 2022", Step(seconds=86400), -5, parse)
    ('2022-02-01', '31 Dec 2021')
    >>> moved("1990~/2019", Step(months=12), 2, parse, part="end")
    '1990~/2021'
    """
    written, span = text.strip(), read(text)
    is_week = part == WHOLE and _is_week(text, span)
    if _is_edtf(written, span, zone):
        new = _shifted(written, part, step, count)
        read(new)
        return new
    new = _shifted(span.edtf, part, step, count)
    wanted = edtf.read(new, None).edtf
    changes = _week_changes(span, step, count) if is_week else _changes(span.edtf, new)
    found = respelled(written, changes, lambda candidate: _reads(candidate, read) == wanted, beside)
    if found is None and _reads(new, read) != wanted:
        raise BadDate(f"{shown(written)} cannot be written so far on.", text=text, advice=IN_THE_FORM)
    return new if found is None else found


def _reads(text: str, read: Read) -> str:
    try:
        return read(text).edtf
    except BadDate:
        return ""


def _is_edtf(written: str, span: Span, zone: str | None) -> bool:
    """Whether a text stands in EDTF itself, and not in another form that looks like it."""
    try:
        return edtf.read(written, zone).edtf == span.edtf
    except BadDate:
        return False


def _is_week(text: str, span: Span) -> bool:
    is_seven = span.start is not None and span.end == span.start + 7 * DAY and calendar.weekday(span.start) == 0
    return is_seven and bool(_WEEK.search(text))


def _held(text: str, part: str) -> list[str]:
    """The points of a date that are moved. Raises BadDate for an end that is open."""
    pieces = _POINTS.split(text)
    points = [piece for piece in pieces if piece and not _POINTS.fullmatch(piece)]
    if part == WHOLE or not points:
        return points
    bare = text.strip("[]{}")
    is_open = bare.startswith(("/", "..")) if part == START else bare.endswith(("/", ".."))
    if is_open:
        said = "It has no start" if part == START else "It has no end yet"
        raise BadDate(f"{said}, so there is none to move.", text=text, advice=IN_THE_FORM)
    return [points[0 if part == START else -1]]


def _shifted(text: str, part: str, step: Step, count: int) -> str:
    """A text in EDTF with its points so many steps on."""
    pieces = _POINTS.split(text)
    places = [place for place, piece in enumerate(pieces) if piece and not _POINTS.fullmatch(piece)]
    for place in {WHOLE: places, START: places[:1], END: places[-1:]}[part]:
        lead = len(pieces[place]) - len(pieces[place].lstrip())
        pieces[place] = pieces[place][:lead] + _point(pieces[place][lead:], step, count)
    return "".join(pieces)


def _step(point: str) -> Step:
    """The step of one date."""
    if match := _TIME.fullmatch(point):
        return Step(seconds=1 if match[6] else 60 if match[5] else 3600)
    if match := _SIGNIFICANT.fullmatch(point):
        return Step(months=_YEAR * 10 ** (len(str(abs(int(match[1])))) - int(match[2])))
    date = edtf_day.parts(point)
    if date is None:
        raise BadDate(f"{shown(point)} cannot be moved.", text=point, advice=IN_THE_FORM)
    if "X" in date.year:
        return Step(months=_YEAR * 10 ** _unknown(date.year))
    if not date.month or "X" in date.month:
        return Step(months=_YEAR)
    if codes := _codes(date.month):
        return Step(months=_YEAR // len(codes))
    return Step(seconds=DAY) if date.day and "X" not in date.day else Step(months=1)


def _unknown(year: str) -> int:
    """How many of the last digits of a year are not known. Raises BadDate where others are not known either."""
    known = year.rstrip("X")
    if "X" in known or not known.strip("-"):
        advice = IN_THE_FORM
        raise BadDate("Only some digits of its year are known, so it has no next one.", text=year, advice=advice)
    return len(year) - len(known)


def _codes(month: str) -> list[int]:
    """The seasons or quarters beside which one stands, in the order of the year; nothing for a month."""
    group = next((codes for codes in _SEASONS if int(month) in codes), ())
    return sorted(group, key=lambda code: edtf_day.season_cover(2000, code)[0])


def _point(text: str, step: Step, count: int) -> str:
    """One date so many steps on, with its doubt and its offset from UTC."""
    if match := _TIME.fullmatch(text):
        return _time(match, step, count)
    if match := _SIGNIFICANT.fullmatch(text):
        return f"{_year(int(match[1]) + count * step.months // _YEAR)}S{match[2]}{match[3]}"
    match = _PARTED.fullmatch(text)
    if match is None:
        raise BadDate(f"{shown(text)} cannot be moved.", text=text, advice=IN_THE_FORM)
    before, year, after, to_month, month, after_month, to_day, day, after_day = match.groups("")
    year, month, day = _date(year, month, day, step, count)
    return f"{before}{year}{after}{to_month}{month}{after_month}{to_day}{day}{after_day}"


def _time(match: re.Match[str], step: Step, count: int) -> str:
    year, month, day, hour, minute, second, rest = match.groups("")
    start = calendar.seconds(int(year), int(month), int(day), int(hour), int(minute[1:] or 0), int(second[1:] or 0))
    new = step.after(start, count)
    _year(calendar.civil(new)[0])
    clock = calendar.to_iso(new)
    return (clock if second else clock[:-3] if minute else clock[:-6]) + rest


def _date(year: str, month: str, day: str, step: Step, count: int) -> tuple[str, str, str]:
    """Year, month and day so many steps on, "" for those that are not given."""
    months = count * step.months
    if "X" in year:
        unknown = _unknown(year)
        return _unknown_year(year, unknown, months // (_YEAR * 10**unknown)), month, day
    if not month or "X" in month:
        return _year(int(year) + months // _YEAR), month, day
    if codes := _codes(month):
        later, place = divmod(codes.index(int(month)) + months * len(codes) // _YEAR, len(codes))
        return _year(int(year) + later), str(codes[place]), ""
    if not day or "X" in day:
        later, place = divmod(int(month) - 1 + months, _YEAR)
        return _year(int(year) + later), f"{place + 1:02}", day
    parts = calendar.civil(step.after(calendar.seconds(int(year), int(month), int(day)), count))
    return _year(parts[0]), f"{parts[1]:02}", f"{parts[2]:02}"


def _unknown_year(year: str, unknown: int, count: int) -> str:
    """A decade, century or millennium so many further: after 10 to 1 BCE come 1 to 9, each of its own sign."""
    digits = int(year.lstrip("-").rstrip("X") or 0)
    place = (-digits - 1 if year.startswith("-") else digits) + count
    known = 4 - unknown
    text = f"{place:0{known}}" if place >= 0 else f"-{-place - 1:0{known}}"
    if len(text.lstrip("-")) > known:
        raise _outside()
    return text + "X" * unknown


def _year(number: int) -> str:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise _outside()
    return calendar.year_text(number)


def _outside() -> BadDate:
    return BadDate(f"Years go from {FIRST_YEAR} to {LAST_YEAR}; it cannot be moved beyond.", advice="Move it back.")


def _changes(before: str, after: str) -> list[Change]:
    """The numbers in a date, each as it was and as it shall be."""
    changes = []
    for old, new in zip(_POINTS.split(before), _POINTS.split(after), strict=True):
        was, shall = _numbers(old), _numbers(new)
        changes += [Change(kind, was[kind], shall[kind]) for kind in was]
    return changes


def _numbers(point: str) -> dict[str, int]:
    """The numbers of one date in EDTF by what they are; a decade is named by its first year."""
    if match := _TIME.fullmatch(point):
        names = ("year", "month", "day", "hour", "minute", "second")
        return {name: int(text.lstrip(":")) for name, text in zip(names, match.groups(), strict=False) if text}
    date = edtf_day.parts(point)
    if date is None:
        return {}
    numbers = {"year": int(date.year.replace("X", "0"))}
    if date.month and "X" not in date.month:
        codes = _codes(date.month)
        numbers |= {"season" if codes else "month": int(date.month)}
    return numbers | ({"day": int(date.day)} if date.day and "X" not in date.day else {})


def _week_changes(span: Span, step: Step, count: int) -> list[Change]:
    """Year and week, as ISO 8601 counts them, of a span that is a week."""
    was, shall = (_week(step.after(span.start or 0, steps)) for steps in (0, count))
    return [Change("year", was[0], shall[0]), Change("week", was[1], shall[1])]


def _week(monday: int) -> tuple[int, int]:
    thursday = monday + 3 * DAY
    year = calendar.civil(thursday)[0]
    return year, (thursday - calendar.seconds(year)) // (7 * DAY) + 1

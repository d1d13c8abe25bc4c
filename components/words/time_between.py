"""How far apart two dates are, in words that claim no more than the dates do."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from components.words.times_and_durations import MONTH_LENGTH, YEAR_LENGTH
from data.dates import add_months, edtf
from data.dates.calendar import DAY, HOUR, MINUTE
from data.dates.span import join_qualifiers

UNITS: Final = (("year", YEAR_LENGTH), ("month", MONTH_LENGTH), ("day", DAY), ("hour", HOUR), ("minute", MINUTE),
                ("second", 1))  # fmt: skip
MONTHS: Final = {"year": 12, "month": 1}
EXACT: Final = ("day", "hour", "minute", "second")
"""Where both dates are known to one of these alike, the difference is counted from one to the other, as people do."""
LONG: Final = 92 * DAY
"""What lasts so long is said in years and months, too."""
FAR: Final = 3
"""How many of a unit are so many that it alone need be said, even if the two are known more finely."""
NOT_KNOWN: Final = "how far apart is not known"


@dataclass(frozen=True, slots=True)
class _Beginning:
    """From when to when something may have begun, None where that is open; how finely, and how surely, it is known."""

    first: int | None
    last: int | None
    precision: str
    doubt: str


@lru_cache(maxsize=8192)
def apart_words(one: str, other: str) -> str:
    """When the other began, seen from the beginning of the one; both in canonical EDTF.

    >>> apart_words("2022-01-02", "2022-01-05"), apart_words("2022-01-05T12:00", "2022-01-02")
    ('3 days later', 'between 2 and 4 days earlier')
    >>> apart_words("1990", "2019"), apart_words("2022-01-05", "2022-01-05")
    ('between 28 and 30 years later', 'on the same day')
    >>> apart_words("[..2022-01-01]", "2022-01-11"), apart_words("2022-01", "2022-01-11~")
    ('at least 9 days later', 'roughly less than 1 month apart')
    >>> apart_words("2022-01-05", "2022-01-09T00:00"), apart_words("1990-12-01", "2022-01-05")
    ('between 3 and 4 days later', '31 years, 1 month and 4 days later')
    """
    here, there = _beginning(one), _beginning(other)
    if here == there and None not in (here.first, here.last) and here.precision in (*MONTHS, *EXACT):
        return f"{'on' if here.precision == 'day' else 'in'} the same {here.precision}"
    doubt = join_qualifiers((here.doubt, there.doubt))
    said = _exactly(here, there) if not doubt or doubt == "?" else ""
    said = said or _between(here, there)
    if said == NOT_KNOWN:
        return said
    said = f"roughly {said}" if doubt in ("~", "%") else said
    return f"{said}, if the dates hold" if doubt in ("?", "%") else said


def _beginning(text: str) -> _Beginning:
    """Of a span that its first date says, of a set any of it."""
    left, slash, _ = text.partition("/")
    if not slash or text[:1] in "[{":
        span = edtf.read(text)
        return _Beginning(span.start, span.end, span.precision, span.start_qualifier)
    whole = edtf.read(text)
    if whole.start is None:
        return _Beginning(None, whole.end, whole.precision, whole.end_qualifier)
    first = edtf.read(left)
    return _Beginning(first.start, first.end, first.precision, first.start_qualifier)


def _exactly(here: _Beginning, there: _Beginning) -> str:
    """The difference of two days, hours, minutes or seconds; "" where they are not known alike."""
    unit = here.precision
    size = dict(UNITS).get(unit, 0)
    spans = [(each.first, each.last) for each in (here, there)]
    if unit not in EXACT or unit != there.precision or here.first is None or there.first is None:
        return ""
    if spans[0] == spans[1]:
        return ""
    if any(first is None or last is None or last - first != size for first, last in spans):
        return ""
    start, end = sorted((here.first, there.first))
    return f"{_length(start, end)} {'later' if there.first > here.first else 'earlier'}"


def _length(start: int, end: int) -> str:
    """A length that is known exactly: "5 hours and 30 minutes", "2 years and 4 days"."""
    parts, is_long = [], end - start >= LONG
    for unit, size in UNITS:
        if unit not in MONTHS or is_long:
            count = _floor(start, end, unit)
            start = add_months(start, count * MONTHS[unit]) if unit in MONTHS else start + count * int(size)
            parts += [_counted(count, unit)] if count else []
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _between(here: _Beginning, there: _Beginning) -> str:
    if here.last is not None and there.first is not None and here.last <= there.first:
        return f"{_bounds(here.last, there.first, here.first, there.last)} later"
    if there.last is not None and here.first is not None and there.last <= here.first:
        return f"{_bounds(there.last, here.first, there.first, here.last)} earlier"
    if None in (here.first, here.last, there.first, there.last):
        return NOT_KNOWN
    first, last = min(here.first or 0, there.first or 0), max(here.last or 0, there.last or 0)
    unit = _unit(0, last - first)
    return f"less than {_counted(_ceiling(first, last, unit), unit)} apart"


def _bounds(last: int, first: int, earliest: int | None, latest: int | None) -> str:
    """From the least that lies between them to the most: from `last` to `first`, and from `earliest` to `latest`."""
    if earliest is None or latest is None:
        unit = _unit(first - last, 0)
        count = _floor(last, first, unit)
        return f"at least {_counted(count, unit)}" if count else "some time"
    unit = _unit(first - last, latest - earliest - (first - last))
    slack = MINUTE if dict(UNITS)[unit] > MINUTE else 0  # 09:00 is a moment to whoever counts in days
    low, high = _floor(last, first, unit), _ceiling(earliest, latest - slack, unit)
    if not low:
        return f"less than {_counted(high, unit)}"
    return f"between {low:,} and {_counted(high, unit)}"


def _unit(least: int, width: int) -> str:
    """The largest unit that says enough: of which they are far apart, or that is no finer than they are known."""
    return next((unit for unit, size in UNITS if least >= FAR * size or width >= size), "second")


def _floor(start: int, end: int, unit: str) -> int:
    """Whole units between two moments, those of the calendar where they differ in length."""
    if unit not in MONTHS:
        return (end - start) // int(dict(UNITS)[unit])
    count = int((end - start) / dict(UNITS)[unit]) + 1
    while count and add_months(start, count * MONTHS[unit]) > end:
        count -= 1
    return count


def _ceiling(start: int, end: int, unit: str) -> int:
    count = _floor(start, end, unit)
    if unit in MONTHS:
        is_whole = add_months(start, count * MONTHS[unit]) == end
    else:
        is_whole = (end - start) % int(dict(UNITS)[unit]) == 0
    return count if is_whole else count + 1


def _counted(count: int, unit: str) -> str:
    return f"{count:,} {unit}{'' if count == 1 else 's'}"

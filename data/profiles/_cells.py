"""How the codes of sources become what a person would have written: spans, titles, figures."""

from collections.abc import Mapping
from datetime import date, timedelta

from data import dates
from data.dates.calendar import civil
from data.dates.conventions import DAY, Conventions
from data.errors import BadDate
from data.profiles._registry import Write

DAY_FIRST = Conventions(order=DAY)


def day(text: str) -> date | None:
    """The one day that a cell names, however it is spelled; None for anything else.

    >>> day("05 January 2022"), day("2021-03-04 00:00:00.000"), day("January 2022"), day("20220105")
    (datetime.date(2022, 1, 5), datetime.date(2021, 3, 4), None, datetime.date(2022, 1, 5))
    """
    try:
        span = dates.parse(text, conventions=DAY_FIRST)
        if span.start is None or span.precision not in ("day", "minute", "second") or span.is_interval or span.is_set:
            return None
        return date(*civil(span.start)[:3])
    except (BadDate, ValueError):
        return None


def week(of: date) -> str:
    """The week of a day, from Monday to Sunday.

    >>> week(date(2022, 1, 6))
    '2022-01-03/2022-01-09'
    """
    monday = of - timedelta(days=of.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def between(first: date, last: date) -> str:
    """All days from one to another; a whole month or year as such.

    >>> between(date(2021, 5, 1), date(2021, 5, 31)), between(date(2021, 1, 1), date(2021, 12, 31))
    ('2021-05', '2021')
    >>> between(date(2021, 5, 1), date(2021, 5, 1)), between(date(2021, 5, 1), date(2021, 6, 2))
    ('2021-05-01', '2021-05-01/2021-06-02')
    """
    after = last + timedelta(days=1) if last < date.max else last
    if first == last:
        return first.isoformat()
    if (first.day, first.month, after.day, after.month) == (1, 1, 1, 1) and after.year == first.year + 1:
        return f"{first:%Y}".zfill(4)
    if first.day == after.day == 1 and (after.year - first.year) * 12 + after.month - first.month == 1:
        return first.isoformat()[:7]
    return f"{first}/{last}"


def figure(low: str, high: str, best: str = "") -> str:
    """A figure with its range; the best guess where there is none.

    >>> figure("5", "6", "5"), figure("8", "8", "8"), figure("", "", "4"), figure("0", "", "0")
    ('5..6', '8', '4', '0')
    """
    low, high = low or best, high or best
    return low if low == high or not high else f"{low}..{high}"


def more(value: str) -> str:
    """So many more than before: the figure of one event among others.

    >>> more("3"), more("5..6"), more("")
    ('+3', '+5..6', '')
    """
    return f"+{value}" if value[:1].isdigit() else value


def named(name: str) -> Write:
    """What writes the name of a figure wherever there is one."""
    return lambda *values: name if any(values) else ""


def coded(codes: Mapping[str, str]) -> Write:
    """What writes the words of a code, and a code without words as it is."""
    return lambda code: codes.get(code, code)


def together(*names: str) -> str:
    """Names, each once, as a list of them is written.

    >>> together("Police", "", "Army; Police")
    'Police; Army'
    """
    parts = (part.strip() for name in names for part in name.split(";"))
    return "; ".join(dict.fromkeys(part for part in parts if part))


def line(*parts: str, between: str = ", ") -> str:
    """The parts that say something, each once.

    >>> line("Protests", "", "Oldtown")
    'Protests, Oldtown'
    """
    return between.join(dict.fromkeys(part for part in parts if part))

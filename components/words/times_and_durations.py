"""Moments, lengths of time and ticks in words."""

from functools import lru_cache

from data.dates.calendar import DAY, HOUR, MINUTE, civil
from data.dates.month_names import MONTHS

YEAR_LENGTH = 365.2425 * DAY
MONTH_LENGTH = YEAR_LENGTH / 12

_UNITS = (
    ("year", YEAR_LENGTH),
    ("month", MONTH_LENGTH),
    ("day", float(DAY)),
    ("hour", float(HOUR)),
    ("minute", float(MINUTE)),
    ("second", 1.0),
)


def year_words(year: int) -> str:
    """The year as people count it: no year 0, "BCE" before year 1, "CE" where its digits are fewer than four.

    >>> year_words(2022), year_words(-43), year_words(79)
    ('2022', '44 BCE', '79 CE')
    """
    if year > 0:
        return str(year) if year >= 1000 else f"{year} CE"
    return f"{1 - year:{',' if year < -9998 else ''}} BCE"


def month_words(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year_words(year)}"


def day_words(year: int, month: int, day: int, *, short: bool = False) -> str:
    name = MONTHS[month - 1]
    return f"{day} {name[:3] if short else name} {year_words(year)}"


def moment_words(moment: int, precision: str = "minute") -> str:
    """A moment as finely as asked: second, minute, hour, day, month, year, decade, century or millennium.

    >>> moment_words(0, "day"), moment_words(0, "minute")
    ('1 January 1970', '1 January 1970, 00:00')
    """
    year, month, day, hour, minute, second = civil(moment)
    if precision in ("decade", "century", "millennium", "year"):
        return year_words(year) if precision != "decade" or year <= 0 else f"the {year // 10 * 10}s"
    if precision in ("season", "month"):
        return month_words(year, month)
    words = day_words(year, month, day)
    clock = {
        "second": f"{hour:02}:{minute:02}:{second:02}",
        "minute": f"{hour:02}:{minute:02}",
        "hour": f"{hour:02}:00",
    }
    return f"{words}, {clock[precision]}" if precision in clock else words


def duration_words(length: float) -> str:
    """A length of time in its largest unit, rounded: "27 years", "5 months", "3 days".

    >>> duration_words(14 * 3600), duration_words(86400)
    ('14 hours', '1 day')
    """
    if length < 1:
        return "no time"
    for name, unit in _UNITS:
        count = round(length / unit)
        # 18 months are clearer than "2 years", and 36 hours than "2 days".
        if count and abs(length - count * unit) <= length * (0.05 if count == 1 else 0.1):
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    return f"{round(length):,} seconds"


def per_words(start: int, end: int) -> str:
    """How long a bin is, after what is counted in it: "an hour", "a week", "in 2 years".

    >>> per_words(0, 3600), per_words(0, 7 * 86400), per_words(0, 2 * 365 * 86400)
    ('an hour', 'a week', 'in 2 years')
    """
    words = duration_words(end - start)
    if words.startswith("1 "):
        return f"{'an' if words == '1 hour' else 'a'} {words[2:]}"
    return {"7 days": "a week", "14 days": "in two weeks", "3 months": "a quarter"}.get(words, f"in {words}")


@lru_cache(maxsize=8192)
def stretch_words(start: int, end: int) -> str:
    """From when to when a bin is, as shortly as whole years, months and days allow; the end is exclusive.

    >>> stretch_words(0, 31 * 86400), stretch_words(0, 2 * 365 * 86400), stretch_words(0, 3600)
    ('January 1970', '1970 to 1971', '1 January 1970, 00:00 to 01:00')
    """
    first, last, after = civil(start), civil(end - 1), civil(end)
    if first[1:] == after[1:] == (1, 1, 0, 0, 0):
        return join_years(first[0], last[0])
    if first[2:] == after[2:] == (1, 0, 0, 0):
        months = [month_words(*first[:2]), month_words(*last[:2])]
        if months[0] == months[1]:
            return months[0]
        return f"{MONTHS[first[1] - 1] if first[0] == last[0] else months[0]} to {months[1]}"
    return window_words(start, end)


def window_words(start: int, end: int) -> str:
    """What a window shows, from its first to its last day, the end being exclusive; with times inside one day.

    >>> window_words(0, 86400 * 6), window_words(0, 3600)
    ('1 to 6 January 1970', '1 January 1970, 00:00 to 01:00')
    """
    first, last = civil(start), civil(max(end - 1, start))
    if first[:3] == last[:3] and end - start < DAY:
        until = civil(end)
        clock = f"{until[3]:02}:{until[4]:02}" if until[:3] == first[:3] else "24:00"
        return f"{day_words(*first[:3])}, {first[3]:02}:{first[4]:02} to {clock}"
    if end - start >= 5 * YEAR_LENGTH:
        return join_years(first[0], last[0])
    return join_days(first[:3], last[:3])


def join_years(first: int, last: int) -> str:
    """ "1990 to 2022", "753 to 44 BCE", "44 BCE to 79 CE", "120 to 150 CE"."""
    if first == last:
        return year_words(first)
    if last <= 0:
        return f"{year_words(first).removesuffix(' BCE')} to {year_words(last)}"
    if first > 0 and last < 1000:
        return f"{first} to {year_words(last)}"
    return f"{year_words(first)} to {year_words(last)}"


def join_days(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    """ "2 to 7 January 2022", "30 December 2021 to 2 January 2022"; what both share is said once."""
    if first == last:
        return day_words(*first)
    if first[:2] == last[:2]:
        return f"{first[2]} to {day_words(*last)}"
    if first[0] == last[0]:
        return f"{first[2]} {MONTHS[first[1] - 1]} to {day_words(*last)}"
    return f"{day_words(*first)} to {day_words(*last)}"


def tick_label(moment: int, unit: str, with_parent: bool = False) -> str:
    """The label of a tick on an axis that counts in `unit`, second to millennium; below it, if asked, what it is in.

    >>> tick_label(0, "day"), tick_label(0, "day", with_parent=True), tick_label(0, "year")
    ('1', '1\\nJan 1970', '1970')
    """
    year, month, day, hour, minute, second = civil(moment)
    name = MONTHS[month - 1][:3]
    date = f"{day} {name} {year_words(year)}"
    label, parent = {
        "second": (f"{hour:02}:{minute:02}:{second:02}", date),
        "minute": (f"{hour:02}:{minute:02}", date),
        "hour": (f"{hour:02}:00", date),
        "day": (str(day), f"{name} {year_words(year)}"),
        "week": (f"{day} {name}", year_words(year)),
        "month": (name, year_words(year)),
        "quarter": (name, year_words(year)),
    }.get(unit, (_long_tick(year, unit), ""))
    return f"{label}\n{parent}" if with_parent and parent else label


def _long_tick(year: int, unit: str) -> str:
    return f"{year // 10 * 10}s" if unit == "decade" and year > 0 else year_words(year)
